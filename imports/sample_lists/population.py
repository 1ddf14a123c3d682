"""The invented establishments: those of the trade register's list, and those that only other lists know."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from imports.sample_lists import figures
from imports.sample_lists.names import Trade, legal_form, legal_name, some_person, some_trade, trade_name, with_form
from imports.sample_lists.numbers import Numbers
from imports.sample_lists.places import outside_address, regional_address, some_municipality
from imports.sample_lists.records import Address, Company, Establishment, Person

MOVED_SHARE = 0.05
PARTNERSHIP = "Vennootschap onder firma"


@dataclass(slots=True)
class Slot:
    """A place in the register's figures that an establishment fills."""

    sector: str
    people: int
    size_class: str = ""


class Maker:
    """Makes establishments whose numbers, keys and names are their own."""

    def __init__(self, rng: Random):
        self.rng = rng
        self.numbers = Numbers(rng)
        self._made = 0
        self._names: set[tuple[str, str]] = set()

    def key(self) -> str:
        self._made += 1
        return f"e{self._made:05d}"

    def regional(self, slot: Slot, municipality: str = "") -> Establishment:
        """An independent firm in one of the six municipalities."""
        municipality = municipality or some_municipality(self.rng)
        address = regional_address(self.rng, municipality, slot.sector, slot.people)
        return self.firm(slot, address)

    def outside(self, slot: Slot) -> Establishment:
        address, area_code = outside_address(self.rng)
        return self.firm(slot, address, area_code=area_code)

    def firm(self, slot: Slot, address: Address, *, owner: Person | None = None, area_code="078") -> Establishment:
        """A company of one establishment at this address, under a name that is new in its town."""
        trade = some_trade(self.rng, slot.sector)
        owner = owner or some_person(self.rng)
        form = legal_form(self.rng, trade, slot.people)
        name = self._new_name(trade, owner, slot.people, address.place)
        company = Company(self.numbers.kvk(), legal_name(self.rng, form, name, trade, owner, address.place), form)
        if (form != PARTNERSHIP and self.rng.random() < 0.75) or (form == PARTNERSHIP and self.rng.random() < 0.4):
            name = with_form(name, form)
        return self.establishment(slot, company, name, trade, address, owner, area_code=area_code)

    def establishment(
        self, slot: Slot, company: Company, name: str, trade: Trade, address: Address, owner: Person, *, area_code="078"
    ) -> Establishment:
        is_owner_contact = slot.people < 10 or self.rng.random() < 0.3
        return Establishment(
            key=self.key(),
            company=company,
            establishment_number=self.numbers.establishment(),
            trade_name=name,
            sector=trade.sector,
            sbi_code=trade.sbi_code,
            activity=trade.activity,
            people=slot.people,
            address=address,
            owner=owner,
            contact=owner if is_owner_contact else some_person(self.rng),
            phone=self.numbers.phone(area_code),
            mobile=self.numbers.mobile(),
            domain=self.numbers.domain(name),
            mail_provider=self._mail_provider(slot.people),
            size_class=slot.size_class,
        )

    def _new_name(self, trade: Trade, owner: Person, people: int, place: str) -> str:
        for _ in range(25):
            name = trade_name(self.rng, trade, owner, people, place)
            if (name.lower(), place) not in self._names:
                break
            owner = replace(owner, surname=some_person(self.rng).surname)
        self._names.add((name.lower(), place))
        return name

    def _mail_provider(self, people: int) -> str:
        """Where the smallest have their mail; "" for a domain of their own."""
        has_provider = self.rng.random() < (0.55 if people == 1 else 0.3 if people < 10 else 0.03)
        return self.rng.choice(figures.words()["providers"]) if has_provider else ""


def register_slots(rng: Random) -> list[Slot]:
    """The 7,706 places of the trade register's list: exact per size band and per sector, in no order."""
    small = _paired(rng, figures.SECTORS_SMALL, [*_sizes(rng, figures.SIZES_SMALL), 12])
    large = _paired(rng, figures.SECTORS_LARGE, _sizes(rng, figures.SIZES_LARGE))
    class_only = next(slot for slot in small if slot.people == 12)
    class_only.size_class = figures.CLASS_ONLY
    of_hundred = [slot for slot in large if 100 <= slot.people <= 199]
    for slot in rng.sample(of_hundred, figures.LARGE_CLASS_ROWS):
        slot.size_class = figures.LARGE_CLASS
    slots = small + large
    rng.shuffle(slots)
    return slots


def _sizes(rng: Random, bands: dict[tuple[int, int], int]) -> list[int]:
    """A number per firm of each band, the lower ones more often."""
    sizes = []
    for (low, high), count in bands.items():
        numbers = range(low, high + 1)
        sizes += rng.choices(numbers, weights=[1 / (1 + (number - low) / low) ** 2 for number in numbers], k=count)
    return sizes


def _paired(rng: Random, sectors: dict[str, int], sizes: Iterable[int]) -> list[Slot]:
    """Gives every sector its number of firms, and the sectors with large firms the larger sizes more often."""
    bias = figures.SIZE_BIAS | figures.SMALLER_BIAS
    drawn = [(rng.random() + bias.get(sector, 0), sector) for sector, count in sectors.items() for _ in range(count)]
    return [Slot(sector, people) for (_, sector), people in zip(sorted(drawn), sorted(sizes), strict=True)]


def move_some(maker: Maker, establishments: Iterable[Establishment]) -> None:
    """Gives one in twenty an earlier address, most often in the same town, which older lists still have."""
    rng = maker.rng
    for firm in establishments:
        if firm.trap or rng.random() >= MOVED_SHARE:
            continue
        municipality = firm.address.municipality if rng.random() < 0.75 else some_municipality(rng)
        firm.old_address = regional_address(rng, municipality, firm.sector, firm.people)
