"""Where small employers are reached and where not: sector by size band, and the sizes next to the report's."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from employers.models import Sector
from employers.models.reference import TRADE_REGISTER
from employers.size import SMALL, Band
from targets.bands import ALL_GROUPS, MAYBE_SMALL, REPORTED, SMALL_GROUPS, BandGroup
from targets.census import Group, count, inside
from targets.frame import Frame
from targets.links import employers_url
from targets.pace import dutch

FIGURES = Path(__file__).resolve().parent / "data" / "report_figures.json"
SHADES = [0.02, 0.05, 0.10, 0.20]  # below the first: a blind spot in the table's colours


@dataclass
class Cell:
    """Employers of one sector and band: how many, how many reached, how many blind spots."""

    total: int = 0
    reached: int = 0
    blind: int = 0

    def add(self, group: Group, is_blind: bool) -> None:
        self.total += group.number
        self.reached += group.reached
        self.blind += group.number if is_blind else 0

    @property
    def share_text(self) -> str:
        return f"{100 * self.reached / self.total:.1f}%".replace(".", ",") if self.total else "–"

    @property
    def shade(self) -> int:
        """Colour step 0 to 4 of the share reached."""
        return sum(self.reached >= limit * self.total for limit in SHADES)


@dataclass(frozen=True)
class Box:
    """A cell as it is shown: a link with a large and a small line, or nothing where there are no employers."""

    url: str
    large: str
    small: str
    style: str


@dataclass
class Row:
    name: str
    slug: str | None  # None in the row of totals
    cells: dict[str, Cell]
    total: Cell = field(default_factory=Cell)

    def boxes(self, groups: list[BandGroup], apart: list[BandGroup], shows_blind: bool) -> list[Box | None]:
        """The bands, the total of the small ones, and the bands that may not be small."""
        style = "crm-htot" if self.slug is None else ""
        own = [self._box(self.cells[group.key], style, shows_blind, omvang=group.key) for group in groups]
        total = self._box(self.total, "crm-htot", shows_blind, klein="ja")
        rest = [self._box(self.cells[group.key], "crm-hapart", False, omvang=group.key) for group in apart]
        return [*own, total, *rest]

    def _box(self, cell, style, shows_blind, **filters):
        if not cell.total:
            return None
        url = employers_url(sector=self.slug, **filters, blind="ja" if shows_blind else None)
        style = style or f"crm-h{cell.shade}"
        if shows_blind:
            return Box(url, dutch(cell.blind), f"van {dutch(cell.total)}", style)
        return Box(url, cell.share_text, f"{dutch(cell.reached)} van {dutch(cell.total)}", style)


@dataclass
class Heat:
    """`groups` are the columns that add up to the total, `apart` those that may not be small."""

    rows: list[Row]
    groups: list[BandGroup]
    apart: list[BandGroup]
    totals: Row
    since: date
    whose: str
    shows_blind: bool

    def lines(self) -> list[tuple[str, list[Box | None]]]:
        """Name and boxes of every row, the totals last."""
        rows = [*self.rows, self.totals]
        return [(row.name, row.boxes(self.groups, self.apart, self.shows_blind)) for row in rows]


def heat(frame: Frame, groups: list[Group], *, shows_blind: bool = False) -> Heat:
    """Sector by size band over the months of the blind-spot rule; one query, for the sectors."""
    rows = {sector.pk: Row(sector.name, sector.slug, _cells()) for sector in Sector.objects.all()}
    rows[None] = Row("Geen sector", "geen", _cells())
    totals = Row("Totaal", None, _cells())
    for group in groups:
        if group.is_in_region and group.band in COLUMN_OF:
            _place(rows.get(group.sector_id, rows[None]), totals, group)  # a sector may be gone since
    columns = [column for column in SMALL_GROUPS if column in REPORTED or totals.cells[column.key].total]
    apart = [column for column in MAYBE_SMALL if totals.cells[column.key].total]
    filled = [row for row in rows.values() if any(cell.total for cell in row.cells.values())]
    return Heat(filled, columns, apart, totals, frame.blind_since, frame.whose, shows_blind)


def _cells():
    return {group.key: Cell() for group in [*SMALL_GROUPS, *MAYBE_SMALL]}


def _place(row, totals, group):
    column = COLUMN_OF[group.band]
    is_blind = column.is_small and not group.is_reached_by_anyone and not group.is_opted_out
    for line in (row, totals):
        cells = [line.cells[column.key], line.total] if column.is_small else [line.cells[column.key]]
        for cell in cells:
            cell.add(group, is_blind)


COLUMN_OF = {band.value: column for column in [*SMALL_GROUPS, *MAYBE_SMALL] for band in column.bands}


# The sizes on the list of the trade register ------------------------------------------------------------------------


@dataclass(frozen=True)
class SizeLine:
    """One band: as the report prints it, as the list has it (own size) and as it counts (effective size)."""

    name: str
    printed: int | None
    own: int
    effective: int
    own_url: str
    effective_url: str

    @property
    def is_filled(self) -> bool:
        return bool(self.own or self.effective)


@dataclass(frozen=True)
class SizeTable:
    small: list[SizeLine]
    small_total: SizeLine
    others: list[SizeLine]
    total: SizeLine
    year: int
    source: str
    chains: int
    chains_url: str


@cache
def report_figures() -> dict:
    """What the research report printed about the list of the trade register."""
    return json.loads(FIGURES.read_text(encoding="utf-8"))


def size_table(groups: list[Group]) -> SizeTable:
    """Employers in the region that stand on the trade register's list, by own and by effective band."""
    listed = [group for group in inside(groups) if group.is_on_list]
    own, effective = count(listed, by="own_band"), count(listed, by="band")
    printed = report_figures()["kvk_list"]
    lines = {column: _line(column, printed["size_bands"].get(column.key), own, effective) for column in ALL_GROUPS}
    small = [
        line for column, line in lines.items() if column in REPORTED or (column in SMALL_GROUPS and line.is_filled)
    ]
    others = [line for column, line in lines.items() if column not in SMALL_GROUPS and line.is_filled]
    return SizeTable(
        small=small,
        small_total=_sum("Tot en met 25", small, printed["up_to_25_employees"], [each.key for each in SMALL_GROUPS]),
        others=others,
        total=_sum("Hele lijst", [*small, *others], printed["total"], None),
        year=printed["year"],
        source=report_figures()["source"],
        chains=sum(group.number for group in listed if _looks_small(group)),
        chains_url=employers_url(bron=TRADE_REGISTER, keten="ja"),
    )


def _looks_small(group):
    """Small by itself, part of a company that is not: `Employer.is_part_of_larger` in numbers."""
    return group.own_band in SMALL and group.band not in [*SMALL, Band.UNKNOWN]


def _line(group, printed, own, effective):
    return SizeLine(
        name=group.label,
        printed=printed,
        own=sum(own.get(band, 0) for band in group.bands),
        effective=sum(effective.get(band, 0) for band in group.bands),
        own_url=employers_url(bron=TRADE_REGISTER, eigen_omvang=group.key),
        effective_url=employers_url(bron=TRADE_REGISTER, omvang=group.key),
    )


def _sum(name, lines, printed, keys):
    return SizeLine(
        name=name,
        printed=printed,
        own=sum(line.own for line in lines),
        effective=sum(line.effective for line in lines),
        own_url=employers_url(bron=TRADE_REGISTER, eigen_omvang=keys),
        effective_url=employers_url(bron=TRADE_REGISTER, omvang=keys),
    )
