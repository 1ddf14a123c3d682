"""The register as it was at the end of a past day, read from the history that the database keeps.

Of a day itself: sector, municipality, being opted out and the effective size. Known better since, and therefore read as
they are now: which records are one employer (a merge corrects, its undo too), on which day one ended, and who belongs
to a network. An employer that was not in the register yet counts with the first thing known of it, since its contacts
may be older than its record. `docs/begrippen.md` says the same in Dutch.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone

from employers.models import Employer, Municipality, Registration
from employers.size import band_expression
from outreach.models import ContactMoment

EmployerEvent = Employer.pgh_event_models["update"]
SizeChange = Employer.pgh_event_models["size_replaced"]


def employers_on(day: date, **facts: Any) -> QuerySet:
    """Employers that were active in the region on this day, with these facts; `then_band` is the size of that day.

    `facts` are lookups on what the history of an employer holds, such as `sector=3`.
    """
    then = EmployerEvent.objects.filter(
        pgh_id=OuterRef("then_event"), municipality__in=Municipality.objects.in_region(day), **facts
    )
    employers = Employer.objects.current().filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return _with_size(_with_event(employers, day), day).filter(Exists(then))


def _with_event(employers, day):
    """`seen_until`: the end of the day, or of the first save when the employer was not in the register yet.

    A save is one moment: all that one transaction writes has the same time.
    """
    of_this = EmployerEvent.objects.filter(pgh_obj=OuterRef("pk"))
    first = Subquery(of_this.order_by("pgh_id").values("pgh_created_at")[:1])
    last = of_this.filter(pgh_created_at__lte=OuterRef("seen_until")).order_by("-pgh_id")
    return employers.annotate(seen_until=Greatest(Value(end_of(day)), first)).annotate(
        then_event=Subquery(last.values("pgh_id")[:1])
    )


def _with_size(employers, day):
    """The size that the first change after the day replaced; without one it is still what it was."""
    changes = SizeChange.objects.filter(pgh_obj=OuterRef("pk"), pgh_created_at__gt=OuterRef("seen_until"))
    replaced = changes.order_by("pgh_id")
    bounds = {
        f"then_{bound}": Case(
            When(Exists(changes), then=Subquery(replaced.values(f"effective_{bound}")[:1])),
            default=F(f"effective_{bound}"),
        )
        for bound in ("minimum", "maximum")
    }
    return employers.annotate(**bounds).annotate(then_band=band_expression("then_minimum", "then_maximum"))


def in_view_on(day: date, organisation: int) -> Exists:
    """In view of an organisation on a day: seen on its list until then and after, or any contact until then."""
    registrations = Registration.objects.filter(source__organisation=organisation, first_seen_on__lte=day)
    listed_after = Q(is_current=True) | Q(last_seen_on__gte=day) | Q(gone_on__gt=day)
    registrations = registrations.filter(listed_after)
    moments = ContactMoment.objects.done().filter(organisation=organisation).between(until=day)
    of_this = OuterRef("pk")
    return Exists(registrations.filter(employer=of_this)) | Exists(moments.filter(employer=of_this))


def end_of(day: date) -> datetime:
    """The last moment of a day, in Dutch time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)
