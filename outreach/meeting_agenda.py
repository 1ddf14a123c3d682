"""The agenda of an alignment meeting, compiled by itself from what stands in the register at that moment.

What it says goes into the minutes that both organisations read: of a confidential contact only the organisation and
the day, and of no contact what was written down about it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch
from django.utils import timezone

from employers.models import Employer
from outreach.models import (
    AgendaItem,
    AlignmentMeeting,
    Claim,
    ClaimRequest,
    ContactMoment,
    Decision,
    Overlap,
    PortfolioEntry,
)
from outreach.models.contact_moments import ContactMomentQuerySet
from outreach.models.names import SAID, said
from outreach.sides import Side, with_sides

Kind = AgendaItem.Kind
FIRST_LOOK_BACK = timedelta(days=14)  # without an earlier meeting: hand-overs of the past two weeks
OVERLAPS_AT_ONCE, PLANNED_AT_ONCE = 25, 40  # more than that nobody discusses; the rest is counted in one item
MOMENTS_SHOWN = 3  # of one organisation
CLAIMS_END_WITHIN = timedelta(days=7)  # after the meeting
CLAIMS_AT_ONCE = 25


@dataclass(frozen=True)
class Entry:
    """What one item will say: `contents` by kind, in words and days, ready for the screen and for the minutes."""

    kind: str
    title: str
    object_id: int
    employer_id: int | None = None
    contents: dict[str, Any] = field(default_factory=dict)


def compile_agenda(meeting: AlignmentMeeting) -> list[Entry]:
    """What there is to discuss, in order; points that somebody added are rows already and not among these."""
    carried = _carried(meeting)
    entries = [entry for section in SECTIONS for entry in section(meeting)]
    for entry in entries:
        if note := carried.get((entry.kind, entry.object_id)):
            entry.contents["carried"] = note
    return entries


def planned_until(meeting: AlignmentMeeting) -> date:
    """The last day of the coming weeks, counted from the day of the meeting."""
    return meeting.day + timedelta(weeks=settings.MEETING_WEEKS_AHEAD) - timedelta(days=1)


def without_contact(employers):
    """Small firms that nobody has as fixed contact."""
    entries = PortfolioEntry.objects.current().filter(employer=OuterRef("pk"))
    return employers.active().in_region().small().approachable().filter(~Exists(entries))


def _overlaps(meeting: AlignmentMeeting) -> Iterator[Entry]:
    """Open overlaps between the organisations that meet, those that can still be prevented first."""
    organisations = list(meeting.organisations.all())
    both = ["first_organisation", "second_organisation"]
    found = Overlap.objects.open().filter(**{f"{one}__in": organisations for one in both})
    first = found.preventable_first().select_related(*both).only("employer", *said(Overlap, *both))
    employers = Employer.objects.select_related("sector").only(*SAID[Employer], "sector__name")
    first = first.prefetch_related(Prefetch("employer", employers))
    for overlap in with_sides(first[:OVERLAPS_AT_ONCE], shown=MOMENTS_SHOWN):
        contents = {
            **_of(overlap.employer),
            "sector": str(overlap.employer.sector or ""),
            "is_preventable": overlap.is_preventable,
            "days_apart": overlap.days_apart,
            "sides": [_side(side, overlap) for side in overlap.sides],
        }
        yield Entry(Kind.OVERLAP, str(overlap.employer), overlap.pk, overlap.employer_id, contents)
    yield from _rest(Kind.OVERLAP, found.count() - OVERLAPS_AT_ONCE)


def _rest(kind: str, count: int, query: str = "") -> Iterator[Entry]:
    """What does not fit on the agenda is on it as one item with its number, and the query string of the whole list."""
    if count > 0:
        title = f"En nog {count:,} andere".replace(",", ".")
        yield Entry(kind, title, 0, None, {"rest": count, "query": query})


def _query(meeting: AlignmentMeeting, **parameters: date | str) -> str:
    """For the list behind a remainder: the organisations that meet, with the filters of that list."""
    slugs = sorted(each.slug for each in meeting.organisations.all())
    return urlencode({**parameters, "organisatie": slugs}, doseq=True)


def _of(employer: Employer) -> dict[str, Any]:
    """What every item about one employer says of it."""
    left_alone = {"is_opted_out": True} if employer.is_opted_out else {}
    return {"place": employer.place} | left_alone


def _side(side: Side, overlap: Overlap) -> dict[str, Any]:
    said = [_moment(moment, overlap) for moment in side.latest]
    return {"organisation": side.organisation.short_name, "accent": side.organisation.accent, "moments": said}


def _moment(moment: ContactMoment, overlap: Overlap | None = None) -> dict[str, Any]:
    said = {"day": timezone.localdate(moment.happened_at).isoformat(), "organisation": moment.organisation.short_name}
    if moment.is_confidential:
        return said | {"adviser": "", "what": "Vertrouwelijk contact"}
    what = moment.get_channel_display()
    if moment.is_planned:
        what += ", gepland"
    elif moment.result:
        what += f", {moment.get_result_display().lower()}"
    if subjects := moment.subjects_text:
        what += f": {', '.join(subjects)}"
    if overlap and moment.employer_id != overlap.employer_id:
        what += f" (bij {moment.employer})"
    return said | {"adviser": moment.adviser.short_name, "what": what}


def _planned(meeting: AlignmentMeeting) -> Iterator[Entry]:
    """The approaches that the organisations plan for the coming weeks, each with the overlaps it is part of."""
    since = min(meeting.day, timezone.localdate())
    moments = ContactMoment.objects.approaches().planned().filter(organisation__in=meeting.organisations.all())
    moments = _with_open_overlaps(moments.between(since, planned_until(meeting)).with_names())
    for moment in moments.order_by("happened_at", "pk")[:PLANNED_AT_ONCE]:
        contents = _moment(moment) | {
            **_of(moment.employer),
            "accent": moment.organisation.accent,
            "double_with": _double_with(moment),
        }
        yield Entry(Kind.PLANNED, str(moment.employer), moment.pk, moment.employer_id, contents)
    query = _query(meeting, stand="gepland", initiatief="ons", vanaf=since, tot=planned_until(meeting))
    yield from _rest(Kind.PLANNED, moments.count() - PLANNED_AT_ONCE, query)


def mark_doubles(items: Iterable[AgendaItem]) -> None:
    """Say at planned approaches with whom they are double now: an overlap that was decided since is none any more."""
    planned = {item.object_id: item for item in items if item.kind == Kind.PLANNED and not item.is_rest}
    moments = _with_open_overlaps(ContactMoment.objects.filter(pk__in=planned))
    doubles = {moment.pk: _double_with(moment) for moment in moments} if planned else {}
    for key, item in planned.items():
        item.contents["double_with"] = doubles.get(key, "")


def _with_open_overlaps(moments: ContactMomentQuerySet) -> ContactMomentQuerySet:
    open_overlaps = Overlap.objects.open().select_related("first_organisation", "second_organisation")
    return moments.prefetch_related(Prefetch("overlaps", open_overlaps, to_attr="open_overlaps"))


def _double_with(moment: ContactMoment) -> str:
    return " en ".join(sorted({other.short_name for it in moment.open_overlaps for other in _others(it, moment)}))


def _others(overlap: Overlap, moment: ContactMoment) -> list:
    sides = [overlap.first_organisation, overlap.second_organisation]
    return [side for side in sides if side.pk != moment.organisation_id]


def _small(meeting: AlignmentMeeting) -> Iterator[Entry]:
    """One item for all small employers without a fixed contact; the list itself is a link away."""
    if count := without_contact(Employer.objects.all()).count():
        firms = "1 kleine werkgever" if count == 1 else f"{count:,} kleine werkgevers".replace(",", ".")
        yield Entry(Kind.SMALL, f"{firms} zonder vast contact", 0, None, {"count": count})


def _claims(meeting: AlignmentMeeting) -> Iterator[Entry]:
    """Claims that hold on the day of the meeting and end soon after it: who goes on, or does it become free?"""
    day = max(meeting.day, timezone.localdate())
    ending = Claim.objects.active(day).filter(until_on__lte=day + CLAIMS_END_WITHIN)
    ending = ending.filter(organisation__in=meeting.organisations.all())
    asking = ClaimRequest.objects.open().select_related("organisation")
    shown = ending.with_names().prefetch_related(Prefetch("requests", asking, to_attr="open_requests"))
    for claim in shown.order_by("until_on", "pk")[:CLAIMS_AT_ONCE]:
        contents = {
            **_of(claim.employer),
            "day": claim.until_on.isoformat(),
            "organisation": claim.organisation.short_name,
            "accent": claim.organisation.accent,
            "adviser": claim.adviser.short_name,
            "asked_by": " en ".join(request.organisation.short_name for request in claim.open_requests),
        }
        yield Entry(Kind.CLAIM, str(claim.employer), claim.pk, claim.employer_id, contents)
    query = _query(meeting, op=day, tot=day + CLAIMS_END_WITHIN)
    yield from _rest(Kind.CLAIM, ending.count() - CLAIMS_AT_ONCE, query)


def _handovers(meeting: AlignmentMeeting) -> Iterator[Entry]:
    """Portfolios that went from one adviser to another of the same organisation since the last meeting."""
    entries = PortfolioEntry.objects.filter(
        closed_in__isnull=False, until_on__gte=_last_day(meeting), organisation__in=meeting.organisations.all()
    )
    successors = PortfolioEntry.objects.filter(
        opened_in=OuterRef("closed_in"), employer=OuterRef("employer"), organisation=OuterRef("organisation")
    )
    people = ["organisation__short_name", "organisation__accent", "adviser", "adviser__name", "new", "new_name"]
    moved = entries.annotate(new=successors.values("adviser")[:1], new_name=successors.values("adviser__name")[:1])
    rows = moved.filter(new__isnull=False).order_by().values(*people, "closed_in")
    for row in rows.annotate(count=Count("pk"), key=Min("pk"), on=Max("until_on")).order_by("on", "key"):
        firms = "1 werkgever" if row["count"] == 1 else f"{row['count']} werkgevers"
        contents = {
            "count": row["count"],
            "organisation": row["organisation__short_name"],
            "accent": row["organisation__accent"],
            "day": row["on"].isoformat(),
            "adviser_id": row["new"],
            "key": str(row["closed_in"]),
            "before_id": row["adviser"],
        }
        title = f"{firms} van {row['adviser__name']} naar {row['new_name']}"
        yield Entry(Kind.HANDOVER, title, row["key"], None, contents)


def _last_day(meeting: AlignmentMeeting) -> date:
    last = meeting.previous
    return last.held_on if last else timezone.localdate() - FIRST_LOOK_BACK


def _carried(meeting: AlignmentMeeting) -> dict[tuple[str, int], str]:
    """What the last meeting put off, and why."""
    put_off = Decision.objects.filter(item__meeting=meeting.previous, kind=Decision.Kind.SKIPPED)
    rows = put_off.exclude(item__object_id=None).values_list("item__kind", "item__object_id", "note")
    return {(kind, key): note or "Doorgeschoven" for kind, key, note in rows}


# In the order of the agenda; another kind is one function more.
SECTIONS: list[Callable[[AlignmentMeeting], Iterator[Entry]]] = [_overlaps, _planned, _small, _claims, _handovers]
