"""Blocks: the pairs worth comparing. Several strict keys beat one loose one; a crowded key is skipped.

A record shares a block with another when a number, the address, something to reach it by, or a telling part of the
name within one place is the same.
"""

from collections import defaultdict
from collections.abc import Iterator

from employers.matching.prepared import Prepared
from employers.matching.rarity import Rarity

CROWDED = 80  # members of a block beyond which it no longer narrows anything down
TELLING = 0.45  # weight from which a word is worth a block of its own
RARE_ANYWHERE = 0.8  # weight from which a word is worth a block without a place
PREFIX = 4

Key = tuple[str, ...]


class Blocks:
    """Records by key. Those with and without vestigingsnummer lie apart: two different numbers never match."""

    def __init__(self) -> None:
        self.numbered: dict[Key, list[Prepared]] = defaultdict(list)
        self.unnumbered: dict[Key, list[Prepared]] = defaultdict(list)

    def add(self, prepared: Prepared) -> None:
        shelf = self.numbered if prepared.record.establishment_number else self.unnumbered
        for key in stored_keys(prepared):
            shelf[key].append(prepared)

    def candidates(self, wanted: Prepared, rarity: Rarity) -> list[Prepared]:
        """Every record that shares a block with `wanted`, each once."""
        shelves = [self.unnumbered] if wanted.record.establishment_number else [self.numbered, self.unnumbered]
        found: dict[int, Prepared] = {}
        for key in sought_keys(wanted, rarity):
            for shelf in shelves:
                members = shelf.get(key, ())
                if len(members) <= CROWDED or key[0] in NEVER_SKIPPED:
                    found.update((id(member), member) for member in members)
        return list(found.values())

    def members(self, *key: str) -> Iterator[Prepared]:
        for shelf in (self.numbered, self.unnumbered):
            yield from shelf.get(key, ())


NEVER_SKIPPED = {"kvk", "establishment"}


def fact_keys(prepared: Prepared) -> Iterator[Key]:
    """Keys that hold by themselves: numbers, address, phone, mail and web domain."""
    record = prepared.record
    if record.kvk_number:
        yield "kvk", record.kvk_number
    if record.establishment_number:
        yield "establishment", record.establishment_number
    if prepared.number is not None:
        if prepared.postcode:
            yield "postcode", prepared.postcode, str(prepared.number)
        if prepared.street:
            for area in prepared.areas:
                yield "street", prepared.street[:6], str(prepared.number), area
    for kind, values in (("phone", record.phones), ("email", record.emails), ("domain", prepared.domains)):
        for value in values:
            yield kind, value


def stored_keys(prepared: Prepared) -> set[Key]:
    """All keys under which a record of the register is found; which words are rare is decided when looking."""
    keys = set(fact_keys(prepared))
    for form in prepared.names:
        keys.add(("letters", form.letters))
        for word in form.words:
            if len(word) >= 3:
                keys.add(("word", word))
        for area in prepared.areas:
            keys.add(("start", form.letters[:6], area))
            keys.update(("front", word[:PREFIX], area) for word in form.words if len(word) >= 3)
            keys.update(("back", word[-PREFIX:], area) for word in form.words if len(word) > PREFIX)
    return keys


def sought_keys(prepared: Prepared, rarity: Rarity) -> set[Key]:
    """The keys worth looking under: of the words in the names only the telling ones."""
    keys = set(fact_keys(prepared))
    for form in prepared.names:
        keys.add(("letters", form.letters))
        words = [word for word in form.words if len(word) >= 3 and word not in prepared.place_words]
        telling = [word for word in words if rarity.weight(word) >= TELLING]
        keys.update(("word", word) for word in telling if rarity.weight(word) >= RARE_ANYWHERE)
        for area in prepared.areas:
            keys.add(("start", form.letters[:6], area))
            keys.update(("front", word[:PREFIX], area) for word in telling or words)
            keys.update(("back", word[-PREFIX:], area) for word in telling if len(word) > PREFIX)
    return keys
