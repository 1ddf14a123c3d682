"""Two lists beside the three: SBB's leerbedrijven in the report's numbers, and the members of a network."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from imports.sample_lists import figures
from imports.sample_lists.address_noise import PLACE_NOISE
from imports.sample_lists.baanbrekend import draft_of
from imports.sample_lists.elsewhere import likely_first
from imports.sample_lists.kvk import kvk_list
from imports.sample_lists.name_noise import NAME_NOISE
from imports.sample_lists.noise import USUAL_LEVEL, add_noise
from imports.sample_lists.population import Maker
from imports.sample_lists.records import Draft, Establishment, SampleList
from imports.sample_lists.register import register_establishments
from imports.sample_lists.truth import TruthBook

SBB_HEADER = ["Leerbedrijf-ID", "Naam leerbedrijf", "Adres", "Postcode", "Plaats", "Telefoon", "Crebocodes"]
MEMBER_HEADER = ["Lid", "Plaats", "Contactpersoon", "E-mail", "Lid sinds"]
MEMBERS = 140
TOWN = "Dordrecht"
NOISE = [*NAME_NOISE, *PLACE_NOISE]
FIRST_DAY = date(2012, 1, 1)
# Invented codes and names: per sector a kind of work, each at three levels of mbo.
WORK = {
    "zakelijke-dienstverlening": "Administratie", "detailhandel": "Verkoop", "groothandel": "Logistiek",
    "transport": "Vervoer", "techniek": "Installatie", "zorg-en-welzijn": "Zorg", "bouw": "Bouw",
    "industrie": "Metaal", "horeca": "Keuken", "ict-en-media": "Systeembeheer",
    "persoonlijke-dienstverlening": "Haarverzorging", "cultuur-sport-en-recreatie": "Sport",
    "onderwijs": "Onderwijsassistentie", "overig": "Dienstverlening", "landbouw": "Groen", "overheid": "Toezicht",
}  # fmt: skip


def make_more_lists(seed: int = 1, noise: float = USUAL_LEVEL) -> list[SampleList]:
    """The list of SBB and a member list about the same firms as `make_lists`, which they leave as it is."""
    register = register_establishments(Maker(Random(f"firms {seed}")))
    kvk_rows = {row.entity: row.row for row in kvk_list(Random(f"kvk {seed}"), register, noise).truth}
    level = noise / 2  # both come from registers of their own: fewer flaws than in a list that people keep by hand
    return [
        _sbb_list(Random(f"sbb {seed}"), register, kvk_rows, level),
        _member_list(Random(f"members {seed}"), register, kvk_rows, level),
    ]


def _sbb_list(rng: Random, register: list[Establishment], kvk_rows, level: float) -> SampleList:
    truth, rows = TruthBook("sbb", 2, kvk_rows), []
    for number, firm in enumerate(_leerbedrijven(rng, register)):
        draft = _flawed(rng, firm, level)
        truth.add(firm, draft.noise)
        address = f"{draft.street} {draft.house}"
        codes = _codes(rng, firm.sector)
        rows.append([str(100_000 + number * 3), draft.name, address, draft.postcode, draft.place, draft.phone, codes])
    return SampleList("sbb", [], SBB_HEADER, rows, truth.rows)


def _leerbedrijven(rng: Random, register: list[Establishment]) -> list[Establishment]:
    """As many in each municipality as the report counts."""
    found = defaultdict(list)
    for firm in likely_first(rng, register):
        found[firm.address.municipality].append(firm)
    firms = [firm for name, count in figures.MUNICIPALITIES.items() for firm in found[name][:count]]
    rng.shuffle(firms)
    return firms


def _codes(rng: Random, sector: str) -> str:
    """One to three qualifications with the day since when: "99042 Keuken (niveau 2) vanaf 01-09-2019; …"."""
    work, first = WORK[sector], 99_000 + list(WORK).index(sector) * 10
    levels = sorted(rng.sample([2, 3, 4], rng.choice([1, 1, 2, 3])))
    return "; ".join(f"{first + level} {work} (niveau {level}) vanaf {_day(rng):%d-%m-%Y}" for level in levels)


def _member_list(rng: Random, register: list[Establishment], kvk_rows, level: float) -> SampleList:
    truth, rows = TruthBook("netwerk", 2, kvk_rows), []
    here = [firm for firm in likely_first(rng, register) if firm.address.municipality == TOWN]
    for firm in here[:MEMBERS]:
        draft = _flawed(rng, firm, level)
        truth.add(firm, draft.noise)
        rows.append([draft.name, draft.place, draft.contact, draft.email, rng.choice([_day(rng).year, ""])])
    return SampleList("netwerk", [], MEMBER_HEADER, rows, truth.rows)


def _flawed(rng: Random, firm: Establishment, level: float) -> Draft:
    draft = draft_of(rng, firm)
    add_noise(NOISE, rng, draft, firm, level)
    return draft


def _day(rng: Random) -> date:
    return FIRST_DAY + timedelta(days=rng.randrange(4_000))
