"""The rule of overlaps, case by case."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from employers.models import Employer, PossibleDuplicate
from outreach import overlaps
from outreach.models import Agreement, Channel, ContactMoment, Overlap
from outreach.models.contact_moments import Initiative
from tests.factories import CompanyFactory, ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(datetime(2026, 6, 15, 12))


@pytest.fixture
def approach(adviser_lwl, adviser_baanbrekend):
    """Log an approach `days` after 15 June by "lwl" or "baanbrekend"."""

    def log(employer, by, days=0, **fields):
        adviser = adviser_lwl if by == "lwl" else adviser_baanbrekend
        fields = {"happened_at": NOON + timedelta(days=days)} | fields
        return ContactMomentFactory(employer=employer, adviser=adviser, **fields)

    return log


def doubtful_pair(one, two, answer=PossibleDuplicate.Answer.OPEN):
    first, second = sorted([one, two], key=lambda it: it.pk)
    return PossibleDuplicate.objects.create(first=first, second=second, answer=answer)


@pytest.mark.parametrize(
    ("days", "count"), [(0, 1), (1, 1), (29, 1), (-29, 1), (30, 0), (-30, 0)], ids=lambda value: str(value)
)
def test_approaches_overlap_when_less_than_thirty_days_apart(approach, days, count):
    employer = EmployerFactory()
    approach(employer, "lwl")
    overlaps.detect_overlaps([approach(employer, "baanbrekend", days).employer_id])
    assert Overlap.objects.open().count() == count


def test_days_are_counted_between_dutch_days_whatever_the_hour(approach):
    employer = EmployerFactory()
    approach(employer, "lwl", happened_at=timezone.make_aware(datetime(2026, 6, 1, 0, 5)))
    approach(employer, "baanbrekend", happened_at=timezone.make_aware(datetime(2026, 6, 30, 23, 55)))
    overlaps.detect_overlaps([employer.pk])
    assert Overlap.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"is_joint": True},
        {"initiative": Initiative.EMPLOYER},
        {"channel": Channel.MAILING},
        {"status": ContactMoment.Status.CANCELLED},
        {"by": "lwl"},
    ],
    ids=["joint", "employer took the initiative", "mass mailing", "cancelled", "same organisation"],
)
def test_no_overlap_with_a_moment_that_is(approach, fields):
    employer = EmployerFactory()
    approach(employer, "lwl")
    approach(employer, **({"by": "baanbrekend", "days": 3} | fields))
    overlaps.detect_overlaps([employer.pk])
    assert not Overlap.objects.exists()


def test_establishments_of_one_company_overlap(approach):
    company = CompanyFactory()
    one, two = EmployerFactory(company=company), EmployerFactory(company=company)
    approach(one, "lwl", 5)
    approach(two, "baanbrekend")
    overlaps.detect_overlaps([one.pk])
    overlap = Overlap.objects.get()
    assert (overlap.subject, overlap.employer) == (f"company:{company.pk}", two)


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        (PossibleDuplicate.Answer.OPEN, 1),
        (PossibleDuplicate.Answer.SAME, 1),
        (PossibleDuplicate.Answer.DIFFERENT, 0),
    ],
    ids=["open", "same", "different"],
)
def test_possible_duplicates_overlap_unless_judged_different(approach, answer, count):
    one, two = EmployerFactory(), EmployerFactory()
    doubtful_pair(one, two, answer)
    approach(one, "lwl")
    approach(two, "baanbrekend")
    overlaps.detect_overlaps([two.pk])
    assert Overlap.objects.filter(subject=f"employer:{one.pk}").count() == count


def test_possible_duplicates_share_one_overlap(approach):
    one, two = EmployerFactory(), EmployerFactory()
    doubtful_pair(one, two)
    for employer in (one, two):
        approach(employer, "lwl")
        approach(employer, "baanbrekend", 2)
    overlaps.sweep_overlaps()
    assert Overlap.objects.get().moments.count() == 4


def test_doubles_of_a_double_do_not_overlap_with_each_other(approach):
    one, two, three = EmployerFactory(), EmployerFactory(), EmployerFactory()
    doubtful_pair(one, two)
    doubtful_pair(two, three)
    approach(one, "lwl")
    approach(three, "baanbrekend")
    overlaps.sweep_overlaps()
    assert not Overlap.objects.exists()


@pytest.mark.parametrize(
    ("first_day", "last_day", "count"),
    [(-9, None, 0), (0, 5, 0), (5, 5, 0), (6, None, 1), (-9, 4, 1)],
    ids=["without end", "until the later one", "on that day only", "only after it", "ended the day before"],
)
def test_an_agreement_on_the_day_of_the_later_approach_covers(approach, manager, first_day, last_day, count):
    company = CompanyFactory()
    employer, sister = EmployerFactory(company=company), EmployerFactory(company=company)
    day = NOON.date()
    until = None if last_day is None else day + timedelta(days=last_day)
    Agreement.objects.create(
        employer=sister, text="LWL belt", from_on=day + timedelta(days=first_day), until_on=until, made_by=manager
    )
    approach(employer, "lwl")
    approach(employer, "baanbrekend", 5)
    overlaps.detect_overlaps([employer.pk])
    assert Overlap.objects.count() == count


def test_new_moments_join_the_open_overlap(approach):
    employer = EmployerFactory()
    for days, by in [(0, "lwl"), (4, "baanbrekend"), (9, "lwl"), (20, "baanbrekend")]:
        overlaps.detect_overlaps([approach(employer, by, days).employer_id])
    assert Overlap.objects.get().moments.count() == 4


def test_three_organisations_give_an_overlap_for_each_pair(approach, outsider):
    employer = EmployerFactory()
    approach(employer, "lwl")
    approach(employer, "baanbrekend")
    ContactMomentFactory(employer=employer, adviser=outsider, happened_at=NOON)
    overlaps.sweep_overlaps()
    assert Overlap.objects.count() == 3


def test_overlap_goes_when_its_approach_is_cancelled(approach):
    employer = EmployerFactory()
    approach(employer, "lwl")
    other = approach(employer, "baanbrekend")
    overlaps.detect_overlaps([employer.pk])
    ContactMoment.objects.filter(pk=other.pk).update(status=ContactMoment.Status.CANCELLED)
    overlaps.detect_overlaps([employer.pk])
    assert not Overlap.objects.exists()


def test_overlap_loses_only_the_moment_that_was_deleted(approach):
    employer = EmployerFactory()
    approach(employer, "lwl")
    approach(employer, "baanbrekend", 1)
    third = approach(employer, "baanbrekend", 2)
    overlaps.detect_overlaps([employer.pk])
    third.delete()
    overlaps.detect_overlaps([employer.pk])
    assert Overlap.objects.get().moments.count() == 2


def test_moments_of_a_closed_overlap_do_not_come_back(approach, manager):
    employer = EmployerFactory()
    approach(employer, "lwl")
    approach(employer, "baanbrekend")
    overlaps.sweep_overlaps()
    Overlap.objects.update(closed_at=timezone.now(), closed_by=manager, outcome=Overlap.Outcome.COORDINATED)
    overlaps.sweep_overlaps()
    assert Overlap.objects.count() == 1


def test_a_new_approach_after_closing_opens_a_new_overlap(approach, manager):
    employer = EmployerFactory()
    settled = approach(employer, "lwl")
    approach(employer, "baanbrekend")
    overlaps.sweep_overlaps()
    Overlap.objects.update(closed_at=timezone.now(), closed_by=manager, outcome=Overlap.Outcome.COORDINATED)
    new = approach(employer, "baanbrekend", 8)
    overlaps.detect_overlaps([employer.pk])
    assert set(Overlap.objects.open().get().moments.all()) == {settled, new}


def test_overlap_keeps_its_number_when_the_employer_gets_a_company(approach):
    employer = EmployerFactory()
    approach(employer, "lwl")
    approach(employer, "baanbrekend")
    overlaps.detect_overlaps([employer.pk])
    before = Overlap.objects.get()
    employer.company = CompanyFactory()
    employer.save()
    overlaps.sweep_overlaps()
    assert (Overlap.objects.get().pk, Overlap.objects.get().subject) == (before.pk, f"company:{employer.company_id}")


def test_judging_a_pair_different_splits_their_overlap(approach):
    one, two = EmployerFactory(), EmployerFactory()
    pair = doubtful_pair(one, two)
    for employer in (one, two):
        approach(employer, "lwl")
        approach(employer, "baanbrekend", 2)
    overlaps.detect_overlaps([two.pk])
    pair.answer = PossibleDuplicate.Answer.DIFFERENT
    pair.save()
    overlaps.detect_overlaps([two.pk])
    assert {it.subject for it in Overlap.objects.open()} == {f"employer:{one.pk}", f"employer:{two.pk}"}


def test_an_overlap_with_a_planned_approach_can_be_prevented(approach):
    employer = EmployerFactory()
    approach(employer, "lwl")
    approach(employer, "baanbrekend", 2, status=ContactMoment.Status.PLANNED)
    overlaps.sweep_overlaps()
    assert Overlap.objects.with_preventable().get().is_preventable


def test_the_employers_of_an_overlap_follow_its_contacts(approach):
    """However they come in, and wherever they are moved."""
    employer = EmployerFactory()
    approach(employer, "lwl"), approach(employer, "baanbrekend")
    overlaps.detect_overlaps([employer.pk])
    overlap = Overlap.objects.get()
    assert set(overlap.parts.values_list("employer", flat=True)) == {overlap.employer_id}
    other = EmployerFactory()
    ContactMoment.objects.filter(pk=overlap.moments.first().pk).update(employer=other)
    assert set(Employer.objects.in_open_overlap()) == {overlap.employer, other}
    overlap.moments.clear()
    overlap.moments.add(ContactMomentFactory(employer=other))
    assert set(Employer.objects.in_open_overlap()) == {other}
    assert list(Overlap.objects.of_employer(other)) == [overlap]


def test_an_overlap_can_be_prevented_as_long_as_an_approach_is_planned(approach):
    employer = EmployerFactory()
    approach(employer, "lwl")
    planned = approach(employer, "baanbrekend", 3, status="planned", result="")
    overlaps.detect_overlaps([employer.pk])
    assert Overlap.objects.with_preventable().get().is_preventable
    for status, result in [("done", "spoken"), ("planned", ""), ("cancelled", "")]:
        ContactMoment.objects.filter(pk=planned.pk).update(status=status, result=result)
        assert Overlap.objects.with_preventable().get().is_preventable is (status == "planned")
