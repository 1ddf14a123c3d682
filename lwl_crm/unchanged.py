"""Figures that are counted once for as long as nothing in the database changes: always those of now."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.functional import cached_property
from redis.exceptions import RedisError

KEPT = 5 * 60  # seconds; what a figure depends on outside the database, such as a setting, may change too

STATE = """
SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL
       THEN concat_ws(' ', current_database(), pg_postmaster_start_time(), pg_current_snapshot()) END
"""


class Unchanged:
    """For one page: figures by name, counted anew after any write by anyone, and whenever Redis does not answer."""

    @cached_property
    def state(self) -> str | None:
        """Which transactions are visible, read once a page; it never comes back after a write.

        None inside a transaction that writes itself: what it wrote is visible to it and not in the state.
        """
        with connection.cursor() as cursor:
            cursor.execute(STATE)
            return cursor.fetchone()[0]

    def read(self, *about: Any) -> Any:
        """What was written in this state of the database, else None; `about` tells all that it depends on."""
        if self.state is None:
            return None
        try:
            found = cache.get(key_of(about))
        except RedisError:
            return None
        return found[1] if found and found[0] == self.state else None

    def write(self, figure: Any, *about: Any) -> None:
        if self.state is not None:
            with suppress(RedisError):
                cache.set(key_of(about), (self.state, figure), KEPT)

    def figure(self, count: Callable[[], Any], *about: Any) -> Any:
        """One that is never None."""
        figure = self.read(*about)
        if figure is None:
            figure = count()
            self.write(figure, *about)
        return figure


class Book:
    """All figures of one page, read together and written together: `keep` it when the page has what it shows.

    Without a name it keeps nothing, and each figure is counted once for the page. What books have in common is counted
    once for all of them when they are given one `shared`.
    """

    def __init__(self, *name: Any):
        self.name = name
        self.unchanged = Unchanged()
        self.is_new = False
        self.shared: dict[tuple[str, str], Any] | None = None

    @cached_property
    def figures(self) -> dict[str, Any]:
        return (self.name and self.unchanged.read(*self.name)) or {}

    def figure(self, count: Callable[[], Any], key: str) -> Any:
        if key not in self.figures:
            self.figures[key] = self._found(count, key)
            self.is_new = True
        return self.figures[key]

    def _found(self, count, key):
        state = self.unchanged.state if self.shared is not None else None
        if state is None:
            return count()
        if (state, key) not in self.shared:
            self.shared[state, key] = count()
        return self.shared[state, key]

    def keep(self) -> None:
        if self.name and self.is_new:
            self.unchanged.write(self.figures, *self.name)
            self.is_new = False


def key_of(about: Iterable[Any]) -> str:
    """It holds the day, so that yesterday's figures are never shown as those of today."""
    parts = "|".join(str(part) for part in (timezone.localdate(), *about))
    return f"figures:{sha256(parts.encode()).hexdigest()}"
