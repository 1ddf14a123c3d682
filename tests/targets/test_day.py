"""A day in quick time on the real website: every visit and every contact of the plan takes place."""

import random
import time

import pytest

from accounts.models import Role
from outreach.models import ContactMoment
from targets.management.commands.bench_day import table
from targets.volume.day import FORM, IDLE, SAVING, Machine, Pace, live
from targets.volume.pages import Page
from tests.factories import EmployerFactory

PAGES = [Page("Eerste", "/werkgevers/", Role.ADVISER), Page("Tweede", "/doelen/", Role.MANAGER)]


@pytest.mark.django_db(transaction=True)
def test_pages_are_opened_and_contacts_logged(live_server, manager, adviser_lwl):
    people = {Role.MANAGER: manager, Role.ADVISER: adviser_lwl}
    employers = [EmployerFactory(size=3).pk for _ in range(2)]
    pace = Pace(visits=400, contacts=100, minutes=0.02)
    spent = live(live_server.url, PAGES, people, employers, pace)
    assert {name: len(each.spent) for name, each in spent.items() if name in (FORM, SAVING)} == {FORM: 2, SAVING: 2}
    assert sum(len(spent[page.name].spent) for page in PAGES if page.name in spent) == 8
    assert ContactMoment.objects.reaching().filter(adviser=adviser_lwl).count() == 2
    assert "| Contact: opslaan | adviseur | 2 |" in table(spent, pace)


def test_a_moment_is_calm_when_the_same_sum_takes_as_long_as_ever(monkeypatch):
    def wait(takes, busy_for=0):
        monkeypatch.setattr("targets.volume.day.time_sum", lambda: takes)
        machine.busy_until = time.monotonic() + busy_for
        machine.wait(until=time.monotonic() + 2.1 * IDLE)
        return machine.is_calm(machine.tried[-1])

    monkeypatch.setattr("targets.volume.day.time_sum", lambda: 4.0)
    machine = Machine()
    assert not wait(8.0)
    assert wait(4.5)
    assert wait(8.0, busy_for=60)  # as after a contact: what the worker does is part of the day


@pytest.mark.django_db(transaction=True)
def test_a_page_that_fails_stops_the_day(live_server, manager, adviser_lwl):
    people = {Role.MANAGER: manager, Role.ADVISER: adviser_lwl}
    with pytest.raises(OSError, match="404"):
        live(live_server.url, [Page("Weg", "/bestaat-niet/", Role.MANAGER)], people, [], Pace(1, 0, 1))
    with pytest.raises(RuntimeError, match="302"):
        live(live_server.url, [Page("Elders", "/", Role.MANAGER)], people, [], Pace(1, 0, 1))
    missing = [EmployerFactory(size=3).pk + 1000]
    with pytest.raises(OSError, match="404"):
        live(live_server.url, PAGES, people, missing, Pace(visits=600, contacts=60, minutes=0.02))


def test_moments_are_spread_over_all_minutes():
    moments = Pace(visits=60, contacts=2, minutes=2).moments(60, random.Random(1))
    assert len(moments) == 120
    assert min(moments) >= 0
    assert 90 < max(moments) <= 120
