"""Figures of a very large register, counted by a worker and shown with their moment; live in a register of a region."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.utils import timezone

from targets.frame import Frame

KEPT = 24 * 60 * 60  # seconds; a worker counts again every quarter of an hour


def stored(name: str, frame: Frame, count: Callable[[], Any]) -> Any:
    """What was counted last for this frame; counted now when that never happened, without a
    census, or for who sees no employers at all.

    The key holds the day, so that yesterday's figures are never shown as those of today.
    """
    if frame.census is None or frame.is_closed:
        return count()
    key = _key(name, frame)
    found = None if frame.is_counting else cache.get(key)
    if found is None:
        found = (timezone.now(), count())
        cache.set(key, found, KEPT)
    return found[1]


def _key(name, frame):
    organisation = frame.organisation.pk if frame.organisation else "alle"
    return f"figures:{name}:{organisation}:{frame.since}:{frame.until}:{frame.on}".replace(" ", "-")
