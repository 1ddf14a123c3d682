"""What a target counts: one function per measure, each a queryset whose rows are counted one by one.

All of them start from `segment`: active employers in the region as they are in the register on the day looked at, by
default today. Small is the effective size of that day; a firm that grew past 25 people is no longer counted. After the
last day of a target nothing changes: its employers are those of that day.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, DurationField, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone
from django_cte.query import CTEQuery

from accounts.models import Organisation
from employers.models import Employer
from employers.size import SMALL, Band
from lwl_crm.worked_out import rows_of
from outreach.models import ContactMoment, Interest, NetworkEvent, Overlap, SupportNeed
from targets.models.targets import SMALL_ONLY, STOCK, Measure, Target
from targets.past import about, employers_on, end_of, in_view_on
from targets.turns import turns_into

STATUS_OF = {
    Measure.INTERESTED: Interest.WANTING,
    Measure.STARTED: [Interest.Status.ACTIVE],
    Measure.INFORMED: [status for status in Interest.Status if status != Interest.Status.UNKNOWN],
}


def counted_period(target: Target, on: date | None = None) -> tuple[date, date]:
    """First and last day that count, both included; the last lies before the first when the target has to begin."""
    return target.from_on, min(target.until_on, on or timezone.localdate())


def figure(measure: Measure, organisation: Organisation | None, since: date, until: date, **about: Any) -> Target:
    """What was done in a period, as an unsaved target; of employers as they are now, like the lists beside it."""
    target = Target(measure=measure, organisation=organisation, from_on=since, until_on=until, **about)
    target.reads_now = True
    return target


def looked_at(target: Target, on: date | None = None) -> date:
    """The day of which the register is read: after the last day of the target still that day, as a rule."""
    day = on or timezone.localdate()
    return min(day, target.until_on) if target.until_on and not target.reads_now else day


def is_past(target: Target, on: date | None = None) -> bool:
    return looked_at(target, on) < timezone.localdate()


def segment(target: Target, on: date | None = None, *, of_network: bool = True, **facts: Any) -> QuerySet:
    """Active employers in the region that the target is about on a day, whoever they were reached by.

    `facts` are further lookups that hold of that day.
    """
    facts |= {"sector": target.sector_id} if target.sector_id else {}
    facts |= {"municipality": target.municipality_id} if target.municipality_id else {}
    if is_past(target, on):
        employers = employers_on(looked_at(target, on), **facts)
    else:
        employers = Employer.objects.active().in_region().filter(**facts)
    if target.network_id and of_network:
        employers = employers.member_of(target.network_id)
    return _in_bands(employers, target, on, target.band_group.bands) if target.band_group else employers


def small_segment(target: Target, on: date | None = None, **facts: Any) -> QuerySet:
    return _in_bands(segment(target, on, **facts), target, on, SMALL)


def population(target: Target, on: date | None = None) -> QuerySet:
    """Employers that could be counted: the segment, and of it the small ones or those in view where that matters."""
    if target.measure in SMALL_ONLY:
        return small_segment(target, on)
    employers = segment(target, on)
    return _in_view(employers, target, on) if target.measure == Measure.SIZE_KNOWN else employers


def reached(target: Target, on: date | None = None) -> QuerySet:
    """Small employers with a talk in the period, by the target's organisation and adviser when set."""
    return small_segment(target, on).filter(pk__in=counted_talks(target, on).values("employer"))


def newly_reached(target: Target, on: date | None = None) -> QuerySet:
    """Those of `reached` with whom nobody, of any organisation, had a talk before the period."""
    earlier = ContactMoment.objects.reaching().between(until=target.from_on - timedelta(days=1))
    return reached(target, on).exclude(Exists(earlier.filter(employer=OuterRef("pk"))))


def talks(target: Target, on: date | None = None) -> QuerySet:
    """The talks themselves: contact moments, so two talks with one employer count twice."""
    return about(segment(target, on), counted_talks(target, on))


