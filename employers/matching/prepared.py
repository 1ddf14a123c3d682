"""A record with everything that comparing needs worked out once."""

from dataclasses import dataclass
from functools import lru_cache

from employers.matching.names import NameForm, name_forms
from employers.matching.records import Record
from employers.matching.words import FIRST_NAMES, PARTICLES
from employers.names import email_domain, own_domain, plain_words

STREET_WORDS = {
    "str": "straat", "ln": "laan", "wg": "weg", "pl": "plein", "pln": "plein", "burg": "burgemeester",
    "mr": "meester", "dr": "dokter", "prof": "professor", "st": "sint", "gr": "groot", "kon": "koningin", "pr": "prins",
    "weth": "wethouder", "ind": "industrie", "industr": "industrie",
}  # fmt: skip
STREET_ENDS = {"str": "straat", "ln": "laan", "wg": "weg", "pln": "plein", "kd": "kade"}
PLACE_NAMES = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}


@dataclass(slots=True)
class Prepared:
    """The keys of one record: names taken apart, address, and what it can be reached by."""

    record: Record
    names: tuple[NameForm, ...]
    postcode: str
    number: int | None
    suffix: str
    street: str
    place: str
    areas: tuple[str, ...]
    place_words: frozenset[str]
    domains: tuple[str, ...]
    surnames: frozenset[str]

    @property
    def id(self) -> int:
        return self.record.id

    @property
    def has_address(self) -> bool:
        return self.number is not None and bool(self.postcode or self.street)


def prepare(record: Record) -> Prepared:
    place, municipality = place_key(record.place), place_key(record.municipality)
    own = (own_domain(domain) for domain in record.domains)
    mailed = (email_domain(email) for email in record.emails)
    return Prepared(
        record=record,
        names=name_forms(record.names),
        postcode=record.postcode,
        number=record.house_number,
        suffix=plain_words(record.house_suffix).replace(" ", ""),
        street=street_key(record.street),
        place=place,
        areas=tuple(dict.fromkeys(area for area in (place, municipality) if area)),
        place_words=_place_words(record.place) | _place_words(record.municipality),
        domains=tuple(dict.fromkeys(domain for domain in (*own, *mailed) if domain)),
        surnames=frozenset(filter(None, map(surname, record.contacts))),
    )


@lru_cache(maxsize=20_000)
def place_key(place: str) -> str:
    """First letter and longest word, so that "H.I. Ambacht" is Hendrik-Ido-Ambacht."""
    plain = plain_words(place)
    words = PLACE_NAMES.get(plain, plain).split()
    return words[0][0] + max(words, key=len) if words else ""


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
    return "".join(words)


@lru_cache(maxsize=50_000)
def surname(person: str) -> str:
    """The last name of a person, without particles; "" when it is too short to say anything."""
    words = [word for word in plain_words(person.partition(",")[0]).split() if word not in PARTICLES]
    last = words[-1] if words else ""
    return last if len(last) >= 3 and last not in FIRST_NAMES else ""
