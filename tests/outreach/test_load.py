"""Hours a week against what the portfolio and the promises ask, and the manager's overview of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from outreach.load import Load, loads
from outreach.models import Capacity
from tests.factories import ContactMomentFactory, EmployerFactory, FollowUpFactory, PortfolioEntryFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/portefeuille/"


@pytest.fixture(autouse=True)
def estimate(settings):
    settings.CONTACTS_A_YEAR, settings.MINUTES_A_CONTACT, settings.WORKING_WEEKS = 2, 60, 44


def load(adviser):
    return next(each for each in loads(adviser, timezone.localdate()) if each.adviser == adviser)


def counted(employers=0, week=0, hours=None):
    return Load(None, hours, {"employers": employers, "week": week, "overdue": 0, "planned": 0, "recent": 0})


def test_what_an_adviser_has_is_counted(adviser_lwl):
    today, now = timezone.localdate(), timezone.now()
    employer = PortfolioEntryFactory(adviser=adviser_lwl).employer
    for days in (-1, 6, 7):
        FollowUpFactory(adviser=adviser_lwl, employer=employer, due_on=today + timedelta(days=days))
    for days in (0, 27, 28):
        ContactMomentFactory(adviser=adviser_lwl, employer=employer, happened_at=now - timedelta(days=days))
    ContactMomentFactory(adviser=adviser_lwl, employer=employer, status="planned", happened_at=now + timedelta(days=1))
    assert load(adviser_lwl).counts == {"employers": 1, "overdue": 1, "week": 2, "planned": 1, "recent": 2}
    assert load(adviser_lwl).contacts_a_week == Decimal("0.5")


def test_who_left_is_there_for_as_long_as_work_is_left(as_user, manager, adviser_lwl, adviser_baanbrekend):
    entry = PortfolioEntryFactory(adviser=adviser_lwl)
    for adviser in (adviser_lwl, adviser_baanbrekend):
        adviser.is_active = False
        adviser.save()
    assert [each.adviser for each in loads(manager, timezone.localdate())] == [adviser_lwl]
    assert "Niet meer actief: draag over" in as_user(manager).get(URL).text
    entry.delete()
    assert loads(manager, timezone.localdate()) == []


def test_the_hours_that_are_needed():
    assert counted(employers=110, week=3).needed == Decimal("8.0")


@pytest.mark.parametrize(
    ("hours", "state"),
    [(None, ""), (Decimal(16), "room"), (Decimal(9), "full"), (Decimal(7), "over"), (Decimal(0), "over")],
)
def test_whether_there_is_room(hours, state):
    assert counted(employers=110, week=3, hours=hours).state == state


def test_a_manager_fills_in_hours_the_dutch_way(as_user, manager, adviser_lwl):
    client = as_user(manager)
    assert "Vul in" in client.get(URL).text
    page = client.post(f"{URL}uren/{adviser_lwl.pk}/", {"hours": "7,5"}, follow=True)
    assert "Sanne van Dijk heeft 7,5 uur per week." in page.text
    client.post(f"{URL}uren/{adviser_lwl.pk}/", {"hours": "16"})
    assert Capacity.objects.get().hours == 16
    assert "Ruimte" in client.get(URL).text


@pytest.mark.parametrize("hours", ["41", "-1", "veel", ""])
def test_hours_that_cannot_be_are_refused(hours, as_user, manager, adviser_lwl):
    assert as_user(manager).post(f"{URL}uren/{adviser_lwl.pk}/", {"hours": hours}).status_code == 422
    assert not Capacity.objects.exists()


def test_small_employers_without_contact_are_a_list(as_user, manager):
    for size in (4, 5, 60):
        EmployerFactory(size=size)
    client = as_user(manager)
    assert client.get(URL).context["small_left"] == 2
    listed = client.get("/werkgevers/?contact=geen&klein=ja&nietbenaderen=nee")
    assert listed.context["listing"].total == 2


@pytest.mark.parametrize("number", [1, 6])
def test_the_number_of_queries_does_not_grow(number, as_user, manager, lwl, django_assert_num_queries):
    for _ in range(number):
        PortfolioEntryFactory(adviser=UserFactory(organisation=lwl))
    client = as_user(manager)
    with django_assert_num_queries(10):
        client.get(URL)
