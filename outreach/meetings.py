"""Planning, holding and closing an alignment meeting. Every verb locks the meeting: people work through it at once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from employers.models import Region
from outreach import closing
from outreach.agreeing import agree, withdraw_agreement
from outreach.follow_ups import plan_follow_up
from outreach.meeting_agenda import compile_agenda
from outreach.minutes import write_minutes
from outreach.models import AgendaItem, AgendaNote, AlignmentMeeting, Decision, FollowUp, Overlap

POSITIONS = {kind: 1000 * number for number, kind in enumerate(AgendaItem.Kind.values)}


class MeetingStateError(Exception):
    """The meeting is not in the state for this: somebody else started or closed it."""


class AlreadyDecidedError(Exception):
    """Somebody decided about this item first."""

    def __init__(self, decision: Decision):
        super().__init__(f"decided by {decision.by}")
        self.decision = decision


@transaction.atomic
def plan_meeting(
    *, region: Region, starts_at: datetime, by: User, rhythm: int, duration: int = 30, place: str = ""
) -> AlignmentMeeting:
    """A meeting of all partners of the region; what the last one left undone comes along."""
    meeting = AlignmentMeeting.objects.create(
        region=region, starts_at=starts_at, duration=duration, place=place, rhythm=rhythm, planned_by=by
    )
    meeting.organisations.set(region.partners.filter(is_active=True))
    _carry_points(meeting)
    return meeting


@transaction.atomic
def move_meeting(*, meeting: AlignmentMeeting, starts_at: datetime, duration: int, place: str, rhythm: int) -> None:
    """Change the appointment; a higher sequence makes calendars take over the change."""
    meeting = _locked(meeting, AlignmentMeeting.State.PLANNED)
    meeting.starts_at, meeting.duration, meeting.place, meeting.rhythm = starts_at, duration, place, rhythm
    meeting.sequence += 1
    meeting.save()


@transaction.atomic
def start_meeting(*, meeting: AlignmentMeeting, by: User) -> AlignmentMeeting:
    """Fix the agenda as it reads now. Another start of the same meeting changes nothing."""
    meeting = _locked(meeting, AlignmentMeeting.State.PLANNED, AlignmentMeeting.State.OPEN)
    if meeting.started_at:
        return meeting
    for number, entry in enumerate(compile_agenda(meeting)):
        AgendaItem.objects.create(
            meeting=meeting,
            kind=entry.kind,
            position=POSITIONS[entry.kind] + number,
            object_id=entry.object_id,
            employer_id=entry.employer_id,
            title=entry.title[:255],
            contents=entry.contents,
        )
    meeting.started_at, meeting.started_by = timezone.now(), by
    meeting.save()
    return meeting


@transaction.atomic
def undo_start(*, meeting: AlignmentMeeting) -> None:
    """Make a meeting planned again, with the points that people added, as long as nothing was decided or noted."""
    meeting = _locked(meeting, AlignmentMeeting.State.OPEN, AlignmentMeeting.State.PLANNED)
    here = {"item__meeting": meeting}
    if Decision.objects.filter(**here).exists() or AgendaNote.objects.filter(**here).exists():
        raise MeetingStateError
    meeting.items.exclude(kind=AgendaItem.Kind.POINT).delete()
    meeting.started_at = meeting.started_by = None
    meeting.save()


@transaction.atomic
def add_point(*, meeting: AlignmentMeeting, text: str, by: User) -> AgendaItem:
    meeting = _locked(meeting, AlignmentMeeting.State.PLANNED, AlignmentMeeting.State.OPEN)
    kind = AgendaItem.Kind.POINT
    return AgendaItem.objects.create(meeting=meeting, kind=kind, position=POSITIONS[kind], title=text, added_by=by)


@transaction.atomic
def remove_point(*, item: AgendaItem) -> None:
    _locked(item.meeting, AlignmentMeeting.State.PLANNED)
    item.delete()


@transaction.atomic
def add_note(*, item: AgendaItem, text: str, by: User) -> AgendaNote:
    _locked(item.meeting, AlignmentMeeting.State.OPEN)
    return AgendaNote.objects.create(item=item, text=text, by=by)


@transaction.atomic
def decide(
    *,
    item: AgendaItem,
    by: User,
    outcome: str = "",
    agreement_text: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    follow_up_by: User | None = None,
    follow_up_on: date | None = None,
    follow_up_what: str = "",
    note: str = "",
) -> Decision:
    """Write down what was decided about an item, and do it: close the overlap, agree, plan the follow-up."""
    item = _undecided(item)
    agreement = None
    if outcome:
        overlap = overlap_of(item)
        if overlap is None:
            raise closing.AlreadyClosedError
        said = {"agreement_text": agreement_text, "from_on": from_on, "until_on": until_on, "reason": note[:255]}
        agreement = closing.close_overlap(overlap=overlap, by=by, outcome=outcome, **said).agreement
    elif agreement_text:
        agreement = agree(employer=item.employer, text=agreement_text, from_on=from_on, until_on=until_on, by=by)
    follow_up = None
    if follow_up_by and follow_up_on:
        what = follow_up_what or f"Uit het overleg van {timezone.localdate():%d-%m}: {item.title}"[:255]
        follow_up = plan_follow_up(employer=item.employer, adviser=follow_up_by, due_on=follow_up_on, what=what)
    return Decision.objects.create(
        item=item, by=by, outcome=outcome, agreement=agreement, follow_up=follow_up, note=note
    )


def overlap_of(item: AgendaItem) -> Overlap | None:
    """The overlap that an item is about; when it was found anew under another key, the open one of its employer."""
    found = Overlap.objects.filter(pk=item.object_id).first()
    if found or item.employer_id is None:
        return found
    return Overlap.objects.open().of_employer(item.employer_id).first()


@transaction.atomic
def skip(*, item: AgendaItem, by: User, note: str = "") -> Decision:
    """Put an item off until the next meeting."""
    return Decision.objects.create(item=_undecided(item), by=by, kind=Decision.Kind.SKIPPED, note=note)


@transaction.atomic
def take_back(*, item: AgendaItem) -> None:
    """Undo a decision with all it did; a promise that was kept in the meantime stays."""
    _locked(item.meeting, AlignmentMeeting.State.OPEN)
    decision = Decision.objects.filter(item=item).select_related("agreement", "follow_up").first()
    if decision is None:
        return
    decision.delete()
    if decision.outcome:
        _reopen(item)
    elif decision.agreement:
        withdraw_agreement(agreement=decision.agreement)
    FollowUp.objects.open().filter(pk=decision.follow_up_id).delete()


def _reopen(item: AgendaItem) -> None:
    overlap = overlap_of(item)
    if overlap and overlap.closed_at:
        closing.reopen_overlap(overlap=overlap)


@transaction.atomic
def close_meeting(
    *, meeting: AlignmentMeeting, by: User, present: Iterable[User], guests: str = "", remarks: str = ""
) -> AlignmentMeeting:
    """Freeze the minutes, and plan the next meeting of a series when none is planned."""
    meeting = _locked(meeting, AlignmentMeeting.State.OPEN)
    meeting.closed_at, meeting.closed_by = timezone.now(), by
    meeting.minutes = write_minutes(meeting, present=present, guests=guests, remarks=remarks)
    meeting.save()
    following = AlignmentMeeting.objects.upcoming().filter(region=meeting.region_id).first()
    if following:
        _carry_points(following)
    elif meeting.rhythm:
        plan_meeting(
            region=meeting.region, by=by, rhythm=meeting.rhythm, duration=meeting.duration, place=meeting.place,
            starts_at=next_start(meeting),
        )  # fmt: skip
    return meeting


def next_start(meeting: AlignmentMeeting) -> datetime:
    """The same hour on the clock so many weeks later, summer time or not, and never in the past."""
    local = timezone.localtime(meeting.starts_at).replace(tzinfo=None)
    step = timedelta(weeks=meeting.rhythm)
    local += step
    while timezone.make_aware(local) <= timezone.now():
        local += step
    return timezone.make_aware(local)


def _carry_points(meeting: AlignmentMeeting) -> None:
    """Points of earlier meetings that were put off or not reached stand on the agenda of the next one, once."""
    closed = AgendaItem.objects.filter(
        meeting__region=meeting.region_id, meeting__closed_at__isnull=False, kind=AgendaItem.Kind.POINT
    )
    left = closed.filter(is_carried=False).exclude(decision__kind=Decision.Kind.DECIDED).select_related("meeting")
    for point in left.select_for_update(of=["self"]):
        AgendaItem.objects.create(
            meeting=meeting, kind=point.kind, position=point.position, title=point.title, added_by=point.added_by,
            contents={"carried": f"Stond op de agenda van {point.meeting.day:%d-%m-%Y}"},
        )  # fmt: skip
    closed.filter(pk__in=[point.pk for point in left]).update(is_carried=True)


def _undecided(item: AgendaItem) -> AgendaItem:
    _locked(item.meeting, AlignmentMeeting.State.OPEN)
    decision = Decision.objects.filter(item=item).select_related("by").first()
    if decision:
        raise AlreadyDecidedError(decision)
    return item


def _locked(meeting: AlignmentMeeting, *states: str) -> AlignmentMeeting:
    """This meeting for us alone until the transaction ends, as long as it is in one of these states."""
    locked = AlignmentMeeting.objects.select_for_update(of=["self"]).select_related("region").get(pk=meeting.pk)
    if locked.state not in states:
        raise MeetingStateError
    return locked
