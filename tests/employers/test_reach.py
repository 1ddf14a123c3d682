"""Who reached an employer, and when: read for many employers at once, and the same as asked one by one."""

from datetime import datetime, time, timedelta
from itertools import product

import pytest
from django.utils import timezone

from employers.models import Employer
from tests.factories.employers import EmployerFactory
from tests.factories.outreach import ContactMomentFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAYS = [None, TODAY - timedelta(days=20), TODAY]


@pytest.fixture
def talks(adviser_lwl, adviser_baanbrekend):
    """An employer for every set of talks: by either, old or new, and some contacts that reach nobody."""
    ways = [(adviser, days) for adviser in (adviser_lwl, adviser_baanbrekend) for days in (0, 10, 40)]
    for chosen in product([False, True], repeat=len(ways)):
        employer = EmployerFactory()
        ContactMomentFactory(employer=employer, adviser=adviser_lwl, result="no_answer")
        ContactMomentFactory(employer=employer, adviser=adviser_lwl, about_learning=False)
        for (adviser, days), is_chosen in zip(ways, chosen, strict=True):
            if is_chosen:
                at = timezone.make_aware(datetime.combine(TODAY - timedelta(days=days), time(9)))
                ContactMomentFactory(employer=employer, adviser=adviser, happened_at=at)


def keys(employers):
    return set(employers.values_list("pk", flat=True))


def test_reach_of_all_at_once_is_reach_one_by_one(talks, adviser_lwl, adviser_baanbrekend):
    organisations = [None, adviser_lwl.organisation, adviser_baanbrekend.organisation]
    asked = {
        f"flag_{at}": {"by": by, "since": since, "until": until}
        for at, (by, since, until) in enumerate(product(organisations, DAYS, DAYS))
    }
    told = Employer.objects.with_reach(**asked)
    for name, each in asked.items():
        assert keys(told.filter(**{name: True})) == keys(Employer.objects.reached(**each)), each
        assert keys(told.filter(**{name: False})) == keys(Employer.objects.not_reached(**each)), each


def test_reach_of_one_adviser(talks, adviser_lwl):
    told = Employer.objects.with_reach(by_this={"adviser": adviser_lwl, "since": TODAY})
    assert keys(told.filter(by_this=True)) == keys(
        Employer.objects.reached(by=adviser_lwl.organisation, since=TODAY, until=TODAY)
    )


def test_view_of_all_at_once_is_view_one_by_one(talks, adviser_lwl, adviser_baanbrekend):
    EmployerFactory()
    told = Employer.objects.with_view_of(ours=adviser_lwl.organisation, theirs=adviser_baanbrekend.organisation)
    assert keys(told.filter(ours=True)) == keys(Employer.objects.in_view_of(adviser_lwl.organisation))
    assert keys(told.filter(theirs=True)) == keys(Employer.objects.in_view_of(adviser_baanbrekend.organisation))


def test_the_last_contact_is_the_latest_that_the_user_may_know(adviser_lwl, adviser_baanbrekend):
    employer, silent = EmployerFactory(), EmployerFactory()
    now = timezone.now()
    for days, adviser, is_confidential in [(9, adviser_lwl, False), (5, adviser_baanbrekend, True)]:
        at = now - timedelta(days=days)
        ContactMomentFactory(employer=employer, adviser=adviser, happened_at=at, is_confidential=is_confidential)
    ContactMomentFactory(employer=employer, adviser=adviser_lwl, status="planned", result="", happened_at=now)
    last = {
        user: dict(Employer.objects.with_last_contact(user).values_list("pk", "last_contact_at"))
        for user in (adviser_lwl, adviser_baanbrekend)
    }
    assert last[adviser_lwl] == {employer.pk: now - timedelta(days=9), silent.pk: None}
    assert last[adviser_baanbrekend] == {employer.pk: now - timedelta(days=5), silent.pk: None}
