"""What other windows than OVERLAP_DAYS would have flagged over the past year, and how much of it was truly double."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outreach.models import Agreement, ContactMoment, Overlap
from outreach.overlaps import NOT_AGREED, with_pairs

WINDOWS = (7, 14, 30, 60)
YEAR = timedelta(days=365)

FLAGGED = f"""
, flagged AS (
  SELECT window_days, least(pair.one_node, pair.two_node) AS node, pair.first, pair.second,
         date_trunc('month', min(pair.later))::date AS month, {{first_pair}}
         bool_or(one.outcome IS NOT NULL) AS is_judged,
         bool_or(one.outcome = %s) AS is_double
  FROM pair
  JOIN unnest(%s) AS window_days ON pair.apart < window_days
  LEFT JOIN (settled one JOIN settled two ON two.overlap = one.overlap)
    ON one.moment = pair.one AND two.moment = pair.two AND one.first = pair.first AND one.second = pair.second
  WHERE pair.later BETWEEN %s AND %s AND {NOT_AGREED}
  GROUP BY window_days, 2, pair.first, pair.second
)
"""
COUNTS = (
    FLAGGED.format(first_pair="")
    + """
SELECT window_days, month, count(*), count(*) FILTER (WHERE is_judged), count(*) FILTER (WHERE is_double)
FROM flagged GROUP BY GROUPING SETS ((window_days), (window_days, month)) ORDER BY window_days, month
"""
)
FIRST_PAIR = "min(ARRAY[pair.later - DATE '2000-01-01', pair.one, pair.two]) AS earliest,"
CASES = (
    FLAGGED.format(first_pair=FIRST_PAIR)
    + """
SELECT earliest[2], earliest[3], is_judged, is_double FROM flagged
WHERE (%s OR month = %s) AND (is_judged OR NOT %s) AND (is_double OR NOT %s) ORDER BY flagged.earliest DESC
"""
)


@dataclass(frozen=True)
class Flagged:
    """How many double approaches a window flags: an employer or company and a pair of organisations counts once.

    `judged` of them were closed with an outcome, `double` of those as truly double. `month` is that of the first pair
    of approaches, None for the whole year.
    """

    window: int
    month: date | None
    flagged: int = 0
    judged: int = 0
    double: int = 0

    @property
    def share(self) -> int | None:
        """Whole per cents of the judged ones; None as long as none was judged."""
        return round(100 * self.double / self.judged) if self.judged else None


def look_back(until: date, windows: Sequence[int] = WINDOWS) -> list[Flagged]:
    """Rows per window for the year up to and including a day, and per window and month; one pass for all windows."""
    return [Flagged(*row) for row in _of_flagged(COUNTS, until, windows)]


@dataclass(frozen=True)
class Case:
    """One of the flagged: the keys of the first two approaches, and what came of it."""

    one: int
    two: int
    is_judged: bool
    is_double: bool


def flagged_cases(
    until: date, window: int, month: date | None = None, *, only_judged: bool = False, only_double: bool = False
) -> list[Case]:
    """What `look_back` counts for one window, of the whole year or of the month that begins on a day; latest first."""
    rows = _of_flagged(CASES, until, [window], month is None, month, only_judged, only_double)
    return [Case(*row) for row in rows]


def _of_flagged(select, until, windows, *also):
    since = until - YEAR + timedelta(days=1)
    approaches = ContactMoment.objects.approaches().filter(is_joint=False).order_by()
    approaches = approaches.between(since - timedelta(days=max(windows)), until)
    parameters = (Overlap.Outcome.DOUBLE.value, list(windows), since, until, *also)
    return with_pairs(select, approaches, Agreement.objects.order_by(), max(windows), parameters)


def months_of(rows: Sequence[Flagged], window: int, until: date) -> list[Flagged]:
    """The months of the year for one window, also those in which nothing was flagged."""
    known = {row.month: row for row in rows if row.window == window and row.month}
    return [known.get(month, Flagged(window, month)) for month in _months(until)]


def years_of(rows: Sequence[Flagged], windows: Sequence[int] = WINDOWS) -> list[Flagged]:
    """The whole year, a row per window, also for one that flags nothing."""
    known = {row.window: row for row in rows if row.month is None}
    return [known.get(window, Flagged(window, None)) for window in windows]


def _months(until: date) -> Iterator[date]:
    month = (until - YEAR + timedelta(days=1)).replace(day=1)
    while month <= until:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)
