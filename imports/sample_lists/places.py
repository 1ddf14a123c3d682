"""Invented addresses in real streets: every postcode lies in its municipality's range (standards.md 3.5)."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from random import Random

from imports.sample_lists.figures import MUNICIPALITIES, read_table
from imports.sample_lists.records import Address

LETTERS = "ABCDEGHJKLMNPRTVWXZ"
ESTATE_SECTORS = {"industrie", "groothandel", "transport", "techniek", "bouw", "landbouw"}
SHOP_SECTORS = {"detailhandel", "horeca", "persoonlijke-dienstverlening"}
HIGHEST_NUMBER = {"centre": 320, "estate": 90, "homes": 160}
HEERJANSDAM_SHARE = 0.06
POST_BOX_AREA = {
    "Alblasserdam": "2950",
    "Dordrecht": "3300",
    "Hendrik-Ido-Ambacht": "3340",
    "Papendrecht": "3350",
    "Sliedrecht": "3360",
    "Zwijndrecht": "3330",
    "Heerjansdam": "2995",
}


@dataclass(frozen=True, slots=True)
class Street:
    """`order` counts the streets of one four-digit area, so that no two share a postcode."""

    name: str
    area: str
    order: int
    place: str
    municipality: str
    kind: str


@cache
def _streets() -> dict[tuple[str, str], list[Street]]:
    """Streets of the region by place and kind."""
    streets = defaultdict(list)
    in_area: dict[str, int] = defaultdict(int)
    for row in read_table("places.csv"):
        for name in row["streets"].split("|"):
            street = Street(
                name, row["postcode"], in_area[row["postcode"]], row["place"], row["municipality"], row["kind"]
            )
            streets[row["place"], row["kind"]].append(street)
            in_area[row["postcode"]] += 1
    return dict(streets)


@cache
def outside_places() -> list[dict[str, str]]:
    """Towns around the region with their weight in Baanbrekend's list; Hardinxveld-Giessendam is left out, because
    it joined the region after the report's count."""
    return read_table("outside.csv")


def some_municipality(rng: Random) -> str:
    return rng.choices(list(MUNICIPALITIES), weights=MUNICIPALITIES.values())[0]


def regional_address(rng: Random, municipality: str, sector: str, people: int) -> Address:
    """Somewhere a firm like this could be: at home, on an industrial estate or among the shops."""
    place = "Heerjansdam" if municipality == "Zwijndrecht" and rng.random() < HEERJANSDAM_SHARE else municipality
    kinds = [kind for where, kind in _streets() if where == place]
    wanted = _kind(rng, sector, people)
    street = rng.choice(_streets()[place, wanted if wanted in kinds else kinds[0]])
    return address_in(rng, street, rng.randint(1, HIGHEST_NUMBER[street.kind]))


def _kind(rng: Random, sector: str, people: int) -> str:
    if people == 1:
        weights = {"homes": 75, "centre": 15, "estate": 10}
    elif sector in SHOP_SECTORS:
        weights = {"homes": 20, "centre": 65, "estate": 15}
    elif sector in ESTATE_SECTORS:
        weights = {"homes": 22, "centre": 8, "estate": 70}
    else:
        weights = {"homes": 38, "centre": 37, "estate": 25}
    return rng.choices(list(weights), weights=weights.values())[0]


def address_in(rng: Random, street: Street, number: int) -> Address:
    letter = rng.choice("ABCD") if rng.random() < 0.08 else ""
    addition = str(rng.randint(1, 12)) if not letter and rng.random() < 0.04 else ""
    postcode = f"{street.area} {_letters(street.order, number)}"
    return Address(street.name, number, letter, addition, postcode, street.place, street.municipality)


def neighbour(rng: Random, address: Address) -> Address:
    """Another house in the same street, a few doors away."""
    street = next(
        street
        for streets in _streets().values()
        for street in streets
        if (street.name, street.place, street.area) == (address.street, address.place, address.postcode[:4])
    )
    step = rng.choice([2, 4, 6, 8, 14])
    return address_in(rng, street, address.number + step)


def _letters(order: int, number: int) -> str:
    """Odd and even sides have their own postcodes, a new one every thirty numbers."""
    index = order * 22 + (number // 30) * 2 + number % 2
    return LETTERS[index // len(LETTERS) % len(LETTERS)] + LETTERS[index % len(LETTERS)]


def outside_address(rng: Random) -> tuple[Address, str]:
    """An address in a town around the region, and its area code."""
    places = outside_places()
    town = rng.choices(places, weights=[int(place["weight"]) for place in places])[0]
    names = town["streets"].split("|")
    order = rng.randrange(len(names))
    street = Street(names[order], town["postcode"], order, town["place"], town["municipality"], "centre")
    return address_in(rng, street, rng.randint(1, 220)), town["area_code"]
