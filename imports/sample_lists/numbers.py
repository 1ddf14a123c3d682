"""Numbers that belong to nobody: outside the ranges that are issued, so that nobody can be dialled or mailed."""

import re
import unicodedata
from collections.abc import Iterator
from random import Random

# "099…" shows the zero that Excel drops; neither range has been issued.
KVK_RANGES = {"099": 0.15, "999": 0.85}
LEGAL_FORMS = re.compile(r"\b(b\.?v\.?|v\.?o\.?f\.?|n\.?v\.?|u\.a\.|stichting|maatschap)(?=\s|$)", re.IGNORECASE)


class Numbers:
    """Hands out each number once."""

    def __init__(self, rng: Random):
        self._rng = rng
        self._kvk = {prefix: _shuffled(rng) for prefix in KVK_RANGES}
        self._establishment = _shuffled(rng)
        self._phone = _shuffled(rng)
        self._domains: set[str] = set()

    def kvk(self) -> str:
        prefix = self._rng.choices(list(KVK_RANGES), weights=KVK_RANGES.values())[0]
        return f"{prefix}{next(self._kvk[prefix]):05d}"

    def establishment(self) -> str:
        return f"0000999{next(self._establishment):05d}"

    def phone(self, area_code: str = "078") -> str:
        """A number of ten digits that begins, after the area code, with a zero: "078-0001234"."""
        return f"{area_code}-0{next(self._phone):0{9 - len(area_code)}d}"

    def mobile(self) -> str:
        return f"06-00{next(self._phone):06d}"

    def domain(self, name: str) -> str:
        """A domain of its own under .example, made from the name."""
        words = plain(LEGAL_FORMS.sub(" ", name)).replace("&", "en").split()
        stem = re.sub(r"[^a-z0-9]", "", "".join(words))[:28] or "firma"
        domain = stem
        while domain in self._domains:
            domain = f"{stem}{self._rng.randint(2, 99)}"
        self._domains.add(domain)
        return f"{domain}.example"


def _shuffled(rng: Random) -> Iterator[int]:
    numbers = list(range(10_000, 100_000))
    rng.shuffle(numbers)
    return iter(numbers)


def plain(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
