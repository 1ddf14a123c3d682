"""What people have open: a worker counts it again after a change, before they look again."""

import logging
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
JUST_NOW = timedelta(minutes=30)


@contextmanager
def apart() -> Iterator[None]:
    """One look that cannot be counted is told to the log, and the others are counted all the same."""
    try:
        yield
    except Exception:
        logger.exception("A look that people have open could not be counted")


class LookedAt:
    """Looks of one kind, of today: no more than the latest `most`, and for so long.

    None when Redis does not answer; of two that begin in the same moment one may be missed.
    """

    def __init__(self, name: str, *, most: int, kept: timedelta = JUST_NOW):
        self.name, self.most, self.kept = name, most, kept

    def remember(self, which: Hashable, look: Any) -> None:
        """`look` is all that it takes to count it again; of `which` only the latest is kept."""
        with suppress(RedisError):
            looks = self._read() | {which: (timezone.now(), look)}
            latest = sorted(looks, key=lambda each: looks[each][0], reverse=True)[: self.most]
            cache.set(self._key, {each: looks[each] for each in latest}, self.kept.total_seconds())

    def lately(self, within: timedelta = JUST_NOW) -> list[Any]:
        """The latest first."""
        try:
            looks = self._read().values()
        except RedisError:
            return []
        since = timezone.now() - within
        return [look for moment, look in sorted(looks, key=lambda each: each[0], reverse=True) if moment > since]

    def _read(self) -> dict[Hashable, tuple[datetime, Any]]:
        return cache.get(self._key, {})

    @property
    def _key(self):
        return f"looks:{self.name}:{timezone.localdate()}"
