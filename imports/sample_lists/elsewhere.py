"""Firms that the trade register's list does not have: newcomers in the region, and firms in other towns."""

from random import Random

from imports.sample_lists.places import some_municipality
from imports.sample_lists.population import Maker, Slot
from imports.sample_lists.records import Establishment
from imports.sample_lists.traps import outside_branch, rename

SIZES = [1, 1, 1, 2, 2, 3, 4, 6, 8, 12, 18, 30]
NAMESAKE_SHARE = 0.15
SUCCESSOR_SHARE = 0.1
OUTSIDE_NAMESAKES = 25
OUTSIDE_BRANCHES = 15


def newcomer(maker: Maker, sector: str, register: list[Establishment]) -> Establishment:
    """In the region but too new for the register's list; some look like a firm that is on it."""
    rng = maker.rng
    draw = rng.random()
    slot = Slot(sector, rng.choice(SIZES))
    if draw < NAMESAKE_SHARE:
        return _namesake(maker, slot, register)
    if draw < NAMESAKE_SHARE + SUCCESSOR_SHARE:
        return _successor(maker, slot, register)
    return maker.regional(slot)


def _namesake(maker: Maker, slot: Slot, register: list[Establishment]) -> Establishment:
    """Carries the name of a firm in another municipality."""
    like = maker.rng.choice([firm for firm in register if firm.sector == slot.sector and not firm.trap])
    municipality = like.address.municipality
    while municipality == like.address.municipality:
        municipality = some_municipality(maker.rng)
    firm = maker.regional(slot, municipality)
    rename(maker, firm, like)
    return firm


def _successor(maker: Maker, slot: Slot, register: list[Establishment]) -> Establishment:
    """Has moved into the premises of a firm that the register's list still has there."""
    before = maker.rng.choice([firm for firm in register if firm.sector == slot.sector and not firm.trap])
    firm = maker.firm(slot, before.address)
    firm.trap = before.trap = "successor"
    return firm


def outsiders(maker: Maker, sectors: list[str], register: list[Establishment]) -> list[Establishment]:
    """Firms in the towns around the region, one for each sector given, branches of the region's chains among them."""
    branches = [firm for firm in register if firm.trap in ("chain", "second_branch")]
    firms = [outside_branch(maker, branch) for branch in maker.rng.sample(branches, OUTSIDE_BRANCHES)]
    firms += [maker.outside(Slot(sector, maker.rng.choice(SIZES))) for sector in sectors[OUTSIDE_BRANCHES:]]
    for firm in maker.rng.sample(firms[OUTSIDE_BRANCHES:], OUTSIDE_NAMESAKES):
        rename(maker, firm, maker.rng.choice([other for other in register if other.sector == firm.sector]))
    return firms


WEIGHTS = [(1, 0.3), (4, 0.7), (9, 1.5), (25, 3.0), (10_000, 6.0)]
HOLDING_WEIGHT = 0.03
OFTEN_MISTAKEN = {"chain", "franchise", "second_branch", "relative", "shared_building"}


def weight_in_other_lists(firm: Establishment) -> float:
    """How likely a service point knows a firm: the larger the likelier, holdings hardly ever.

    What is easily mistaken counts double, so that a list holds enough of it.
    """
    if firm.sbi_code == "6420":
        return HOLDING_WEIGHT
    weight = next(weight for most, weight in WEIGHTS if firm.people <= most)
    return weight * 2 if firm.trap in OFTEN_MISTAKEN else weight


def likely_first(rng: Random, firms: list[Establishment]) -> list[Establishment]:
    """All firms in a random order in which the likely ones tend to come first."""
    return sorted(firms, key=lambda firm: rng.random() ** (1 / weight_in_other_lists(firm)), reverse=True)
