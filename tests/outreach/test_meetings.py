"""Alignment meetings: the agenda, decisions and what they do, taking back, and the minutes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from outreach import meeting_agenda, overlaps
from outreach.claims import ask_to_join, claim_employer
from outreach.meeting_agenda import compile_agenda
from outreach.meetings import (
    AlreadyDecidedError,
    MeetingStateError,
    add_note,
    add_point,
    close_meeting,
    decide,
    next_start,
    plan_meeting,
    skip,
    start_meeting,
    take_back,
    undo_start,
)
from outreach.minutes import items_of, meeting_pdf, sections
from outreach.models import AgendaItem, Agreement, AlignmentMeeting, Claim, Decision, FollowUp, Overlap
from outreach.portfolios import assign_portfolio
from tests.factories import ContactMomentFactory, EmployerFactory, MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer():
    return EmployerFactory(trade_name="Noordzij Scheepsschilders", size=12)


@pytest.fixture
def overlap(employer, adviser_lwl, adviser_baanbrekend):
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(adviser=adviser, employer=employer, notes="Geheim van de zaak")
    overlaps.detect_overlaps([employer.pk])
    return Overlap.objects.get()


@pytest.fixture
def meeting(overlap, manager):
    return start_meeting(meeting=MeetingFactory(planned_by=manager), by=manager)


@pytest.fixture
def item(meeting):
    return meeting.items.get(kind="overlap")


def planned_moment(adviser, employer, days, **fields):
    at = timezone.now() + timedelta(days=days)
    return ContactMomentFactory(adviser=adviser, employer=employer, status="planned", happened_at=at, **fields)


def kinds(meeting):
    return [entry.kind for entry in compile_agenda(meeting)]


# the agenda


def test_what_can_still_be_prevented_comes_first(overlap, adviser_lwl, adviser_baanbrekend):
    preventable = EmployerFactory(trade_name="Zorgvilla")
    ContactMomentFactory(adviser=adviser_lwl, employer=preventable)
    planned_moment(adviser_baanbrekend, preventable, 3)
    overlaps.sweep_overlaps()
    entries = [entry for entry in compile_agenda(MeetingFactory()) if entry.kind == "overlap"]
    assert [entry.title for entry in entries] == ["Zorgvilla", "Noordzij Scheepsschilders"]


def test_planned_approaches_of_the_coming_weeks_of_both(employer, adviser_lwl, adviser_baanbrekend, settings):
    settings.MEETING_WEEKS_AHEAD = 2
    planned_moment(adviser_lwl, employer, 13)
    planned_moment(adviser_baanbrekend, EmployerFactory(), 1)
    planned_moment(adviser_lwl, EmployerFactory(), 14)
    planned = [entry.contents for entry in compile_agenda(MeetingFactory()) if entry.kind == "planned"]
    assert [contents["organisation"] for contents in planned] == ["Baanbrekend", "LWL"]


def test_an_overlap_shows_at_the_planned_approach(employer, adviser_lwl, adviser_baanbrekend):
    ContactMomentFactory(adviser=adviser_lwl, employer=employer)
    planned_moment(adviser_baanbrekend, employer, 3)
    overlaps.sweep_overlaps()
    planned = next(entry for entry in compile_agenda(MeetingFactory()) if entry.kind == "planned")
    assert planned.contents["double_with"] == "LWL"


def test_small_employers_without_contact_are_one_item_with_their_number():
    for _ in range(3):
        EmployerFactory(size=4)
    small = next(entry for entry in compile_agenda(MeetingFactory()) if entry.kind == "small")
    assert small.title == "3 kleine werkgevers zonder vast contact"


def test_a_handed_over_portfolio_is_one_item(adviser_lwl, manager, lwl):
    firms = EmployerFactory.create_batch(3)
    successor = UserFactory(name="Fatima Yilmaz", organisation=lwl)
    assign_portfolio(employers=firms, adviser=adviser_lwl, by=manager)
    assign_portfolio(employers=firms[:2], adviser=successor, by=manager)
    handed = [entry for entry in compile_agenda(MeetingFactory()) if entry.kind == "handover"]
    assert [entry.title for entry in handed] == ["2 werkgevers van Sanne van Dijk naar Fatima Yilmaz"]


def test_claims_that_end_soon_after_the_meeting(adviser_lwl, adviser_baanbrekend):
    today = timezone.localdate()
    for days in (1, 2, 9, 10):
        firm = EmployerFactory(trade_name=f"Tot over {days}")
        claim_employer(employer=firm, by=adviser_lwl, until_on=today + timedelta(days=days))
    ask_to_join(claim=Claim.objects.get(employer__trade_name="Tot over 9"), by=adviser_baanbrekend)
    meeting = MeetingFactory(starts_at=timezone.now() + timedelta(days=2))
    ending = [entry for entry in compile_agenda(meeting) if entry.kind == "claim"]
    assert [(entry.title, entry.contents["asked_by"]) for entry in ending] == [
        ("Tot over 2", ""),
        ("Tot over 9", "Baanbrekend"),
    ]


def test_of_many_approaches_the_latest_are_shown_and_all_count_for_the_days_apart(
    employer, adviser_lwl, adviser_baanbrekend
):
    for days in (1, 2, 3, 4, 20):
        ContactMomentFactory(
            adviser=adviser_lwl, employer=employer, happened_at=timezone.now() - timedelta(days=days), channel="phone"
        )
    ContactMomentFactory(
        adviser=adviser_baanbrekend, employer=employer, happened_at=timezone.now() - timedelta(days=22)
    )
    overlaps.sweep_overlaps()
    contents = next(entry.contents for entry in compile_agenda(MeetingFactory()) if entry.kind == "overlap")
    assert contents["days_apart"] == 2
    days = {side["organisation"]: [moment["day"] for moment in side["moments"]] for side in contents["sides"]}
    today = timezone.localdate()
    assert days["LWL"] == [(today - timedelta(days=ago)).isoformat() for ago in (1, 2, 3)]


def test_nothing_that_was_written_down_or_is_confidential_gets_into_the_agenda(overlap):
    moment = overlap.moments.first()
    moment.is_confidential = True
    moment.save()
    contents = str(compile_agenda(MeetingFactory())[0].contents)
    assert "Geheim" not in contents
    assert "Vertrouwelijk contact" in contents
    assert moment.adviser.short_name not in contents


def test_the_agenda_follows_the_register_until_the_meeting_starts(manager, adviser_lwl, employer):
    meeting = MeetingFactory()
    planned_moment(adviser_lwl, employer, 2)
    assert "planned" in kinds(meeting)
    start_meeting(meeting=meeting, by=manager)
    planned_moment(adviser_lwl, EmployerFactory(), 3)
    assert meeting.items.filter(kind="planned").count() == 1


def test_starting_twice_gives_one_agenda(meeting, manager):
    count = meeting.items.count()
    start_meeting(meeting=meeting, by=manager)
    assert meeting.items.count() == count


# deciding


def test_an_outcome_closes_the_overlap_and_makes_the_agreement(item, overlap, manager):
    since = timezone.localdate()
    until = since + timedelta(days=60)
    text = "LWL doet Leren en Werken, Baanbrekend de vacature"
    decide(item=item, by=manager, outcome="coordinated", agreement_text=text, from_on=since, until_on=until)
    overlap.refresh_from_db()
    assert (overlap.outcome, overlap.agreement.text, overlap.agreement.until_on) == ("coordinated", text, until)


def test_an_agreement_covers_later_approaches(item, employer, manager, adviser_lwl):
    decide(item=item, by=manager, outcome="coordinated", agreement_text="LWL leidt")
    planned_moment(adviser_lwl, employer, 4)
    overlaps.sweep_overlaps()
    assert not Overlap.objects.open().exists()


def test_an_agreement_about_a_planned_approach_prevents_the_overlap(
    employer, manager, adviser_lwl, adviser_baanbrekend
):
    planned_moment(adviser_lwl, employer, 4)
    meeting = start_meeting(meeting=MeetingFactory(), by=manager)
    decide(item=meeting.items.get(kind="planned"), by=manager, agreement_text="Baanbrekend wacht")
    planned_moment(adviser_baanbrekend, employer, 5)
    overlaps.sweep_overlaps()
    assert not Overlap.objects.exists()


def test_a_follow_up_stands_in_the_list_of_the_adviser(item, employer, manager, adviser_lwl):
    day = timezone.localdate() + timedelta(days=3)
    decide(item=item, by=manager, outcome="double", follow_up_by=adviser_lwl, follow_up_on=day, follow_up_what="Bellen")
    follow_up = FollowUp.objects.get()
    assert (follow_up.employer, follow_up.adviser, follow_up.due_on, follow_up.what) == (
        employer, adviser_lwl, day, "Bellen",
    )  # fmt: skip


def test_each_item_is_decided_once(item, manager):
    decide(item=item, by=manager, outcome="coordinated")
    with pytest.raises(AlreadyDecidedError) as refused:
        skip(item=item, by=manager)
    assert refused.value.decision.by == manager


def test_taking_back_undoes_all_a_decision_did(item, overlap, manager, adviser_lwl):
    day = timezone.localdate()
    decide(
        item=item, by=manager, outcome="double", agreement_text="LWL leidt", follow_up_by=adviser_lwl, follow_up_on=day
    )
    take_back(item=item)
    assert Overlap.objects.open().get() == overlap
    assert not any(model.objects.exists() for model in (Agreement, FollowUp, Decision))


def test_taking_back_an_agreement_finds_the_overlap_again(employer, manager, adviser_lwl, adviser_baanbrekend):
    planned_moment(adviser_lwl, employer, 4)
    meeting = start_meeting(meeting=MeetingFactory(), by=manager)
    item = meeting.items.get(kind="planned")
    decide(item=item, by=manager, agreement_text="Baanbrekend wacht")
    planned_moment(adviser_baanbrekend, employer, 5)
    take_back(item=item)
    assert Overlap.objects.open().count() == 1


def test_a_kept_promise_stays_when_the_decision_is_taken_back(item, manager, adviser_lwl):
    decide(item=item, by=manager, outcome="double", follow_up_by=adviser_lwl, follow_up_on=timezone.localdate())
    FollowUp.objects.update(done_at=timezone.now(), done_by=adviser_lwl)
    take_back(item=item)
    assert FollowUp.objects.exists()


# closing


def closed(meeting, manager, **fields):
    return close_meeting(meeting=meeting, by=manager, present=[manager], **fields)


def test_closing_freezes_the_minutes(meeting, item, overlap, manager):
    add_note(item=item, text="Eerst bellen", by=manager)
    decide(item=item, by=manager, outcome="coordinated", agreement_text="LWL leidt")
    closed(meeting, manager, remarks="Prettig")
    Agreement.objects.update(text="Iets anders")
    minutes = AlignmentMeeting.objects.get(pk=meeting.pk).minutes
    kept = minutes["items"][0]
    assert minutes["present"] == [{"name": "Rianne Kok", "organisation": "Baanbrekend"}]
    assert kept["decision"][0] == "Afgestemd."
    assert "Afspraak: LWL leidt" in kept["decision"][1]
    assert kept["notes"] == [{"text": "Eerst bellen", "by": "Rianne Kok"}]


def test_nothing_changes_after_closing(meeting, item, manager):
    closed(meeting, manager)
    for change in (
        lambda: decide(item=item, by=manager, outcome="double"),
        lambda: take_back(item=item),
        lambda: add_note(item=item, text="Te laat", by=manager),
        lambda: add_point(meeting=meeting, text="Te laat", by=manager),
        lambda: closed(meeting, manager),
        lambda: start_meeting(meeting=meeting, by=manager),
    ):
        with pytest.raises(MeetingStateError):
            change()


def test_closing_plans_the_next_meeting_of_the_series_once(meeting, manager):
    closed(meeting, manager)
    following = AlignmentMeeting.objects.upcoming().get()
    assert following.starts_at - meeting.starts_at in [timedelta(days=14), timedelta(days=14, hours=1)]
    assert following.organisations.count() == 2


def test_a_point_that_was_put_off_comes_back_once(meeting, manager):
    done, put_off, _ = (add_point(meeting=meeting, text=text, by=manager) for text in ("Klaar", "Beurs", "Folder"))
    decide(item=done, by=manager, note="Gedaan")
    skip(item=put_off, by=manager)
    closed(meeting, manager)
    following = AlignmentMeeting.objects.upcoming().get()
    plan_meeting(region=meeting.region, starts_at=timezone.now() + timedelta(days=40), by=manager, rhythm=0)
    points = AgendaItem.objects.filter(meeting__closed_at=None, kind="point")
    assert sorted((point.title, point.meeting_id) for point in points) == [
        ("Beurs", following.pk), ("Folder", following.pk),
    ]  # fmt: skip


def test_an_overlap_that_was_put_off_says_so_next_time(meeting, item, manager):
    skip(item=item, by=manager, note="Sanne was er niet")
    closed(meeting, manager)
    entry = compile_agenda(AlignmentMeeting.objects.upcoming().get())[0]
    assert entry.contents["carried"] == "Sanne was er niet"


def test_the_next_meeting_is_at_the_same_hour_over_the_change_of_the_clock():
    amsterdam = ZoneInfo("Europe/Amsterdam")
    at = datetime(2027, 3, 24, 10, 0, tzinfo=amsterdam)
    assert next_start(MeetingFactory(starts_at=at, rhythm=1)) == datetime(2027, 3, 31, 10, 0, tzinfo=amsterdam)


@pytest.fixture
def long_meeting(monkeypatch, manager, adviser_lwl, adviser_baanbrekend):
    """Three overlaps and three planned approaches, of which one each fits on the agenda."""
    monkeypatch.setattr(meeting_agenda, "OVERLAPS_AT_ONCE", 1)
    monkeypatch.setattr(meeting_agenda, "PLANNED_AT_ONCE", 1)
    for _ in range(3):
        firm = EmployerFactory()
        ContactMomentFactory(adviser=adviser_lwl, employer=firm)
        planned_moment(adviser_baanbrekend, firm, 2)
    overlaps.sweep_overlaps()
    return start_meeting(meeting=MeetingFactory(planned_by=manager), by=manager)


def test_what_does_not_fit_is_one_item_with_its_number(long_meeting, manager):
    rest = long_meeting.items.filter(contents__has_key="rest")
    assert [(item.kind, item.title) for item in rest] == [
        ("overlap", "En nog 2 andere"),
        ("planned", "En nog 2 andere"),
    ]
    decide(item=rest[0], by=manager, note="Peter kijkt ze na")
    assert meeting_pdf(closed(long_meeting, manager)).startswith(b"%PDF")


def test_a_section_counts_what_stands_only_in_the_list_as_well(long_meeting):
    counts = [(section.kind, section.count, len(section.items)) for section in sections(items_of(long_meeting))]
    assert counts == [("overlap", 3, 2), ("planned", 3, 2)]


def test_what_stands_only_in_the_list_is_no_point_to_discuss(long_meeting, manager):
    counted = AlignmentMeeting.objects.with_counts().get(pk=long_meeting.pk)
    assert (counted.item_count, counted.decided_count) == (2, 0)
    minutes = closed(long_meeting, manager).minutes
    assert [item["result"] for item in minutes["items"]] == ["Niet besproken", "", "Niet besproken", ""]


# a planned approach whose overlap is decided in the same meeting


@pytest.fixture
def planned_double(employer, adviser_lwl, adviser_baanbrekend, manager):
    ContactMomentFactory(adviser=adviser_lwl, employer=employer)
    planned_moment(adviser_baanbrekend, employer, 3)
    overlaps.sweep_overlaps()
    return start_meeting(meeting=MeetingFactory(planned_by=manager), by=manager)


def double_with(meeting):
    return [it["contents"]["double_with"] for it in items_of(meeting) if it["kind"] == "planned"]


def test_a_decided_overlap_no_longer_marks_its_planned_approach(planned_double, manager):
    assert double_with(planned_double) == ["LWL"]
    decide(item=planned_double.items.get(kind="overlap"), by=manager, outcome="coordinated")
    assert double_with(planned_double) == [""]
    assert double_with(closed(planned_double, manager)) == [""]


def test_an_overlap_that_is_taken_back_marks_its_planned_approach_again(planned_double, manager):
    item = planned_double.items.get(kind="overlap")
    decide(item=item, by=manager, outcome="coordinated")
    take_back(item=item)
    assert double_with(planned_double) == ["LWL"]


# beginning by mistake, or on another day


def test_a_meeting_that_began_by_mistake_is_planned_again(meeting, manager, adviser_lwl):
    add_point(meeting=meeting, text="Beurs in mei", by=adviser_lwl)
    undo_start(meeting=meeting)
    again = AlignmentMeeting.objects.get(pk=meeting.pk)
    assert (again.state, again.started_by) == ("planned", None)
    assert [item.title for item in again.items.all()] == ["Beurs in mei"]
    assert start_meeting(meeting=again, by=manager).items.count() == 3


@pytest.mark.parametrize(
    "happened",
    [
        lambda item, by: decide(item=item, by=by, outcome="double"),
        lambda item, by: skip(item=item, by=by),
        lambda item, by: add_note(item=item, text="Eerst bellen", by=by),
        lambda item, by: closed(item.meeting, by),
    ],
    ids=["decided", "put off", "noted", "closed"],
)
def test_a_meeting_in_which_something_happened_stays_begun(meeting, item, manager, happened):
    happened(item, manager)
    with pytest.raises(MeetingStateError):
        undo_start(meeting=meeting)
    assert AlignmentMeeting.objects.get(pk=meeting.pk).started_at


def test_handovers_after_a_meeting_that_was_held_early_are_on_the_next_agenda(manager, adviser_lwl, lwl):
    early = MeetingFactory(starts_at=timezone.now() + timedelta(days=7), planned_by=manager)
    closed(start_meeting(meeting=early, by=manager), manager)
    firm = EmployerFactory()
    for adviser in (adviser_lwl, UserFactory(name="Fatima Yilmaz", organisation=lwl)):
        assign_portfolio(employers=[firm], adviser=adviser, by=manager)
    assert "handover" in kinds(AlignmentMeeting.objects.upcoming().get())
