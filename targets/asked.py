"""Looks at the dashboard that people choose, which a worker counts again."""

from datetime import date, timedelta

from accounts.models import User
from lwl_crm.looked_at import LookedAt
from targets.board import Board
from targets.periods import presets

RECENT = timedelta(hours=4)
open_dashboards = LookedAt("dashboards", most=20, kept=RECENT)  # a worker counts again within a quarter of an hour


def remember(board: Board) -> None:
    """In a very large register not what is counted anyway, or what has been: usual looks, a period that is over."""
    is_usual = not board.adviser and board.period in (None, *presets(board.today).values())
    if not board.frame.census or not (board.is_past or is_usual):
        open_dashboards.remember((board.frame.owner, board.period), (board.user.pk, board.query))


def asked_lately(today: date, fresh: dict | None, within: timedelta = RECENT) -> list[Board]:
    """The latest first; what they count is gathered in `fresh`, if given."""
    asked = open_dashboards.lately(within)
    users = User.objects.in_bulk([user for user, _ in asked])
    return [Board(users[user], query, today, fresh=fresh) for user, query in asked if user in users]
