"""How much a word in a name says: rare words much, words that many firms carry little."""

from collections import Counter
from collections.abc import Iterable
from math import log

from rapidfuzz.distance import OSA

from employers.matching.words import FIRST_NAMES, HOLDING_WORDS, SAYS_LITTLE, trade_of

SMALLEST_REGISTER = 5_000  # below this, counts say too little: a word that occurs once may still be common
LITTLE_WEIGHT = 0.2
TRADE_WEIGHT = 0.4
FIRST_NAME_WEIGHT = 0.4
MISTYPED_WEIGHT = 0.1
SHORT_WEIGHT = 0.5  # two letters: an abbreviation that others will have too


class Rarity:
    """Weights from 0 (everybody has it) to 1 (nobody else has it), counted over the names of a register."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.size = 0
        self._weights: dict[str, float] = {}
        self._counted_at = 0

    def count(self, words: Iterable[str]) -> None:
        """Take in the different words of one firm."""
        self.counts.update(words)
        self.size += 1
        if self.size > self._counted_at * 1.1:
            self._weights.clear()
            self._counted_at = self.size

    def weight(self, word: str) -> float:
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = self._weigh(word)
        return known

    def _weigh(self, word: str) -> float:
        if not self.counts[word] and _is_mistyped_particle(word):
            return MISTYPED_WEIGHT
        size = max(self.size, SMALLEST_REGISTER)
        rarity = log(size / (self.counts[word] + 0.5)) / log(size / 1.5)
        return max(0.05, min(1.0, rarity, _ceiling(word)))


def _is_mistyped_particle(word: str) -> bool:
    """A typing error in "van" or "der": such a word says nothing, though nobody else has it."""
    return 2 <= len(word) <= 4 and any(OSA.distance(word, particle) == 1 for particle in ("van", "den", "der"))


def _ceiling(word: str) -> float:
    if word in SAYS_LITTLE or word in HOLDING_WORDS:
        return LITTLE_WEIGHT
    if trade_of(word):
        return TRADE_WEIGHT
    if word in FIRST_NAMES:
        return FIRST_NAME_WEIGHT
    return SHORT_WEIGHT if len(word) <= 2 else 1.0
