"""Blocks: the pairs worth comparing. Several strict keys beat one loose one; a crowded key is skipped.

A record shares a block with another when a number, the address, something to reach it by, or a telling part of the
name within one place is the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import inf

from employers.matching.names import NameForm
from employers.matching.prepared import Prepared
from employers.matching.rarity import Rarity
from employers.matching.shelves import Shelf
from employers.matching.words import trade_of

CROWDED = 200  # members of a block beyond which it no longer narrows anything down
CROWDED_PART = 30  # the same for a block of parts of names
PARTS = {"start", "front", "back", "bones"}
TELLING = 0.45  # weight from which a word is worth a block; the two most telling words always are
RARE_ANYWHERE = 0.8  # weight from which a word is worth a block without a place
PART = 4  # letters of a word's front and back
NEVER_SKIPPED = {"kvk", "establishment"}

Key = tuple[str, ...]


class Blocks:
    """Employers' numbers by key. Those with and without vestigingsnummer lie apart: two different ones never match."""

    def __init__(self) -> None:
        self.numbered = Shelf()
        self.unnumbered = Shelf()

    def add(self, number: int, employer: Prepared, seen_as: Prepared) -> None:
        """File the employer under what one record says of it; what is not new of a known one is there already."""
        shelf = self.numbered if employer.establishment_number else self.unnumbered
        for key in stored_keys(seen_as):
            if employer is seen_as or number not in shelf.latest(key, 3):
                shelf.add(key, number)

    def candidates(self, wanted: Prepared, rarity: Rarity) -> set[int]:
        """Every employer that shares a block with `wanted`."""
        shelves = [self.unnumbered] if wanted.establishment_number else [self.numbered, self.unnumbered]
        found: set[int] = set()
        for key in sought_keys(wanted, rarity):
            for shelf in shelves:
                if shelf.size(key) <= most_members(key[0]):
                    found.update(shelf.members(key))
        return found

    def members(self, *key: str) -> Iterator[int]:
        for shelf in (self.numbered, self.unnumbered):
            yield from shelf.members(key)


def most_members(kind: str) -> float:
    """How many members a block of this kind may have before it is skipped."""
    if kind in NEVER_SKIPPED:
        return inf
    return CROWDED_PART if kind in PARTS else CROWDED


def fact_keys(prepared: Prepared) -> Iterator[Key]:
    """Keys that hold by themselves: numbers, address, phone, mail and web domain."""
    if prepared.kvk_number:
        yield "kvk", prepared.kvk_number
    if prepared.establishment_number:
        yield "establishment", prepared.establishment_number
    for address in prepared.addresses:
        if address.number is None:
            continue
        if address.postcode:
            yield "postcode", address.postcode, str(address.number)
        if address.street:
            for area in address.areas:
                yield "street", address.street[:6], str(address.number), area
    yield from prepared.contact


def stored_keys(prepared: Prepared) -> set[Key]:
    """All keys under which a record of the register is found; which words are rare is decided when looking."""
    keys = set(fact_keys(prepared))
    keys.update(("letters", letters) for letters in prepared.domain_letters)
    for form in prepared.names:
        keys.add(("letters", form.letters))
        words = [word for word in form.words if len(word) >= 3]
        keys.update(("word", word) for word in words)
        for area in prepared.areas:
            keys.update(_part_keys(form, words, area))
    return keys


def sought_keys(prepared: Prepared, rarity: Rarity) -> set[Key]:
    """The keys worth looking under: of the words in the names only the telling ones."""
    keys = set(fact_keys(prepared))
    keys.update(("letters", letters) for letters in prepared.domain_letters)
    place_words = prepared.place_words
    for form in prepared.names:
        keys.add(("letters", form.letters))
        words = [word for word in form.words if len(word) >= 3 and word not in place_words]
        words.sort(key=lambda word: (word not in rarity.counts, -rarity.weight(word)))
        telling = [word for place, word in enumerate(words) if place < 2 or rarity.weight(word) >= TELLING]
        keys.update(("word", word) for word in telling if rarity.weight(word) >= RARE_ANYWHERE)
        for area in prepared.areas:
            keys.update(_part_keys(form, telling, area))
    return keys


def _part_keys(form: NameForm, words: list[str], area: str) -> Iterator[Key]:
    """The start of the name, and of each word its front, its back and its bones: a typing error spares one of them."""
    yield "start", form.letters[:6], area
    for word in words:
        yield "front", word[:PART], area
        if len(word) > PART:
            yield "back", word[-PART:], area
        if len(word) >= PART and not trade_of(word):
            yield "bones", bones(word), area


@lru_cache(maxsize=100_000)
def bones(word: str) -> str:
    """The consonants, doubled ones once: what vowels mistyped or swapped leave in place."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word.replace("ij", "y")))
