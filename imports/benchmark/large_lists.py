"""The trade register's list of a country: the sample list again and again, each time in other towns.

Names come from a few sample lists, so that a name recurs in other towns as in real life; numbers, towns and postcodes
are each copy's own.
"""

import csv
import io
from collections.abc import Iterator
from itertools import count, islice
from random import Random

from imports.readers.cells import text_of
from imports.sample_lists.kvk import HEADER, kvk_list
from imports.sample_lists.noise import USUAL_LEVEL
from imports.sample_lists.population import Maker
from imports.sample_lists.register import register_establishments

REGION = 7_706  # rows of one sample list
SEEDS = 4
CHANGED = 0.1
SYLLABLES = (
    "al", "bre", "den", "eik", "gel", "hol", "kam", "lin", "mol", "nes", "oor", "roo", "sta", "val", "wij", "zon",
)  # fmt: skip
Cells = list[str]


def kvk_rows(rows: int) -> Iterator[Cells]:
    """So many rows of cells, the first region as the sample list has it."""
    samples = [_sample(seed) for seed in range(1, 1 + min(SEEDS, -(-rows // REGION)))]
    return islice((row for copy in count() for row in _copied(samples[copy % len(samples)], copy)), rows)


def _sample(seed: int) -> list[Cells]:
    firms = register_establishments(Maker(Random(f"firms {seed}")))
    return [list(map(text_of, row)) for row in kvk_list(Random(f"kvk {seed}"), firms, USUAL_LEVEL).rows]


def _copied(sample: list[Cells], copy: int) -> Iterator[Cells]:
    if not copy:
        yield from sample
        return
    place = {name: HEADER.index(name) for name in HEADER}
    for number, row in enumerate(sample):
        cells = list(row)
        cells[place["KVK-nummer"]] = _other_number(cells[place["KVK-nummer"]], copy)
        cells[place["Vestigingsnummer"]] = f"{100_000 * (copy + 1) + number:012}"
        for name in ("Plaats", "Gemeentenaam"):
            cells[place[name]] = f"{_prefix(copy)}{cells[place[name]].lower()}".title()
        cells[place["Postcode"]] = _other_postcode(cells[place["Postcode"]], copy)
        yield cells


def _other_number(number: str, copy: int) -> str:
    """Companies of one copy stay apart from those of all others."""
    return f"{(int(float(number)) + copy * 7_919_317) % 90_000_000 + 10_000_000:08}"


def _other_postcode(postcode: str, copy: int) -> str:
    digits, rest = postcode[:4], postcode[4:]
    return f"{1000 + (int(digits) + 37 * copy) % 9000}{rest}" if digits.isdecimal() else postcode


def _prefix(copy: int) -> str:
    first, second = divmod(copy, len(SYLLABLES))
    return SYLLABLES[first % len(SYLLABLES)] + SYLLABLES[second]


def with_changes(rows: Iterator[Cells]) -> Iterator[Cells]:
    """A year later: one row in ten has other working people, another phone or another house number."""
    rng = Random("a year later")
    people, phone, house = (HEADER.index(name) for name in ("Werkzame personen", "Telefoon", "Huisnummer"))
    for row in rows:
        cells = list(row)
        if rng.random() < CHANGED:
            column = rng.choice((people, phone, house))
            cells[column] = f"078-{rng.randrange(10**7):07}" if column == phone else str(rng.randrange(1, 90))
        yield cells


def as_csv(rows: Iterator[Cells]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    return text.getvalue().encode()
