"""Figures of a very large register, counted by a worker and shown with their moment; of now in that of a region."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from employers.census import roomy
from lwl_crm.unchanged import key_of
from targets.frame import Frame

KEPT = 24 * 60 * 60  # seconds; a worker counts again every quarter of an hour


class NotCountedError(LookupError):
    """A figure that nobody counted yet, on a page that does not count itself: that takes seconds."""


def stored(frame: Frame, count: Callable[[], Any], *about: Any) -> Any:
    """What was counted last; `about` names the figure and everything that it depends on.

    Counted now when that never happened and the page does not wait for a worker, or for who sees no employers at all.
    In a register of ordinary size those of a page are kept together, for as long as nothing changes.
    """
    if frame.is_closed:
        return count()
    key = key_of(about)
    if frame.census is None:
        return frame.counted.figure(count, key)
    if frame.fresh is not None:
        if key not in frame.fresh:
            frame.fresh[key] = count()
        return frame.fresh[key]
    found = cache.get(key)
    if found is None and frame.waits:
        raise NotCountedError(about)
    if found is None:
        with roomy():
            found = (timezone.now(), count())
        cache.set(key, found, KEPT)
    frame.moments.append(found[0])
    return found[1]


def stored_rows(frame: Frame, build: Callable[[], QuerySet], *about: Any) -> list[tuple[Any, ...]]:
    """The same of the rows of a queryset, such as of counts per adviser."""
    return stored(frame, lambda: frame.rows(build, *about), *about)


def publish(figures: dict[str, Any], counted_at: datetime) -> None:
    """All that a worker counted, at once: pages show either the last counting or this one."""
    cache.set_many({key: (counted_at, figure) for key, figure in figures.items()}, KEPT)
