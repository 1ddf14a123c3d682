"""When employers turned interested, active or informed, read from the history of their interests."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from employers.models import Employer
from outreach.models import Interest

InterestEvent = Interest.pgh_event_model


def turns_into(statuses: Iterable[str], moments: tuple[datetime, datetime]) -> QuerySet:
    """Events with which a variant entered one of these stands between two moments; `of_employer` is whose it is now.

    An event counts when its stand is one of them and the event before it, of the same variant, was not. A later "geen
    interesse" takes nothing away. What a merge or its undo wrote is no turn: it moves stands from one record to the
    other, and the turns of the record that was merged are those of the one that stayed.
    """
    statuses = list(statuses)
    earlier = InterestEvent.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    by_merging = Q(pgh_context__metadata__has_any_keys=["merged", "undone"])
    return (
        InterestEvent.objects.filter(status__in=statuses, pgh_created_at__range=moments)
        .filter(Q(pgh_context__isnull=True) | ~by_merging)
        .annotate(before=Coalesce(Subquery(earlier.order_by("-pgh_id").values("status")[:1]), Value("")))
        .exclude(before__in=statuses)
        .annotate(of_employer=Coalesce(_owner_now(), _merged_owner()))
    )


def _owner_now():
    return Subquery(Interest.objects.filter(pk=OuterRef("pgh_obj")).values("employer")[:1])


def _merged_owner():
    """Of an interest that a merge joined with its twin; one that somebody took back belongs to nobody."""
    return Subquery(Employer.objects.filter(pk=OuterRef("employer")).values("merged_into")[:1])