def size_known(target: Target, on: date | None = None) -> QuerySet:
    """Employers whose effective size is known; in view of the organisation, in contact with the adviser."""
    return population(target, on).filter(_known(target, on))


def interested(target: Target, on: date | None = None) -> QuerySet:
    """Employers that became interested, willing to start or active in the period, and were not so before."""
    return _turned(target, on)


def started(target: Target, on: date | None = None) -> QuerySet:
    """Employers with a variant that became active in the period."""
    return _turned(target, on)


def informed(target: Target, on: date | None = None) -> QuerySet:
    """Employers with whom a variant was first spoken about in the period; "geen interesse" was spoken about too."""
    return _turned(target, on)


def blind_closed(target: Target, on: date | None = None) -> QuerySet:
    """Small employers that were a blind spot the day before a talk in the period; who opted out is none."""
    return small_segment(target, on, is_opted_out=False).filter(pk__in=closing_talks(target, on).values("employer"))


def events(target: Target, on: date | None = None) -> QuerySet:
    """Gatherings in the period at which the owner had contact with an employer of the segment."""
    moments = _owned(ContactMoment.objects.done(), target)
    met = moments.filter(event=OuterRef("pk"), employer__in=segment(target, on, of_network=False))
    gatherings = NetworkEvent.objects.filter(starts_at__range=_moments_of(*counted_period(target, on)))
    gatherings = gatherings.filter(network=target.network_id) if target.network_id else gatherings
    return gatherings.filter(Exists(met))


def prevented(target: Target, on: date | None = None) -> QuerySet:
    """Overlaps closed in the period as coordinated, before both organisations had approached the employer."""
    overlaps = Overlap.objects.prevented().filter(closed_at__range=_moments_of(*counted_period(target, on)))
    if target.organisation_id:
        overlaps = overlaps.of_organisation(target.organisation_id)
    if target.adviser_id:
        overlaps = overlaps.of_adviser(target.adviser_id)
    return about(segment(target, on), overlaps)


def needs_met(target: Target, on: date | None = None) -> QuerySet:
    """Needs of employers in the segment that ended in the period with help, by who took care of them."""
    needs = SupportNeed.objects.met().filter(ended_on__range=counted_period(target, on))
    needs = needs.filter(variant=target.variant) if target.variant else needs
    return about(segment(target, on), _owned(needs, target))


MEASURES: dict[str, Callable[..., QuerySet]] = {
    Measure.REACHED: reached,
    Measure.NEWLY_REACHED: newly_reached,
    Measure.TALKS: talks,
    Measure.SIZE_KNOWN: size_known,
    Measure.INTERESTED: interested,
    Measure.STARTED: started,
    Measure.INFORMED: informed,
    Measure.BLIND_CLOSED: blind_closed,
    Measure.EVENTS: events,
    Measure.PREVENTED: prevented,
    Measure.NEEDS_MET: needs_met,
}


def evidence(target: Target, on: date | None = None) -> QuerySet:
    """The rows that count: employers; for talks contact moments, for gatherings events, else overlaps or needs."""
    return MEASURES[target.measure](target, on)


def realised(target: Target, on: date | None = None) -> int:
    return evidence(target, on).count()


@dataclass(frozen=True)
class Tally:
    """A count, and for a stand or a share the most it can become; None where a measure has no such limit."""

    number: int
    ceiling: int | None = None


def tallies(targets: Iterable[Target], on: date | None = None) -> dict[int, Tally]:
    """The counts of several targets by primary key, in one query however many there are."""
    targets = list(targets)
    counted_by = [target.counted_by for target in targets]
    rows = rows_of(lambda: in_one_query([_tally(target, on) for target in targets]), "tallies", on, *counted_by)
    found = {key: Tally(number, ceiling) for key, number, ceiling in rows}
    return {target.pk: found.get(target.pk, Tally(0)) for target in targets}


