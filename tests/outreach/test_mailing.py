"""Mails about work: who gets them, what they say, and never twice."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from smtplib import SMTPException

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from outreach import mailing, tasks
from outreach.meetings import add_point, start_meeting
from outreach.models import SentMail
from tests.factories import ContactMomentFactory, EmployerFactory, FollowUpFactory, MeetingFactory

pytestmark = pytest.mark.django_db

MONDAY, WEDNESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)


def at(day, hour=10):
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@pytest.fixture
def meeting(manager):
    meeting = MeetingFactory(starts_at=at(WEDNESDAY + timedelta(days=1)), place="Kamer 3", planned_by=manager)
    add_point(meeting=meeting, text="Beurs in mei & juni", by=manager)
    return meeting


def bodies(message):
    return [message.body, message.alternatives[0].content]


def test_everybody_who_takes_part_gets_the_agenda(meeting, manager, adviser_lwl, adviser_baanbrekend, outsider):
    assert mailing.send_digests(WEDNESDAY) == 3
    assert {message.to[0] for message in mail.outbox} == {
        it.email for it in (manager, adviser_lwl, adviser_baanbrekend)
    }


def test_the_digest_says_when_where_and_what(meeting, adviser_lwl, settings):
    settings.SITE_URL = "https://werkgevers.example"
    mailing.send_digests(WEDNESDAY)
    message = mail.outbox[0]
    assert message.subject == "Agenda van het overleg op donderdag 26 november"
    for body in bodies(message):
        assert "donderdag 26 november om 10.00 uur" in body
        assert "Kamer 3" in body
        assert f"https://werkgevers.example{reverse('outreach:meeting', args=[meeting.pk])}" in body
        assert "https://werkgevers.example/profiel/" in body
    assert "Beurs in mei & juni" in message.body
    assert "Beurs in mei &amp; juni" in message.alternatives[0].content


@pytest.mark.parametrize(
    ("meets", "on", "goes"),
    [
        (MONDAY + timedelta(days=7), FRIDAY, True),
        (WEDNESDAY, WEDNESDAY, False),
        (FRIDAY, WEDNESDAY, False),
        (FRIDAY, FRIDAY - timedelta(days=1), True),
    ],
    ids=["Monday, told on Friday", "the day itself", "two days ahead", "the day before"],
)
def test_the_digest_goes_on_the_working_day_before(meets, on, goes, adviser_lwl):
    MeetingFactory(starts_at=at(meets), planned_by=adviser_lwl)
    assert mailing.send_digests(on) == int(goes)


def test_a_meeting_that_began_is_not_announced(meeting, manager):
    start_meeting(meeting=meeting, by=manager)
    assert mailing.send_digests(WEDNESDAY) == 0


def test_nobody_gets_a_mail_twice(meeting, adviser_lwl):
    first = mailing.send_digests(WEDNESDAY)
    assert (first, mailing.send_digests(WEDNESDAY), len(mail.outbox)) == (2, 0, 2)


def test_a_moved_meeting_is_announced_again(meeting, adviser_lwl):
    mailing.send_digests(WEDNESDAY)
    meeting.starts_at += timedelta(days=7)
    meeting.save()
    assert mailing.send_digests(WEDNESDAY + timedelta(days=7)) == 2


def test_who_switched_mail_off_gets_none(meeting, manager, adviser_lwl, as_user):
    as_user(adviser_lwl).post(reverse("accounts:profile"), {"name": adviser_lwl.name, "has_shortcuts": "on"})
    mailing.send_digests(WEDNESDAY)
    assert [message.to for message in mail.outbox] == [[manager.email]]


def test_a_failing_mail_is_sent_by_the_retry_and_the_others_are_not_sent_again(
    meeting, manager, adviser_lwl, monkeypatch
):
    send, refused = mailing._send, [adviser_lwl.email]

    def flaky(user, *args):
        if user.email in refused:
            refused.remove(user.email)
            raise SMTPException("busy")
        send(user, *args)

    monkeypatch.setattr(mailing, "_send", flaky)
    with pytest.raises(mailing.MailFailedError):
        mailing.send_digests(WEDNESDAY)
    assert mailing.send_digests(WEDNESDAY) == 1
    assert sorted(message.to[0] for message in mail.outbox) == sorted([manager.email, adviser_lwl.email])


def test_follow_ups_that_fall_due_are_told_with_those_that_are_late(adviser_lwl, adviser_baanbrekend):
    firm = EmployerFactory(trade_name="Noordzij")
    FollowUpFactory(adviser=adviser_lwl, employer=firm, due_on=WEDNESDAY, what="Terugbellen")
    FollowUpFactory(adviser=adviser_lwl, employer=EmployerFactory(trade_name="Zorgvilla"), due_on=MONDAY)
    FollowUpFactory(adviser=adviser_baanbrekend, due_on=FRIDAY)
    assert mailing.send_follow_up_reminders(WEDNESDAY) == 1
    message = mail.outbox[0]
    assert (message.to, message.subject) == ([adviser_lwl.email], "2 werkgevers om op te volgen")
    assert "- Noordzij: Terugbellen (25 november)" in message.body
    told = " ".join(re.sub(r"<[^>]+>", " ", message.alternatives[0].content).split())
    assert "Zorgvilla Terugbellen 23 november , te laat Noordzij" in told


def test_the_subject_counts_employers_and_the_link_opens_exactly_these_follow_ups(adviser_lwl, as_user, settings):
    settings.SITE_URL = "https://werkgevers.example"
    firm = EmployerFactory(trade_name="Noordzij")
    FollowUpFactory(adviser=adviser_lwl, employer=firm, due_on=WEDNESDAY)
    FollowUpFactory(adviser=adviser_lwl, employer=firm, due_on=MONDAY, what="Mail sturen")
    FollowUpFactory(adviser=adviser_lwl, employer=firm, due_on=WEDNESDAY + timedelta(days=1), what="Later")
    mailing.send_follow_up_reminders(WEDNESDAY)
    message = mail.outbox[0]
    assert message.subject == "1 werkgever om op te volgen"
    assert "Deze werkgever wacht op uw vervolgactie" in message.body
    address = re.search(r"https://werkgevers.example(/opvolgen/\S+)", message.body).group(1)
    page = as_user(adviser_lwl).get(address)
    assert {each.what for each in page.context["page"]} == {"Terugbellen", "Mail sturen"}
    assert "2 open vervolgacties tot en met 25 november 2026" in page.text


def test_a_day_that_makes_no_sense_narrows_nothing(adviser_lwl, as_user):
    FollowUpFactory(adviser=adviser_lwl, due_on=WEDNESDAY)
    for asked in ("onzin", "2026-13-45"):
        assert as_user(adviser_lwl).get(reverse("outreach:follow_ups"), {"tot": asked}).context["page"].paginator.count


def test_a_planned_visit_is_told_with_its_day_and_adviser(meeting, adviser_lwl):
    visit = at(WEDNESDAY + timedelta(days=6))
    firm = EmployerFactory(trade_name="Noordzij")
    ContactMomentFactory(adviser=adviser_lwl, employer=firm, happened_at=visit, channel="visit", status="planned")
    mailing.send_digests(WEDNESDAY)
    for body in bodies(mail.outbox[0]):
        assert f"LWL: di 1 dec, {adviser_lwl.short_name}, Bezoek, gepland" in body


def test_how_many_have_no_fixed_contact_leads_to_their_list(meeting, manager, as_user, settings):
    settings.SITE_URL = "https://werkgevers.example"
    for _ in range(3):
        EmployerFactory(size=4)
    EmployerFactory(size=4, is_opted_out=True)
    mailing.send_digests(WEDNESDAY)
    page = unescape(mail.outbox[0].alternatives[0].content)
    address = re.search(r'href="https://werkgevers.example([^"]+)"[^>]*>3 kleine werkgevers zonder', page).group(1)
    assert as_user(manager).get(address).context["listing"].page.paginator.count == 3


@pytest.mark.parametrize("send", [mailing.send_digests, mailing.send_follow_up_reminders])
def test_a_mail_is_styled_for_mail_clients(send, meeting, adviser_lwl):
    """No stylesheet, class or script: clients drop those; it scales on a phone and has nothing to load."""
    FollowUpFactory(adviser=adviser_lwl, due_on=WEDNESDAY)
    send(WEDNESDAY)
    page = mail.outbox[0].alternatives[0].content
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert not re.search(r"<style|<script|<link|<img|class=|url\(", page)
    for tag in re.findall(r"<(?:a|h1|h2|p|td)\b[^>]*>", re.sub(r"<!--.*?-->", "", page)):
        assert "style=" in tag


def test_what_was_late_already_does_not_give_a_mail_every_day(adviser_lwl):
    FollowUpFactory(adviser=adviser_lwl, due_on=MONDAY)
    assert mailing.send_follow_up_reminders(WEDNESDAY) == 0


def test_what_falls_due_in_the_weekend_is_told_on_monday(adviser_lwl):
    FollowUpFactory(adviser=adviser_lwl, due_on=FRIDAY + timedelta(days=2))
    assert mailing.send_follow_up_reminders(FRIDAY + timedelta(days=3)) == 1


def test_the_tasks_send_once_a_day(adviser_lwl):
    FollowUpFactory(adviser=adviser_lwl)
    tasks.send_follow_up_reminders.delay()
    tasks.send_follow_up_reminders.delay()
    tasks.send_meeting_digests.delay()
    assert len(mail.outbox) == SentMail.objects.count() == 1
