from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from employers.models import Employer, Municipality, Network, NetworkMembership, Sector, SourceList
from employers.size import Band
from outreach.models import ContactMoment, Interest, Result, Topic
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
        RegistrationFactory(employer=employer, source=SourceList.objects.get(slug="lwl"))
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


# Everything against plain Python ------------------------------------------------------------------------------------

DAYS = st.dates(date(2026, 6, 1), date(2026, 12, 31))
MOMENTS = st.lists(
    st.tuples(
        st.integers(0, 5),  # employer
        DAYS,
        st.sampled_from([Result.SPOKEN, Result.REPLIED, Result.NO_ANSWER]),
        st.booleans(),  # about Leren en Werken
        st.integers(0, 2),  # adviser
    ),
    max_size=12,
)
SIZES = [1, 4, 25, 26, None, 9]


@pytest.fixture
def world(lwl, baanbrekend):
    employers = [EmployerFactory(size=size) for size in SIZES]
    employers[5].municipality = None
    employers[5].save()
    advisers = [UserFactory(organisation=organisation) for organisation in (lwl, lwl, baanbrekend)]
    return employers, advisers


def tell(history, employers, advisers):
    ContactMoment.objects.bulk_create(
        ContactMoment(
            employer=employers[which],
            adviser=advisers[who],
            organisation=advisers[who].organisation,
            created_by=advisers[who],
            channel="phone",
            result=result,
            topics=[Topic.LEARNING.value] if learning else [],
            happened_at=at(day),
        )
        for which, day, result, learning, who in history
    )


def plain_counts(history, target, advisers, on):
    """What each measure is, said in Python over the made-up history."""

    def owned(who):
        return target.organisation in (None, advisers[who].organisation) and target.adviser in (None, advisers[who])

    in_region = {index for index in range(len(SIZES)) if index != 5}
    small = {index for index in in_region if SIZES[index] and SIZES[index] <= 25}
    real = [(which, day, who) for which, day, result, learning, who in history if learning and result != "no_answer"]
    counted = [(which, day, who) for which, day, who in real if target.from_on <= day <= min(on, target.until_on)]
    mine = [which for which, _, who in counted if owned(who)]
    before = {which for which, day, _ in real if day < target.from_on}
    return {
        Measure.REACHED: len(set(mine) & small),
        Measure.NEWLY_REACHED: len((set(mine) & small) - before),
        Measure.TALKS: len([which for which in mine if which in in_region]),
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=MOMENTS, owner=st.sampled_from(["nobody", "organisation", "adviser"]), on=DAYS)
def test_counts_equal_a_plain_count_over_the_history(world, history, owner, on):
    employers, advisers = world
    owners = {"organisation": advisers[0].organisation} if owner == "organisation" else {}
    owners = {"adviser": advisers[1]} if owner == "adviser" else owners
    with transaction.atomic():
        tell(history, employers, advisers)
        targets = [TargetFactory(measure=measure, until_on=date(2026, 11, 30), **owners) for measure in
                   (Measure.REACHED, Measure.NEWLY_REACHED, Measure.TALKS)]  # fmt: skip
        counts = tallies(targets, on)
        expected = plain_counts(history, targets[0], advisers, on)
        assert {target.measure: counts[target.pk].number for target in targets} == expected
        assert {target.measure: realised(target, on) for target in targets} == expected
        transaction.set_rollback(True)


STANDS = st.lists(
    st.tuples(
        st.integers(0, 5),  # employer
        st.sampled_from(["bpv", "evc"]),
        st.lists(st.tuples(st.sampled_from(Interest.Status.values), DAYS, st.integers(0, 2)), max_size=5),
    ),
    max_size=5,
    unique_by=lambda stand: stand[:2],
)


def tell_stands(stands, employers, advisers):
    """Write the history as the triggers would have on those days."""
    for which, variant, steps in stands:
        interest = InterestFactory(employer=employers[which], variant=variant, updated_by=advisers[0])
        InterestEvent.objects.filter(pgh_obj=interest).delete()
        for status, day, who in sorted(steps, key=lambda step: step[1]):
            event = InterestEvent.objects.create(
                pgh_obj=interest, pgh_label="update", id=interest.pk, employer=interest.employer, variant=variant,
                status=status, awareness="unknown", updated_by=advisers[who], updated_at=at(day),
            )  # fmt: skip
            InterestEvent.objects.filter(pk=event.pk).update(pgh_created_at=at(day))


def plain_turns(stands, target, advisers, on):
    """Employers in the region of which a variant entered one of the stands in the period, by the owner."""
    statuses, found = STATUS_OF[Measure(target.measure)], set()
    for which, _, steps in stands:
        before = None
        for status, day, who in sorted(steps, key=lambda step: step[1]):
            owned = target.organisation in (None, advisers[who].organisation)
            inside = target.from_on <= day <= min(on, target.until_on)
            if status in statuses and before not in statuses and owned and inside and which != 5:
                found.add(which)
            before = status
    return len(found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stands=STANDS, has_owner=st.booleans(), on=DAYS)
def test_turns_equal_a_plain_count_over_the_stands(world, stands, has_owner, on):
    employers, advisers = world
    owner = {"organisation": advisers[0].organisation} if has_owner else {}
    with transaction.atomic():
        tell_stands(stands, employers, advisers)
        targets = [TargetFactory(measure=measure, until_on=date(2026, 11, 30), **owner) for measure in STATUS_OF]
        expected = {target.measure: plain_turns(stands, target, advisers, on) for target in targets}
        assert {target.measure: realised(target, on) for target in targets} == expected
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=MOMENTS, listed=st.sets(st.integers(0, 5)), has_owner=st.booleans())
def test_known_sizes_equal_a_plain_count_of_who_is_in_view(world, history, listed, has_owner):
    employers, advisers = world
    organisation = advisers[0].organisation if has_owner else None
    with transaction.atomic():
        tell(history, employers, advisers)
        for which in listed:
            RegistrationFactory(employer=employers[which], source=SourceList.objects.get(slug="lwl"))
        spoken = {which for which, _, _, _, who in history if advisers[who].organisation == organisation}
        in_view = (spoken | listed if has_owner else set(range(len(SIZES)))) - {5}
        tally = tallies([target := TargetFactory(measure=Measure.SIZE_KNOWN, organisation=organisation)], ON)[target.pk]
        known = {which for which in in_view if SIZES[which] is not None}
        assert (tally.number, tally.ceiling) == (len(known), len(in_view))
        transaction.set_rollback(True)


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
