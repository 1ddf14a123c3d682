"""The register counted once for the page of blind spots, so that its tables add up by construction."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from django.db.models import Count, Q, Sum

from accounts.models import Organisation
from employers.counted import BLIND
from employers.models.employer_rules import POSSIBLY_BLIND
from employers.models.reference import RegionMembership
from employers.size import SMALL
from targets.bands import MAYBE_SMALL, SMALL_GROUPS
from targets.frame import Frame
from targets.stored import stored

COLUMN_OF = {band.value: column for column in [*SMALL_GROUPS, *MAYBE_SMALL] for band in column.bands}


class Line(NamedTuple):
    """`number` active employers in the region of one municipality, sector and band.

    `counts` says how many of them are blind spots, reached, in view of an organisation and so on.
    """

    municipality: str
    sector: str
    band: str
    number: int
    counts: dict[str, int]

    @property
    def is_small(self) -> bool:
        return self.band in SMALL

    @property
    def column(self) -> str | None:
        """Key of the band as the report prints it; None for what is large for certain."""
        group = COLUMN_OF.get(self.band)
        return group and group.key


def reached_by(organisation: Organisation) -> str:
    """The name of a count on a line."""
    return f"reached by {organisation.pk}"


def in_view_of(organisation: Organisation) -> str:
    return f"in view of {organisation.pk}"


def survey(frame: Frame, organisations: list[Organisation]) -> list[Line]:
    """One query, whatever the number of organisations; none when it was counted beforehand."""
    if frame.is_closed:
        return []
    keys = [each.pk for each in organisations]
    return stored(frame, lambda: _lines(frame, organisations), "survey", frame.on, *keys)


def _lines(frame, organisations):
    counted = (_of_census if frame.census else _of_now)(organisations)
    if frame.census:
        here = frame.census.lines.filter(municipality__in=RegionMembership.objects.keys_on())
        rows = _segments(here, partial(Sum, "number", default=0), counted)
    else:
        about = ("survey", frame.on, *(each.pk for each in organisations))
        rows = frame.rows(lambda: _segments(_employers(frame, organisations), partial(Count, "pk"), counted), *about)
    return [
        Line(town, trade or "geen", band, employers, dict(zip(counted, numbers, strict=True)))
        for town, trade, band, employers, *numbers in rows
    ]


def _segments(rows, number, counted):
    """Municipality, sector, band, how many there are, and how many of each count."""
    counts = {f"count_{at}": number(filter=which) for at, which in enumerate(counted.values())}
    segments = rows.order_by().values_list("municipality__cbs_code", "sector__slug", "size_band")
    return segments.annotate(employers=number(), **counts)


def _employers(frame, organisations):
    recently = {"since": frame.blind_since, "until": frame.on}
    by_whom = {f"reached_{each.pk}": {"by": each, **recently} for each in organisations}
    seen = {f"view_{each.pk}": each for each in organisations}
    employers = frame.employers.with_reach(is_reached_ever={}, is_reached=recently, **by_whom)
    return employers.with_view_of(**seen).with_marks(frame.on)


def _of_now(organisations):
    """For each count which of the employers."""
    return {
        "blind": POSSIBLY_BLIND & Q(is_reached=False),
        "reached": Q(is_reached=True),
        "never": Q(is_reached_ever=False),
        **LISTED,
        **{reached_by(each): Q(**{f"reached_{each.pk}": True}) for each in organisations},
        **{in_view_of(each): Q(**{f"view_{each.pk}": True}) for each in organisations},
    }


def _of_census(organisations):
    """The same of the lines of the census."""
    return {
        "blind": BLIND,
        "reached": ~Q(reached_by__len=0),
        "never": Q(reached_ever_by__len=0),
        **LISTED,
        **{reached_by(each): Q(reached_by__contains=[each.pk]) for each in organisations},
        **{in_view_of(each): Q(in_view_of__contains=[each.pk]) for each in organisations},
    }


LISTED = {"listed": Q(is_on_list=True), "accredited": Q(is_accredited=True)}


def total(lines: Iterable[Line], name: str | None = None) -> int:
    """Employers, or those of one count."""
    return sum(line.counts[name] if name else line.number for line in lines)


def grouped(lines: Iterable[Line], by: str) -> dict[str, list[Line]]:
    groups = {}
    for line in lines:
        groups.setdefault(getattr(line, by), []).append(line)
    return groups
