"""The screens of a meeting: planning, agenda, deciding item by item, minutes, PDF and calendar file."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar
from pypdf import PdfReader

from outreach import meeting_agenda, overlaps
from outreach.meetings import add_point, close_meeting, decide, move_meeting, start_meeting
from outreach.models import AlignmentMeeting, Decision, FollowUp, Overlap
from tests.factories import ContactMomentFactory, EmployerFactory, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def overlap(adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory(trade_name="Noordzij Scheepsschilders")
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(adviser=adviser, employer=employer, notes="Zoekt een straler")
    overlaps.detect_overlaps([employer.pk])
    return Overlap.objects.get()


@pytest.fixture
def meeting(overlap, manager):
    return start_meeting(meeting=MeetingFactory(planned_by=manager), by=manager)


@pytest.fixture
def item(meeting):
    return meeting.items.get(kind="overlap")


def page(client, name, *keys, query=""):
    return client.get(reverse(f"outreach:{name}", args=keys) + query)


def send(client, name, *keys, **data):
    return client.post(reverse(f"outreach:{name}", args=keys), data, follow=True)


def test_a_manager_plans_a_meeting(as_user, manager):
    day = timezone.localdate() + timedelta(days=7)
    data = {"starts_at": f"{day}T10:00", "duration": 45, "rhythm": 1, "place": "Kamer 3"}
    response = send(as_user(manager), "meeting_create", **data)
    assert "Het overleg is gepland" in response.content.decode()
    meeting = AlignmentMeeting.objects.get()
    assert (timezone.localtime(meeting.starts_at).hour, meeting.duration, meeting.place) == (10, 45, "Kamer 3")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"starts_at": ""}, "Kies een dag en een tijd."),
        ({"starts_at": "2020-01-01T10:00"}, "Deze dag is al geweest."),
        ({"starts_at": "0026-01-01T10:00"}, "Het jaar klopt niet."),
    ],
)
def test_a_wrong_day_is_explained(as_user, manager, data, said):
    response = send(as_user(manager), "meeting_create", duration=30, rhythm=1, **data)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_two_meetings_at_one_moment_are_refused(as_user, manager):
    meeting = MeetingFactory(starts_at=timezone.now().replace(second=0, microsecond=0) + timedelta(days=1))
    at = timezone.localtime(meeting.starts_at).strftime("%Y-%m-%dT%H:%M")
    response = send(as_user(manager), "meeting_create", starts_at=at, duration=30, rhythm=1)
    assert "Er staat op dit tijdstip al een overleg gepland." in response.content.decode()


def test_the_agenda_before_the_meeting(as_user, adviser_lwl, overlap):
    response = page(as_user(adviser_lwl), "meeting", MeetingFactory().pk)
    text = response.content.decode()
    assert "Noordzij Scheepsschilders" in text
    assert "De agenda vult zichzelf" in text
    assert "Overleg beginnen" not in text


def test_an_empty_agenda_says_what_comes(as_user, adviser_lwl):
    assert "Er staat nog niets op de agenda." in page(as_user(adviser_lwl), "meeting", MeetingFactory().pk).text


def test_an_adviser_puts_a_point_on_the_agenda_and_takes_it_off(as_user, adviser_lwl):
    meeting = MeetingFactory()
    client = as_user(adviser_lwl)
    assert "Beurs in mei" in send(client, "point_add", meeting.pk, text="Beurs in mei").text
    assert "Het punt is van de agenda." in send(client, "point_remove", meeting.items.get().pk).text


def test_an_adviser_leaves_the_points_of_others_alone(as_user, adviser_lwl, manager):
    point = add_point(meeting=MeetingFactory(), text="Beurs", by=manager)
    assert send(as_user(adviser_lwl), "point_remove", point.pk).status_code == 403


def test_a_bsn_in_a_point_is_refused(as_user, adviser_lwl):
    response = send(as_user(adviser_lwl), "point_add", MeetingFactory().pk, text="Over 111222333")
    assert response.status_code == 422
    assert "burgerservicenummer" in response.text


def test_the_first_open_item_is_at_hand_with_what_was_said(as_user, manager, meeting):
    text = page(as_user(manager), "meeting", meeting.pk).text
    assert "Zoekt een straler" in text
    assert "0 van 1 besproken" in text


def test_beginning_can_be_undone(as_user, manager, overlap):
    planned, client = MeetingFactory(planned_by=manager), as_user(manager)
    begun = send(client, "meeting_start", planned.pk)
    undo = reverse("outreach:meeting_undo_start", args=[planned.pk])
    assert "Het overleg is begonnen. De agenda ligt nu vast." in begun.text
    assert f'formaction="{undo}"' in begun.text
    assert "Het overleg staat weer gepland." in send(client, "meeting_undo_start", planned.pk).text


def test_beginning_cannot_be_undone_once_something_was_decided(as_user, manager, meeting, item):
    decide(item=item, by=manager, outcome="double")
    text = send(as_user(manager), "meeting_undo_start", meeting.pk).text
    assert "Er is al iets vastgelegd. Het overleg blijft begonnen." in text


def test_the_minutes_say_on_which_day_the_meeting_was_held(as_user, manager, overlap):
    early = MeetingFactory(starts_at=timezone.now() + timedelta(days=7), planned_by=manager)
    start_meeting(meeting=early, by=manager)
    close_meeting(meeting=early, by=manager, present=[manager])
    client = as_user(manager)
    held = f"Gehouden op {date_format(timezone.localdate(), 'l j F Y')}, gepland op {date_format(early.day, 'l j F Y')}"
    assert held in page(client, "meeting", early.pk).text
    printed = PdfReader(io.BytesIO(page(client, "meeting_pdf", early.pk).content))
    assert held in " ".join(printed.pages[0].extract_text().split())
    assert f">{date_format(timezone.localdate(), 'j F Y')}</a>" in page(client, "meetings").text


def test_counts_of_a_long_agenda_add_up(as_user, manager, monkeypatch, adviser_lwl):
    monkeypatch.setattr(meeting_agenda, "PLANNED_AT_ONCE", 2)
    for day in range(5):
        at = timezone.now() + timedelta(days=day + 1)
        ContactMomentFactory(adviser=adviser_lwl, employer=EmployerFactory(), status="planned", happened_at=at)
    planned, client = MeetingFactory(planned_by=manager), as_user(manager)
    agenda = page(client, "meeting", planned.pk).text
    assert 'Komende weken <span class="crm-count">5</span>' in agenda
    start_meeting(meeting=planned, by=manager)
    working = page(client, "meeting", planned.pk)
    total = sum(section.count for section in working.context["sections"])
    assert working.context["item_count"] + working.context["listed_count"] == total
    assert working.context["listed_count"] == 3
    assert "En 3 die alleen in de lijst staan" in working.text
    close_meeting(meeting=planned, by=manager, present=[manager])
    assert "5 punten" in page(client, "meeting", planned.pk).text
    printed = PdfReader(io.BytesIO(page(client, "meeting_pdf", planned.pk).content))
    assert "Komende weken (5)" in printed.pages[0].extract_text()


def test_an_adviser_reads_along_without_a_form(as_user, adviser_lwl, meeting):
    text = page(as_user(adviser_lwl), "meeting", meeting.pk).text
    assert "Noordzij Scheepsschilders" in text
    assert "Vastleggen" not in text


def test_deciding_goes_on_to_the_next_item(as_user, manager, meeting, item, overlap):
    add_point(meeting=meeting, text="Beurs in mei", by=manager)
    response = send(as_user(manager), "item_decide", item.pk, outcome="coordinated", agreement_text="LWL leidt")
    assert "Noordzij Scheepsschilders: vastgelegd." in response.text
    assert response.context["current"].title == "Beurs in mei"
    overlap.refresh_from_db()
    assert overlap.outcome == "coordinated"


def test_a_decision_can_be_taken_back(as_user, manager, meeting, item):
    client = as_user(manager)
    send(client, "item_decide", item.pk, outcome="coordinated")
    assert "Terugnemen" in page(client, "meeting", meeting.pk, query=f"?punt={item.pk}").text
    assert "is teruggenomen" in send(client, "item_take_back", item.pk).text
    assert Overlap.objects.open().exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Kies de uitkomst, of schuif het punt door."),
        ({"outcome": "double", "until_on": "2099-01-01"}, "Het jaar klopt niet."),
        ({"outcome": "double", "agreement_text": "x", "until_on": "2026-01-01"}, "Deze dag ligt voor het begin"),
        ({"outcome": "double", "follow_up_what": "Bellen"}, "Kies wie dit opvolgt."),
        ({"outcome": "double", "note": "BSN 111222333"}, "burgerservicenummer"),
    ],
)
def test_a_wrong_decision_is_explained_and_kept_on_the_form(as_user, manager, item, data, said):
    response = send(as_user(manager), "item_decide", item.pk, **data)
    assert response.status_code == 422
    assert said in response.text
    assert not Decision.objects.exists()


def test_a_follow_up_needs_a_day(as_user, manager, item, adviser_lwl):
    response = send(as_user(manager), "item_decide", item.pk, outcome="double", follow_up_by=adviser_lwl.pk)
    assert "Kies de dag waarop dit moet gebeuren." in response.text
    assert not FollowUp.objects.exists()


def test_who_comes_second_is_told_who_was_first(as_user, manager, admin, item):
    decide(item=item, by=admin, outcome="coordinated")
    assert "Beheer was u voor." in send(as_user(manager), "item_decide", item.pk, outcome="double").text


def test_an_overlap_that_is_gone_can_be_put_off(as_user, manager, meeting, item, overlap):
    overlap.moments.first().delete()
    overlaps.sweep_overlaps()
    client = as_user(manager)
    assert "Dit is geen dubbele benadering meer" in page(client, "meeting", meeting.pk).text
    assert "bestaat niet meer" in send(client, "item_decide", item.pk, outcome="double").text
    assert "doorgeschoven" in send(client, "item_decide", item.pk, actie="doorschuiven").text


def test_closing_asks_who_was_there_and_shows_the_minutes(as_user, manager, adviser_lwl, meeting, item):
    client = as_user(manager)
    send(client, "item_decide", item.pk, outcome="coordinated", agreement_text="LWL leidt")
    response = send(client, "meeting_close", meeting.pk, present=[adviser_lwl.pk], guests="Iemand van UWV")
    assert "Verslag van het overleg" in response.text
    assert "Sanne van Dijk (LWL), Iemand van UWV" in response.text
    assert "Afspraak: LWL leidt" in response.text


def test_the_list_shows_what_comes_and_what_was(as_user, manager, meeting, adviser_lwl, django_assert_num_queries):
    close_meeting(meeting=meeting, by=manager, present=[manager])
    client = as_user(adviser_lwl)
    response = page(client, "meetings")
    assert "0 van 1 punten" in response.text
    assert len(response.context["upcoming"]) == 1
    for days in range(5):
        other = start_meeting(meeting=MeetingFactory(starts_at=timezone.now() - timedelta(days=days + 1)), by=manager)
        close_meeting(meeting=other, by=manager, present=[manager])
    with django_assert_num_queries(5):
        page(client, "meetings")


def test_working_through_many_items_asks_as_much_as_through_one(
    as_user, manager, meeting, django_assert_max_num_queries
):
    client = as_user(manager)
    page(client, "meeting", meeting.pk)
    for number in range(8):
        add_point(meeting=meeting, text=f"Punt {number}", by=manager)
    with django_assert_max_num_queries(20):
        page(client, "meeting", meeting.pk)


def test_the_pdf_of_the_agenda_and_of_the_minutes(as_user, manager, meeting, item):
    client = as_user(manager)
    agenda = PdfReader(io.BytesIO(page(client, "meeting_pdf", meeting.pk).content))
    assert agenda.metadata.title == "Agenda afstemmingsoverleg"
    decide(item=item, by=manager, outcome="coordinated", agreement_text="LWL leidt")
    close_meeting(meeting=meeting, by=manager, present=[manager], remarks="Prettig overleg")
    minutes = PdfReader(io.BytesIO(page(client, "meeting_pdf", meeting.pk).content))
    text = "".join(each.extract_text() for each in minutes.pages)
    assert minutes.metadata.title == "Verslag afstemmingsoverleg"
    assert all(words in text for words in ["Noordzij Scheepsschilders", "Afspraak: LWL leidt", "Prettig overleg"])


def calendar_of(client, meeting):
    return Calendar.from_ical(page(client, "meeting_calendar", meeting.pk).content).events[0]


def test_a_moved_meeting_moves_in_the_calendar(as_user, manager):
    meeting = MeetingFactory(place="Kamer 3", duration=45)
    client = as_user(manager)
    first = calendar_of(client, meeting)
    later = meeting.starts_at + timedelta(days=1)
    move_meeting(meeting=meeting, starts_at=later, duration=45, place="Kamer 3", rhythm=1)
    moved = calendar_of(client, meeting)
    assert moved["UID"] == first["UID"]
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == (0, 1)
    assert (moved.start, moved.end, moved["LOCATION"]) == (later, later + timedelta(minutes=45), "Kamer 3")
