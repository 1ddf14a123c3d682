"""The register counted in one pass, so that the panels of the dashboard add up by construction."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Sum, Value

from employers.models.reference import RegionMembership
from lwl_crm.worked_out import rows_of
from targets.frame import Frame
from targets.stored import stored

LIKENESS = [
    "is_in_region", "sector", "size_band", "own_size_band", "is_opted_out", "is_on_list", "is_reached_by_anyone",
    "is_reached",
]  # fmt: skip


class Group(NamedTuple):
    """`number` active employers that are alike in everything above it.

    Reached is within the months of the blind-spot rule: `reached` of them by whom the frame is about.
    """

    is_in_region: bool
    sector_id: int | None
    band: str
    own_band: str
    is_opted_out: bool
    is_on_list: bool
    is_reached_by_anyone: bool
    number: int
    reached: int


def census(frame: Frame) -> list[Group]:
    """All active employers, also those outside the region, in groups of alike ones; one query at most."""
    if frame.is_closed:
        return []
    return stored(frame, lambda: _groups(frame), "groups", frame.owner, frame.on)


def _groups(frame):
    if frame.census:
        return [*_counted(frame), *(_of_adviser(frame) if frame.adviser else [])]
    return [_group(*row) for row in rows_of(lambda: _alike(frame), "groups", frame.is_closed, frame.owner, frame.on)]


def _alike(frame):
    recently = {"since": frame.blind_since, "until": frame.on}
    reach = {"is_reached": {"by": frame.organisation, "adviser": frame.adviser, **recently}}
    if frame.is_of_some:
        reach["is_reached_by_anyone"] = recently
    flags = {"is_in_region": _is(municipality__in=RegionMembership.objects.keys_on())}
    flags |= {} if frame.is_of_some else {"is_reached_by_anyone": NOT_ASKED}
    rows = frame.everywhere.with_reach(**reach).with_marks().annotate(**flags)
    return rows.order_by().values_list(*LIKENESS).annotate(number=Count("pk"))


def _counted(frame):
    """The same from the lines of the census."""
    rows = (
        frame.census.lines.annotate(
            is_in_region=_is(municipality__in=RegionMembership.objects.keys_on()),
            is_reached_by_anyone=ExpressionWrapper(~Q(reached_by__len=0), output_field=BooleanField()),
            is_reached=_reached(frame),
        )
        .order_by()
        .values_list(*LIKENESS)
        .annotate(n=Sum("number"))
    )
    return [_group(*row) for row in rows]


def _reached(frame):
    if frame.adviser:
        return Value(False, output_field=BooleanField())
    if frame.organisation:
        return _is(reached_by__contains=[frame.organisation.pk])
    return ExpressionWrapper(~Q(reached_by__len=0), output_field=BooleanField())


def _of_adviser(frame):
    """Lines know no advisers: groups of nobody, that add only whom the adviser reached."""
    reached = frame.everywhere.filter(pk__in=frame.talks(frame.blind_since).values("employer")).order_by()
    reached = reached.annotate(is_in_region=_is(municipality__in=RegionMembership.objects.keys_on()))
    rows = reached.values_list("is_in_region", "sector", "size_band").annotate(number=Count("pk"))
    return [
        Group(bool(is_in_region), sector, band, "", False, False, True, number=0, reached=number)
        for is_in_region, sector, band, number in rows
    ]


def inside(groups: Iterable[Group]) -> list[Group]:
    """Those in the region: all that is counted anywhere."""
    return [group for group in groups if group.is_in_region]


def count(groups: Iterable[Group], *, by: str) -> dict:
    """Numbers of employers by one property, such as their band."""
    numbers = {}
    for group in groups:
        key = getattr(group, by)
        numbers[key] = numbers.get(key, 0) + group.number
    return numbers


NOT_ASKED = Value(None, output_field=BooleanField())


def _is(**condition):
    """A subquery without a link to its row: read once and kept as a hash, not looked up for every employer."""
    return ExpressionWrapper(Q(**condition), output_field=BooleanField())


def _group(is_in_region, sector, band, own_band, is_opted_out, is_on_list, by_anyone, is_reached, number):
    """Without a municipality nothing is known of the region; without an organisation anyone is the same question."""
    by_anyone = is_reached if by_anyone is None else by_anyone
    return Group(
        is_in_region=bool(is_in_region),
        sector_id=sector,
        band=band,
        own_band=own_band,
        is_opted_out=is_opted_out,
        is_on_list=is_on_list,
        is_reached_by_anyone=by_anyone,
        number=number,
        reached=number if is_reached else 0,
    )
