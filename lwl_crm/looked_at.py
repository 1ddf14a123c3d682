"""What people have open: a worker counts it again after a change, before they look again."""

from collections.abc import Hashable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

JUST_NOW = timedelta(minutes=30)
KEPT = 24 * 60 * 60  # seconds


class LookedAt:
    """Looks of one kind, of today: no more than the latest `most`, and none when Redis does not answer."""

    def __init__(self, name: str, most: int):
        self.name, self.most = name, most

    def remember(self, which: Hashable, look: Any) -> None:
        """`look` is all that it takes to count it again; of `which` only the latest is kept."""
        with suppress(RedisError):
            looks = self._read() | {which: (timezone.now(), look)}
            latest = sorted(looks, key=lambda each: looks[each][0], reverse=True)[: self.most]
            cache.set(self._key, {each: looks[each] for each in latest}, KEPT)

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
