import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets.pace import Pace, Status, decimal
from targets.progress import weeks_of

START, END = date(2026, 7, 1), date(2027, 6, 30)
DAY_146 = date(2026, 11, 23)


def pace(number=730, realised=0, on=DAY_146, **fields):
    return Pace(number=number, realised=realised, from_on=START, until_on=END, on=on, **fields)


@pytest.mark.parametrize(
    ("on", "elapsed"),
    [
        pytest.param(date(2026, 6, 30), 0, id="the day before"),
        pytest.param(START, 1, id="the first day counts"),
        pytest.param(DAY_146, 146, id="on the way"),
        pytest.param(END, 365, id="the last day"),
        pytest.param(date(2028, 1, 1), 365, id="long after"),
    ],
)
def test_elapsed_days(on, elapsed):
    assert pace(on=on).elapsed_days == elapsed


def test_expected_is_the_elapsed_share_of_the_number():
    assert pace().expected == pytest.approx(292)


def test_expected_starts_at_the_count_of_the_beginning():
    assert pace(number=465, start=100).expected == pytest.approx(246)


@pytest.mark.parametrize(
    ("realised", "on", "status"),
    [
        pytest.param(0, date(2026, 6, 30), Status.UPCOMING, id="before the first day"),
        pytest.param(0, START, Status.AT_RISK, id="nothing on the first day of a steep target"),
        pytest.param(292, DAY_146, Status.ON_TRACK, id="exactly on the line"),
        pytest.param(278, DAY_146, Status.ON_TRACK, id="within 5 percent below"),
        pytest.param(277, DAY_146, Status.AT_RISK, id="more than 5 percent below"),
        pytest.param(234, DAY_146, Status.AT_RISK, id="within 20 percent below"),
        pytest.param(233, DAY_146, Status.BEHIND, id="more than 20 percent below"),
        pytest.param(306, DAY_146, Status.ON_TRACK, id="a bit above the line"),
        pytest.param(307, DAY_146, Status.ON_TRACK, id="ahead of the line"),
        pytest.param(730, DAY_146, Status.ACHIEVED, id="made before the end"),
        pytest.param(729, END, Status.ON_TRACK, id="one short on the last day"),
        pytest.param(729, date(2027, 7, 1), Status.MISSED, id="one short when the time is over"),
        pytest.param(731, date(2027, 7, 1), Status.ACHIEVED, id="made when the time is over"),
    ],
)
def test_status(realised, on, status):
    assert pace(realised=realised, on=on).status == status


@pytest.mark.parametrize(("realised", "status"), [(729, Status.MISSED), (730, Status.ACHIEVED)])
def test_the_verdict_falls_when_the_last_day_is_over(realised, status):
    assert pace(realised=realised, on=END, is_today=False).status == status
    assert pace(realised=277, on=DAY_146, is_today=False).status == Status.AT_RISK


def test_a_small_target_is_on_schedule_when_it_misses_less_than_one():
    assert pace(number=2, realised=0).status == Status.ON_TRACK


@pytest.mark.parametrize(
    ("realised", "on", "forecast"),
    [
        pytest.param(3, date(2026, 7, 6), None, id="nothing to say in the first week"),
        pytest.param(7, date(2026, 7, 7), 365, id="after a week"),
        pytest.param(262, DAY_146, 655, id="as it went"),
        pytest.param(600, END, 600, id="on the last day"),
        pytest.param(600, date(2027, 9, 1), 600, id="after the end"),
    ],
)
def test_forecast(realised, on, forecast):
    assert pace(realised=realised, on=on).forecast == forecast


def test_forecast_never_passes_what_exists():
    assert pace(realised=490, ceiling=646).forecast == 646


def test_forecast_of_a_stand_only_extends_what_was_added():
    assert pace(number=600, start=400, realised=440).forecast == 500


def test_needed_per_week_spreads_what_is_missing_over_the_days_left():
    assert pace(realised=292).needed_per_week == pytest.approx(14)


@pytest.mark.parametrize(
    "made", [pytest.param(pace(realised=730), id="made"), pytest.param(pace(realised=5, on=END), id="no day left")]
)
def test_nothing_is_needed_per_week(made):
    assert made.needed_per_week is None
    assert made.needed_text() == ""


