"""The register that pages are measured on: as large as asked, fit for every page, and true to the rules of sizes."""

import pytest
from django.db import connection

from accounts.models import Role
from employers.models import Employer
from employers.reference import load_reference
from outreach.models import ContactMoment, Interest
from targets.demo.goals import make_goals
from targets.demo.people import make_people
from targets.management.commands.bench_pages import PAGES
from targets.volume.filling import fill
from targets.volume.meetings import hold_meetings
from targets.volume.pages import Spread, time_pages, together

pytestmark = [pytest.mark.django_db, pytest.mark.long(30)]


@pytest.fixture
def people():
    load_reference()
    people = {user.role: user for user in reversed(make_people().values())}
    fill(employers=180, moments=400)
    make_goals(people[Role.MANAGER])
    hold_meetings(people[Role.MANAGER], people[Role.ADVISER])
    return people


def test_it_is_as_large_as_asked(people):
    assert Employer.objects.count() == 180
    assert ContactMoment.objects.count() == 400
    assert Employer.objects.in_region().count() == 180


def test_effective_sizes_are_those_that_the_triggers_would_write(people):
    def sizes():
        return list(Employer.objects.order_by("pk").values_list("effective_minimum", "effective_maximum"))

    filled = sizes()
    for employer in Employer.objects.all():
        Employer.objects.filter(pk=employer.pk).update(ended_on="2020-01-01")
        Employer.objects.filter(pk=employer.pk).update(ended_on=None)
    assert sizes() == filled
    assert Employer.objects.part_of_larger().exists()


def test_every_interest_has_a_history(people):
    assert Interest.objects.exists()
    assert Interest.pgh_event_model.objects.count() == Interest.objects.count()


def test_every_measured_page_answers(people):
    timings = time_pages(PAGES, people, repeats=0)
    assert [timing.page for timing in timings] == PAGES
    assert all(timing.queries > 0 for timing in timings)


def test_a_page_is_timed_after_a_change_and_without(people, monkeypatch):
    monkeypatch.setattr("targets.volume.pages.MOST", 1)  # a busy machine costs no more requests
    (timing,) = time_pages([page for page in PAGES if page.name == "Dashboard"], people, repeats=2)
    assert [len(visits.spent) for visits in (timing.changed, timing.unchanged)] == [2, 2]


def test_nineteen_of_twenty_requests_are_within_the_second_figure():
    twenty = Spread([*range(20, 0, -1)], [])
    assert (twenty.median, twenty.slowest) == (10.5, 19)


def test_figures_are_those_of_calm_moments_and_of_all_when_there_were_none():
    visits = Spread(spent=[90, 50, 95, 60], calm=[50, 60])
    assert (visits.median, visits.of_all.median) == (55, 75)
    assert Spread(spent=[90, 95], calm=[]).median == 92.5


def test_requests_of_all_pages_together():
    both = together([Spread([1, 9], [1]), Spread([2, 3, 4], [3])])
    assert (both.spent, both.calm) == ([1, 9, 2, 3, 4], [1, 3])


def test_a_page_that_fails_is_not_timed(people):
    missing = PAGES[0].__class__("Weg", "/werkgevers/999999/", Role.ADVISER)
    with pytest.raises(RuntimeError, match="404"):
        time_pages([missing], people, repeats=1)


def test_indexes_are_back_after_filling(people):
    def names():
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'employers_employer'")
            return {name for (name,) in cursor.fetchall()}

    assert {index.name for index in Employer._meta.indexes} <= names()
