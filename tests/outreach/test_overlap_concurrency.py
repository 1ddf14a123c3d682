"""Many people save at once; there is still one open overlap, with everything in it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from employers.models import PossibleDuplicate
from outreach.closing import AlreadyClosedError, close_overlap
from outreach.contact_logging import log_contact
from outreach.models import ContactMoment, Overlap
from outreach.overlaps import detect_overlaps, sweep_overlaps
from tests.factories import ContactMomentFactory, EmployerFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(jobs):
    """Run the jobs in as many threads, all starting together; answers what each returned."""
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def saver(adviser, employer, number=0):
    at = timezone.now() - timedelta(hours=number)
    return lambda: log_contact(by=adviser, employer=employer, channel="phone", result="spoken", happened_at=at)


def test_fifty_advisers_on_one_employer_make_one_overlap(lwl, baanbrekend):
    """Each in a thread and a connection of their own, with a real commit; nothing is lost and nothing is double."""
    employer = EmployerFactory()
    advisers = [UserFactory(organisation=organisation) for organisation in (lwl, baanbrekend) for _ in range(25)]
    at_once([saver(adviser, employer, number) for number, adviser in enumerate(advisers)])
    assert ContactMoment.objects.count() == 50
    assert {it.adviser for it in Overlap.objects.get().moments.select_related("adviser")} == set(advisers)


def test_savers_on_possible_doubles_make_one_overlap(adviser_lwl, adviser_baanbrekend):
    employers = [EmployerFactory() for _ in range(3)]
    for one, two in pairwise(employers):
        PossibleDuplicate.objects.create(first=one, second=two)
    advisers = [adviser_lwl, adviser_baanbrekend] * 6
    at_once([saver(adviser, employers[n % 3], n) for n, adviser in enumerate(advisers)])
    assert Overlap.objects.get().moments.count() == 12


def test_sweeping_while_people_save_loses_nothing(adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory()
    savers = [saver(adviser, employer, n) for n, adviser in enumerate([adviser_lwl, adviser_baanbrekend] * 6)]
    at_once(savers + [sweep_overlaps] * 4)
    assert Overlap.objects.get().moments.count() == 12


def test_two_managers_close_once(adviser_lwl, adviser_baanbrekend, manager):
    employer = EmployerFactory()
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(adviser=adviser, employer=employer)
    detect_overlaps([employer.pk])
    overlap = Overlap.objects.get()

    def close():
        try:
            return close_overlap(overlap=overlap, by=manager, outcome="double").pk
        except AlreadyClosedError:
            return None

    assert sorted(at_once([close, close]), key=bool) == [None, overlap.pk]


def test_closing_while_somebody_saves_hides_no_approach(adviser_lwl, adviser_baanbrekend, manager):
    employer = EmployerFactory()
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(adviser=adviser, employer=employer)
    detect_overlaps([employer.pk])
    overlap = Overlap.objects.get()

    def close():
        return close_overlap(overlap=overlap, by=manager, outcome="double")

    at_once([close, saver(adviser_lwl, employer)])
    new = ContactMoment.objects.latest("pk")
    seen = overlap.moments.filter(pk=new.pk).exists()
    assert seen != Overlap.objects.open().filter(moments=new).exists()
