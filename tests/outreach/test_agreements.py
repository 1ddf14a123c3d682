"""Agreements: which hold, what they cover, and ending one early."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach import overlaps
from outreach.agreeing import agree, end_agreement, restore_agreement, with_covered
from outreach.models import Agreement, Overlap
from tests.factories import CompanyFactory, ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.django_db


def days(count):
    return timezone.localdate() + timedelta(days=count)


def in_days(count):
    return timezone.now() + timedelta(days=count)


@pytest.fixture
def employer():
    return EmployerFactory(trade_name="Noordzij", company=CompanyFactory())


def test_lists_by_stand(as_user, adviser_lwl, manager, employer):
    for text, since, until in [("Nu", -1, 5), ("Straks", 3, None), ("Voorbij", -9, -2)]:
        agree(employer=employer, text=text, by=manager, from_on=days(since), until_on=until and days(until))
    client = as_user(adviser_lwl)
    shown = {
        stand: [it.text for it in client.get(reverse("outreach:agreements"), {"stand": stand}).context["page"]]
        for stand in ("", "straks", "voorbij")
    }
    assert shown == {"": ["Nu"], "straks": ["Straks"], "voorbij": ["Voorbij"]}


def test_it_covers_approaches_on_its_days_at_all_establishments(manager, adviser_lwl, employer):
    agree(employer=employer, text="LWL leidt", by=manager, from_on=days(-5), until_on=days(5))
    sister = EmployerFactory(company=employer.company)
    for firm, day in [(employer, -5), (sister, 5), (employer, -6), (employer, 6), (EmployerFactory(), 0)]:
        ContactMomentFactory(employer=firm, adviser=adviser_lwl, happened_at=in_days(day))
    assert with_covered(Agreement.objects.all()).get().covered == 2


def test_an_employer_without_company_covers_no_other_without_one(manager, adviser_lwl):
    agree(employer=EmployerFactory(company=None), text="LWL leidt", by=manager)
    ContactMomentFactory(employer=EmployerFactory(company=None), adviser=adviser_lwl)
    assert with_covered(Agreement.objects.all()).get().covered == 0


def test_ending_early_lets_the_overlap_of_tomorrow_appear(manager, employer, adviser_lwl, adviser_baanbrekend):
    agreement = agree(employer=employer, text="LWL leidt", by=manager)
    for adviser, day in [(adviser_lwl, 0), (adviser_baanbrekend, 2)]:
        ContactMomentFactory(employer=employer, adviser=adviser, happened_at=in_days(day))
    overlaps.sweep_overlaps()
    assert not Overlap.objects.exists()
    assert end_agreement(agreement=agreement, by=manager)
    assert Overlap.objects.open().count() == 1
    assert restore_agreement(agreement=agreement)
    assert not Overlap.objects.exists()


@pytest.mark.parametrize(("since", "last"), [(-3, 0), (4, 3)], ids=["holds until today", "never begins"])
def test_the_last_day_after_an_early_end(manager, employer, since, last):
    agreement = agree(employer=employer, text="LWL leidt", by=manager, from_on=days(since), until_on=days(30))
    end_agreement(agreement=agreement, by=manager)
    agreement.refresh_from_db()
    assert (agreement.until_on, agreement.until_before) == (days(last), days(30))
    assert not Agreement.objects.coming().exists()


def test_ending_can_be_taken_back_and_is_told_once(as_user, manager, employer):
    agreement = agree(employer=employer, text="LWL leidt", by=manager, until_on=days(9))
    client = as_user(manager)
    end, back = (reverse(f"outreach:agreement_{name}", args=[agreement.pk]) for name in ("end", "restore"))
    assert "De afspraak over Noordzij stopt." in client.post(end, follow=True).text
    assert "Deze afspraak was al voorbij." in client.post(end, follow=True).text
    assert "loopt weer door" in client.post(back, follow=True).text
    agreement.refresh_from_db()
    assert (agreement.until_on, agreement.ended_by) == (days(9), None)


def test_an_empty_list_says_where_agreements_come_from(as_user, adviser_lwl):
    assert "U maakt er een in het overleg" in as_user(adviser_lwl).get(reverse("outreach:agreements")).text


def test_queries_do_not_grow(as_user, manager, django_assert_num_queries):
    for _ in range(8):
        agree(employer=EmployerFactory(), text="LWL leidt", by=manager)
    client = as_user(manager)
    client.get(reverse("outreach:agreements"))
    with django_assert_num_queries(7):
        client.get(reverse("outreach:agreements"))
