"""The lines of the chart of one target."""

from datetime import date, timedelta

import pytest

from targets.course import course
from targets.pace import Pace

START, END = date(2026, 7, 1), date(2026, 12, 31)
ON = date(2026, 9, 30)  # the middle: 92 of 184 days


def pace(realised=46, on=ON, **fields):
    return Pace(number=184, realised=realised, from_on=START, until_on=END, on=on, **fields)


def days(number):
    """One on every other day."""
    return [START + timedelta(days=2 * each) for each in range(number)]


def test_it_runs_by_month_from_the_first_day_to_the_last():
    stands = course(pace(), days(46))
    assert [stand.label for stand in stands] == [
        "1 jul 2026", "31 jul", "31 aug", "30 sep", "31 okt", "30 nov", "31 dec",
    ]  # fmt: skip
    assert [stand.realised for stand in stands] == [0, 16, 31, 46, None, None, None]
    assert [stand.planned for stand in stands] == [0, 31, 62, 92, 123, 153, 184]
    assert [stand.forecast for stand in stands] == [None, None, None, 46, 62, 76, 92]
    assert [stand.day for stand in stands if stand.is_today] == [ON]


def test_the_band_opens_from_today_to_the_end():
    seen = pace(weeks=(2, 5) * 6 + (4,))
    bands = [(stand.low, stand.high) for stand in course(seen, days(46))]
    assert bands[:3] == [(None, None)] * 3
    assert bands[3] == (46, 46)
    assert bands[-1] == seen.band
    widths = [high - low for low, high in bands[3:]]
    assert widths == sorted(widths)


def test_a_stand_shows_its_beginning_and_today():
    stands = course(pace(realised=120, start=100), [])
    assert [stand.realised for stand in stands] == [100, None, None, 120, None, None, None]


@pytest.mark.parametrize("on", [date(2026, 6, 1), date(2026, 7, 3)])
def test_before_there_is_anything_to_expect_only_the_plan_is_drawn(on):
    stands = course(pace(realised=0, on=on), [])
    assert {stand.forecast for stand in stands} == {stand.low for stand in stands} == {None}
    assert stands[-1].planned == 184


def test_after_the_end_everything_is_known():
    stands = course(pace(on=date(2027, 2, 1)), days(46))
    assert stands[-1].is_today
    assert stands[-1].realised == 46
    assert None not in {stand.realised for stand in stands}


def test_the_forecast_does_not_pass_what_exists():
    assert course(pace(ceiling=60), days(46))[-1].forecast == 60
