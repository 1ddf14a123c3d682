"""Times pages as the web process serves them: server time and number of queries, without network or browser."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from accounts.models import User
from lwl_crm.loading import load_everything

SUMMED = 250_000  # always the same work: what it takes tells of the machine alone
CALM = 1.2  # times the quickest sum: a machine that others use too is disturbed now and then
MOST = 3  # times as many requests when few moments are calm
SLOW, FEW = 2000, 3  # a page of more milliseconds is asked only so many times


@dataclass(frozen=True)
class Page:
    """`path` may be worked out from what there is to open."""

    name: str
    path: str | Callable[[], str]
    role: str
    has_plans: bool = False  # tells in the report how the database answers it

    @property
    def address(self) -> str:
        return self.path if isinstance(self.path, str) else self.path()


@dataclass(frozen=True)
class Spread:
    """Milliseconds of server time of many requests, and of those of them that were made in a calm moment."""

    spent: list[float]
    calm: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self._telling)

    @property
    def slowest(self) -> float:
        """The 95th percentile."""
        return self._telling[int(0.95 * (len(self._telling) - 1))]

    @property
    def _telling(self) -> list[float]:
        """All of them when no moment was calm; shortest first."""
        return sorted(self.calm or self.spent)

    @property
    def of_all(self) -> "Spread":
        """Those in a moment that was not calm too."""
        return Spread(self.spent, self.spent)


def together(spreads: Iterable[Spread]) -> Spread:
    """Every request of all of them; a page that was asked more often weighs more."""
    spreads = list(spreads)
    return Spread(
        spent=[each for spread in spreads for each in spread.spent],
        calm=[each for spread in spreads for each in spread.calm],
    )


@dataclass(frozen=True)
class Timing:
    """Of the first request in milliseconds; of those after it, each right after something was written in the database
    or none, which matters to figures that are kept (`lwl_crm/unchanged.py`). `queries` are those of one request.
    """

    page: Page
    first: float
    changed: Spread
    unchanged: Spread
    queries: int


def time_pages(pages: Iterable[Page], people: dict[str, User], repeats: int = 20) -> list[Timing]:
    """Each page in turn; a page that does not answer 200 stops the measurement."""
    load_everything()
    calm = CALM * min(time_sum() for _ in range(200))
    with override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        return [_time(page, people[page.role], repeats, calm) for page in pages]


def _time(page: Page, user: User, repeats: int, calm: float) -> Timing:
    client = Client()
    client.force_login(user)
    first = _get(client, page)
    repeats = repeats if first < SLOW else min(repeats, FEW)
    something_is_written()
    with CaptureQueriesContext(connection) as queries:
        _get(client, page)
    count = len(queries)  # the next request empties the log
    changed = _visits(client, page, repeats, calm, something_is_written)
    return Timing(page, first, changed, _visits(client, page, repeats, calm, lambda: None), count)


def _visits(client: Client, page: Page, repeats: int, calm: float, after: Callable[[], None]) -> Spread:
    """As many requests in calm moments, when the machine gives them: a fixed sum before and after was quick too."""
    visits = Spread([], [])
    while len(visits.calm) < repeats and len(visits.spent) < MOST * repeats:
        before = time_sum()
        after()
        visits.spent.append(_get(client, page))
        if max(before, time_sum()) <= calm:
            visits.calm.append(visits.spent[-1])
    return visits


def time_sum() -> float:
    """Milliseconds."""
    began = time.perf_counter()
    sum(range(SUMMED))
    return 1000 * (time.perf_counter() - began)


def something_is_written() -> None:
    """As after any write by anyone: a transaction more is visible."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")


def _get(client: Client, page: Page) -> float:
    began = time.perf_counter()
    response = client.get(page.address)
    spent = 1000 * (time.perf_counter() - began)
    if response.status_code != 200:
        raise RuntimeError(f"{page.address} answered {response.status_code}")
    return spent
