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

    def __str__(self):
        return f"{date_format(self.since, 'j b Y')} – {date_format(self.until, 'j b Y')}"


def last_half_year(on: date) -> Period:
    """The last half-year of the calendar that is over."""
    if on.month > 6:
        return Period(date(on.year, 1, 1), date(on.year, 6, 30))
    return Period(date(on.year - 1, 7, 1), date(on.year - 1, 12, 31))
