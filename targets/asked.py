"""Looks at the dashboard that people choose, which a worker counts again."""

from datetime import date, timedelta

from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from targets.board import Board
from targets.periods import presets

RECENT = timedelta(hours=4)
JUST_NOW = timedelta(minutes=30)
MOST = 20  # looks: a worker counts again within a quarter of an hour
KEPT = 24 * 60 * 60  # seconds


def remember(board: Board) -> None:
    """In a very large register not what is counted anyway, or what has been: usual looks, a period that is over."""
    is_usual = not board.adviser and board.period in (None, *presets(board.today).values())
    if board.frame.census and (board.is_past or is_usual):
        return
    looks = cache.get(_key(board.today), {})
    looks[board.frame.owner, board.period] = (timezone.now(), board.user.pk, board.query)
    cache.set(_key(board.today), looks, KEPT)


def asked_lately(today: date, fresh: dict | None, within: timedelta = RECENT) -> list[Board]:
    """The latest first; what they count is gathered in `fresh`, if given."""
    now = timezone.now()
    asked = sorted(cache.get(_key(today), {}).values(), key=lambda each: each[0], reverse=True)
    asked = [(user, query) for moment, user, query in asked if now - moment < within][:MOST]
    users = User.objects.in_bulk([user for user, _ in asked])
    return [Board(users[user], query, today, fresh=fresh) for user, query in asked if user in users]


def _key(today):
    return f"looks:{today}"
