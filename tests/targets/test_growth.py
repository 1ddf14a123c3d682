from datetime import date, timedelta

import pytest

from targets.frame import frame_for
from targets.growth import growth
from targets.measures import realised
from tests.factories import EmployerFactory, TargetFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)


def growth_for(user, *targets, organisation=None, on=ON):
    return growth(frame_for(user, list(targets), organisation, on))


def test_an_employer_counts_from_its_first_talk_in_the_period(manager, adviser_lwl, talk):
    employer = EmployerFactory(size=3)
    for day in (date(2026, 6, 1), date(2026, 8, 10), date(2026, 10, 10)):
        talk(employer, adviser_lwl, on=day)
    points = growth_for(manager, TargetFactory()).points
    assert {point.day: point.reached for point in points if point.day <= ON} == {
        date(2026, 7, 1): 0,
        date(2026, 7, 31): 0,
        date(2026, 8, 31): 1,
        date(2026, 9, 30): 1,
        date(2026, 10, 31): 1,
        ON: 1,
    }


def test_the_chart_ends_at_the_number_of_its_target(manager, adviser_lwl, adviser_baanbrekend, talk):
    target = TargetFactory()
    for ago, adviser in ((3, adviser_lwl), (40, adviser_baanbrekend)):
        talk(EmployerFactory(size=3), adviser, on=ON - timedelta(days=ago))
    talk(EmployerFactory(size=90), adviser_lwl, on=ON)
    grown = growth_for(manager, target)
    today = next(point for point in grown.points if point.is_today)
    assert today.reached == grown.reached == realised(target, ON) == 2


def test_the_schema_runs_straight_from_nothing_to_the_target(manager):
    points = growth_for(manager, TargetFactory(number=365)).points
    assert [(point.index, point.planned) for point in points if point.planned != point.index] == []
    assert (points[0].planned, points[-1].planned) == (0, 365)


def test_the_forecast_starts_today_and_ends_on_the_last_day(manager, adviser_lwl, talk):
    for _ in range(2):
        talk(EmployerFactory(size=3), adviser_lwl, on=ON)
    forecasts = [(point.day, point.forecast) for point in growth_for(manager, TargetFactory()).points]
    filled = [(day, forecast) for day, forecast in forecasts if forecast is not None]
    assert filled[0] == (ON, 2)
    assert filled[-1] == (date(2027, 6, 30), 5)


def test_without_a_target_the_last_twelve_months_are_shown(manager):
    grown = growth_for(manager)
    assert grown.pace is None
    assert (grown.points[0].day, grown.points[-1].day) == (date(2025, 11, 25), ON)


def test_a_target_of_one_organisation_is_the_chart_of_that_organisation(manager, lwl, adviser_baanbrekend, talk):
    talk(EmployerFactory(size=3), adviser_baanbrekend, on=ON)
    of_all, of_lwl = TargetFactory(number=100), TargetFactory(number=40, organisation=lwl)
    assert growth_for(manager, of_all, of_lwl).pace.number == 100
    chosen = growth_for(manager, of_all, of_lwl, organisation=lwl)
    assert (chosen.pace.number, chosen.reached) == (40, 0)


@pytest.mark.parametrize("segment", [{"size_band": "5-9"}, {"measure": "talks"}, {"adviser": "me"}])
def test_a_target_on_a_part_is_not_the_line_of_the_chart(manager, segment):
    segment = {name: manager if value == "me" else value for name, value in segment.items()}
    assert growth_for(manager, TargetFactory(**segment)).pace is None


def test_a_short_period_is_shown_by_week(manager):
    target = TargetFactory(from_on=date(2026, 11, 2), until_on=date(2026, 11, 29))
    days = [point.day for point in growth_for(manager, target).points[1:]]
    assert days == [date(2026, 11, 8), date(2026, 11, 15), ON, date(2026, 11, 29)]


def test_growth_is_one_query_besides_the_region_and_the_state(manager, adviser_lwl, talk, django_assert_num_queries):
    for _ in range(3):
        talk(EmployerFactory(size=3), adviser_lwl, on=ON)
    frame = frame_for(manager, [], None, ON)
    with django_assert_num_queries(3):
        growth(frame)
