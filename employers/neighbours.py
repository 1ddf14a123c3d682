"""Who else is at an address: the employers behind the same postcode and house number, door by door.

Somebody whose address the trade register shields is never shown at it, nor is anybody else shown because of it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from employers.models import Employer

MOST = 12  # employers shown at one address; a business centre has many more


class Address(NamedTuple):
    """Postcode and house number: the building. The letter and addition behind it are its doors."""

    postcode: str
    house_number: int

    def __str__(self) -> str:
        return f"{self.postcode} {self.house_number}"


class Door(NamedTuple):
    """One door of a building with who is behind it."""

    number: str
    employers: list[Employer]


class Building(NamedTuple):
    address: Address
    doors: list[Door]
    count: int

    @property
    def more(self) -> int:
        """Employers that are not shown."""
        return self.count - sum(len(door.employers) for door in self.doors)


def address_of(employer: Employer) -> Address | None:
    """Where to look; nowhere for a shielded or incomplete address."""
    if employer.is_address_shielded or not (employer.postcode and employer.house_number):
        return None
    return Address(employer.postcode, employer.house_number)


def buildings(addresses: Iterable[Address | None], *, user, without: Iterable[int] = ()) -> list[Building]:
    """Each address once, with its other current employers, in one query."""
    wanted = list(dict.fromkeys(address for address in addresses if address))
    found: dict[Address, list[Employer]] = {address: [] for address in wanted}
    for employer in _employers(wanted, user, without):
        if (address := Address(employer.postcode, employer.house_number)) in found:
            found[address].append(employer)
    return [Building(address, _doors(address, there[:MOST]), len(there)) for address, there in found.items()]


def _employers(addresses, user, without):
    if not addresses:
        return Employer.objects.none()
    there = Employer.objects.visible_to(user).current().filter(is_address_shielded=False)
    there = there.filter(postcode__in={it.postcode for it in addresses}).exclude(pk__in=list(without))
    there = there.filter(house_number__in={it.house_number for it in addresses})
    order = ("house_number", "house_letter", "house_number_addition", "trade_name", "pk")
    return there.select_related("sector").defer("search_text", "search_vector", "remarks").order_by(*order)


def _doors(address: Address, employers: list[Employer]) -> list[Door]:
    doors: dict[str, list[Employer]] = {}
    for employer in employers:
        doors.setdefault(_number(employer), []).append(employer)
    return [Door(number, there) for number, there in doors.items()]


def _number(employer: Employer) -> str:
    addition = f"-{employer.house_number_addition}" if employer.house_number_addition else ""
    return f"{employer.house_number}{employer.house_letter}{addition}"
