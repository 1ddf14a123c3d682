"""People work through one meeting at once: each item gets one decision, and the agenda and minutes come once."""

import pytest

from outreach import overlaps
from outreach.meetings import AlreadyDecidedError, MeetingStateError, close_meeting, decide, skip, start_meeting
from outreach.models import Agreement, AlignmentMeeting, Decision, Overlap
from tests.factories import ContactMomentFactory, EmployerFactory, MeetingFactory
from tests.outreach.test_overlap_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(adviser_lwl, adviser_baanbrekend, manager):
    employer = EmployerFactory()
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(adviser=adviser, employer=employer)
    overlaps.detect_overlaps([employer.pk])
    return MeetingFactory(planned_by=manager)


def told(verb):
    """What a verb ends in: its name when it was done, else the error."""

    def run():
        try:
            verb()
        except (AlreadyDecidedError, MeetingStateError) as error:
            return type(error).__name__
        return "done"

    return run


def test_an_item_is_decided_once(meeting, manager):
    item = start_meeting(meeting=meeting, by=manager).items.get(kind="overlap")
    deciding = [
        told(lambda: decide(item=item, by=manager, outcome="coordinated", agreement_text="LWL leidt")),
        told(lambda: skip(item=item, by=manager)),
    ] * 4
    assert sorted(at_once(deciding)) == ["AlreadyDecidedError"] * 7 + ["done"]
    closed = Overlap.objects.closed().count()
    assert closed == Agreement.objects.count() == Decision.objects.exclude(outcome="").count()


def test_starting_and_closing_at_once_happen_once(meeting, manager):
    at_once([lambda: start_meeting(meeting=meeting, by=manager)] * 5)
    assert meeting.items.filter(kind="overlap").count() == 1
    closing = [told(lambda: close_meeting(meeting=meeting, by=manager, present=[manager]))] * 5
    assert sorted(at_once(closing)) == ["MeetingStateError"] * 4 + ["done"]
    assert AlignmentMeeting.objects.upcoming().count() == 1


def test_nothing_is_decided_that_the_minutes_do_not_hold(meeting, manager):
    item = start_meeting(meeting=meeting, by=manager).items.get(kind="overlap")
    at_once([
        told(lambda: decide(item=item, by=manager, outcome="double")),
        told(lambda: close_meeting(meeting=meeting, by=manager, present=[manager])),
    ])  # fmt: skip
    minutes = AlignmentMeeting.objects.get(pk=meeting.pk).minutes
    assert (minutes["items"][0]["result"] == "Besproken") == Decision.objects.exists()
