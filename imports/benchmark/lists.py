"""The sample lists as the importer sees them: columns recognised, rows cleaned, each with what it really is."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from employers.matching import Record
from employers.models import Municipality, Place, Sector
from employers.reference import place_key, read_rows
from imports.columns import guess_mapping
from imports.readers.cells import text_of
from imports.readers.files import Row
from imports.reference_data import ReferenceData, sector_names
from imports.register_records import record_of
from imports.rows import Layout, clean_row
from imports.sample_lists import SampleList, make_lists
from imports.sources import source_for

TUNING_SEEDS = tuple(range(1, 46))  # what rules may be tried out on
REPORT_SEEDS = (101, 102, 103)  # what is reported; never look at their rows
NOISE_LEVELS = (0.3, 0.5, 0.9)
SAMPLE_ROWS = 20
ID_STEP = 100_000  # apart from list to list


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as a record, with the truth. `traps` tell what makes the firm easy to mistake."""

    list_name: str
    record: Record
    entity: str
    noise: tuple[str, ...]
    trap: str


@dataclass(frozen=True, slots=True)
class Lists:
    """The entries per list of one seed and noise level, and the seconds that cleaning took."""

    seed: int
    noise: float
    entries: dict[str, list[Entry]]
    seconds: float

    def in_order(self, order: Iterable[str]) -> list[list[Entry]]:
        return [self.entries[name] for name in order]


def cleaned_lists(seed: int, noise: float) -> Lists:
    lists = make_lists(seed, noise)
    reference = reference_from_files()
    started = time.process_time()
    entries = {
        sample.slug: list(_entries(sample, number * ID_STEP, reference)) for number, sample in enumerate(lists, 1)
    }
    return Lists(seed, noise, entries, time.process_time() - started)


def _entries(sample: SampleList, first_id: int, reference: ReferenceData):
    cells = [tuple(map(text_of, row)) for row in sample.rows]
    mapping = guess_mapping(sample.header, sample.slug, cells[:SAMPLE_ROWS])
    layout = Layout(source_for(sample.slug), mapping, sample.header)
    for row, truth in zip(cells, sample.truth, strict=True):
        clean = clean_row(Row(truth.row, row), layout)
        if not clean.is_rejected:
            record = record_of(clean.values, first_id + truth.row, reference)
            yield Entry(sample.slug, record, truth.entity, truth.noise, truth.trap)


def reference_from_files() -> ReferenceData:
    """The reference data that a new installation starts with, without a database."""
    municipalities, places = {}, {}
    for row in read_rows("municipalities.csv"):
        municipality = Municipality(name=row["name"], cbs_code=row["cbs_code"])
        municipalities[place_key(row["name"])] = municipality
        for name in row["places"].split("|"):
            places[place_key(name)] = Place(key=place_key(name), name=name, municipality=municipality)
    sectors, divisions = [], {}
    for row in read_rows("sectors.csv"):
        sectors.append(sector := Sector(slug=row["slug"], name=row["name"]))
        for version in ("2008", "2025"):
            divisions |= {(version, division): sector for division in row[f"divisions_{version}"].split()}
    reference = ReferenceData(municipalities, places, sector_names(sectors), divisions)
    reference.postcode_areas = {}  # counted over the register, which is not in a database here
    return reference
