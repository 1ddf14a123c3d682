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
    """Milliseconds of server time of many requests, shortest first: the median and the 95th percentile."""

    spent: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.spent)

    @property
    def slowest(self) -> float:
        return self.spent[int(0.95 * (len(self.spent) - 1))]


def together(spreads: Iterable[Spread]) -> Spread:
    """Every request of all of them; a page that was asked more often weighs more."""
    return Spread(sorted(each for spread in spreads for each in spread.spent))


@dataclass(frozen=True)
class Timing:
    """Of the first request in milliseconds; of those after it, each right after something was written in the database
    or none, which matters to figures that are kept (`lwl_crm/unchanged.py`). `queries` are those of one request.
    `sums` tells how calm the machine was in between.
    """

    page: Page
    first: float
    changed: Spread
    unchanged: Spread
    queries: int
    sums: Spread


def time_pages(pages: Iterable[Page], people: dict[str, User], repeats: int = 20) -> list[Timing]:
    """Each page in turn; a page that does not answer 200 stops the measurement."""
    load_everything()
    with override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        return [_time(page, people[page.role], repeats) for page in pages]


def _time(page: Page, user: User, repeats: int) -> Timing:
    client = Client()
    client.force_login(user)
    first = _get(client, page)
    repeats = repeats if first < SLOW else min(repeats, FEW)
    something_is_written()
    with CaptureQueriesContext(connection) as queries:
        _get(client, page)
    count = len(queries)  # the next request empties the log
    sums: list[float] = []
    changed, unchanged = (
        Spread(sorted(_get_after_sum(client, page, sums, after) for _ in range(repeats)))
        for after in (something_is_written, lambda: None)
    )
    return Timing(page, first, changed, unchanged, count, Spread(sorted(sums)))


def _get_after_sum(client: Client, page: Page, sums: list[float], after: Callable[[], None]) -> float:
    began = time.perf_counter()
    sum(range(SUMMED))
    sums.append(1000 * (time.perf_counter() - began))
    return _get(client, page, after)


def something_is_written() -> None:
    """As after any write by anyone: a transaction more is visible."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")


def _get(client: Client, page: Page, after: Callable[[], None] = lambda: None) -> float:
    after()
    began = time.perf_counter()
    response = client.get(page.address)
    spent = 1000 * (time.perf_counter() - began)
    if response.status_code != 200:
        raise RuntimeError(f"{page.address} answered {response.status_code}")
    return spent
