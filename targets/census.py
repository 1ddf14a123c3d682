"""The register counted in one pass, so that the panels of the dashboard add up by construction."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Value

from employers.models import Employer
from outreach.models import ContactMoment
from targets.frame import Frame

TRADE_REGISTER = "kvk"


@dataclass(frozen=True, slots=True)
class Group:
    """`number` active employers in the region that are alike in everything below.

    Reached is within the months of the blind-spot rule: `is_reached` by the organisation looked at.
    """

    sector_id: int | None
    band: str
    own_band: str
    is_opted_out: bool
    is_on_list: bool
    is_reached: bool
    is_reached_by_anyone: bool
    number: int


def census(frame: Frame) -> list[Group]:
    """All active employers in the region in groups of alike ones; one query."""
    anyone = ContactMoment.objects.reaching().between(frame.blind_since, frame.on)
    by_this = frame.talks(frame.blind_since)
    rows = (
        frame.employers.annotate(
            is_on_list=_is_in(Employer.objects.on_list(TRADE_REGISTER).values("pk")),
            is_reached=_is_in(by_this.values("employer")),
            is_reached_by_anyone=_is_in(anyone.values("employer")) if frame.organisation else NOT_ASKED,
        )
        .order_by()
        .values_list(
            "sector", "size_band", "own_size_band", "is_opted_out", "is_on_list", "is_reached", "is_reached_by_anyone"
        )
        .annotate(number=Count("pk"))
    )
    return [_group(*row) for row in rows]


def count(groups: Iterable[Group], *, by: str) -> dict:
    """Numbers of employers by one property, such as their band."""
    numbers = {}
    for group in groups:
        key = getattr(group, by)
        numbers[key] = numbers.get(key, 0) + group.number
    return numbers


NOT_ASKED = Value(None, output_field=BooleanField())


def _is_in(employers: QuerySet):
    """A subquery without a link to its row: read once and kept as a hash, not looked up for every employer."""
    return ExpressionWrapper(Q(pk__in=employers), output_field=BooleanField())


def _group(sector, band, own_band, is_opted_out, is_on_list, is_reached, by_anyone, number):
    """Without an organisation reached by anyone is the same question as reached."""
    by_anyone = is_reached if by_anyone is None else by_anyone
    return Group(sector, band, own_band, is_opted_out, is_on_list, is_reached, by_anyone, number)
