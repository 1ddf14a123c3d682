"""The register as it was at the end of a past day, read from the history that the database keeps.

Of a day itself: sector, municipality, being opted out and the effective size. Known better since, and therefore read as
they are now: which records are one employer (a merge corrects, its undo too), on which day one ended, and who belongs
to a network. An employer that was not in the register yet counts with the first thing known of it, since its contacts
may be older than its record. `docs/begrippen.md` says the same in Dutch.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from threading import get_ident
from typing import Any

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest
from django.db.models.lookups import IsNull
from django.db.models.sql.constants import LOUTER
from django.utils import timezone
from django_cte import CTE, with_cte

from employers.models import Employer, Registration
from employers.models.reference import RegionMembership
from employers.size import band_expression
from outreach.models import ContactMoment

EmployerEvent = Employer.pgh_event_models["update"]
FACTS = ["sector", "municipality", "is_opted_out"]
SizeChange = Employer.pgh_event_models["size_replaced"]


def employers_on(day: date, **facts: Any) -> QuerySet:
    """Employers that were active in the region on this day, with these facts; `then_band` is the size of that day.

    `facts` are lookups on the columns of FACTS, such as `sector=3`.
    """
    return _active_on(day, get_ident()).filter(**{f"then_{name}": value for name, value in facts.items()})


@lru_cache(maxsize=2000)  # more than the days in any union, which needs one object for each of them
def _active_on(day, _thread):
    """Facts and replaced sizes are WITH queries: those of one day are one object, so that a union reads them once.

    One object in one thread: compiling a query changes what it holds.
    """
    then = CTE(_facts(day), name=f"facts_{day:%Y%m%d}")
    replaced = CTE(_replaced_sizes(then), name=f"replaced_{day:%Y%m%d}")
    employers = Employer.objects.current().filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    employers = then.join(employers, pk=then.col.pgh_obj).annotate(
        **{f"then_{name}": getattr(then.col, name) for name in FACTS}
    )
    employers = employers.alias(was_here=_in_region_on(day)).filter(was_here=True)
    employers = replaced.join(employers, pk=replaced.col.pgh_obj, _join_type=LOUTER)
    sizes = {
        "then_minimum": _size(replaced, "effective_minimum", now="effective_minimum"),
        "then_maximum": _size(replaced, "effective_maximum", now="effective_maximum"),
        "then_band": _size(replaced, "band", now="size_band"),
    }
    return with_cte(then, replaced, select=employers.annotate(**sizes))


def _in_region_on(day):
    """As CASE: the database knows nothing of the columns of a WITH query, and would expect few employers in the region
    and look each of them up."""
    here = When(then_municipality__in=RegionMembership.objects.keys_on(day), then=True)
    return Case(here, default=False, output_field=BooleanField())


def _facts(day):
    """Of each employer the last thing known at the end of the day, else the first thing after it.

    `seen_until` is the end of the day, or of that first save. A save is one moment: all that one transaction writes
    has the same time.
    """
    seen = EmployerEvent.objects.annotate(seen_until=Greatest("pgh_created_at", Value(end_of(day))))
    first = seen.order_by("pgh_obj", "seen_until", "-pgh_id").distinct("pgh_obj")
    return first.values("pgh_obj", "seen_until", *FACTS)


def _replaced_sizes(then):
    """The size that the first change since then replaced, with its band; without one it is still what it was."""
    changes = then.join(SizeChange.objects.all(), pgh_obj=then.col.pgh_obj)
    changes = changes.filter(pgh_created_at__gt=then.col.seen_until).order_by("pgh_obj", "pgh_id").distinct("pgh_obj")
    changes = changes.annotate(band=band_expression("effective_minimum", "effective_maximum"))
    return changes.values("pgh_obj", "effective_minimum", "effective_maximum", "band")


def _size(replaced, name, *, now):
    is_replaced = IsNull(replaced.col.pgh_obj, False)
    return Case(When(is_replaced, then=getattr(replaced.col, name)), default=F(now))


def about(employers: QuerySet, rows: QuerySet) -> QuerySet:
    """Those of the rows that are about these employers.

    What the employers have in WITH queries, the rows have then: inside a condition a union would read it once more.
    django-cte has no word for moving them, so this reads and empties what it keeps them in.
    """
    queries = getattr(employers.query, "_with_ctes", ())
    if not queries:
        return rows.filter(employer__in=employers)
    employers = employers.all()
    employers.query._with_ctes = ()
    known = getattr(rows.query, "_with_ctes", ())
    return with_cte(*(each for each in queries if each not in known), select=rows.filter(employer__in=employers))


def in_view_on(day: date, organisation: int) -> Q:
    """In view of an organisation on a day: seen on its list until then and after, or any contact until then."""
    registrations = Registration.objects.filter(source__organisation=organisation, first_seen_on__lte=day)
    listed_after = Q(is_current=True) | Q(last_seen_on__gte=day) | Q(gone_on__gt=day)
    registrations = registrations.filter(listed_after).order_by()
    moments = ContactMoment.objects.done().filter(organisation=organisation).between(until=day)
    return Q(pk__in=registrations.values("employer").union(moments.values("employer")))


def end_of(day: date) -> datetime:
    """The last moment of a day, in Dutch time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)
