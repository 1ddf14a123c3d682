"""Closing an overlap, and taking that back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import PossibleDuplicate
from outreach import overlaps
from outreach.closing import AlreadyClosedError, close_overlap, reopen_overlap
from outreach.models import Agreement, Overlap
from tests.factories import ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def overlap(adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory()
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(adviser=adviser, employer=employer)
    overlaps.detect_overlaps([employer.pk])
    return Overlap.objects.get()


def test_closing_keeps_outcome_reason_and_agreement(overlap, manager):
    until = timezone.localdate() + timedelta(days=60)
    close_overlap(
        overlap=overlap,
        by=manager,
        outcome="coordinated",
        reason="Besproken",
        agreement_text="LWL leidt",
        until_on=until,
    )
    overlap.refresh_from_db()
    assert (overlap.outcome, overlap.reason, overlap.closed_by) == ("coordinated", "Besproken", manager)
    assert (overlap.agreement.text, overlap.agreement.until_on) == ("LWL leidt", until)
    assert not Overlap.objects.open().exists()


def test_the_agreement_covers_what_comes_next(overlap, manager, adviser_lwl):
    close_overlap(overlap=overlap, by=manager, outcome="deliberate", agreement_text="Samen optrekken")
    ContactMomentFactory(adviser=adviser_lwl, employer=overlap.employer, happened_at=timezone.now() + timedelta(days=1))
    overlaps.sweep_overlaps()
    assert not Overlap.objects.open().exists()


def test_closing_twice_is_refused(overlap, manager):
    close_overlap(overlap=overlap, by=manager, outcome="double")
    with pytest.raises(AlreadyClosedError):
        close_overlap(overlap=overlap, by=manager, outcome="coordinated")


def test_reopening_takes_the_agreement_back(overlap, manager):
    close_overlap(overlap=overlap, by=manager, outcome="double", agreement_text="LWL leidt")
    reopen_overlap(overlap=overlap)
    assert Overlap.objects.open().get() == overlap
    assert not Agreement.objects.exists()


def test_reopening_joins_what_came_since(overlap, manager, adviser_lwl):
    close_overlap(overlap=overlap, by=manager, outcome="double")
    ContactMomentFactory(adviser=adviser_lwl, employer=overlap.employer)
    overlaps.detect_overlaps([overlap.employer_id])
    assert Overlap.objects.count() == 2
    reopen_overlap(overlap=overlap)
    assert Overlap.objects.get().moments.count() == 3


def test_one_employer_is_not_another_one(as_user, overlap, manager):
    address = reverse("outreach:overlap_close", args=[overlap.pk])
    page = as_user(manager).post(address, {"outcome": "other_employer"})
    assert page.status_code == 422
    assert "Beide organisaties benaderden deze ene werkgever. Kies een andere uitkomst." in page.text
    assert Overlap.objects.open().count() == 1


def test_not_the_same_employer_answers_the_question_about_doubles(adviser_lwl, adviser_baanbrekend, manager):
    one, two = EmployerFactory(), EmployerFactory()
    pair = PossibleDuplicate.objects.create(first=one, second=two)
    ContactMomentFactory(adviser=adviser_lwl, employer=one)
    ContactMomentFactory(adviser=adviser_baanbrekend, employer=two)
    overlaps.detect_overlaps([one.pk])
    overlap = Overlap.objects.get()
    close_overlap(overlap=overlap, by=manager, outcome="other_employer")
    pair.refresh_from_db()
    assert (pair.answer, pair.answered_by) == (PossibleDuplicate.Answer.DIFFERENT, manager)
    reopen_overlap(overlap=overlap)
    pair.refresh_from_db()
    assert pair.answer == PossibleDuplicate.Answer.OPEN
    assert Overlap.objects.open().count() == 1
