"""LWL's list: a name, a place, somebody to call; no address, sector, size or numbers."""

from random import Random

from imports.sample_lists import figures
from imports.sample_lists.address_noise import PLACE_NOISE
from imports.sample_lists.baanbrekend import Entry, draft_of
from imports.sample_lists.contact_noise import CONTACT_NOISE
from imports.sample_lists.elsewhere import SIZES, likely_first
from imports.sample_lists.name_noise import NAME_NOISE
from imports.sample_lists.noise import add_noise
from imports.sample_lists.population import Maker, Slot
from imports.sample_lists.records import Draft, Establishment, SampleList
from imports.sample_lists.truth import TruthBook

HEADER = ["Naam organisatie", "Plaats", "Contactpersoon", "Tel", "Mail", "Opmerkingen"]
OUTSIDE = 4
ALL_NOISE = [*NAME_NOISE, *PLACE_NOISE, *CONTACT_NOISE]


def lwl_firms(maker: Maker, register: list[Establishment], entries: list[Entry]) -> list[Establishment]:
    """101 firms, about 80 on the register's list and 45 on Baanbrekend's, two of them twice."""
    rng = maker.rng
    on_register = {firm.key for firm in register}
    on_baanbrekend = {entry.firm.key: entry.firm for entry in entries}
    both = [firm for key, firm in on_baanbrekend.items() if key in on_register]
    either = [firm for key, firm in on_baanbrekend.items() if key not in on_register]
    register_only = [firm for firm in likely_first(rng, register) if firm.key not in on_baanbrekend]
    firms = rng.sample(both, figures.LWL_IN_BOTH)
    firms += register_only[: figures.LWL_IN_KVK_ONLY]
    firms += rng.sample(either, figures.LWL_IN_BAANBREKEND_ONLY)
    firms += [firms[0], firms[figures.LWL_IN_BOTH]][: figures.LWL_DOUBLES]
    firms += _unknown_firms(maker, figures.LWL["total"] - len(firms))
    rng.shuffle(firms)
    return firms


def _unknown_firms(maker: Maker, count: int) -> list[Establishment]:
    """On no other list; a few of them outside the region."""
    sectors = maker.rng.choices(list(figures.SECTORS_SMALL), weights=figures.SECTORS_SMALL.values(), k=count)
    slots = [Slot(sector, maker.rng.choice(SIZES)) for sector in sectors]
    return [maker.outside(slot) for slot in slots[:OUTSIDE]] + [maker.regional(slot) for slot in slots[OUTSIDE:]]


def lwl_list(rng: Random, firms: list[Establishment], kvk_rows: dict[str, int], level: float) -> SampleList:
    truth = TruthBook("lwl", 2, kvk_rows)
    rows = []
    for firm in firms:
        draft = draft_of(rng, firm)
        add_noise(ALL_NOISE, rng, draft, firm, level)
        truth.add(firm, draft.noise)
        rows.append(_row(rng, draft))
    return SampleList("lwl", [], HEADER, rows, truth.rows)


def _row(rng: Random, draft: Draft) -> list:
    remark = rng.choice(figures.words()["remarks"])
    return [draft.name, draft.place, draft.contact, draft.phone, draft.email, remark]
