"""Hiding small counts, also where a difference would give them away.

A table is a set of cells with a count, and of lines: a margin that is the sum of its parts. Cells of at least one and
under the limit are hidden. On every line of which the margin is shown, the hidden parts must be two or more, add up to
the limit, and not to the most that so many small counts can be; else the smallest parts that are still shown are
hidden as well, and so on until no line gives anything away. Behind a nought there is nobody to protect: who shows the
table shows it as hidden, but nothing else is hidden for it. All that is hidden looks the same, for the reason tells
too.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    margin: Hashable
    parts: tuple[Hashable, ...]


def hidden_cells(counts: Mapping[Hashable, int], lines: Iterable[Line], limit: int) -> set[Hashable]:
    """The cells with a count that must not be shown."""
    lines = list(lines)
    hidden = {cell for cell, number in counts.items() if 0 < number < limit}
    while True:
        more = {cell for line in lines for cell in _also_hide(line, counts, hidden, limit)}
        if not more:
            return hidden
        hidden |= more


def _also_hide(line: Line, counts: Mapping, hidden: set, limit: int) -> list[Hashable]:
    """What else of a line to hide: all parts with the smallest count that is shown, for a choice would tell too."""
    here = [cell for cell in line.parts if cell in hidden]
    if _is_safe(line.margin in hidden, [counts[cell] for cell in here], limit):
        return []
    shown = [cell for cell in line.parts if cell not in hidden and counts.get(cell, 0)]
    smallest = min((counts[cell] for cell in shown), default=0)
    return [cell for cell in shown if counts[cell] == smallest] or [line.margin]


def _is_safe(is_margin_hidden: bool, parts: list[int], limit: int) -> bool:
    if is_margin_hidden:
        return bool(parts)
    most = len(parts) * (limit - 1)
    return not parts or (len(parts) > 1 and sum(parts) >= limit and sum(parts) != most)
