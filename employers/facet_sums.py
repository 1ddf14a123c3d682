"""Sums of thousands of combinations per column, worked out where the combinations are: in the database."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lwl_crm.worked_out import Statement

SEGMENT = ["municipality", "sector", "size_band"]  # the first two by key, which needs no join
MARKS = {  # added up together with the band: parameter of the list, column
    "keten": "is_keten",
    "erkend": "is_accredited",
    "blind": "is_blind",
    "overlap": "is_in_overlap",
}
REACHED = len(SEGMENT) + len(MARKS)  # the first column that tells by whom reached
GROUPED = {  # by what GROUPING says: a bit for each column that a row is not grouped on
    0b0111: (0, slice(0, 1)),
    0b1011: (1, slice(1, 2)),
    0b1101: (2, slice(2, REACHED)),
    0b1110: (3, slice(REACHED, None)),
}


class Sums(NamedTuple):
    """Employers with this value: all, those that pass every filter, and those that pass every filter but its own."""

    everywhere: int
    found: int
    without_own: int


def sums_by_column(
    combinations: Statement | None, *, width: int, asked: Sequence[Sequence | None], always: dict[int, Sequence]
) -> Iterator[tuple]:
    """Rows of (0 to 3 for municipality, sector, band with its marks or by whom reached, the values, their `Sums`).

    `combinations` finds rows of SEGMENT, MARKS, columns that tell by whom reached (`width` columns so far)
    and a number. `asked` are the values that pass for each of the four; None where everything passes.
    `always` are values that pass by the number of any other column, also where the own choice does not count.
    """
    if combinations is None:
        return
    names = [f"c{at}" for at in range(width)]
    marks, by = ", ".join(names[2:REACHED]), ", ".join(names[REACHED:])
    tests = [_test(column, passing) for column, passing in zip(("c0", "c1", "c2", f"({by})"), asked, strict=True)]
    rest = [_test(names[at], passing) for at, passing in always.items()]
    without_own = (tests[:own] + tests[own + 1 :] + rest for own in range(len(tests)))
    wanted = [_sum(each) for each in ([], tests + rest, *without_own)]
    sums = [each for at, each in enumerate(wanted) if each not in wanted[:at]]  # most are alike
    places = [sums.index(each) for each in wanted]
    sql = f"""
        SELECT GROUPING(c0, c1, c2, c{REACHED}), {", ".join(names)}, {", ".join(text for text, _ in sums)}
        FROM ({combinations.sql}) AS combination ({", ".join(names)}, n)
        GROUP BY GROUPING SETS ((c0), (c1), ({marks}), ({by}))
    """  # every part is made here; what was asked goes in as a parameter
    parameters = (*(each for _, values in sums for each in values), *combinations.parameters)
    for grouping, *row in Statement(sql, parameters).ask():
        at, which = GROUPED[grouping]
        everywhere, found, *without = (row[width + place] or 0 for place in places)
        yield at, tuple(row[:width][which]), Sums(everywhere, found, without[at])


def _test(column: str, passing: Sequence | None) -> tuple[str, list] | None:
    if passing is None:
        return None
    known = tuple(value for value in passing if value is not None)
    texts = [f"{column} IN %s"] * bool(known) + [f"{column} IS NULL"] * (None in passing)
    return f"({' OR '.join(texts) or 'FALSE'})", [known] * bool(known)


def _sum(tests: Sequence[tuple[str, list] | None]) -> tuple[str, list]:
    tests = [test for test in tests if test]
    where = " AND ".join(text for text, _ in tests) or "TRUE"
    return f"SUM(n::int) FILTER (WHERE {where})", [value for _, values in tests for value in values]
