"""Queries that count the register: their SQL is worked out once a day, and then only asked."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

MOST = 1_000  # statements; each is some kilobytes
LONGEST = 500  # parameters; more are keys that were looked up, which nobody does twice
GIVEN = object()  # stands where a parameter is that is another every time


class Statement(NamedTuple):
    sql: str
    parameters: tuple

    def ask(self) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(*self)
            return cursor.fetchall()


_statements: dict[tuple, Statement | None] = {}


def statement(queryset: QuerySet) -> Statement | None:
    """None for a queryset that can find nothing, as of somebody outside every region."""
    with suppress(EmptyResultSet):
        return Statement(*queryset.query.sql_with_params())


def statement_of(build: Callable[[], QuerySet], *about: Hashable, given: Any = None) -> Statement | None:
    """That of the queryset that `build` makes, worked out once for equal `about`.

    `about` names the queryset and tells all that its SQL depends on, but for the day of today, the months of the
    blind-spot rule, and `given`: one parameter of it that is another every time.
    """
    key = (timezone.localdate(), settings.BLIND_SPOT_MONTHS, *about)
    if given is None:
        return _remembered(lambda: statement(build()), key)
    return _exchanged(_remembered(lambda: _exchanged(statement(build()), given, GIVEN), key), GIVEN, given)


def _exchanged(known, this, that):
    """With one parameter in the place of another, told apart by what they are and not by what they say."""
    if known is None:
        return None
    found = [at for at, each in enumerate(known.parameters) if each is this]
    if not found:
        raise LookupError("What is given is no parameter of this SQL, which would then be kept with it.")
    return Statement(known.sql, tuple(that if at in found else each for at, each in enumerate(known.parameters)))


def _remembered(make, key):
    with suppress(KeyError):
        return _statements[key]
    found = make()
    if found and len(found.parameters) > LONGEST:
        return found
    if len(_statements) >= MOST:
        _statements.clear()
    return _statements.setdefault(key, found)


def rows_of(build: Callable[[], QuerySet], *about: Hashable) -> list[tuple[Any, ...]]:
    """The rows of a queryset of plain values, as the database has them; `about` as in `statement_of`."""
    known = statement_of(build, *about)
    return known.ask() if known else []


def number_of(build: Callable[[], QuerySet], *about: Hashable) -> int:
    """How many rows there are."""
    known = statement_of(lambda: build().order_by().values("pk"), *about)
    return Statement(f"SELECT count(*) FROM ({known.sql}) AS found", known.parameters).ask()[0][0] if known else 0
