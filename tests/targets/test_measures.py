from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from employers.models import Employer, Municipality, Network, NetworkMembership, Sector, SourceList
from employers.size import Band
from outreach.models import Interest, Topic
from targets.measures import STATUS_OF, evidence, population, realised, tallies
from targets.models import Measure
from tests.factories import (
    ContactMomentFactory,
    EmployerFactory,
    InterestFactory,
    RegistrationFactory,
    TargetFactory,
    UserFactory,
)

InterestEvent = Interest.pgh_event_model
pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
SEEN = date(2026, 1, 1)


def at(day, clock=time(12)):
    return timezone.make_aware(datetime.combine(day, clock))


def talk(employer, day, adviser, **fields):
    return ContactMomentFactory(employer=employer, adviser=adviser, happened_at=at(day), **fields)


# One fact at a time -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        pytest.param(date(2026, 6, 30), 0, id="the day before"),
        pytest.param(date(2026, 7, 1), 1, id="the first day"),
        pytest.param(ON, 1, id="the day looked at"),
        pytest.param(ON + timedelta(days=1), 0, id="the day after"),
    ],
)
def test_a_small_employer_is_reached_in_the_period(adviser_lwl, day, counted):
    talk(EmployerFactory(size=4), day, adviser_lwl)
    assert realised(TargetFactory(), ON) == counted


def test_the_last_minute_of_the_last_day_counts_in_dutch_time(adviser_lwl):
    target = TargetFactory(until_on=date(2026, 9, 30))
    last_minute = at(date(2026, 9, 30), time(23, 59))
    ContactMomentFactory(employer=EmployerFactory(size=4), adviser=adviser_lwl, happened_at=last_minute)
    assert realised(target, ON) == 1


def test_two_talks_reach_one_employer_and_are_two_talks(adviser_lwl):
    employer = EmployerFactory(size=4)
    talk(employer, ON, adviser_lwl)
    talk(employer, ON, adviser_lwl)
    assert realised(TargetFactory(measure=Measure.REACHED), ON) == 1
    assert realised(TargetFactory(measure=Measure.TALKS), ON) == 2


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"size": 26}, id="large"),
        pytest.param({"size": None}, id="size unknown"),
        pytest.param({"size": 4, "ended_on": date(2026, 8, 1)}, id="ended"),
        pytest.param({"size": 4, "municipality": None}, id="outside the region"),
    ],
)
def test_others_are_not_counted_as_reached(adviser_lwl, fields):
    talk(EmployerFactory(**fields), ON, adviser_lwl)
    assert realised(TargetFactory(), ON) == 0


def test_a_talk_before_the_period_makes_an_employer_not_new(adviser_lwl, adviser_baanbrekend):
    known, new = EmployerFactory(size=4), EmployerFactory(size=4)
    talk(known, date(2025, 1, 1), adviser_baanbrekend)
    for employer in (known, new):
        talk(employer, ON, adviser_lwl)
    target = TargetFactory(measure=Measure.NEWLY_REACHED, organisation=adviser_lwl.organisation)
    assert list(evidence(target, ON)) == [new]


