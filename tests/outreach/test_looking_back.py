"""Looking back: what each window would have flagged over the past year, and the share that was truly double."""

import html
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from employers.models import PossibleDuplicate
from outreach import overlaps
from outreach.agreeing import agree
from outreach.closing import close_overlap
from outreach.looking_back import WINDOWS, flagged_cases, look_back, months_of, years_of
from outreach.models import ContactMoment, Overlap
from tests.factories import CompanyFactory, ContactMomentFactory, EmployerFactory
from tests.properties import tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def approach(adviser_lwl, adviser_baanbrekend):
    def approach(employer, *days_ago, **fields):
        """LWL so many days ago, Baanbrekend so many."""
        for adviser, days in zip((adviser_lwl, adviser_baanbrekend), days_ago, strict=True):
            at = timezone.now() - timedelta(days=days)
            ContactMomentFactory(employer=employer, adviser=adviser, happened_at=at, **fields)

    return approach


def flagged():
    return {row.window: row.flagged for row in years_of(look_back(timezone.localdate()))}


def close(outcome, manager):
    overlaps.sweep_overlaps()
    for overlap in Overlap.objects.open():
        close_overlap(overlap=overlap, by=manager, outcome=outcome)


@pytest.mark.parametrize(
    ("apart", "counts"),
    [(6, (1, 1, 1, 1)), (7, (0, 1, 1, 1)), (14, (0, 0, 1, 1)), (30, (0, 0, 0, 1)), (60, (0, 0, 0, 0))],
)
def test_a_window_flags_what_is_less_days_apart(approach, apart, counts):
    approach(EmployerFactory(), apart + 100, 100)
    assert flagged() == dict(zip(WINDOWS, counts, strict=True))


def test_the_later_approach_is_in_the_year(approach):
    approach(EmployerFactory(), 370, 364)
    approach(EmployerFactory(), 370, 365)
    assert flagged()[7] == 1


def test_one_employer_counts_once_and_establishments_and_doubles_together(approach):
    company = CompanyFactory()
    one, sister = EmployerFactory(company=company), EmployerFactory(company=company)
    double = EmployerFactory()
    PossibleDuplicate.objects.create(first=one, second=double)
    approach(one, 40, 38)
    approach(sister, 100, 97)
    assert flagged()[30] == 1


def test_what_was_agreed_or_joint_is_not_flagged(approach, manager):
    agreed = EmployerFactory()
    approach(agreed, 3, 1)
    approach(EmployerFactory(), 3, 1, is_joint=True)
    agree(employer=agreed, text="LWL leidt", by=manager, from_on=timezone.localdate() - timedelta(days=9))
    assert flagged()[30] == 0


def test_the_share_is_of_what_was_judged(approach, manager):
    for outcome, count in [("double", 1), ("coordinated", 2)]:
        for _ in range(count):
            approach(EmployerFactory(), 10, 1)
        close(outcome, manager)
    approach(EmployerFactory(), 10, 1)
    row = years_of(look_back(timezone.localdate()))[WINDOWS.index(30)]
    assert (row.flagged, row.judged, row.double, row.share) == (4, 3, 1, 33)


def test_months_add_up_to_the_year_and_none_is_missing(approach, manager):
    for days in (10, 50, 200, 300):
        approach(EmployerFactory(), days + 3, days)
    today = timezone.localdate()
    rows = look_back(today)
    months = months_of(rows, 30, today)
    assert sum(row.flagged for row in months) == years_of(rows)[2].flagged == 4
    assert len(months) in (12, 13)


@pytest.fixture
def judged_and_not(approach, manager):
    """Cases of several months and windows: one double, one coordinated, three not judged."""
    for outcome, days in [("double", 40), ("coordinated", 130)]:
        approach(EmployerFactory(), days + 9, days)
        close(outcome, manager)
    for apart, days in [(3, 10), (20, 45), (50, 200)]:
        approach(EmployerFactory(), days + apart, days)


