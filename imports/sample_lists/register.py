"""The establishments of the trade register's list: the figures exact, the traps among them."""

from imports.sample_lists import traps
from imports.sample_lists.population import Maker, move_some, register_slots
from imports.sample_lists.records import Establishment


def register_establishments(maker: Maker) -> list[Establishment]:
    """All 7,706, in the order of the list: by KvK number and vestigingsnummer."""
    slots = register_slots(maker.rng)
    firms = traps.chains(maker, slots) + traps.second_branches(maker, slots)
    for_holdings = traps.take(slots, traps.HOLDINGS, traps.fits_holding)
    for_relatives = traps.take(slots, traps.RELATIVES, traps.fits_relative)
    firms += [maker.regional(slot) for slot in slots]
    firms += traps.holdings(maker, for_holdings, firms)
    firms += traps.relatives(maker, for_relatives, firms)
    traps.name_alike(maker, firms)
    traps.share_buildings(maker.rng, firms)
    move_some(maker, firms)
    return sorted(firms, key=lambda firm: (firm.company.kvk_number, firm.establishment_number))
