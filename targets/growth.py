"""Small employers reached over time: the figures of the chart and of the table under it."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Min
from django.db.models.functions import TruncDate

from targets.course import day_label, ends_between
from targets.frame import Frame
from targets.pace import Pace
from targets.progress import pace_of
from targets.stored import stored


@dataclass(frozen=True)
class Point:
    """The stand at the end of a day; `index` is the number of days since the start, for the axis."""

    day: date
    index: int
    reached: int | None
    planned: int | None
    forecast: int | None
    is_today: bool = False
    url: str = ""

    @property
    def label(self) -> str:
        return day_label(self.day, self.index)


@dataclass(frozen=True)
class Growth:
    points: list[Point]
    reached: int
    pace: Pace | None

    @property
    def has_talks(self) -> bool:
        return self.reached > 0

    @property
    def summary(self) -> str:
        """The chart in words, for who cannot see it."""
        text = f"Lijngrafiek. Nu zijn {self.reached} werkgevers bereikt."
        if self.pace is None:
            return text
        plan = f"{text} Het schema is {round(self.pace.expected)} van {self.pace.number}."
        return f"{plan} {self.pace.forecast_text()}"


def growth(frame: Frame) -> Growth:
    """Cumulative by month or week: the first talk in the period of every small employer; one query of its own."""
    firsts = Firsts(stored(frame, lambda: _first_days(frame), "first days", frame.owner, frame.since, frame.on))
    pace = frame.main_target and pace_of(frame.main_target, firsts.total, frame.on)
    points = [_point(day, frame, firsts, pace) for day in [None, *_days(frame)]]
    return Growth(points=points, reached=firsts.total, pace=pace)


class Firsts:
    """How many employers were reached for the first time on or before a day."""

    def __init__(self, numbers: dict[date, int]):
        self.days = sorted(numbers)
        self.sums = [0, *accumulate(numbers[day] for day in self.days)]

    @property
    def total(self) -> int:
        return self.sums[-1]

    def until(self, day: date | None) -> int:
        return self.sums[bisect_right(self.days, day)] if day else 0


def _first_days(frame):
    firsts = (
        frame.talks(frame.since)
        .filter(employer__in=frame.employers.small())
        .order_by()
        .values("employer")
        .annotate(first=TruncDate(Min("happened_at")))
        .values_list("first", flat=True)
    )
    return Counter(firsts)


def _days(frame):
    return ends_between(frame.since, frame.until, frame.on)


def _point(day, frame, firsts, pace):
    """The stand at the end of a day, or at the very start when there is no day."""
    index = (day - frame.since).days + 1 if day else 0
    today = min(frame.on, frame.until)
    is_past = day is None or day <= today
    return Point(
        day=day or frame.since,
        index=index,
        reached=firsts.until(day) if is_past else None,
        planned=round(pace.planned_after(index)) if pace else None,
        forecast=_forecast(index, pace) if pace and day and day >= today else None,
        is_today=day == today,
        url=frame.reached_in(frame.since, day) if day and is_past else "",
    )


def _forecast(index, pace):
    return None if pace.forecast is None else round(pace.forecast_after(index))
