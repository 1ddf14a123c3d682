"""The periods of a half-year report: days only."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format


@dataclass(frozen=True)
class Period:
    """From the day `since` up to and including `until`."""

    since: date
    until: date

    def before(self) -> "Period":
        """As long, right before: whole months before whole months, else as many days."""
        end = self.since - timedelta(days=1)
        after = self.until + timedelta(days=1)
        if self.since.day == after.day == 1:
            months = (after.year - self.since.year) * 12 + after.month - self.since.month
            return Period(self.since - relativedelta(months=months), end)
        return Period(end - (self.until - self.since), end)

    def before_as_far(self, on: date) -> "Period":
        """The period before, of a period that is not over only as many of its first days as have gone by."""
        before = self.before()
        if on >= self.until:
            return before
        return Period(before.since, min(before.until, before.since + (on - self.since)))

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    def __str__(self):
        return f"{date_format(self.since, 'j b Y')} – {date_format(self.until, 'j b Y')}"


def last_half_year(on: date) -> Period:
    """The last half-year of the calendar that is over."""
    if on.month > 6:
        return Period(date(on.year, 1, 1), date(on.year, 6, 30))
    return Period(date(on.year - 1, 7, 1), date(on.year - 1, 12, 31))