def test_the_owner_of_a_target_made_the_talk(adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory(size=4)
    talk(employer, ON, adviser_lwl)
    assert realised(TargetFactory(organisation=adviser_lwl.organisation), ON) == 1
    assert realised(TargetFactory(organisation=adviser_baanbrekend.organisation), ON) == 0
    assert realised(TargetFactory(adviser=adviser_lwl), ON) == 1
    assert realised(TargetFactory(adviser=UserFactory(organisation=adviser_lwl.organisation)), ON) == 0


def test_the_segment_narrows_what_is_counted(adviser_lwl):
    network = Network.objects.first()
    shop = EmployerFactory(
        size=7,
        sector=Sector.objects.get(slug="detailhandel"),
        municipality=Municipality.objects.get(name="Papendrecht"),
    )
    NetworkMembership.objects.create(network=network, employer=shop)
    for employer in (shop, EmployerFactory(size=4)):
        talk(employer, ON, adviser_lwl)
    for segment in (
        {"sector": shop.sector},
        {"municipality": shop.municipality},
        {"network": network},
        {"size_band": "5-9"},
    ):
        assert list(evidence(TargetFactory(**segment), ON)) == [shop]


def test_size_known_counts_employers_in_view_of_the_organisation(lwl):
    listed, unknown, elsewhere = EmployerFactory(size=300), EmployerFactory(), EmployerFactory(size=2)
    for employer in (listed, unknown):
        RegistrationFactory(employer=employer, source=SourceList.objects.get(slug="lwl"), first_seen_on=SEEN)
    target = TargetFactory(measure=Measure.SIZE_KNOWN, organisation=lwl)
    assert list(evidence(target, ON)) == [listed]
    assert set(population(target)) == {listed, unknown}
    assert set(evidence(TargetFactory(measure=Measure.SIZE_KNOWN), ON)) == {listed, elsewhere}


def test_size_known_of_an_adviser_counts_employers_that_adviser_spoke(adviser_lwl):
    mine = EmployerFactory(size=2)
    EmployerFactory(size=2)
    talk(mine, date(2020, 1, 1), adviser_lwl, topics=[Topic.VACANCY.value])
    assert list(evidence(TargetFactory(measure=Measure.SIZE_KNOWN, adviser=adviser_lwl), ON)) == [mine]


def moved_to(interest, status, day):
    """Set a stand on a day: the trigger writes the event, the test moves it to that day."""
    interest.status = status
    interest.save()
    event = InterestEvent.objects.filter(pgh_obj=interest).latest("pgh_id")
    InterestEvent.objects.filter(pk=event.pk).update(pgh_created_at=at(day))


def interest_with_history(*stands, **fields):
    interest = InterestFactory(status=Interest.Status.UNKNOWN, **fields)
    InterestEvent.objects.filter(pgh_obj=interest).update(pgh_created_at=at(date(2025, 1, 1)))
    for status, day in stands:
        moved_to(interest, status, day)
    return interest


@pytest.mark.parametrize(
    ("stands", "interested", "started"),
    [
        pytest.param([("interested", ON)], 1, 0, id="became interested"),
        pytest.param([("informed", ON)], 0, 0, id="only informed"),
        pytest.param([("active", ON)], 1, 1, id="at once active"),
        pytest.param([("interested", date(2026, 5, 1)), ("active", ON)], 0, 1, id="interested before, active now"),
        pytest.param([("interested", date(2026, 8, 1)), ("none", ON)], 1, 0, id="interested, later not any more"),
        pytest.param([("active", date(2026, 5, 1)), ("none", date(2026, 6, 1)), ("active", ON)], 1, 1, id="again"),
        pytest.param([("active", ON + timedelta(days=1))], 0, 0, id="after the day looked at"),
    ],
)
def test_interest_counts_when_it_turned_in_the_period(stands, interested, started):
    interest_with_history(*stands)
    assert realised(TargetFactory(measure=Measure.INTERESTED), ON) == interested
    assert realised(TargetFactory(measure=Measure.STARTED), ON) == started


def test_a_changed_note_does_not_count_an_interest_again():
    interest = interest_with_history(("active", date(2026, 5, 1)))
    interest.reason = "Tweede plek erbij"
    moved_to(interest, "active", ON)
    assert realised(TargetFactory(measure=Measure.STARTED), ON) == 0


def test_an_employer_with_two_variants_counts_once(adviser_lwl):
    employer = EmployerFactory()
    for variant in ("bpv", "evc"):
        interest_with_history(("active", ON), employer=employer, variant=variant, updated_by=adviser_lwl)
    assert realised(TargetFactory(measure=Measure.STARTED, organisation=adviser_lwl.organisation), ON) == 1
    assert realised(TargetFactory(measure=Measure.STARTED, adviser=UserFactory()), ON) == 0


def test_interested_means_what_the_interest_itself_calls_interested():
    employer_of = {status: InterestFactory(status=status) for status in Interest.Status.values}
    called = {interest.status for interest in Interest.objects.interested()}
    assert called == set(STATUS_OF[Measure.INTERESTED])
    assert len(employer_of) > len(called)


# Several at once -----------------------------------------------------------------------------------------------------


def test_counts_of_many_targets_take_one_query(django_assert_num_queries):
    targets = [TargetFactory(measure=measure) for measure in Measure.values]
    with django_assert_num_queries(1):
        assert {tally.number for tally in tallies(targets, ON).values()} == {0}


def test_no_targets_need_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tallies([], ON) == {}


def test_unknown_size_is_the_only_band_left_out_of_known():
    employers = [EmployerFactory(size=size) for size in (0, 1, 30, None)]
    known = evidence(TargetFactory(measure=Measure.SIZE_KNOWN), ON)
    assert set(known) == set(Employer.objects.exclude(size_band=Band.UNKNOWN))
    assert len(known) == len(employers) - 1
