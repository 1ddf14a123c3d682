"""By which key a list's entry is found again in its next delivery."""

from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b

from employers.names import name_key, plain_words
from employers.reference import place_key

LONGEST = 180
PART = "#"


def own_key_of(cleaned: Mapping) -> str:
    """The list's own number, else the trade register's numbers, else name and place.

    A row about one qualification has its code behind the number, because others of that leerbedrijf have rows too.
    """
    if own := cleaned.get("own_key"):
        key = plain_words(str(own)).replace(" ", "")[:LONGEST] or str(own)[:LONGEST]
        codes = cleaned.get("accreditations") or ()
        return f"{key}{PART}{codes[0]['crebo']}" if len(codes) == 1 else key
    if cleaned.get("kvk_number") and cleaned.get("establishment_number"):
        return f"{cleaned['kvk_number']}-{cleaned['establishment_number']}"
    name = name_key(cleaned.get("trade_name") or cleaned.get("legal_name") or "")
    return f"{name}@{place_key(cleaned.get('place') or '')}"[:LONGEST]


def number_of(own_key: str) -> str:
    """The list's own number in the key, which all rows of one leerbedrijf share."""
    return own_key.partition(PART)[0]


class OwnKeys:
    """Keys that are unique within one delivery: an entry that stands there twice becomes "…#2".

    Of a million keys only the fingerprints are kept: eight bytes each, the same whenever the list is read again.
    """

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self.again: Counter[str] = Counter()

    def next(self, cleaned: Mapping) -> str:
        key = own_key_of(cleaned)
        mark = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")
        if mark not in self.seen:
            self.seen.add(mark)
            return key
        self.again[key] += 1
        return f"{key}{PART}{self.again[key] + 1}"