@pytest.mark.parametrize(
    ("a_pace", "text"),
    [
        pytest.param(pace(realised=262), "Verwachting 655 op 30 juni 2027. Dat is 75 te weinig.", id="too little"),
        pytest.param(pace(realised=365), "Verwachting: gehaald rond 18 april 2027.", id="made before the end"),
        pytest.param(pace(realised=1, on=START), "Nog te kort bezig voor een verwachting.", id="too early"),
        pytest.param(pace(realised=730), "Het doel van 730 is gehaald.", id="made"),
        pytest.param(
            pace(number=120, realised=48, on=date(2026, 11, 26)),
            "Verwachting 118 op 30 juni 2027. Dat is bijna de 120 van het doel: 2 meer en het is gehaald.",
            id="on course and just under it",
        ),
        pytest.param(
            pace(number=120, realised=2, on=date(2026, 7, 8)),
            "Verwachting 91 op 30 juni 2027. Dat is 29 te weinig, maar nu scheelt het met het schema nog hoogstens 1.",
            id="on course by one",
        ),
        pytest.param(pace(realised=700, on=date(2027, 7, 1)), "Op 30 juni 2027 waren er 30 te weinig.", id="missed"),
        pytest.param(pace(on=date(2026, 1, 1)), "Begint op 1 juli 2026.", id="upcoming"),
        pytest.param(
            pace(number=1500, realised=0), "Verwachting 0 op 30 juni 2027. Dat is 1.500 te weinig.", id="nothing yet"
        ),
    ],
)
def test_forecast_text(a_pace, text):
    assert a_pace.forecast_text() == text


def test_needed_text_compares_with_the_pace_so_far():
    assert pace(realised=73).needed_text() == "Nog 21 werkgevers per week nodig, tot nu toe 3,5."


def test_needed_text_names_what_is_counted():
    needed = pace(number=105, realised=10, nouns=("gesprek", "gesprekken")).needed_text()
    assert needed == "Nog 3 gesprekken per week nodig, tot nu toe 0,5."
    assert "Nog 1 gesprek per week" in pace(number=41, realised=10, nouns=("gesprek", "gesprekken")).needed_text()


@pytest.mark.parametrize(("number", "text"), [(0.04, "0"), (2.5, "2,5"), (3.0, "3"), (9.96, "10"), (14.4, "14")])
def test_decimal(number, text):
    assert decimal(number) == text


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(
    number=st.integers(1, 5000),
    realised=st.integers(0, 6000),
    start=st.integers(0, 5000),
    on=st.dates(date(2026, 6, 1), date(2027, 8, 1)),
)
def test_shares_stay_on_the_bar_and_every_pace_has_a_sentence(number, realised, start, on):
    this = pace(number=number, realised=realised, start=min(start, number), on=on)
    assert 0 <= this.done_share <= 1
    assert 0 <= this.expected_share <= 1
    assert this.forecast_text().endswith(".")
    assert this.forecast is None or this.forecast >= 0


# The band -----------------------------------------------------------------------------------------------------------


def test_few_weeks_or_no_weeks_left_give_no_band():
    assert pace(realised=30, weeks=(10, 10, 10)).band is None
    assert pace(realised=30, on=END, weeks=(10, 11, 12, 13)).band is None


def test_weeks_that_are_all_the_same_give_a_band_of_the_forecast():
    low, high = pace(realised=262, weeks=(13,) * 20).band
    assert high - low <= 1
    assert low <= 655 <= high


def test_the_more_weeks_differ_the_wider_the_band():
    narrow, wide = pace(realised=200, weeks=(9, 11) * 10).band, pace(realised=200, weeks=(0, 20) * 10).band
    assert wide[0] < narrow[0] < 500 < narrow[1] < wide[1]


def test_the_band_stays_between_what_is_there_and_what_can_be():
    assert pace(realised=480, ceiling=500, weeks=(0, 48) * 10).band == (500, 500)
    assert pace(realised=20, weeks=(0, 0, 0, 20)).band[0] == 20


def test_the_band_is_told_in_one_sentence():
    text = pace(number=1000, realised=200, weeks=(9, 11) * 10).band_text()
    assert text == "Wisselen de weken zoals tot nu toe, dan wordt het in 8 van de 10 gevallen 488 tot en met 512."
    assert pace(number=100, realised=200, weeks=(9, 11) * 10).band_text() == ""


def test_a_band_of_one_number_is_told_as_one_number():
    text = pace(number=1000, realised=200, ceiling=200, weeks=(9, 11) * 10).band_text()
    assert text == "Wisselen de weken zoals tot nu toe, dan wordt het in 8 van de 10 gevallen 200."


def test_the_end_falls_in_the_band_in_about_eight_of_ten_cases():
    """Played 500 times: 20 weeks known of a year of 52 weeks, of which each adds 0 to 20 by chance."""
    chance, hits, year = random.Random(2026), 0, date(2026, 7, 1)
    for _ in range(500):
        weeks = [chance.randint(0, 20) for _ in range(52)]
        seen = Pace(
            number=5000, realised=sum(weeks[:20]), from_on=year, until_on=year + timedelta(days=363),
            on=year + timedelta(days=139), weeks=tuple(weeks[:20]),
        )  # fmt: skip
        hits += seen.band[0] <= sum(weeks) <= seen.band[1]
    assert 0.74 <= hits / 500 <= 0.86


def test_weeks_of_nothing_count_as_weeks():
    seen = pace(on=START + timedelta(days=29))
    assert weeks_of([START, START + timedelta(days=6), START + timedelta(days=21), END], seen) == (2, 0, 0, 1)
