"""The tasks load by key and call the rule; twice is once."""

import pytest
from django.conf import settings

from lwl_crm import celery_app
from outreach import tasks
from outreach.models import ContactMoment, Overlap
from tests.factories import ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moments(adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory()
    return [ContactMomentFactory(adviser=adviser, employer=employer) for adviser in (adviser_lwl, adviser_baanbrekend)]


def test_detecting_twice_is_once(moments):
    for moment in moments * 2:
        tasks.detect_overlaps.delay(moment.pk)
    assert Overlap.objects.get().moments.count() == 2


def test_a_moment_that_is_gone_is_no_trouble(db):
    tasks.detect_overlaps.delay(0)
    assert not Overlap.objects.exists()


def test_after_deleting_a_moment_its_overlap_goes(moments):
    tasks.sweep_overlaps.delay()
    ContactMoment.objects.filter(pk=moments[0].pk).delete()
    tasks.detect_overlaps_of_employer.delay(moments[1].employer_id)
    assert not Overlap.objects.exists()


def test_the_nightly_sweep_is_planned_under_its_own_name():
    assert settings.CELERY_BEAT_SCHEDULE["sweep-overlaps"]["task"] == tasks.sweep_overlaps.name
    assert tasks.sweep_overlaps.name in celery_app.tasks
