"""What stands beside the table of blind spots: municipalities, the profile of each organisation, and the trend."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.postgres.aggregates import BoolOr
from django.db.models import F, Q, QuerySet

from accounts.models import Organisation
from employers.models import Employer
from employers.models.reference import TRADE_REGISTER
from lwl_crm.worked_out import Statement, statement_of
from outreach.models import ContactMoment
from outreach.models.contact_moments import midnight
from targets.bands import ALL_GROUPS, UNKNOWN
from targets.blind_spots.survey import Line, grouped, in_view_of, total
from targets.blind_spots.table import APART, MUNICIPALITY, SECTOR, SIZE, Names, Segment, target_url
from targets.coverage import SHADES
from targets.frame import Frame
from targets.links import calls_url, employers_url, reached_url, then_url
from targets.progress import svg_number
from targets.stored import stored

PLACES = Path(__file__).resolve().parent.parent / "data" / "map.json"
OVER, UNDER = 1.25, 0.8  # how far a share must be from that of the trade register to be named
QUARTERS = 8
BANDS_OF = {group.key: group.bands for group in ALL_GROUPS}


@dataclass(frozen=True)
class Town:
    """One municipality; `accredited` are leerbedrijven among all its active employers."""

    name: str
    code: str
    employers: int
    small: int
    reached: int
    blind: int
    unknown: int
    accredited: int
    period: tuple[date, date]

    @property
    def shade(self) -> int | str:
        """Colour step 0 to 4 of the share reached; none without small employers."""
        return sum(self.reached >= limit * self.small for limit in SHADES) if self.small else "none"

    def url(self, **filters) -> str:
        return employers_url(gemeente=self.code, **filters)

    @property
    def urls(self) -> dict[str, str]:
        return {
            "employers": self.url(),
            "small": self.url(klein="ja"),
            "blind": self.url(blind="ja"),
            "unknown": self.url(omvang=UNKNOWN.key),
            "accredited": self.url(erkend="ja"),
            "reached": reached_url(None, *self.period, gemeente=self.code),
        }


def towns(lines: Iterable[Line], names: Names, frame: Frame) -> list[Town]:
    """Every municipality of the region, also one without employers."""
    by_town = grouped(lines, "municipality")
    period = (frame.blind_since, frame.on)
    return [_town(name, code, by_town.get(code, []), period) for code, name in names.of[MUNICIPALITY].items()]


def _town(name, code, lines, period):
    small = [line for line in lines if line.is_small]
    return Town(
        name=name,
        code=code,
        employers=total(lines),
        small=total(small),
        reached=total(small, "reached"),
        blind=total(small, "blind"),
        unknown=total(line for line in lines if line.column == UNKNOWN.key),
        accredited=total(lines, "accredited"),
        period=period,
    )


# The map ------------------------------------------------------------------------------------------------------------

WIDE, HIGH, GAP = 132, 112, 8  # of one hexagon


@dataclass(frozen=True)
class Tile:
    """A hexagon of the schematic map: where its middle is, its outline, and the name in at most two lines."""

    town: Town
    x: int
    y: int
    points: str
    name_lines: list[str]


@dataclass(frozen=True)
class Map:
    tiles: list[Tile]
    width: int
    height: int


@cache
def known_places() -> dict[str, list[float]]:
    """Column and row of a municipality by CBS code, drawn by hand; one that is not in it comes in a row below."""
    return json.loads(PLACES.read_text(encoding="utf-8"))


def draw_map(found: list[Town]) -> Map:
    places, spare = known_places(), 0
    below = 1 + max((places[each.code][1] for each in found if each.code in places), default=-1)
    tiles = []
    for town in found:
        if town.code in places:
            column, row = places[town.code]
        else:
            column, row, spare = spare % 4, below + spare // 4, spare + 1
        tiles.append(_tile(town, column, row))
    right, bottom = (max((getattr(each, axis) for each in tiles), default=0) for axis in "xy")
    return Map(tiles, right + (WIDE + GAP) // 2, bottom + (HIGH * 4 // 3 + GAP) // 2)


def _tile(town, column, row):
    x, y = round(column * WIDE) + (WIDE + GAP) // 2, round(row * HIGH) + (HIGH * 4 // 3 + GAP) // 2
    half, tall = (WIDE - GAP) // 2, (HIGH - GAP) * 2 // 3
    corners = [(0, -tall), (half, -tall // 2), (half, tall // 2), (0, tall), (-half, tall // 2), (-half, -tall // 2)]
    points = " ".join(f"{x + across},{y + down}" for across, down in corners)
    return Tile(town, x, y, points, _in_two(town.name))


def _in_two(name):
    """Broken after the last hyphen or space when it does not fit on one line."""
    cut = max(name.rfind("-") + 1, name.rfind(" "))
    return [name[:cut], name[cut:].strip()] if len(name) > 14 and cut > 0 else [name]


# Who knows which sectors --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """Employers of a sector in view of an organisation, beside the share of that sector in the trade register."""

    organisation: Organisation
    number: int
    whole: int
    url: str
    expected: float

    @property
    def ratio(self) -> float | None:
        return (self.number / self.whole) / self.expected if self.whole and self.expected else None

    @property
    def verdict(self) -> str:
        if self.ratio is None or UNDER < self.ratio < OVER:
            return ""
        return "veel" if self.ratio >= OVER else "weinig"


@dataclass(frozen=True)
class ProfileRow:
    name: str
    listed: int
    whole: int
    url: str
    shares: list[Share]


@dataclass(frozen=True)
class Profile:
    """`rows` add up to the small employers on the list of the trade register."""

    organisations: list[Organisation]
    rows: list[ProfileRow]


def profile(lines: list[Line], organisations: list[Organisation], names: Names) -> Profile:
    """Sectors of the small firms in the trade register, beside those of all employers in view of each organisation."""
    by_sector = grouped(lines, "sector")
    listed = {key: total((line for line in here if line.is_small), "listed") for key, here in by_sector.items()}
    seen = {each.pk: {key: total(here, in_view_of(each)) for key, here in by_sector.items()} for each in organisations}
    whole = sum(listed.values())
    rows = [
        ProfileRow(
            name=name,
            listed=listed[key],
            whole=whole,
            url=employers_url(sector=key, bron=TRADE_REGISTER, klein="ja"),
            shares=[_share(each, key, seen[each.pk], listed[key] / whole if whole else 0) for each in organisations],
        )
        for key, name in names.of[SECTOR].items()
        if key in by_sector
    ]
    return Profile(organisations, rows)


def _share(organisation, key, seen, expected):
    url = employers_url(sector=key, inbeeld=organisation.slug)
    return Share(organisation, seen[key], sum(seen.values()), url, expected)


# Over time ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Quarter:
    """Blind spots at the end of a day, counted in the register as it is now."""

    day: date
    blind: int
    whole: int
    url: str = ""

    @property
    def width(self) -> str:
        return svg_number(100 * self.blind / self.whole if self.whole else 0)

    @property
    def label(self) -> str:
        return f"{(self.day.month + 2) // 3}e kwartaal {self.day.year}"


def trend(frame: Frame, segment: Segment) -> list[Quarter]:
    """The ends of the last eight quarters and today; one query. None of a size that may not be small."""
    if segment.omvang in APART:
        return []
    days = _ends(frame.on)
    lines = [line for line in standing(frame) if segment.holds(line)]
    whole = total(lines)
    counted = [(day, whole - total(lines, f"at_{at}")) for at, day in enumerate(days)]
    return [Quarter(day, blind, whole, _then_url(day, frame, segment)) for day, blind in counted]


def _then_url(day, frame, segment):
    """The blind spots of a day: of today in the employer list."""
    if day == frame.on:
        return employers_url(**segment.filters, blind="ja")
    return then_url(op=day, **{name: value for name, value in segment.filters.items() if name != "klein"})


def blind_then(frame: Frame, day: date, segment: Segment) -> QuerySet:
    """The employers that `trend` counts on a day, in the register as it is now."""
    employers = frame.employers.small().approachable()
    employers = employers.not_reached(since=Employer.objects.blind_since(day), until=day)
    if segment.sector:
        employers = (
            employers.filter(sector=None) if segment.sector == "geen" else employers.filter(sector__slug=segment.sector)
        )
    if segment.gemeente:
        employers = employers.filter(municipality__cbs_code=segment.gemeente)
    return employers.filter(size_band__in=BANDS_OF[segment.omvang]) if segment.omvang else employers


def standing(frame: Frame) -> list[Line]:
    """Small employers that may be approached; the counts say how many were reached within the months before each day.

    Of every segment at once, so that choosing another one counts nothing again.
    """
    return [] if frame.is_closed else stored(frame, lambda: _standing(frame), "trend", frame.on)


CELL = {"town": "municipality__cbs_code", "trade": "sector__slug", "band": "size_band"}


def _standing(frame):
    """Talks are added up to one row an employer first, which is then counted in its cell."""
    days = _ends(frame.on)
    names = [f"at_{at}" for at in range(len(days))]
    cells = statement_of(lambda: _cells(frame), "cells", frame.is_closed, frame.region)
    talks = statement_of(lambda: _windows(days, names), "windows", frame.on)
    return [
        Line(town, trade or "geen", band, number, dict(zip(names, reached, strict=True)))
        for town, trade, band, number, *reached in (_joined(cells, talks, names).ask() if cells else [])
    ]


def _cells(frame):
    employers = frame.employers.small().approachable().order_by()
    return employers.values("pk", **{name: F(path) for name, path in CELL.items()})


def _windows(days, names):
    """Of each employer with a talk, whether there was one in the months before each day."""
    talks = ContactMoment.objects.reaching().order_by().values("employer_id")
    talks = talks.between(days[0] - relativedelta(months=settings.BLIND_SPOT_MONTHS), days[-1])
    return talks.annotate(**{name: BoolOr(_window(day)) for name, day in zip(names, days, strict=True)})


def _joined(cells, talks, names):
    counts = ", ".join(f"count(*) FILTER (WHERE {name})" for name in names)
    sql = (
        f"SELECT town, trade, band, count(*), {counts} FROM ({cells.sql}) AS employers"
        f" LEFT JOIN ({talks.sql}) AS talks ON talks.employer_id = employers.pk GROUP BY town, trade, band"
    )
    return Statement(sql, (*cells.parameters, *talks.parameters))


def _ends(on):
    first = on.replace(month=3 * ((on.month - 1) // 3) + 1, day=1)
    ends = [first - relativedelta(months=3 * back) - timedelta(days=1) for back in reversed(range(QUARTERS))]
    return [*ends, on]


def _window(day):
    """The months of the blind-spot rule up to and including a day, as `EmployerQuerySet.blind_spots` has them."""
    since = day - relativedelta(months=settings.BLIND_SPOT_MONTHS) + timedelta(days=1)
    return Q(happened_at__gte=midnight(since), happened_at__lt=midnight(day + timedelta(days=1)))


# Where to begin -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spot:
    """A sector, size and municipality with many blind spots."""

    name: str
    blind: int
    whole: int
    url: str
    calls_url: str
    target_url: str | None


def largest_spots(lines: Iterable[Line], segment: Segment, names: Names, shown: int = 8) -> list[Spot]:
    blind, whole = {}, {}
    for line in lines:
        if segment.holds(line) and line.is_small:
            key = (line.sector, line.column, line.municipality)
            whole[key] = whole.get(key, 0) + line.number
            blind[key] = blind.get(key, 0) + line.counts["blind"]
    most = sorted((key for key in blind if blind[key]), key=lambda key: (-blind[key], key))[:shown]
    return [_spot(Segment(*key), blind[key], whole[key], names) for key in most]


def _spot(segment, blind, whole, names):
    parts = [names.of[axis][getattr(segment, axis)] for axis in (SECTOR, MUNICIPALITY, SIZE)]
    filters = segment.filters | {"blind": "ja"}
    goal = target_url(segment, names, blind)
    return Spot(", ".join(parts), blind, whole, employers_url(**filters), calls_url(**filters), goal)
