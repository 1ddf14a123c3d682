"""The course of one target: where it stood, where it should stand, and between which numbers it goes on."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format

from targets.pace import Pace

WEEKS_UNTIL = 120  # days: a shorter period is shown by week, a longer one by month


@dataclass(frozen=True)
class Stand:
    """At the end of a day; `index` is the number of days since the start, for the axis. None is not known."""

    day: date
    index: int
    realised: int | None
    planned: int
    forecast: int | None
    low: int | None
    high: int | None
    is_today: bool = False
    url: str = ""  # of the list of what was counted by then

    @property
    def label(self) -> str:
        return day_label(self.day, self.index)


def course(pace: Pace, days: Sequence[date]) -> list[Stand]:
    """From the first day to the last, for the chart and the table under it.

    `days` are those on which something was added. Of a stand, which nobody adds to by a contact, only the beginning
    and today are known.
    """
    today = min(pace.on, pace.until_on)
    marks = [None, *ends_between(pace.from_on, pace.until_on, today)]
    return [_stand(day, pace, sorted(days), today) for day in marks]


def _stand(day, pace, days, today):
    index = (day - pace.from_on).days + 1 if day else 0
    is_ahead = bool(day) and day >= today and pace.forecast is not None
    low, high = (pace.band_after(index) or (None, None)) if is_ahead else (None, None)
    return Stand(
        day=day or pace.from_on,
        index=index,
        realised=_realised(day, pace, days, today),
        planned=round(pace.planned_after(index)),
        forecast=_within(pace, round(pace.forecast_after(index))) if is_ahead else None,
        low=low,
        high=high,
        is_today=day == today,
    )


def _realised(day, pace, days, today):
    if day is None:
        return pace.start
    if day == today:
        return pace.realised
    return bisect_right(days, day) if day < today and not pace.start and len(days) == pace.realised else None


def _within(pace, number):
    return number if pace.ceiling is None else max(min(number, pace.ceiling), pace.realised)


def ends_between(since: date, until: date, today: date) -> list[date]:
    """Ends of weeks or months in a period, today and the last day, in order."""
    length = (until - since).days + 1
    if length <= WEEKS_UNTIL:
        ends = {since + timedelta(days=offset) for offset in range(6, length, 7)}
    else:
        first = since.replace(day=1)
        ends = {first + relativedelta(months=number, days=-1) for number in range(1, length // 28 + 2)}
    known = {min(today, until), until}
    inside = {day for day in ends if since <= day <= until and not _crowds(day, known)}
    return sorted(inside | {day for day in known if day >= since})


def _crowds(day, known):
    """A month's end one or two days from today would write two labels over each other."""
    return any(0 < abs((day - other).days) < 3 for other in known)


def day_label(day: date, index: int) -> str:
    with_year = index == 0 or day.month == 1
    return date_format(day, "j b Y" if with_year else "j b")
