"""The pace of a target: where it should be today, what it takes, where it ends. Pure: numbers and days only."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, sqrt
from statistics import stdev

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.functional import cached_property

FEWEST_WEEKS = 4  # with fewer nothing is known about how weeks differ
EIGHT_OF_TEN = 1.2816  # standard deviations to both sides that hold 80% of a normal distribution
TOLERANCE = 0.05  # at most 5% under the plan, or one, is on course
RISK = 0.20  # at most 20% under it, or two, can still be made up for
FIRST_FORECAST_AFTER = 7  # days: before that a straight line says nothing
FURTHEST_FORECAST = 3650  # days: a day further away is no news


class Status(TextChoices):
    UPCOMING = "upcoming", "Begint nog"
    ON_TRACK = "on_track", "Op koers"
    AT_RISK = "at_risk", "Risico"
    BEHIND = "behind", "Loopt achter"
    ACHIEVED = "achieved", "Gehaald"
    MISSED = "missed", "Niet gehaald"

    @property
    def said(self) -> str:
        """In a sentence after the name of a target."""
        return "loopt risico" if self == Status.AT_RISK else self.label.lower()


@dataclass(frozen=True)
class Pace:
    """From `from_on` up to and including `until_on`, seen at the end of the day `on`, or during it when that is today.

    `start` is the count at the beginning, `ceiling` the most that can be reached (the size of the segment), None
    when there is no such limit. `nouns` names what is counted, as one and as many. `weeks` is
    what each whole week since the first day added.
    """

    number: int
    realised: int
    from_on: date
    until_on: date
    on: date
    start: int = 0
    ceiling: int | None = None
    nouns: tuple[str, str] = ("werkgever", "werkgevers")
    weeks: tuple[int, ...] = ()
    is_today: bool = True  # there may come more on the day `on`

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days + 1

    @property
    def elapsed_days(self) -> int:
        """Days gone by, today included: what was done today counts too."""
        return min(max((self.on - self.from_on).days + 1, 0), self.days)

    @property
    def elapsed_share(self) -> float:
        return self.elapsed_days / self.days

    @property
    def has_ended(self) -> bool:
        return self.on > self.until_on or (self.on == self.until_on and not self.is_today)

    @property
    def expected(self) -> float:
        """Where a straight line from the start to the target stands today."""
        return self.planned_after(self.elapsed_days)

    def planned_after(self, days: int) -> float:
        return self.start + (self.number - self.start) * days / self.days

    @property
    def missing(self) -> int:
        return max(self.number - self.realised, 0)

    @property
    def needed_per_week(self) -> float | None:
        """What has to be added each week from tomorrow on; None when it is made or the time is over."""
        remaining = self.days - self.elapsed_days
        return self.missing * 7 / remaining if self.missing and remaining else None

    @property
    def per_week(self) -> float | None:
        """What was added each week until today; None before the first day."""
        return (self.realised - self.start) * 7 / self.elapsed_days if self.elapsed_days else None

    @cached_property
    def forecast(self) -> int | None:
        """The count on the last day when it goes on as it went; None in the first week."""
        if self.elapsed_days >= self.days:
            return self.realised
        if self.elapsed_days < FIRST_FORECAST_AFTER:
            return None
        straight = max(round(self.forecast_after(self.days)), 0)
        return straight if self.ceiling is None else max(min(straight, self.ceiling), self.realised)

    def forecast_after(self, days: int) -> float:
        """The straight line from the start through today's count, `days` after the start."""
        return self.start + (self.realised - self.start) * days / self.elapsed_days

    @property
    def band(self) -> tuple[int, int] | None:
        """Between which counts it ends; None when there is nothing left to forecast."""
        return self.band_after(self.days) if self.elapsed_days < self.days else None

    def band_after(self, days: int) -> tuple[int, int] | None:
        """Between which counts it stands then in 8 of 10 cases when the weeks go on differing as they did.

        The weeks ahead add their own spread, and the pace itself is known from the past weeks only. None with too few
        weeks to know a spread.
        """
        left = (days - self.elapsed_days) / 7
        if len(self.weeks) < FEWEST_WEEKS or self.forecast is None:
            return None
        spread = stdev(self.weeks) * sqrt(left * (1 + left / len(self.weeks)))
        straight = self.forecast_after(days)
        low, high = floor(straight - EIGHT_OF_TEN * spread), ceil(straight + EIGHT_OF_TEN * spread)
        most = high if self.ceiling is None else max(self.ceiling, self.realised)
        return min(max(low, self.realised), most), max(min(high, most), self.realised)

    @property
    def achieved_on(self) -> date | None:
        """The day on which that line reaches the target; None when it never does, or has done so already."""
        gained = self.realised - self.start
        if not self.missing or gained <= 0 or self.elapsed_days < FIRST_FORECAST_AFTER:
            return None
        if self.ceiling is not None and self.ceiling < self.number:
            return None
        days = ceil((self.number - self.start) * self.elapsed_days / gained)
        return self.from_on + timedelta(days=days - 1) if days <= FURTHEST_FORECAST else None

    @property
    def status(self) -> Status:
        if self.realised >= self.number:
            return Status.ACHIEVED
        if self.has_ended:
            return Status.MISSED
        if not self.elapsed_days:
            return Status.UPCOMING
        short = self.expected - self.realised
        if short <= max(1.0, TOLERANCE * self.expected):
            return Status.ON_TRACK
        return Status.AT_RISK if short <= max(2.0, RISK * self.expected) else Status.BEHIND

    @property
    def done_share(self) -> float:
        """Part of the bar that is filled, from 0 to 1."""
        return min(self.realised / self.number, 1.0)

    @property
    def expected_share(self) -> float:
        """Place of the mark "hier moeten we vandaag zijn" on the bar, from 0 to 1."""
        return min(max(self.expected / self.number, 0.0), 1.0)

    def forecast_text(self) -> str:
        """The forecast as one Dutch sentence."""
        if self.status in (Status.ACHIEVED, Status.MISSED, Status.UPCOMING):
            return self._closed_text()
        if self.forecast is None:
            return "Nog te kort bezig voor een verwachting."
        if self.achieved_on and self.achieved_on <= self.until_on:
            return f"Verwachting: gehaald rond {day_text(self.achieved_on)}."
        text = f"Verwachting {dutch(self.forecast)} op {day_text(self.until_on)}."
        short = self.number - self.forecast
        return f"{text} {self._short_text(short)}" if short > 0 else text

    def _short_text(self, short: int) -> str:
        """What is missing in the end, in words that do not speak against the verdict of today."""
        if self.status != Status.ON_TRACK:
            return f"Dat is {dutch(short)} te weinig."
        if short <= max(1.0, TOLERANCE * self.number):
            return f"Dat is bijna de {dutch(self.number)} van het doel: {dutch(short)} meer en het is gehaald."
        return f"Dat is {dutch(short)} te weinig, maar nu scheelt het met het schema nog hoogstens 1."

    def _closed_text(self) -> str:
        if self.status == Status.ACHIEVED:
            return f"Het doel van {dutch(self.number)} is gehaald."
        if self.status == Status.MISSED:
            return f"Op {day_text(self.until_on)} waren er {dutch(self.missing)} te weinig."
        return f"Begint op {day_text(self.from_on)}."

    def band_text(self) -> str:
        """The band as one Dutch sentence; empty when there is none, or when it is made already."""
        if self.band is None or not self.missing:
            return ""
        low, high = (dutch(count) for count in self.band)
        if low == high:
            return f"Wisselen de weken zoals tot nu toe, dan wordt het in 8 van de 10 gevallen {low}."
        return f"Wisselen de weken zoals tot nu toe, dan wordt het in 8 van de 10 gevallen {low} tot en met {high}."

    def needed_text(self) -> str:
        """What it still takes as one Dutch sentence; empty when nothing is needed or possible any more."""
        if self.needed_per_week is None:
            return ""
        went = f", tot nu toe {decimal(self.per_week)}" if self.elapsed_days else ""
        needed = decimal(self.needed_per_week)
        noun = self.nouns[0 if needed == "1" else 1]
        return f"Nog {needed} {noun} per week nodig{went}."


def dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def decimal(number: float) -> str:
    """One decimal under ten ("2,5"), whole numbers from there ("14")."""
    if abs(number) >= 10:
        return dutch(floor(number + 0.5))
    return f"{number:.1f}".replace(".", ",").removesuffix(",0")


def day_text(day: date) -> str:
    """Write a day as "30 juni 2027"."""
    return date_format(day, "j F Y")
