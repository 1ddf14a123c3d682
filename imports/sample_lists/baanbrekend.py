"""Baanbrekend's list: two title rows, one address cell, its own sector names, a KvK number on a third of the rows."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from imports.sample_lists import figures
from imports.sample_lists.address_noise import ADDRESS_NOISE, in_one_cell
from imports.sample_lists.contact_noise import CONTACT_NOISE, KVK_NOISE, email_of, full_name
from imports.sample_lists.elsewhere import likely_first, newcomer, outsiders
from imports.sample_lists.name_noise import NAME_NOISE
from imports.sample_lists.noise import USUAL_LEVEL, add_noise
from imports.sample_lists.population import Maker
from imports.sample_lists.records import Draft, Establishment, SampleList
from imports.sample_lists.truth import TruthBook

TITLE_ROWS = [
    ["Baanbrekend Drechtsteden - relatieoverzicht werkgevers"],
    ["Uitdraai d.d. 14-06-2017, vertrouwelijk"],
    [],
]
HEADER = [
    "Bedrijfsnaam",
    "Adres",
    "Branche",
    "Contactpersoon",
    "Functie",
    "Telefoon",
    "E-mail",
    "KvK",
    "Relatienummer",
    "Laatste contact",
    "Opmerking",
]
KVK_SHARE = 0.35
OTHER_SECTOR_SHARE = 0.05
LAST_DAY = date(2017, 6, 14)
ALL_NOISE = [*NAME_NOISE, *ADDRESS_NOISE, *CONTACT_NOISE, *KVK_NOISE]


@dataclass(slots=True)
class Entry:
    """One row to be: the establishment and the sector name that the list gives it."""

    firm: Establishment
    label: str
    noise: list[str] = field(default_factory=list)


def baanbrekend_entries(maker: Maker, register: list[Establishment], level: float) -> list[Entry]:
    """The 1,356 rows to be, in the order of the list."""
    entries = _regional_entries(maker, register)
    _exchange_sectors(maker.rng, entries, level)
    entries += _outside_entries(maker, register)
    maker.rng.shuffle(entries)
    return entries


def _regional_entries(maker: Maker, register: list[Establishment]) -> list[Entry]:
    """646 rows: the sectors exact, 88% of the firms on the register's list, a few of them twice."""
    rng, labels = maker.rng, _regional_labels()
    often = [label for label in labels if labels[label] >= 20]
    doubled = rng.choices(often, weights=[labels[label] for label in often], k=figures.BAANBREKEND_DOUBLES_IN_REGION)
    once = list((labels - Counter(doubled)).elements())
    rng.shuffle(once)
    new = round(figures.BAANBREKEND["in_region"] * (1 - figures.BAANBREKEND_IN_KVK_SHARE)) - 2
    entries = [Entry(newcomer(maker, _sector(rng, label), register), label) for label in once[:new]]
    known = _known_firms(rng, register)
    entries += [Entry(known[_sector(rng, label)].pop(0), label) for label in once[new:]]
    return entries + [_double(rng, entries, label) for label in doubled]


def _regional_labels() -> Counter:
    labels = Counter({label: count for label, (_, count) in figures.BAANBREKEND_SECTORS.items()})
    labels[figures.NO_SECTOR] = figures.BAANBREKEND["in_region_sectors"]["geen sector benoemd"]
    return labels


def _sector(rng: Random, label: str) -> str:
    if label == figures.NO_SECTOR:
        return rng.choice(["zakelijke-dienstverlening", "detailhandel", "techniek", "zorg-en-welzijn"])
    return figures.BAANBREKEND_SECTORS[label][0]


def _known_firms(rng: Random, register: list[Establishment]) -> dict[str, list[Establishment]]:
    by_sector = defaultdict(list)
    for firm in likely_first(rng, register):
        by_sector[firm.sector].append(firm)
    return by_sector


def _double(rng: Random, entries: list[Entry], label: str) -> Entry:
    return Entry(rng.choice([entry.firm for entry in entries if entry.label == label]), label)


def _exchange_sectors(rng: Random, entries: list[Entry], level: float) -> None:
    """Two by two, so that the figures per sector stay: the service point sees a firm's work otherwise."""
    named = [entry for entry in entries if entry.label != figures.NO_SECTOR]
    pairs = round(len(named) * OTHER_SECTOR_SHARE * level / USUAL_LEVEL / 2)
    chosen = rng.sample(named, pairs * 2)
    for one, other in zip(chosen[:pairs], chosen[pairs:], strict=True):
        if one.label != other.label:
            one.label, other.label = other.label, one.label
            one.noise.append("sector_other")
            other.noise.append("sector_other")


def _outside_entries(maker: Maker, register: list[Establishment]) -> list[Entry]:
    rng = maker.rng
    rows = figures.BAANBREKEND["total"] - figures.BAANBREKEND["in_region"]
    labels = {slug: label for label, (slug, _) in figures.BAANBREKEND_SECTORS.items()}
    weights = [count for _, count in figures.BAANBREKEND_SECTORS.values()]
    count = rows - figures.BAANBREKEND_DOUBLES_OUTSIDE
    firms = outsiders(maker, rng.choices(list(labels), weights=weights, k=count), register)
    entries = [Entry(firm, labels.get(firm.sector, figures.NO_SECTOR)) for firm in firms]
    return entries + [Entry(entry.firm, entry.label) for entry in rng.sample(entries, rows - count)]


def baanbrekend_list(rng: Random, entries: list[Entry], kvk_rows: dict[str, int], level: float) -> SampleList:
    truth = TruthBook("baanbrekend", len(TITLE_ROWS) + 2, kvk_rows)
    rows = []
    for entry in entries:
        draft = draft_of(rng, entry.firm, sector=entry.label, kvk_share=KVK_SHARE)
        draft.noise.extend(entry.noise)
        add_noise(ALL_NOISE, rng, draft, entry.firm, level)
        truth.add(entry.firm, draft.noise)
        rows.append(_row(rng, draft, len(rows)))
    return SampleList("baanbrekend", TITLE_ROWS, HEADER, rows, truth.rows)


def draft_of(rng: Random, firm: Establishment, *, sector: str = "", kvk_share: float = 0) -> Draft:
    """The row before anybody typed it wrong."""
    is_owner = firm.contact == firm.owner
    return Draft(
        name=firm.trade_name,
        street=firm.address.street,
        house=firm.address.house,
        postcode=firm.address.postcode,
        place=firm.address.place,
        contact=full_name(firm.contact),
        role="eigenaar" if is_owner else rng.choice(figures.words()["roles"]),
        phone=firm.phone,
        email=email_of(firm),
        kvk_number=firm.company.kvk_number if rng.random() < kvk_share else "",
        sector=sector,
    )


def _row(rng: Random, draft: Draft, number: int) -> list:
    return [
        draft.name,
        in_one_cell(rng, draft),
        draft.sector,
        draft.contact,
        draft.role,
        draft.phone,
        draft.email,
        draft.kvk_number,
        f"BBD-{10_000 + number * 7 + rng.randint(0, 6)}",
        _last_contact(rng),
        rng.choice(figures.words()["remarks"]),
    ]


def _last_contact(rng: Random) -> date | str:
    """A date, a date as text, a month, or nothing."""
    day = LAST_DAY - timedelta(days=int(rng.expovariate(1 / 300)))
    shapes = {day: 12, f"{day.day}-{day.month}-{day.year}": 3, f"{MONTHS[day.month - 1]} {day.year}": 1, "": 3}
    return rng.choices(list(shapes), weights=shapes.values())[0]


MONTHS = ["jan", "feb", "mrt", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec"]
