"""Addresses compared: the same door, the same street, the same town, or elsewhere."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz

from employers.matching.records import Record
from employers.matching.words import PARTICLES
from employers.names import plain_words

STREET_WORDS = {
    "str": "straat", "ln": "laan", "wg": "weg", "pl": "plein", "pln": "plein", "burg": "burgemeester",
    "mr": "meester", "dr": "dokter", "prof": "professor", "st": "sint", "gr": "groot", "kon": "koningin", "pr": "prins",
    "weth": "wethouder", "ind": "industrie", "industr": "industrie",
}  # fmt: skip
STREET_ENDS = {"str": "straat", "ln": "laan", "wg": "weg", "pln": "plein", "kd": "kade"}
PLACE_NAMES = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}
POST_BOXES = ("postbus", "antwoordnummer")
SAME_STREET = 85  # likeness of two street names from which a typing error is believed


class Nearness(IntEnum):
    """How near two addresses are, nearest highest."""

    ELSEWHERE = 0
    NEXT_TOWN = 1
    UNKNOWN = 2
    OTHER_IN_TOWN = 3
    SAME_STREET = 4
    SAME_POSTCODE = 5
    SAME_TOWN = 6
    POSTCODE_ONLY = 7
    OTHER_SUFFIX = 8
    SAME_DOOR_BY_STREET = 9
    SAME_DOOR = 10


@dataclass(frozen=True, slots=True)
class Address:
    """One address as keys. `areas` are place and municipality: "Heerjansdam" and "Zwijndrecht" are one area."""

    postcode: str
    number: int | None
    suffix: str
    street: str
    areas: tuple[str, ...]
    place_words: frozenset[str]

    @property
    def is_full(self) -> bool:
        return self.number is not None and bool(self.postcode or self.street)


def address_of(record: Record) -> Address:
    """Where the record is to be found; a post box says no more than the town."""
    areas = (place_key(record.place), place_key(record.municipality))
    street = street_key(record.street)
    is_post_box = street.startswith(POST_BOXES)
    return Address(
        postcode="" if is_post_box else record.postcode,
        number=None if is_post_box else record.house_number,
        suffix=plain_words(record.house_suffix).replace(" ", ""),
        street="" if is_post_box else street,
        areas=tuple(dict.fromkeys(filter(None, areas))),
        place_words=_place_words(record.place) | _place_words(record.municipality),
    )


def nearness(one: Address, other: Address) -> Nearness:
    in_one_town = not set(one.areas).isdisjoint(other.areas)
    same_postcode = bool(one.postcode) and one.postcode == other.postcode
    same_street = _same_street(one.street, other.street)
    if one.number is not None and one.number == other.number and (same_postcode or (same_street and in_one_town)):
        if one.suffix and other.suffix and one.suffix != other.suffix:
            return Nearness.OTHER_SUFFIX
        return Nearness.SAME_DOOR if same_postcode else Nearness.SAME_DOOR_BY_STREET
    both_full = one.is_full and other.is_full
    if same_postcode:
        return Nearness.SAME_POSTCODE if both_full else Nearness.POSTCODE_ONLY
    if in_one_town:
        if same_street:
            return Nearness.SAME_STREET if both_full else Nearness.SAME_TOWN
        return Nearness.OTHER_IN_TOWN if both_full or _are_apart(one, other) else Nearness.SAME_TOWN
    if not one.areas or not other.areas:
        return Nearness.UNKNOWN
    is_near = bool(one.postcode) and one.postcode[:2] == other.postcode[:2]
    return Nearness.NEXT_TOWN if is_near else Nearness.ELSEWHERE


def _are_apart(one: Address, other: Address) -> bool:
    """Two streets and two postcodes, also where a house number is missing."""
    return bool(one.street and other.street and one.postcode and other.postcode)


def _same_street(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return one == other or fuzz.ratio(one, other) >= SAME_STREET


@lru_cache(maxsize=20_000)
def place_key(place: str) -> str:
    """First letter and longest word, so that "H.I. Ambacht" is Hendrik-Ido-Ambacht; "ij" and "y" are one."""
    plain = plain_words(place).replace("ij", "y")
    words = PLACE_NAMES.get(plain, plain).split()
    return words[0][0] + max(reversed(words), key=len) if words else ""


@lru_cache(maxsize=20_000)
def _place_words(place: str) -> frozenset[str]:
    return frozenset(word for word in plain_words(place).split() if len(word) > 2)


@lru_cache(maxsize=100_000)
def street_key(street: str) -> str:
    """The street in one run of letters: abbreviations written out, "van de" and the like left out."""
    words = [STREET_WORDS.get(word, word) for word in plain_words(street).split() if word not in PARTICLES]
    if not words:
        return ""
    for short, full in STREET_ENDS.items():
        if words[-1].endswith(short) and len(words[-1]) > len(short) + 2:
            words[-1] = words[-1].removesuffix(short) + full
    return "".join(words).replace("ij", "y")
