"""Looks at the dashboard that people choose: in a very large register a worker counts those of today again, too."""

from datetime import date, timedelta

from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from targets.board import Board

RECENT = timedelta(hours=4)
MOST = 20  # looks: a worker counts again within a quarter of an hour
KEPT = 24 * 60 * 60  # seconds


def remember(board: Board) -> None:
    """Nothing for what is counted anyway, or what has been: the usual looks, and a period that is over."""
    if board.frame.census is None or board.is_past or not (board.adviser or board.period):
        return
    looks = cache.get(_key(board.today), {})
    looks[board.frame.owner, board.period] = (timezone.now(), board.user.pk, board.query)
    cache.set(_key(board.today), looks, KEPT)


def asked_lately(today: date, fresh: dict) -> list[Board]:
    """The latest first; what they count is gathered in `fresh`."""
    now = timezone.now()
    asked = sorted(cache.get(_key(today), {}).values(), key=lambda each: each[0], reverse=True)
    asked = [(user, query) for moment, user, query in asked if now - moment < RECENT][:MOST]
    users = User.objects.in_bulk([user for user, _ in asked])
    return [Board(users[user], query, today, fresh=fresh) for user, query in asked if user in users]


def _key(today):
    return f"looks:{today}"