def test_behind_every_number_are_as_many_cases(judged_and_not):
    today = timezone.localdate()
    rows = look_back(today)
    for row in [*years_of(rows), *(row for window in WINDOWS for row in months_of(rows, window, today))]:
        counted = [
            len(flagged_cases(today, row.window, row.month, **asked))
            for asked in ({}, {"only_judged": True}, {"only_double": True})
        ]
        assert counted == [row.flagged, row.judged, row.double], row
    assert len(flagged_cases(today, 60)) == 5


def test_every_number_of_the_page_leads_to_its_cases(as_user, manager, judged_and_not):
    client = as_user(manager)
    page = client.get(reverse("outreach:looking_back")).text
    links = re.findall(r'href="(/afstemming/terugblik/gevallen/[^"]+)">(\d+)<', page)
    assert len(links) > 8
    for address, number in links:
        cases = client.get(html.unescape(address))
        assert cases.context["page"].paginator.count == int(number), address
        assert cases.text.count('role="rowheader"') == int(number)


def test_a_case_tells_who_came_when_and_what_came_of_it(as_user, manager, judged_and_not):
    text = as_user(manager).get(reverse("outreach:looking_back_cases"), {"oordeel": "dubbel"}).text
    assert "1 dubbele benadering echt dubbel bij een grens van 30 dagen" in text
    for shown in ("Echt dubbel", "LWL", "Baanbrekend", "Bekijk bij Afstemming"):
        assert shown in text


@pytest.mark.parametrize("asked", [{"grens": "31"}, {"grens": "x"}, {"maand": "2026-13"}, {"maand": "mei"}])
def test_cases_of_a_window_or_month_that_is_not_on_the_page(as_user, manager, asked):
    assert as_user(manager).get(reverse("outreach:looking_back_cases"), asked).status_code == 404


def test_a_manager_outside_every_region_sees_none(as_user, outsider, judged_and_not):
    outsider.role = "manager"
    outsider.save()
    client = as_user(outsider)
    assert client.get(reverse("outreach:looking_back_cases")).context["page"].paginator.count == 0
    assert "gevallen/" not in client.get(reverse("outreach:looking_back")).text


def test_what_was_never_told_has_no_link_to_the_alignment(as_user, manager, approach):
    approach(EmployerFactory(), 45, 5)
    text = as_user(manager).get(reverse("outreach:looking_back_cases"), {"grens": "60"}).text
    assert "1 dubbele benadering gemeld bij een grens van 60 dagen" in text
    assert "Bekijk bij Afstemming" not in text


def test_no_cases_says_so(as_user, manager):
    text = as_user(manager).get(reverse("outreach:looking_back_cases"), {"maand": "2026-01"}).text
    assert "Hier is niets gemeld." in text


DAYS = st.integers(0, 120)


@tried(8)
@given(history=st.lists(st.tuples(st.integers(0, 2), st.booleans(), DAYS), max_size=10))
def test_the_window_of_the_setting_flags_what_the_sweep_finds(history, adviser_lwl, adviser_baanbrekend):
    """A wider window never flags less; the one of the setting flags as many as there are overlaps."""
    ContactMoment.objects.all().delete()
    Overlap.objects.all().delete()
    employers = [EmployerFactory() for _ in range(3)]
    for number, is_lwl, days in history:
        adviser = adviser_lwl if is_lwl else adviser_baanbrekend
        at = timezone.now() - timedelta(days=days)
        ContactMomentFactory(employer=employers[number], adviser=adviser, happened_at=at)
    overlaps.sweep_overlaps()
    counts = flagged()
    assert sorted(counts.values()) == list(counts.values())
    assert counts[settings.OVERLAP_DAYS] == Overlap.objects.open().count()


def test_one_query_for_all_windows(approach, django_assert_num_queries):
    approach(EmployerFactory(), 3, 1)
    with django_assert_num_queries(1):
        look_back(timezone.localdate())


def test_the_page_shows_the_windows_and_the_months(as_user, manager, approach):
    approach(EmployerFactory(), 3, 1)
    close("double", manager)
    text = as_user(manager).get(reverse("outreach:looking_back")).text
    assert "Minder dan 14 dagen" in text
    assert "100%" in text


def test_the_page_without_anything_says_what_to_do(as_user, manager):
    assert "Er is nog niets beoordeeld." in as_user(manager).get(reverse("outreach:looking_back")).text
