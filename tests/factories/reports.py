from datetime import date

from targets.reports.periods import Period
from targets.reports.writing import make_report


def report_of(by, *, organisation=None, since=date(2026, 1, 1), until=date(2026, 6, 30)):
    """A half-year report counted now."""
    return make_report(organisation=organisation, period=Period(since, until), by=by)
