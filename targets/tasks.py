"""What runs later (settings.CELERY_BEAT_SCHEDULE): the monthly mail, the stand of targets whose time is over, and
counting before somebody looks."""

from celery import shared_task
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone

from accounts.models import User
from lwl_crm.unchanged import key_of
from outreach.mailing import MailFailedError
from targets import agreeing, counting, freezing, mailing
from targets.board import Board

ASKED, SOON = "looks-counted-soon", 1  # second
USUAL, SELDOM = "usual-looks-counted", 10  # seconds, so that many changes leave time for other work
PATIENCE, KEPT = 60, 600  # seconds that a page waits for the worker before it counts itself, and that this is known


@shared_task(autoretry_for=[OperationalError, MailFailedError], retry_backoff=60, max_retries=6)
def send_monthly_figures() -> None:
    """In the first days of a month."""
    mailing.send_monthly_figures(timezone.localdate())


@shared_task(autoretry_for=[OperationalError], retry_backoff=True, max_retries=5)
def take_final_snapshots() -> None:
    """Every night, with the stands at the beginning; running it twice changes nothing."""
    agreeing.count_starts()
    freezing.take_final_snapshots()


@shared_task(autoretry_for=[OperationalError], retry_backoff=True, max_retries=5)
def count_register() -> None:
    """Every quarter of an hour; does nothing in a register of ordinary size."""
    counting.count_register()


@shared_task
def keep_looks_ready(at_once: bool = False) -> None:
    """Every half minute and after changes; counts nothing when nothing changed, and `at_once` what opens first."""
    counting.keep_looks_ready(with_usual=not at_once and cache.add(USUAL, True, SELDOM))


def count_soon() -> None:
    """Ask for `keep_looks_ready` now, and in a second for what follows: other changes, and overlaps found meanwhile."""
    if cache.add(ASKED, True, SOON):
        keep_looks_ready.apply_async([True], expires=30)
        keep_looks_ready.apply_async(countdown=SOON, expires=30)


@shared_task
def count_look(user: int, query: dict[str, str]) -> None:
    board = Board(User.objects.get(pk=user), query, timezone.localdate())
    counting.count_board(board)
    cache.delete(_asked(board))


def count_look_soon(board: Board) -> bool:
    """Ask for the figures of one look at the dashboard, once for all who wait; False when no worker did it in time."""
    if cache.add(_asked(board), timezone.now(), KEPT):
        count_look.apply_async([board.user.pk, board.query], expires=PATIENCE)
    asked_at = cache.get(_asked(board))
    return asked_at is None or (timezone.now() - asked_at).total_seconds() < PATIENCE


def _asked(board):
    return key_of(["look asked for", board.frame.owner, board.period, board.user.organisation_id])
