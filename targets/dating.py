"""On which day, and by which contact, each thing that a target counts began to count."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach.models import ContactMoment, Interest
from targets.measures import closing_talks, counted_talks, counted_turns, evidence, segment
from targets.models import Measure, Target

Status = Interest.Status
# Of a counted employer: all that the list and a frozen stand say of it, whole rows of thousands are slow.
TOLD = [
    "trade_name", "establishment_number", "place", "effective_minimum", "effective_maximum", "size_source",
    "size_source_name", "size_reference_date", "company__kvk_number", "sector__name",
]  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """One counted thing: the employer (none for a gathering), since when it counts and why, in words.

    What only `organisation_id` may read is confidential.
    """

    employer: Employer | None
    name: str
    day: date | None
    how: str
    organisation_id: int | None = None
    is_confidential: bool = False


def counted_rows(target: Target, on: date) -> list[Counted]:
    """Everything that the target counts on this day, first come first; as many as `realised` says."""
    rows = DATED[Measure(target.measure)](target, on)
    return sorted(rows, key=lambda row: (row.day or date.min, row.name, row.employer.pk if row.employer else 0))


class CountedUntil(Sequence):
    """Those of `counted_rows` that began to count by the end of a day.

    Of those that count by a talk, by far the most, only what is looked at is read whole.
    """

    def __init__(self, target: Target, on: date, until: date):
        self.target, self.on = target, on
        if target.measure in TALKS_OF:
            found = _first_talks(target, on).values_list("happened_at", "employer__trade_name", "employer", "pk")
            dated = sorted((_day(moment), *rest) for moment, *rest in found)
            self.talks = [pk for day, _, _, pk in dated if day <= until]
        else:
            self.talks, self.rows = None, [row for row in counted_rows(target, on) if row.day and row.day <= until]

    def __len__(self) -> int:
        return len(self.rows if self.talks is None else self.talks)

    def __getitem__(self, part: slice) -> list[Counted]:
        if self.talks is None:
            return self.rows[part]
        moments = ContactMoment.objects.with_shared_names("adviser", "organisation").in_bulk(self.talks[part])
        employers = _by_key(
            evidence(self.target, self.on).filter(pk__in={each.employer_id for each in moments.values()})
        )
        return [_of_moment(moments[pk], employers[moments[pk].employer_id]) for pk in self.talks[part]]


def days_counted(target: Target, on: date) -> list[date]:
    """The days on which something was added; none for a stand, which nobody adds to by a contact."""
    measure = Measure(target.measure)
    if measure == Measure.SIZE_KNOWN:
        return []
    if measure in TALKS_OF:  # by far the most: read without the employers and people around them
        return sorted(_day(moment) for moment in _first_talks(target, on).values_list("happened_at", flat=True))
    return [row.day for row in counted_rows(target, on)]


def _first_talks(target, on) -> QuerySet[ContactMoment]:
    """Of each employer that is counted the first of the talks that make it count."""
    talks = TALKS_OF[Measure(target.measure)](target, on).filter(employer__in=evidence(target, on).values("pk"))
    return talks.order_by("employer_id", "happened_at", "pk").distinct("employer_id")


def _by_first(target, on) -> Iterator[Counted]:
    employers = _employers(target, on)
    for moment in _first_talks(target, on).with_shared_names("adviser", "organisation"):
        yield _of_moment(moment, employers[moment.employer_id])


def _talks(target, on):
    moments = evidence(target, on).with_shared_names("adviser", "organisation")
    employers = _employers_of(target, on, moments)
    return [_of_moment(moment, employers[moment.employer_id]) for moment in moments]


def _of_moment(moment: ContactMoment, employer: Employer) -> Counted:
    who = f"{moment.adviser.name} ({moment.organisation.short_name})"
    return Counted(
        employer=employer,
        name=employer.trade_name,
        day=_day(moment.happened_at),
        how=f"{moment.get_channel_display()}, {moment.get_result_display().lower()}, {who}",
        organisation_id=moment.organisation_id,
        is_confidential=moment.is_confidential,
    )


def _turned(target, on):
    employers = _employers(target, on)
    turns = counted_turns(target, on).filter(of_employer__in=employers)
    first = {turn.of_employer: turn for turn in turns.order_by("-pgh_created_at", "-pgh_id")}
    people = User.objects.select_related("organisation").in_bulk({turn.updated_by_id for turn in first.values()})
    for pk, turn in first.items():
        by = people[turn.updated_by_id]
        stand = f"{turn.get_variant_display()}: {Status(turn.status).label.lower()}"
        how = f"{stand}, {by.name} ({by.organisation.short_name})"
        yield Counted(employers[pk], employers[pk].trade_name, _day(turn.pgh_created_at), how)


def _sized(target, on):
    for employer in _employers(target, on).values():
        how = f"Omvang van {employer.size_source_text}" if employer.size_source else "Omvang van de onderneming"
        yield Counted(employer, employer.trade_name, employer.size_reference_date, how)


def _events(target, on):
    for event in evidence(target, on).select_related("network"):
        name = f"{event.title}, {event.network}" if event.network else event.title
        yield Counted(None, name, _day(event.starts_at), event.get_kind_display())


def _prevented(target, on):
    overlaps = evidence(target, on).select_related("first_organisation", "second_organisation", "closed_by")
    employers = _employers_of(target, on, overlaps)
    for overlap in overlaps:
        sides = f"{overlap.first_organisation.short_name} en {overlap.second_organisation.short_name}"
        how = f"Afgestemd tussen {sides}" + (f", {overlap.closed_by.name}" if overlap.closed_by else "")
        employer = employers[overlap.employer_id]
        yield Counted(employer, employer.trade_name, _day(overlap.closed_at), how)


def _needs_met(target, on):
    needs = evidence(target, on).select_related("adviser", "organisation", "contact_moment")
    employers = _employers_of(target, on, needs)
    for need in needs:
        told_in, employer = need.contact_moment, employers[need.employer_id]
        yield Counted(
            employer=employer,
            name=employer.trade_name,
            day=need.ended_on,
            how=f"{need.get_kind_display()}, geholpen, {need.adviser.name} ({need.organisation.short_name})",
            organisation_id=told_in and told_in.organisation_id,
            is_confidential=bool(told_in and told_in.is_confidential),
        )


def _employers(target: Target, on: date) -> dict[int, Employer]:
    """The employers counted, as they were on the day."""
    return _by_key(evidence(target, on))


def _employers_of(target: Target, on: date, rows: QuerySet) -> dict[int, Employer]:
    """The employers that these rows hang on, as they were on the day."""
    return _by_key(segment(target, on, of_network=False).filter(pk__in=rows.order_by().values("employer")))


def _by_key(employers):
    return {employer.pk: employer for employer in employers.select_related("company", "sector").only(*TOLD)}


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


TALKS_OF = {
    Measure.REACHED: counted_talks,
    Measure.NEWLY_REACHED: counted_talks,
    Measure.BLIND_CLOSED: closing_talks,
}
DATED: dict[Measure, Callable[[Target, date], Iterable[Counted]]] = {
    **dict.fromkeys(TALKS_OF, _by_first),
    Measure.TALKS: _talks,
    Measure.SIZE_KNOWN: _sized,
    Measure.INTERESTED: _turned,
    Measure.STARTED: _turned,
    Measure.INFORMED: _turned,
    Measure.EVENTS: _events,
    Measure.PREVENTED: _prevented,
    Measure.NEEDS_MET: _needs_met,
}
