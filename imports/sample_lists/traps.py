"""Firms that are easily mistaken for one another: chains, holdings, namesakes, relatives, shared buildings."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from random import Random

from imports.sample_lists.figures import read_table
from imports.sample_lists.names import (
    capitalised,
    legal_form,
    legal_name,
    some_person,
    some_trade,
    trade_of_code,
    with_form,
)
from imports.sample_lists.places import neighbour, outside_address, regional_address, some_municipality
from imports.sample_lists.population import Maker, Slot
from imports.sample_lists.records import Company, Establishment

LIMITED = "Besloten Vennootschap"
SECOND_BRANCHES = 110
HOLDINGS = 330
NAMESAKES = 60
RELATIVES = 60
SHARED_BUILDINGS = 12
CRAFTS = {"bouw", "techniek", "transport", "detailhandel"}


def chains(maker: Maker, slots: list[Slot]) -> list[Establishment]:
    """Branches of chains: one KvK number, or in a franchise one each. Takes their places out of `slots`."""
    return [branch for chain in read_table("chains.csv") for branch in _branches(maker, slots, chain)]


def _branches(maker: Maker, slots: list[Slot], chain: dict[str, str]) -> list[Establishment]:
    sizes = range(int(chain["smallest"]), int(chain["largest"]) + 1)
    taken = take(slots, int(chain["branches"]), lambda slot: slot.sector == chain["sector"] and slot.people in sizes)
    forms = {"Stichting": "Stichting", "Coöperatieve": "Coöperatie"}
    form = forms.get(chain["legal_name"].split()[0], LIMITED)
    company = Company(maker.numbers.kvk(), chain["legal_name"], form)
    branches = [_branch(maker, slot, chain, company) for slot in taken]
    for branch in branches:
        branch.domain = branches[0].domain
    branches[0].is_main = chain["has_head_office"] == "ja" or branches[0].trap == "franchise"
    return branches


def _branch(maker: Maker, slot: Slot, chain: dict[str, str], company: Company) -> Establishment:
    rng = maker.rng
    address = regional_address(rng, some_municipality(rng), slot.sector, slot.people)
    owner = some_person(rng)
    is_franchise = chain["is_franchise"] == "ja"
    if is_franchise:
        company = Company(maker.numbers.kvk(), f"{capitalised(owner.surname)} {address.place} B.V.", LIMITED)
    name = chain["name"] if rng.random() < 0.7 else f"{chain['name']} {address.place}"
    branch = maker.establishment(slot, company, name, trade_of_code(chain["sbi"]), address, owner)
    branch.is_main = is_franchise
    branch.mail_provider = ""
    branch.trap = "franchise" if is_franchise else "chain"
    return branch


def outside_branch(maker: Maker, branch: Establishment) -> Establishment:
    """Another branch of a chain, in a town around the region."""
    address, area_code = outside_address(maker.rng)
    slot = Slot(branch.sector, branch.people)
    trade = trade_of_code(branch.sbi_code)
    name, owner = branch.trade_name, some_person(maker.rng)
    other = maker.establishment(slot, branch.company, name, trade, address, owner, area_code=area_code)
    other.domain, other.mail_provider, other.trap, other.is_main = branch.domain, "", branch.trap, False
    return other


def second_branches(maker: Maker, slots: list[Slot]) -> list[Establishment]:
    """Firms with two establishments under one KvK number, in one town or two."""
    return [firm for _ in range(SECOND_BRANCHES) for firm in _two_branches(maker, slots)]


def _two_branches(maker: Maker, slots: list[Slot]) -> list[Establishment]:
    rng = maker.rng
    (first,) = take(slots, 1, lambda slot: 5 <= slot.people <= 60)
    (second,) = take(slots, 1, lambda slot: slot.sector == first.sector and 2 <= slot.people <= 40)
    main = maker.regional(first)
    if main.company.legal_form == "Eenmanszaak":
        main.company.legal_form = "Vennootschap onder firma"
    municipality = main.address.municipality if rng.random() < 0.5 else some_municipality(rng)
    address = regional_address(rng, municipality, second.sector, second.people)
    trade = trade_of_code(main.sbi_code)
    branch = maker.establishment(second, main.company, main.trade_name, trade, address, main.owner)
    branch.domain, branch.mail_provider, branch.is_main = main.domain, main.mail_provider, False
    main.trap = branch.trap = "second_branch"
    return [main, branch]


def holdings(maker: Maker, slots: list[Slot], firms: list[Establishment]) -> list[Establishment]:
    """A holding company at the address of its operating company, with a KvK number and often a name much like it."""
    operating = [firm for firm in firms if firm.company.legal_form == LIMITED and firm.people > 1 and not firm.trap]
    chosen = maker.rng.sample(operating, len(slots))
    return [_holding(maker, slot, firm) for slot, firm in zip(slots, chosen, strict=True)]


def fits_holding(slot: Slot) -> bool:
    return slot.sector == "zakelijke-dienstverlening" and slot.people <= 4


def _holding(maker: Maker, slot: Slot, firm: Establishment) -> Establishment:
    rng = maker.rng
    word = rng.choice(["Holding", "Beheer", "Holding", "Beheer", "Participaties"])
    core = firm.trade_name.replace(" B.V.", "")
    surname = capitalised(firm.owner.surname)
    name = rng.choice([f"{core} {word}", f"{surname} {word}", f"{firm.owner.initials} {firm.owner.surname} {word}"])
    company = Company(maker.numbers.kvk(), with_form(name, LIMITED), LIMITED)
    trade = trade_of_code("6420")
    holding = maker.establishment(slot, company, company.legal_name, trade, firm.address, firm.owner)
    if rng.random() < 0.6:
        holding.phone, holding.domain, holding.mail_provider = firm.phone, firm.domain, firm.mail_provider
    firm.trap = holding.trap = "holding"
    return holding


def name_alike(maker: Maker, firms: list[Establishment]) -> None:
    """The same name in two towns: the second of each pair takes over the name of the first."""
    free = [firm for firm in firms if not firm.trap and firm.people < 26]
    maker.rng.shuffle(free)
    for first in free[:NAMESAKES]:
        second = next(
            firm
            for firm in reversed(free)
            if not firm.trap and firm.sector == first.sector and firm.address.municipality != first.address.municipality
        )
        rename(maker, second, first)


def rename(maker: Maker, firm: Establishment, like: Establishment) -> None:
    """Gives a firm the name and trade of another; its legal name follows, so that the address tells them apart."""
    firm.trade_name, firm.sbi_code, firm.activity = like.trade_name, like.sbi_code, like.activity
    firm.company.legal_form = like.company.legal_form
    firm.company.legal_name = like.trade_name if like.company.legal_name else ""
    firm.domain = maker.numbers.domain(firm.trade_name)
    firm.trap, like.trap = "same_name", like.trap or "same_name"


def relatives(maker: Maker, slots: list[Slot], firms: list[Establishment]) -> list[Establishment]:
    """A relative a few doors away, often in the same kind of work: "Van Dijk Bouw" and "J. van Dijk Timmerwerken"."""
    crafts = [firm for firm in firms if firm.sector in CRAFTS and firm.people < 15 and not firm.trap]
    named = [firm for firm in crafts if firm.owner.surname.lower() in firm.trade_name.lower()]
    chosen = maker.rng.sample(named, len(slots))
    return [_relative(maker, slot, firm) for slot, firm in zip(slots, chosen, strict=True)]


def fits_relative(slot: Slot) -> bool:
    return slot.sector in CRAFTS and slot.people < 10


def _relative(maker: Maker, slot: Slot, firm: Establishment) -> Establishment:
    rng = maker.rng
    relative = some_person(rng, firm.owner.surname)
    trade = some_trade(rng, slot.sector)
    name = rng.choice(
        [
            f"{relative.initials} {relative.surname} {rng.choice(trade.after)}",
            f"{capitalised(relative.surname)} {rng.choice(trade.after)}",
            f"{rng.choice(trade.before)} {relative.initials} {relative.surname}",
        ]
    )
    form = legal_form(rng, trade, slot.people)
    address = neighbour(rng, firm.address)
    company = Company(maker.numbers.kvk(), legal_name(rng, form, name, trade, relative, address.place), form)
    other = maker.establishment(slot, company, name, trade, address, relative)
    firm.trap = other.trap = "relative"
    return other


def share_buildings(rng: Random, firms: list[Establishment]) -> None:
    """Brings offices together in one building: a dozen firms at one postcode and number, some behind one phone."""
    offices = [firm for firm in firms if firm.sector in {"zakelijke-dienstverlening", "ict-en-media"} and not firm.trap]
    offices = [firm for firm in offices if firm.people < 15]
    rng.shuffle(offices)
    for _ in range(SHARED_BUILDINGS):
        together = [offices.pop() for _ in range(rng.randint(8, 18))]
        building, reception = together[0].address, together[0].phone
        for unit, firm in enumerate(together, 1):
            addition = str(unit) if rng.random() < 0.6 else ""
            firm.address = replace(building, letter="", addition=addition)
            firm.trap = "shared_building"
            if rng.random() < 0.4:
                firm.phone = reception


def take(slots: list[Slot], count: int, fits: Callable[[Slot], bool]) -> list[Slot]:
    """The first `count` places that fit, taken out of the list."""
    fitting = (index for index, slot in enumerate(slots) if fits(slot) and not slot.size_class)
    places = list(islice(fitting, count))
    if len(places) < count:
        raise ValueError(f"only {len(places)} of {count} places fit")
    taken = [slots[index] for index in places]
    for index in reversed(places):
        del slots[index]
    return taken
