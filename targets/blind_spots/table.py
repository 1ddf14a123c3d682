"""Two of sector, size and municipality as a table, with the third as a filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from employers.models import Municipality, Sector
from targets.bands import MAYBE_SMALL, SMALL_GROUPS, UNKNOWN
from targets.blind_spots.looks import Look
from targets.blind_spots.survey import Line
from targets.coverage import SHADES
from targets.links import employers_url
from targets.models.targets import Measure

SECTOR, SIZE, MUNICIPALITY = "sector", "omvang", "gemeente"
TABLES = {
    # parameter: (rows, columns)
    "sector-omvang": (SECTOR, SIZE),
    "gemeente-omvang": (MUNICIPALITY, SIZE),
    "sector-gemeente": (SECTOR, MUNICIPALITY),
}
KEY_OF = {
    SECTOR: lambda line: line.sector,
    SIZE: lambda line: line.column,
    MUNICIPALITY: lambda line: line.municipality,
}
HEADINGS = {SECTOR: "Sector", MUNICIPALITY: "Gemeente"}


@dataclass(frozen=True)
class Segment:
    """One choice per axis; None where everything counts. Without a size the small employers count."""

    sector: str | None = None
    omvang: str | None = None
    gemeente: str | None = None

    def holds(self, line: Line) -> bool:
        size = line.column == self.omvang if self.omvang else line.is_small
        return size and self.is_around(line)

    def is_around(self, line: Line) -> bool:
        """Whether sector and municipality fit, whatever the size."""
        return self.sector in (None, line.sector) and self.gemeente in (None, line.municipality)

    def narrowed(self, **axes) -> "Segment":
        return Segment(**{SECTOR: self.sector, SIZE: self.omvang, MUNICIPALITY: self.gemeente} | axes)

    @property
    def filters(self) -> dict:
        """The same for the employer list."""
        size = {"omvang": self.omvang} if self.omvang else {"klein": "ja"}
        return {"sector": self.sector, "gemeente": self.gemeente} | size


@dataclass(frozen=True)
class Cell:
    """Employers of one segment and how many of them count in the chosen look."""

    segment: Segment
    look: Look
    total: int
    number: int
    style: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Nobody knows whether these are small, so that none of them can be a blind spot."""
        return self.segment.omvang in APART and "blind" in self.look.filters

    @property
    def large(self) -> int:
        return self.total if self.is_uncertain else self.number

    @property
    def filters(self) -> dict:
        """Those of the list that holds as many employers as the large number says."""
        return self.segment.filters | ({} if self.is_uncertain else self.look.filters)

    @property
    def url(self) -> str:
        return employers_url(**self.filters)

    @property
    def shade(self) -> str:
        """Colour step 0 (look here) to 4; unknown sizes and totals have no colour."""
        good = self.number if self.look.is_good else self.total - self.number
        return self.style or f"crm-h{sum(good >= limit * self.total for limit in SHADES)}"


@dataclass(frozen=True)
class Row:
    name: str
    key: str | None  # None in the row of totals
    cells: list[Cell]

    @property
    def is_total(self) -> bool:
        return self.key is None


@dataclass(frozen=True)
class Column:
    """`narrowing` are the choices that narrow the segment of a row to this column."""

    label: str
    narrowing: dict
    style: str = ""

    @property
    def key(self) -> tuple:
        return tuple(self.narrowing.items())


@dataclass(frozen=True)
class Table:
    """The columns end with the total of the small ones and, apart, the sizes that may not be small."""

    heading: str
    columns: list[Column]
    rows: list[Row]
    segment: Segment
    look: Look

    @property
    def is_empty(self) -> bool:
        return not any(cell.total for row in self.rows for cell in row.cells)


class Names:
    """Names of sectors and municipalities by the key that links use, in the order of the screen."""

    def __init__(self):
        self.of = {
            SECTOR: dict(Sector.objects.values_list("slug", "name")) | {"geen": "Geen sector"},
            MUNICIPALITY: dict(Municipality.objects.in_region().values_list("cbs_code", "name")),
            SIZE: {group.key: group.label for group in [*SMALL_GROUPS, *MAYBE_SMALL]},
        }
        self.keys = {
            SECTOR: dict(Sector.objects.values_list("slug", "pk")),
            MUNICIPALITY: dict(Municipality.objects.values_list("cbs_code", "pk")),
        }


def table(lines: Iterable[Line], *, axes: str, segment: Segment, look: Look, names: Names) -> Table:
    """Rows and columns without any employer are left out; a filter on an axis of the table itself is not used."""
    rows_by, columns_by = TABLES[axes]
    segment = segment.narrowed(**{rows_by: None, columns_by: None})
    tallies = _tallies(lines, rows_by, columns_by, segment, look)
    columns = [each for each in _columns(columns_by, segment, names) if (None, each.key) in tallies]
    rows = [
        Row(name, key, [_cell(key, each, rows_by, segment, look, tallies) for each in columns])
        for key, name in [*names.of[rows_by].items(), (None, "Totaal")]
        if key is None or any((key, each.key) in tallies for each in columns)
    ]
    return Table(HEADINGS[rows_by], columns, rows, segment, look)


def _columns(by, segment, names):
    """Every column there can be: one a choice, the total, and apart the sizes that may not be small."""
    size = names.of[SIZE]
    choices = [Column(name, {by: key}) for key, name in names.of[by].items() if by != SIZE or key not in APART]
    total = Column(size[segment.omvang] if segment.omvang else "Totaal klein", {}, "crm-htot")
    apart = [key for key in APART if key != segment.omvang and (by == SIZE or key == UNKNOWN.key)]
    return [*choices, total, *(Column(_apart_label(size[key], by), {SIZE: key}, "crm-hapart") for key in apart)]


APART = [group.key for group in MAYBE_SMALL]


def _apart_label(name, by):
    return name if by == SIZE else f"Omvang {name.lower()}"


def _tallies(lines, rows_by, columns_by, segment, look):
    """(employers, how many count) by row and column, and by no row for the totals; one pass."""
    tallies = {}
    row_of, column_of = KEY_OF[rows_by], KEY_OF[columns_by]
    sizeless = segment.narrowed(**{SIZE: None})
    for line in lines:
        keys = []
        if segment.holds(line):
            keys = [((columns_by, column_of(line)),), ()]
        elif line.column in APART and sizeless.is_around(line):
            keys = [((SIZE, line.column),)]
        for key in keys:
            for row in (row_of(line), None):
                before = tallies.get((row, key), (0, 0))
                tallies[row, key] = (before[0] + line.number, before[1] + line.counts[look.counts])
    return tallies


def _cell(key, column, rows_by, segment, look, tallies):
    total, number = tallies.get((key, column.key), (0, 0))
    where = segment.narrowed(**({rows_by: key} if key else {}) | column.narrowing)
    return Cell(where, look, total, number, column.style or ("" if key else "crm-htot"))


def target_url(segment: Segment, names: Names, number: int | None) -> str | None:
    """A new target with this segment filled in; None where a target cannot be about it."""
    if segment.sector == "geen" or segment.omvang in UNFIT:
        return None
    filled = {
        "measure": Measure.REACHED.value,
        "sector": names.keys[SECTOR].get(segment.sector),
        "municipality": names.keys[MUNICIPALITY].get(segment.gemeente),
        "size_band": segment.omvang,
        "number": number or None,
    }
    given = {name: value for name, value in filled.items() if value}
    return f"{reverse('targets:create')}?{urlencode(given)}"


UNFIT = {"10-19", "20-49", "unknown"}
