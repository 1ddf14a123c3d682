"""Where small employers are reached and where not: sector by size band, and the sizes next to the report's."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Value

from accounts.models import Organisation
from employers.models import Registration, Sector
from employers.size import SMALL, Band
from outreach.models import ContactMoment
from targets.bands import ALL_GROUPS, MAYBE_SMALL, REPORTED, SMALL_GROUPS, BandGroup
from targets.frame import Frame
from targets.links import employers_url

FIGURES = Path(__file__).resolve().parent / "data" / "report_figures.json"
SHADES = [0.02, 0.05, 0.10, 0.20]  # below the first: a blind spot in the table's colours
TRADE_REGISTER = "kvk"


@dataclass
class Cell:
    """Employers of one sector and band: how many, how many reached, how many blind spots."""

    total: int = 0
    reached: int = 0
    blind: int = 0
    url: str = ""
    blind_url: str = ""

    def add(self, number: int, is_reached: bool, is_blind: bool) -> None:
        self.total += number
        self.reached += number if is_reached else 0
        self.blind += number if is_blind else 0

    @property
    def share(self) -> float:
        return self.reached / self.total if self.total else 0.0

    @property
    def share_text(self) -> str:
        return f"{100 * self.share:.1f}%".replace(".", ",") if self.total else "–"

    @property
    def shade(self) -> int:
        """Colour step 0 to 4 of the share reached."""
        return sum(self.share >= limit for limit in SHADES)

    @property
    def shade_class(self) -> str:
        return f"crm-h{self.shade}"


@dataclass
class Row:
    name: str
    slug: str
    cells: dict[str, Cell]
    total: Cell = field(default_factory=Cell)


@dataclass
class Heat:
    """`groups` are the columns that add up to the total, `apart` those that may not be small."""

    rows: list[Row]
    groups: list[BandGroup]
    apart: list[BandGroup]
    totals: Row
    since: date
    organisation: Organisation | None


def heat(frame: Frame) -> Heat:
    """Sector by size band over the months of the blind-spot rule; two queries."""
    sectors = [*Sector.objects.all(), None]
    rows = {sector and sector.pk: _row(sector) for sector in sectors}
    totals = _row(None, name="Totaal")
    totals.slug = ""
    for count in _counts(frame):
        _place(rows[count["sector"]], totals, count)
    groups = [group for group in SMALL_GROUPS if group in REPORTED or totals.cells[group.key].total]
    apart = [group for group in MAYBE_SMALL if totals.cells[group.key].total]
    filled = [row for row in rows.values() if any(cell.total for cell in row.cells.values())]
    for row in [*filled, totals]:
        _link(row)
    return Heat(filled, groups, apart, totals, frame.blind_since, frame.organisation)


def _row(sector, name="Geen sector"):
    cells = {group.key: Cell() for group in [*SMALL_GROUPS, *MAYBE_SMALL]}
    return Row(name=sector.name if sector else name, slug=sector.slug if sector else "geen", cells=cells)


def _counts(frame):
    """Employers per sector, band, reached by the organisation looked at, and reached by anyone."""
    anyone = ContactMoment.objects.reaching().between(frame.blind_since, frame.on)
    by_this = frame.talks(frame.blind_since)
    return (
        frame.employers.filter(size_band__in=GROUP_OF)
        .annotate(
            is_reached=_is_in(by_this),
            is_reached_by_anyone=_is_in(anyone) if frame.organisation else Value(None, output_field=BooleanField()),
        )
        .order_by()
        .values("sector", "size_band", "is_opted_out", "is_reached", "is_reached_by_anyone")
        .annotate(n=Count("pk"))
    )


def _is_in(moments: QuerySet):
    """A subquery without a link to its row: read once and kept as a hash, not looked up for every employer."""
    return ExpressionWrapper(Q(pk__in=moments.values("employer")), output_field=BooleanField())


def _place(row, totals, count):
    group = GROUP_OF[count["size_band"]]
    by_anyone = count["is_reached"] if count["is_reached_by_anyone"] is None else count["is_reached_by_anyone"]
    is_blind = group.is_small and not by_anyone and not count["is_opted_out"]
    for line in (row, totals):
        cells = [line.cells[group.key], line.total] if group.is_small else [line.cells[group.key]]
        for cell in cells:
            cell.add(count["n"], count["is_reached"], is_blind)


GROUP_OF = {band.value: group for group in [*SMALL_GROUPS, *MAYBE_SMALL] for band in group.bands}


def _link(row):
    sector = row.slug or None
    for key, cell in row.cells.items():
        cell.url = employers_url(sector=sector, omvang=key)
        cell.blind_url = employers_url(sector=sector, omvang=key, blind="ja")
    row.total.url = employers_url(sector=sector, klein="ja")
    row.total.blind_url = employers_url(sector=sector, klein="ja", blind="ja")


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


def size_table(frame: Frame) -> SizeTable:
    """Employers in the region that stand on the trade register's list, by own and by effective band; one query."""
    own, effective, chains = _size_counts(frame)
    printed = report_figures()["kvk_list"]
    lines = {group: _line(group, printed["size_bands"].get(group.key), own, effective) for group in ALL_GROUPS}
    shown = [lines[group] for group in SMALL_GROUPS if group in REPORTED or lines[group].own or lines[group].effective]
    others = [line for group, line in lines.items() if group not in SMALL_GROUPS and (line.own or line.effective)]
    small_keys = [group.key for group in SMALL_GROUPS]
    return SizeTable(
        small=shown,
        small_total=_sum("Tot en met 25", shown, printed["up_to_25_employees"], small_keys),
        others=others,
        total=_sum("Hele lijst", [*shown, *others], printed["total"], None),
        year=printed["year"],
        source=report_figures()["source"],
        chains=chains,
        chains_url=employers_url(bron=TRADE_REGISTER, keten="ja"),
    )


def _size_counts(frame):
    listed = Registration.objects.current().filter(source__slug=TRADE_REGISTER)
    own, effective, chains = Counter(), Counter(), 0
    pairs = frame.employers.filter(pk__in=listed.values("employer")).order_by().values("own_size_band", "size_band")
    for pair in pairs.annotate(n=Count("pk")):
        own[pair["own_size_band"]] += pair["n"]
        effective[pair["size_band"]] += pair["n"]
        if pair["own_size_band"] in SMALL and pair["size_band"] not in [*SMALL, Band.UNKNOWN]:
            chains += pair["n"]
    return own, effective, chains


def _line(group, printed, own, effective):
    return SizeLine(
        name=group.label,
        printed=printed,
        own=sum(own[band] for band in group.bands),
        effective=sum(effective[band] for band in group.bands),
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
