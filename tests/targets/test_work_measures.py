"""Gatherings, prevented overlaps, closed blind spots, variants and shares: one fact at a time."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from employers.models import Network
from outreach.models import NetworkEvent, Overlap
from targets.measures import evidence, population, realised, tallies
from targets.models import Measure
from targets.models.targets import OF_EMPLOYERS
from targets.progress import progress_of
from tests.factories import ContactMomentFactory, EmployerFactory, InterestFactory, SupportNeedFactory, TargetFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)


def at(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


# Gatherings ---------------------------------------------------------------------------------------------------------


def gathering(by, day=ON, **fields):
    return NetworkEvent.objects.create(title="Ondernemersborrel", starts_at=at(day), created_by=by, **fields)


def test_a_gathering_counts_once_when_an_employer_was_spoken_there(adviser_lwl, adviser_baanbrekend):
    event = gathering(adviser_lwl)
    gathering(adviser_lwl)
    for _ in range(2):
        ContactMomentFactory(employer=EmployerFactory(), adviser=adviser_lwl, event=event, happened_at=event.starts_at)
    assert list(evidence(TargetFactory(measure=Measure.EVENTS), ON)) == [event]
    owned = TargetFactory(measure=Measure.EVENTS, organisation=adviser_baanbrekend.organisation)
    assert realised(owned, ON) == 0


def test_a_gathering_belongs_to_the_network_that_held_it(adviser_lwl):
    network, other = Network.objects.all()[:2]
    event = gathering(adviser_lwl, network=network)
    ContactMomentFactory(employer=EmployerFactory(), adviser=adviser_lwl, event=event, happened_at=event.starts_at)
    assert realised(TargetFactory(measure=Measure.EVENTS, network=network), ON) == 1
    assert realised(TargetFactory(measure=Measure.EVENTS, network=other), ON) == 0


def test_a_planned_contact_or_another_period_makes_no_visited_gathering(adviser_lwl):
    planned, earlier = gathering(adviser_lwl), gathering(adviser_lwl, day=date(2026, 6, 30))
    ContactMomentFactory(employer=EmployerFactory(), adviser=adviser_lwl, event=planned, status="planned")
    ContactMomentFactory(employer=EmployerFactory(), adviser=adviser_lwl, event=earlier, happened_at=at(ON))
    assert realised(TargetFactory(measure=Measure.EVENTS), ON) == 0


# Prevented overlaps -------------------------------------------------------------------------------------------------


def overlap_of(one, other, *, statuses=("done", "planned"), outcome="coordinated", day=ON):
    employer = EmployerFactory(size=4)
    moments = [
        ContactMomentFactory(employer=employer, adviser=adviser, status=status, happened_at=at(day))
        for adviser, status in zip((one, other), statuses, strict=True)
    ]
    first, second = sorted([one.organisation, other.organisation], key=lambda each: each.pk)
    overlap = Overlap.objects.create(
        subject=f"employer:{employer.pk}", employer=employer, first_organisation=first, second_organisation=second,
        outcome=outcome, closed_at=at(day) if outcome else None, closed_by=one if outcome else None,
    )  # fmt: skip
    overlap.moments.set(moments)
    return overlap


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        pytest.param({}, 1, id="agreed while one was planned"),
        pytest.param({"statuses": ("done", "cancelled")}, 1, id="the other did not go"),
        pytest.param({"statuses": ("done", "done")}, 0, id="both went"),
        pytest.param({"outcome": "deliberate"}, 0, id="together on purpose"),
        pytest.param({"outcome": ""}, 0, id="still open"),
        pytest.param({"day": date(2026, 6, 30)}, 0, id="before the period"),
    ],
)
def test_an_overlap_is_prevented_when_agreed_before_both_went(adviser_lwl, adviser_baanbrekend, fields, counted):
    overlap_of(adviser_lwl, adviser_baanbrekend, **fields)
    target = TargetFactory(measure=Measure.PREVENTED, organisation=adviser_baanbrekend.organisation)
    assert realised(target, ON) == counted


def test_a_prevented_overlap_is_of_the_advisers_that_approached(adviser_lwl, adviser_baanbrekend, manager):
    overlap_of(adviser_lwl, adviser_baanbrekend)
    counts = [realised(TargetFactory(measure=Measure.PREVENTED, adviser=who), ON) for who in (adviser_lwl, manager)]
    assert counts == [1, 0]


# Needs solved -------------------------------------------------------------------------------------------------------


def need(adviser, **fields):
    return SupportNeedFactory(
        adviser=adviser, **{"status": "met", "ended_on": ON, "employer": EmployerFactory()} | fields
    )


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        pytest.param({}, 1, id="helped"),
        pytest.param({"status": "dropped"}, 0, id="dropped"),
        pytest.param({"status": "open", "ended_on": None}, 0, id="still open"),
        pytest.param({"ended_on": date(2026, 6, 30)}, 0, id="before the period"),
        pytest.param({"variant": "evc"}, 1, id="of another form"),
    ],
)
def test_a_need_counts_when_it_ended_with_help(adviser_lwl, adviser_baanbrekend, fields, counted):
    need(adviser_lwl, **fields)
    owners = [{}, {"adviser": adviser_lwl}, {"organisation": adviser_baanbrekend.organisation}]
    assert [realised(TargetFactory(measure="needs_met", **owner), ON) for owner in owners] == [counted, counted, 0]


def test_needs_of_one_form(adviser_lwl):
    evc = need(adviser_lwl, variant="evc")
    need(adviser_lwl, variant="bpv")
    need(adviser_lwl)
    assert list(evidence(TargetFactory(measure="needs_met", variant="evc"), ON)) == [evc]


# Closed blind spots -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "counted"),
    [
        pytest.param(None, 1, id="never spoken"),
        pytest.param(date(2024, 9, 30), 1, id="more than 24 months ago"),
        pytest.param(date(2024, 10, 1), 0, id="24 months ago: no blind spot the day before"),
        pytest.param(date(2026, 9, 30), 0, id="the day before"),
    ],
)
def test_a_talk_closes_what_was_a_blind_spot_the_day_before(adviser_lwl, adviser_baanbrekend, before, counted):
    employer = EmployerFactory(size=4)
    if before:
        ContactMomentFactory(employer=employer, adviser=adviser_baanbrekend, happened_at=at(before))
    day = date(2026, 10, 1)
    was_blind = type(employer).objects.blind_spots(day - timedelta(days=1)).filter(pk=employer.pk).exists()
    ContactMomentFactory(employer=employer, adviser=adviser_lwl, happened_at=at(day))
    target = TargetFactory(measure=Measure.BLIND_CLOSED, organisation=adviser_lwl.organisation)
    assert realised(target, ON) == counted == int(was_blind)


def test_of_two_organisations_on_one_day_both_close_it(adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory(size=4)
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(employer=employer, adviser=adviser, happened_at=at(ON))
        assert realised(TargetFactory(measure=Measure.BLIND_CLOSED, organisation=adviser.organisation), ON) == 1
    assert realised(TargetFactory(measure=Measure.BLIND_CLOSED), ON) == 1


def test_who_opted_out_was_no_blind_spot(adviser_lwl):
    ContactMomentFactory(employer=EmployerFactory(size=4, is_opted_out=True), adviser=adviser_lwl, happened_at=at(ON))
    assert realised(TargetFactory(measure=Measure.BLIND_CLOSED), ON) == 0


# Variants and shares ------------------------------------------------------------------------------------------------


def test_a_target_may_be_about_one_variant(adviser_lwl):
    bpv, evc = EmployerFactory(size=4), EmployerFactory(size=4)
    for employer, variant in ((bpv, "bpv"), (evc, "evc")):
        ContactMomentFactory(employer=employer, adviser=adviser_lwl, variants=[variant], happened_at=at(ON))
        InterestFactory(employer=employer, variant=variant, status="active")
    for measure in (Measure.REACHED, Measure.BLIND_CLOSED, Measure.INFORMED, Measure.STARTED):
        assert list(evidence(TargetFactory(measure=measure, variant="evc"))) == [evc]
        assert realised(TargetFactory(measure=measure)) == 2


@pytest.mark.parametrize("status", ["informed", "none", "active"])
def test_an_employer_is_informed_once_a_variant_was_spoken_about(status):
    InterestFactory(status=status)
    InterestFactory(status="unknown")
    assert realised(TargetFactory(measure=Measure.INFORMED)) == 1


def test_a_share_is_of_the_employers_that_could_be_counted(adviser_lwl):
    employers = [EmployerFactory(size=4) for _ in range(7)]
    EmployerFactory(size=400)
    for employer in employers[:2]:
        ContactMomentFactory(employer=employer, adviser=adviser_lwl, happened_at=at(ON))
    progress = progress_of([TargetFactory(unit="share", number=50)], ON)[0]
    assert (progress.share, progress.pace.realised, progress.pace.number, progress.pace.ceiling) == (28, 2, 4, 7)


@pytest.mark.parametrize("measure", OF_EMPLOYERS)
def test_a_share_of_nobody_is_nothing(measure):
    progress = progress_of([TargetFactory(measure=measure, unit="share", number=50)], ON)[0]
    assert (progress.share, progress.pace.realised, progress.pace.number) == (0, 0, 1)


@pytest.mark.parametrize("measure", OF_EMPLOYERS)
def test_a_share_counts_as_the_number_does(adviser_lwl, measure):
    for size in (4, 9, None):
        employer = EmployerFactory(size=size)
        ContactMomentFactory(employer=employer, adviser=adviser_lwl, happened_at=at(ON))
        InterestFactory(employer=employer, status="active")
    share, number = (TargetFactory(measure=measure, unit=unit, number=50) for unit in ("share", "number"))
    counts = tallies([share, number])
    assert counts[share.pk].number == counts[number.pk].number > 0
    assert counts[share.pk].ceiling == population(share).count()
