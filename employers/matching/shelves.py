"""Numbers filed under keys, for millions of keys in little memory.

What was filed last lies in a dictionary. Once that is full it is packed: key and number together become one whole
number of eight bytes, in sorted arrays that are searched by halving. Two keys that pack alike share their numbers about
once in a million million times; that proposes a pair too many to compare, nothing else.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable

KEPT = 400_000  # filed in the dictionary before it is packed
PARTS = 64  # each is packed by itself, so that packing needs little more room than what it makes
NUMBER_BITS = 24
MOST = 1 << NUMBER_BITS
NONE: list[int] = []
KEY_MASK = (1 << (63 - NUMBER_BITS)) - 1


class Shelf:
    """For every key the numbers (from 0, below `MOST`) in the order in which they were filed."""

    def __init__(self) -> None:
        self._loose: dict[Hashable, list[int]] = defaultdict(list)
        self._count = 0
        self._packed: list[list[array]] = []

    def add(self, key: Hashable, number: int) -> None:
        self._loose[key].append(number)
        self._count += 1
        if self._count >= KEPT:
            self._pack()

    def members(self, key: Hashable) -> list[int]:
        loose = self._loose.get(key, NONE)
        if not self._packed:
            return loose
        packed = [entry & (MOST - 1) for run, first, end in self._runs(key) for entry in run[first:end]]
        return packed + loose

    def size(self, key: Hashable) -> int:
        """How many members there are, without reading them."""
        return len(self._loose.get(key, NONE)) + sum(end - first for _, first, end in self._runs(key))

    def latest(self, key: Hashable, count: int) -> list[int]:
        """The last few members, of a key that may have very many."""
        found = self._loose.get(key, NONE)[-count:]
        for run, first, end in reversed(self._runs(key)):
            missing = count - len(found)
            found = [entry & (MOST - 1) for entry in run[max(first, end - missing) : end]] + found
        return found

    def _runs(self, key: Hashable) -> list[tuple[array, int, int]]:
        """Where the members lie packed: array, first place and the place behind the last."""
        if not self._packed:
            return []
        part, prefix = _place(key)
        places = ((run, bisect_left(run, prefix), bisect_left(run, prefix + MOST)) for run in self._packed[part])
        return [(run, first, end) for run, first, end in places if first < end]

    def clear(self) -> None:
        self.__init__()

    def _pack(self) -> None:
        sorted_in: list[list[int]] = [[] for _ in range(PARTS)]
        for key, numbers in self._loose.items():
            part, prefix = _place(key)
            sorted_in[part] += [prefix | number for number in numbers]
        self._loose.clear()
        self._count = 0
        self._packed = self._packed or [[] for _ in range(PARTS)]
        for runs, packed in zip(self._packed, sorted_in, strict=True):
            runs.append(array("q", sorted(packed)))
            _join(runs)


def _place(key: Hashable) -> tuple[int, int]:
    """The part in which a key is packed, and the number that its entries begin with."""
    mixed = hash(key)
    return mixed % PARTS, ((mixed // PARTS) & KEY_MASK) << NUMBER_BITS


def _join(runs: list[array]) -> None:
    """Join runs until each is more than twice as long as the next: few to search, and seldom copied."""
    while len(runs) > 1 and len(runs[-2]) <= 2 * len(runs[-1]):
        last = runs.pop()
        runs[-1] = array("q", sorted([*runs[-1], *last]))
