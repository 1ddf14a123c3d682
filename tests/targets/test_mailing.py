"""The monthly mail: who gets it, what it says, and never twice."""

import re
from datetime import date, timedelta
from html import unescape
from smtplib import SMTPException

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.utils import timezone

from outreach.mailing import MailFailedError
from targets import mailing, tasks
from targets.pace import Status
from targets.reports.periods import Period
from tests.factories import EmployerFactory, TargetFactory, UserFactory

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)


@pytest.fixture
def month(manager, adviser_lwl, talk, settings):
    """One small employer reached in October 2026, two in September."""
    settings.SITE_URL = "https://werkgevers.example"
    talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 10, 31))
    for _ in range(2):
        talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 9, 30))


def test_the_month_before_is_whole():
    assert mailing.month_before(date(2026, 3, 5)) == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert mailing.month_before(date(2027, 1, 1)) == Period(date(2026, 12, 1), date(2026, 12, 31))


def test_managers_get_the_figures_of_the_month_before(month, manager):
    TargetFactory(name="Winkels & horeca", number=10, from_on=date(2026, 7, 1), until_on=date(2027, 6, 30))
    assert mailing.send_monthly_figures(ON) == 1
    message = mail.outbox[0]
    assert (message.to, message.subject) == ([manager.email], "Cijfers van oktober 2026")
    assert "Kleine werkgevers bereikt: 1 (2)" in message.body
    assert "Winkels & horeca: 3 van 10" in message.body
    page = message.alternatives[0].content
    assert "Winkels &amp; horeca" in page
    for body in (message.body, page):
        assert "https://werkgevers.example/dashboard/" in body
        assert "https://werkgevers.example/profiel/" in body


def test_every_link_of_the_mail_leads_somewhere(month, manager, as_user):
    mailing.send_monthly_figures(ON)
    links = [line.strip() for line in mail.outbox[0].body.splitlines() if "https://" in line]
    client = as_user(manager)
    assert len(links) >= 6
    assert {client.get(each.removeprefix("https://werkgevers.example")).status_code for each in links} == {200}


def test_every_number_of_the_mail_links_to_the_list_that_it_counts(month, manager, as_user):
    mailing.send_monthly_figures(ON)
    page = mail.outbox[0].alternatives[0].content
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    numbers = re.findall(r'href="https://werkgevers.example([^"]+)"[^>]*>([\d.]+)</a>', table)
    assert len(numbers) == len(re.findall(r"<td", table)) == 10
    for path, number in numbers:
        shown = as_user(manager).get(unescape(path)).context
        listed = shown["page"] if "page" in shown else shown["listing"].page
        assert (path, listed.paginator.count) == (path, int(number))


def test_the_stand_of_a_target_is_that_of_its_page(month, manager, as_user):
    today = timezone.localdate()
    span = {"from_on": today - timedelta(days=9), "until_on": today + timedelta(days=90)}
    target = TargetFactory(name="Winkels", number=130, **span)
    stand = as_user(manager).get(target.get_absolute_url()).context["progress"].pace
    mailing.send_monthly_figures(today + timedelta(days=5))
    said = f"Winkels: {stand.realised} van {stand.number}, {stand.status.said}"
    assert said in mail.outbox[0].body


def test_a_target_at_risk_runs_one():
    assert [Status.AT_RISK.said, Status.ON_TRACK.said] == ["loopt risico", "op koers"]


def test_who_does_not_want_mail_gets_none(month, manager):
    manager.wants_mail = False
    manager.save()
    assert mailing.send_monthly_figures(ON) == 0


def test_managers_outside_the_region_get_none(month, manager, outsider):
    outsider.role = manager.role
    outsider.save()
    assert mailing.send_monthly_figures(ON) == 1


def test_nobody_gets_a_month_twice(month):
    mailing.send_monthly_figures(ON)
    tasks.send_monthly_figures.apply()
    assert mailing.send_monthly_figures(date(2026, 11, 5)) == 0
    assert [message.subject for message in mail.outbox].count("Cijfers van oktober 2026") == 1
    assert mailing.send_monthly_figures(date(2026, 12, 1)) == 1


def test_a_retry_sends_only_what_failed(month, manager, monkeypatch):
    UserFactory(name="Bo Bos", email="bo@baanbrekend.example", organisation=manager.organisation, role=manager.role)
    send, refused = mail.EmailMultiAlternatives.send, ["bo@baanbrekend.example"]

    def deliver(message, *args, **kwargs):
        if message.to == refused:
            raise SMTPException("vol")
        return send(message, *args, **kwargs)

    monkeypatch.setattr("outreach.mailing.EmailMultiAlternatives.send", deliver)
    with pytest.raises(MailFailedError):
        mailing.send_monthly_figures(ON)
    refused.clear()
    assert mailing.send_monthly_figures(ON) == 1
    assert sorted(message.to[0] for message in mail.outbox) == ["bo@baanbrekend.example", manager.email]


def test_it_is_sent_in_the_first_days_of_a_month():
    planned = django_settings.CELERY_BEAT_SCHEDULE["mail-monthly-figures"]
    assert planned["task"] == tasks.send_monthly_figures.name
    assert planned["schedule"].day_of_month == {1, 2, 3, 4, 5}
