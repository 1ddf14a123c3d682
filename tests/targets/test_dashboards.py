from datetime import timedelta

import pytest

from employers.models import Employer, SourceList
from outreach.models import Interest, Overlap
from targets.answers import reached_before
from targets.census import census
from targets.dashboards import adviser_table, data_gaps, funnel, known_sizes, known_tallies, late_of, overlap_panel
from targets.frame import frame_for, frame_of
from targets.growth import growth
from targets.measures import tallies
from targets.models import Measure
from tests.factories import (
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def frame(manager, today):
    return frame_for(manager, [], None, today)


# Known sizes --------------------------------------------------------------------------------------------------------


def test_in_view_is_on_the_list_or_in_contact(frame, adviser_lwl, lwl, baanbrekend, talk):
    listed, spoken = EmployerFactory(size=3), EmployerFactory()
    RegistrationFactory(employer=listed, source=SourceList.objects.get(slug="lwl"))
    talk(spoken, adviser_lwl)
    of_baanbrekend, of_lwl = known_sizes(frame, [], [baanbrekend, lwl])
    assert (of_lwl.known, of_lwl.total, of_lwl.unknown) == (1, 2, 1)
    assert (of_baanbrekend.known, of_baanbrekend.total, of_baanbrekend.width) == (0, 0, "0.0")


def test_the_mark_is_the_running_target_of_that_organisation(frame, lwl):
    for size in (3, None):
        RegistrationFactory(employer=EmployerFactory(size=size), source=SourceList.objects.get(slug="lwl"))
    target = TargetFactory(measure=Measure.SIZE_KNOWN, organisation=lwl, number=1)
    (stock,) = known_sizes(frame, [target], [lwl])
    assert (stock.goal, stock.goal_x) == (1, "49.6")


def test_what_the_panels_counted_is_what_the_targets_count(manager, adviser_lwl, lwl, baanbrekend, today, talk):
    period = {"from_on": today - timedelta(days=30), "until_on": today + timedelta(days=30)}
    targets = [
        TargetFactory(**period),
        TargetFactory(measure=Measure.SIZE_KNOWN, organisation=lwl, **period),
        TargetFactory(measure=Measure.SIZE_KNOWN, organisation=lwl, size_band="5-9", **period),
    ]
    talk(EmployerFactory(size=3), adviser_lwl)
    frame = frame_for(manager, targets, None, today)
    stocks = known_sizes(frame, targets, [baanbrekend, lwl])
    known = known_tallies(targets, frame, growth(frame).reached, stocks)
    assert set(known) == {targets[0].pk, targets[1].pk}
    assert known == {pk: tally for pk, tally in tallies(targets, today).items() if pk in known}


# Interest per variant -----------------------------------------------------------------------------------------------


def test_each_step_holds_the_ones_after_it(frame):
    for status in Interest.Status.values:
        InterestFactory(status=status)
    (variant, steps), *others = funnel(frame).rows
    assert variant == "bpv"
    assert [(step.name, step.number, step.before) for step in steps] == [
        ("Besproken", 5, None),
        ("Interesse", 3, 5),
        ("Wil starten", 2, 3),
        ("Actief", 1, 2),
    ]
    assert {step.number for _, steps in others for step in steps} == {0}


def test_a_step_links_to_the_employers_it_counts(frame):
    InterestFactory(status="active")
    steps = funnel(frame).rows[0][1]
    assert steps[2].url == "/werkgevers/?interesse=bpv&stand=starting&stand=active"


def test_without_interest_the_funnel_is_empty(frame):
    InterestFactory(status="unknown")
    assert funnel(frame).is_empty


# Per adviser --------------------------------------------------------------------------------------------------------


def test_one_row_says_what_an_adviser_has_and_did(frame, manager, adviser_lwl, today, talk):
    small = EmployerFactory(size=3)
    PortfolioEntryFactory(employer=small, adviser=adviser_lwl)
    FollowUpFactory(adviser=adviser_lwl, due_on=today - timedelta(days=1))
    FollowUpFactory(adviser=adviser_lwl, due_on=today)
    for employer in (small, small, EmployerFactory(size=80)):
        talk(employer, adviser_lwl, days_ago=5)
    table = adviser_table(frame, manager, reached=1)
    line = next(line for line in table.lines if line.adviser == adviser_lwl)
    assert (line.portfolio, line.reached, line.talks, line.late) == (1, 1, 3, 1)


def test_one_sees_oneself_first(frame, adviser_lwl, adviser_baanbrekend, today):
    mine = frame_for(adviser_lwl, [], None, today)
    assert [line.adviser for line in adviser_table(mine, adviser_lwl, 0).lines] == [adviser_lwl, adviser_baanbrekend]
    assert adviser_table(mine, adviser_lwl, 0).lines[0].is_me


def test_somebody_who_left_stays_in_the_table_with_the_work_done(frame, manager, lwl, talk):
    left = UserFactory(organisation=lwl, is_active=False)
    talk(EmployerFactory(size=3), left)
    assert [line.adviser for line in adviser_table(frame, manager, 1).lines] == [left]


def test_an_organisation_shows_its_own_advisers(manager, lwl, adviser_lwl, adviser_baanbrekend, today):
    of_lwl = frame_for(manager, [], lwl, today)
    assert [line.adviser for line in adviser_table(of_lwl, manager, 0).lines] == [adviser_lwl]


# Open overlaps ------------------------------------------------------------------------------------------------------


def overlap_of(*moments):
    first, second = sorted({moment.organisation for moment in moments}, key=lambda each: each.pk)
    employer = moments[0].employer
    overlap = Overlap.objects.create(
        subject=f"employer:{employer.pk}", employer=employer, first_organisation=first, second_organisation=second
    )
    overlap.moments.set(moments)
    return overlap


def test_an_overlap_tells_how_many_days_lie_between(frame, manager, adviser_lwl, adviser_baanbrekend, talk):
    employer = EmployerFactory()
    overlap_of(
        talk(employer, adviser_lwl, days_ago=20),
        talk(employer, adviser_baanbrekend, days_ago=9),
        talk(employer, adviser_lwl, days_ago=5),
    )
    panel = overlap_panel(frame, manager)
    (item,) = panel.first
    assert (panel.number, item.days_between, item.earlier) == (1, 4, 1)
    assert [moment.adviser for moment in item.latest] == [adviser_baanbrekend, adviser_lwl]


def test_preventable_overlaps_come_first(frame, manager, adviser_lwl, adviser_baanbrekend, talk):
    later, preventable = EmployerFactory(), EmployerFactory()
    overlap_of(talk(preventable, adviser_lwl, status="planned"), talk(preventable, adviser_baanbrekend))
    overlap_of(talk(later, adviser_lwl), talk(later, adviser_baanbrekend))
    assert [item.overlap.employer for item in overlap_panel(frame, manager).first] == [preventable, later]


def test_a_confidential_contact_of_the_other_is_not_told(frame, manager, adviser_lwl, adviser_baanbrekend, talk):
    employer = EmployerFactory()
    mine = talk(employer, adviser_baanbrekend)
    overlap_of(mine, talk(employer, adviser_lwl, is_confidential=True))
    (item,) = overlap_panel(frame, manager).first
    assert (item.moments, item.days_between) == ([mine], None)


# The state of the data ----------------------------------------------------------------------------------------------


def test_gaps_are_counted_in_the_region(frame):
    EmployerFactory(size=None, sector=None)
    EmployerFactory(size_minimum=20, size_maximum=49, is_opted_out=True)
    EmployerFactory(size=None, municipality=None)
    gaps = {gap.name: gap.number for gap in data_gaps(census(frame))}
    assert gaps == {
        "Omvang onbekend": 1,
        "Omvang 20 tot en met 49": 1,
        "Geen sector": 1,
        "Niet benaderen": 1,
        "Buiten de regio": 1,
    }
    assert Employer.objects.in_region().with_unknown_size().count() == 1


@pytest.mark.parametrize("is_outsider_first", [True, False])
def test_what_an_outsider_sees_says_nothing_about_others(
    is_outsider_first, outsider, manager, adviser_lwl, lwl, today, talk
):
    """In one process, as a web server is: SQL that was worked out for one of them is not that of the other."""
    talk(EmployerFactory(size=3), adviser_lwl, days_ago=400)
    expected = {outsider: (0, [(0, 0)]), manager: (1, [(1, 1)])}
    for user in [outsider, manager] if is_outsider_first else [manager, outsider]:
        frame = frame_for(user, [], None, today)
        stocks = [(each.known, each.total) for each in known_sizes(frame, [], [lwl])]
        assert (reached_before(frame), stocks) == expected[user]


def test_late_work_of_who_becomes_a_partner_is_seen(outsider, adviser_lwl, today):
    FollowUpFactory(adviser=adviser_lwl, due_on=today - timedelta(days=1))
    whole = frame_of(Employer.objects.active(), [], None, today)
    assert late_of(whole, outsider) == {}
    outsider.is_partner = True
    whole = frame_of(Employer.objects.active(), [], None, today)
    assert late_of(whole, outsider) == {adviser_lwl.pk: 1}


def test_an_outsider_sees_no_numbers(outsider, adviser_lwl, today, talk):
    talk(EmployerFactory(), adviser_lwl)
    FollowUpFactory(adviser=adviser_lwl, due_on=today - timedelta(days=1))
    frame = frame_for(outsider, [], None, today)
    assert frame.is_closed
    assert census(frame) == []
    assert adviser_table(frame, outsider, 0).lines == []
    assert {gap.number for gap in data_gaps(census(frame))} == {0}
