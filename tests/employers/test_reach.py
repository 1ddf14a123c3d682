"""Who reached an employer, and when: read for many employers at once, and the same as asked one by one."""

from datetime import datetime, time, timedelta
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from employers.last_contact import ByLastContact
from employers.models import Employer
from tests.factories.employers import EmployerFactory
from tests.factories.outreach import ContactMomentFactory
from tests.properties import tried

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


def test_reach_in_some_days_only_is_the_same(talks, adviser_lwl, adviser_baanbrekend):
    """Without anything that every talk fits, other talks are not read at all."""
    asked = {
        "ours": {"by": adviser_lwl.organisation},
        "lately": {"since": TODAY - timedelta(days=10)},
        "before": {"by": adviser_baanbrekend.organisation, "until": TODAY - timedelta(days=10)},
    }
    for told in [Employer.objects.with_reach(**asked), *(Employer.objects.with_reach(**{n: asked[n]}) for n in asked)]:
        for name in asked.keys() & told.query.annotations.keys():
            assert keys(told.filter(**{name: True})) == keys(Employer.objects.reached(**asked[name])), name


def test_reach_among_some_is_that_of_everybody(talks):
    few = list(Employer.objects.order_by("pk").values_list("pk", flat=True)[10:30])
    everybody = Employer.objects.with_reach(ever={}, lately={"since": TODAY})
    told = Employer.objects.filter(pk__in=few).with_reach(few, ever={}, lately={"since": TODAY})
    for name in ("ever", "lately"):
        assert keys(told.filter(**{name: True})) == keys(everybody.filter(**{name: True})) & set(few)


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
    early, late, silent = (EmployerFactory(trade_name=name) for name in ("Vroeg", "Laat", "Stil"))
    now = timezone.now()
    moments = [(early, 9, adviser_lwl, False), (early, 5, adviser_baanbrekend, True), (late, 7, adviser_lwl, False)]
    for employer, days, adviser, is_confidential in moments:
        at = now - timedelta(days=days)
        ContactMomentFactory(employer=employer, adviser=adviser, happened_at=at, is_confidential=is_confidential)
    ContactMomentFactory(employer=silent, adviser=adviser_lwl, status="planned", result="", happened_at=now)
    order = {
        user: ByLastContact(Employer.objects.all(), user, latest_first=True)[0:9]
        for user in (adviser_lwl, adviser_baanbrekend)
    }
    assert order[adviser_lwl] == [late.pk, early.pk, silent.pk]
    assert order[adviser_baanbrekend] == [early.pk, late.pk, silent.pk]


@tried(10)
@given(
    days=st.lists(st.lists(st.integers(0, 3), max_size=3), min_size=1, max_size=7),
    size=st.integers(1, 4),
    latest_first=st.booleans(),
)
def test_pages_by_last_contact_are_the_whole_order_cut_up(days, size, latest_first, adviser_lwl):
    """Also where the page begins among those with a contact and ends among those without."""
    with transaction.atomic():
        last = {}
        for index, of_employer in enumerate(days):
            employer = EmployerFactory(trade_name=f"Firma {index}")
            at = [TODAY - timedelta(days=ago) for ago in of_employer]
            moments = [
                ContactMomentFactory(employer=employer, adviser=adviser_lwl, happened_at=noon(day)) for day in at
            ]
            last[employer.pk] = max(((each.happened_at, each.pk) for each in moments), default=None)
        contacted = sorted((key for key in last if last[key]), key=last.get, reverse=latest_first)
        expected = contacted + sorted(key for key in last if not last[key])
        found = ByLastContact(Employer.objects.all(), adviser_lwl, latest_first=latest_first)
        pages = [found[start : min(start + size, len(days))] for start in range(0, len(days), size)]
        assert [key for page in pages for key in page] == expected
        transaction.set_rollback(True)


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))