def in_one_query(querysets: list[QuerySet]) -> QuerySet:
    """The rows of querysets with the same columns together, in any order; none without querysets.

    Those with a WITH go first: then the union has it, and what several of them share is read once.
    """
    if not querysets:
        return Employer.objects.none()
    first, *others = sorted(querysets, key=lambda each: not isinstance(each.query, CTEQuery))
    return first.union(*others, all=True) if others else first


def _tally(target, on):
    """One row: which target, how many, of how many."""
    number, ceiling, rows = Count("*"), Cast(Value(None), IntegerField()), None
    if target.measure in STOCK:
        rows, number, ceiling = population(target, on), Count("pk", filter=_known(target, on)), Count("pk")
    elif target.is_share:
        counted = Q(pk__in=evidence(target, on).order_by().values("pk"))
        rows, number, ceiling = population(target, on), Count("pk", filter=counted), Count("pk")
    rows = evidence(target, on) if rows is None else rows
    return rows.order_by().values(key=Value(target.pk)).annotate(n=number, ceiling=ceiling)


def counted_talks(target: Target, on: date | None = None) -> QuerySet:
    """Talks of the owner of the target in its period, whatever the employer."""
    moments = _owned(ContactMoment.objects.reaching().between(*counted_period(target, on)), target)
    return moments.filter(variants__contains=[target.variant]) if target.variant else moments


def _owned(rows, target):
    """Contact moments or needs of the owner of the target."""
    if target.organisation_id:
        rows = rows.filter(organisation=target.organisation_id)
    return rows.filter(adviser=target.adviser_id) if target.adviser_id else rows


def closing_talks(target: Target, on: date | None = None) -> QuerySet:
    """Those of `counted_talks` with an employer that nobody had a talk with in the months that make a blind spot.

    Counted in days as `Employer.objects.blind_spots` does on the day before the talk, so that of two organisations
    that come on one day both close it.
    """
    months = Func(Value(settings.BLIND_SPOT_MONTHS), template="make_interval(months => %(expressions)s)")
    months.output_field = DurationField()
    a_day = Value(timedelta(days=1), output_field=DurationField())
    earlier = (
        ContactMoment.objects.reaching()
        .filter(employer=OuterRef("employer"), happened_at__lt=OuterRef("happened_at"))
        .annotate(day=TruncDate("happened_at"))
        .filter(day__lt=OuterRef("day"), day__gte=OuterRef("day") - a_day - months + a_day)
    )
    return counted_talks(target, on).annotate(day=TruncDate("happened_at")).exclude(Exists(earlier))


def _in_bands(employers, target, on, bands):
    return employers.filter(**{f"{_band(target, on)}__in": bands})


def _known(target, on):
    return ~Q(**{_band(target, on): Band.UNKNOWN})


def _band(target, on):
    """The column with the size of the day looked at."""
    return "then_band" if is_past(target, on) else "size_band"


def _in_view(employers, target, on):
    day = looked_at(target, on)
    if target.organisation_id:
        in_view = in_view_on(day, target.organisation_id)
        employers = employers.filter(in_view) if is_past(target, on) else employers.in_view_of(target.organisation_id)
    if target.adviser_id:
        contacts = ContactMoment.objects.done().between(until=day).filter(adviser=target.adviser_id)
        employers = employers.filter(pk__in=contacts.values("employer"))
    return employers


def _turned(target, on):
    return segment(target, on).filter(pk__in=counted_turns(target, on).values("of_employer"))


def counted_turns(target: Target, on: date | None = None) -> QuerySet:
    """Events of interests by the owner of the target, in its period and variant; `of_employer` is whose."""
    turns = turns_into(STATUS_OF[Measure(target.measure)], _moments_of(*counted_period(target, on)))
    if target.variant:
        turns = turns.filter(variant=target.variant)
    if target.organisation_id:
        turns = turns.filter(updated_by__organisation=target.organisation_id)
    if target.adviser_id:
        turns = turns.filter(updated_by=target.adviser_id)
    return turns


def _moments_of(since, until):
    """The first and last moment of a period of days, in Dutch time."""
    return timezone.make_aware(datetime.combine(since, time.min)), end_of(until)
