"""The register counted once for the page of blind spots, so that its tables add up by construction."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.db.models import Count, Sum

from accounts.models import Organisation
from employers.census import SOMEBODY, TRADE_REGISTER, among
from employers.models import Accreditation, Municipality, Registration
from employers.size import SMALL
from outreach.models import ContactMoment
from targets.bands import MAYBE_SMALL, SMALL_GROUPS
from targets.frame import Frame

COLUMN_OF = {band.value: column for column in [*SMALL_GROUPS, *MAYBE_SMALL] for band in column.bands}


class Line(NamedTuple):
    """`number` active employers in the region that are alike in everything else.

    `reached_by` and `in_view_of` are keys of organisations; reached is within the months of the blind-spot rule.
    """

    municipality: str
    sector: str
    band: str
    is_opted_out: bool
    is_on_list: bool
    is_accredited: bool
    is_reached_ever: bool
    reached_by: frozenset[int]
    in_view_of: frozenset[int]
    number: int

    @property
    def is_small(self) -> bool:
        return self.band in SMALL

    @property
    def column(self) -> str | None:
        """Key of the band as the report prints it; None for what is large for certain."""
        group = COLUMN_OF.get(self.band)
        return group and group.key

    @property
    def is_blind(self) -> bool:
        """The rule of `EmployerQuerySet.blind_spots` on a line."""
        return self.is_small and not self.is_opted_out and not self.reached_by


def survey(frame: Frame, organisations: list[Organisation]) -> list[Line]:
    """One query, whatever the number of organisations."""
    if frame.is_closed:
        return []
    if frame.census:
        return _counted(frame)
    keys = tuple(each.pk for each in organisations)
    flags = {
        "is_on_list": among(Registration.objects.current().filter(source__slug=TRADE_REGISTER).values("employer")),
        "is_accredited": among(Accreditation.objects.current(frame.on).values("employer")),
        "is_reached_ever": among(ContactMoment.objects.reaching().values("employer")),
        "is_reached": among(ContactMoment.objects.reaching().between(frame.blind_since, frame.on).values("employer")),
    }
    flags |= {f"reached_{key}": among(_talks(frame, key)) for key in keys}
    flags |= {f"view_{key}": _in_view(key) for key in keys}
    columns = ["municipality__cbs_code", "sector__slug", "size_band", "is_opted_out", *flags]
    rows = frame.employers.order_by().annotate(**flags).values_list(*columns).annotate(number=Count("pk"))
    return [_line(row, keys) for row in rows]


def _talks(frame, organisation):
    moments = ContactMoment.objects.reaching().between(frame.blind_since, frame.on)
    return moments.filter(organisation=organisation).values("employer")


def _in_view(organisation):
    """The rule of `EmployerQuerySet.in_view_of` as two sets that are read once."""
    registrations = Registration.objects.current().filter(source__organisation=organisation)
    moments = ContactMoment.objects.done().filter(organisation=organisation)
    return among(registrations.values("employer"), moments.values("employer"))


def _line(row, keys):
    municipality, sector, band, is_opted_out, on_list, accredited, ever, reached, *by_whom, number = row
    by, view = by_whom[: len(keys)], by_whom[len(keys) :]
    reached_by = _whom(keys, tuple(by))
    return Line(
        municipality=municipality,
        sector=sector or "geen",
        band=band,
        is_opted_out=is_opted_out,
        is_on_list=on_list,
        is_accredited=accredited,
        is_reached_ever=ever,
        reached_by=reached_by or (frozenset([SOMEBODY]) if reached else frozenset()),
        in_view_of=_whom(keys, tuple(view)),
        number=number,
    )


@cache
def _whom(keys, flags):
    """The organisations of which a flag is true; few different ones on very many lines."""
    return frozenset(key for key, is_so in zip(keys, flags, strict=True) if is_so)


def _counted(frame):
    """The same from the lines of the census."""
    columns = [
        "municipality__cbs_code", "sector__slug", "size_band", "is_opted_out", "is_on_list", "is_accredited",
        "reached_ever_by", "reached_by", "in_view_of",
    ]  # fmt: skip
    here = frame.census.lines.filter(municipality__in=Municipality.objects.in_region()).order_by()
    return [
        Line(municipality, sector or "geen", *alike, bool(ever), frozenset(by), frozenset(view), number)
        for municipality, sector, *alike, ever, by, view, number in here.values_list(*columns).annotate(n=Sum("number"))
    ]


def total(lines: Iterable[Line]) -> int:
    return sum(line.number for line in lines)


def grouped(lines: Iterable[Line], by: str) -> dict[str, list[Line]]:
    groups = {}
    for line in lines:
        groups.setdefault(getattr(line, by), []).append(line)
    return groups
