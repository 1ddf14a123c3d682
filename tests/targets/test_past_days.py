"""A target counted as of a past day: what firms were then decides, also when they changed since."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from employers.models import Employer
from outreach.models import Result
from targets.measures import evidence, realised, segment, tallies
from targets.models import Measure
from targets.past import about
from tests.factories import ContactMomentFactory, TargetFactory, UserFactory
from tests.targets.histories import World, at

pytestmark = pytest.mark.django_db
JULY, AUGUST, SEPTEMBER = date(2026, 7, 5), date(2026, 8, 31), date(2026, 9, 1)
SPOKEN = (Result.SPOKEN, "learning", False, False)


@pytest.fixture
def play(lwl, baanbrekend):
    """Play steps in the world of `histories`: employers 0 and 1 are one company of 13, 2 has 20, 3 is unknown."""
    advisers = [UserFactory(organisation=organisation) for organisation in (lwl, lwl, baanbrekend)]
    return lambda *steps: World.play(list(steps), advisers)


def talk(which, day=JULY):
    return day, ("talk", which, 0, *SPOKEN)


def counts(**fields):
    target = TargetFactory(**fields)
    return [realised(target, day) for day in (AUGUST, SEPTEMBER)]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        pytest.param(("size", 2, 80), [1, 0], id="grew"),
        pytest.param(("size", 2, 7), [1, 1], id="shrank"),
        pytest.param(("size", 2, None), [1, 0], id="became unknown"),
        pytest.param(("move", 2, None), [1, 0], id="moved out of the region"),
        pytest.param(("move", 2, "Papendrecht"), [1, 1], id="moved within the region"),
        pytest.param(("end", 2), [1, 0], id="ended"),
        pytest.param(("opt_out", 2, True), [1, 1], id="opted out, and was reached nevertheless"),
    ],
)
def test_a_firm_counts_as_it_was_that_day(play, step, expected):
    play(talk(2), (SEPTEMBER, step))
    assert counts() == expected


def test_a_firm_that_was_large_and_shrank_counts_from_then_on(play):
    play((date(2026, 7, 1), ("size", 2, 80)), talk(2), (SEPTEMBER, ("size", 2, 12)))
    assert counts() == [0, 1]


def test_the_company_decides_on_the_size_of_that_day(play):
    play(talk(0), (SEPTEMBER, ("size", 1, 80)))
    assert counts() == [1, 0]


def test_who_moved_counts_for_the_municipality_of_that_day(play):
    world = play(talk(2), (SEPTEMBER, ("move", 2, "Papendrecht")))
    there = Employer.objects.get(pk=world.employers[2].pk).municipality
    assert counts(municipality=there) == [0, 1]


def test_merged_records_are_one_firm_also_before_the_merge(play):
    play(talk(2), talk(4, date(2026, 9, 1)), (date(2026, 10, 1), ("merge", 2, 4)))
    assert counts() == [1, 1]


def test_an_undone_merge_leaves_two_firms(play):
    merged = [(date(2026, 9, 2), ("merge", 2, 4)), (date(2026, 9, 3), ("undo", 0))]
    play(talk(2), talk(4, date(2026, 9, 1)), *merged)
    assert counts() == [1, 2]


def test_interest_of_a_merged_record_counts_on_its_own_day(play):
    """The merge joins two interests in one variant; what the dropped record turned into in July stays of July."""
    world = play(
        (JULY, ("interest", 2, "bpv", "active", 0)),
        (date(2026, 7, 6), ("interest", 0, "bpv", "informed", 2)),
        (SEPTEMBER, ("merge", 0, 2)),
    )
    target = TargetFactory(measure=Measure.STARTED)
    assert [list(evidence(target, day)) for day in (AUGUST, SEPTEMBER)] == [[world.employers[0]]] * 2


def test_a_firm_entered_later_counts_with_the_first_thing_known_of_it(play):
    """Employer 4 enters on 1 September with 7 people and grows that month; a visit in July is written down then."""
    world = play((date(2026, 9, 20), ("size", 4, 80)))
    ContactMomentFactory(employer=world.employers[4], adviser=world.advisers[0], happened_at=at(JULY))
    assert counts() == [1, 1]
    assert realised(TargetFactory(), date(2026, 9, 20)) == 0


def test_after_the_last_day_the_count_stays_that_of_the_last_day(play):
    play(talk(2), (SEPTEMBER, ("size", 2, 80)))
    target = TargetFactory(until_on=AUGUST)
    assert realised(target) == realised(target, date(2026, 11, 1)) == 1


def test_the_register_of_a_day_is_read_once_for_all_targets_together():
    measures = [Measure.REACHED, Measure.TALKS, Measure.PREVENTED, Measure.NEEDS_MET]
    targets = [TargetFactory(measure=measure) for measure in measures]
    with CaptureQueriesContext(connection) as queries:
        tallies(targets, AUGUST)
    (query,) = queries.captured_queries
    assert query["sql"].count('"facts_20260831" AS (') == 1


def test_rows_that_read_a_day_already_can_be_narrowed_again():
    target = TargetFactory(measure=Measure.TALKS)
    assert about(segment(target, AUGUST), evidence(target, AUGUST)).count() == 0
