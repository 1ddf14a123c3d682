"""Long work on one batch: at most one worker at a time, killed at any moment and picked up again.

Who works on a batch holds an advisory lock of its database session. A killed process loses its session and with it
the lock, so nothing has to be cleaned up; a second worker that gets the same task finds the lock taken and leaves.
"""

import contextlib
import gc
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from imports.models import ImportBatch
from imports.readers.files import BadFile

Tell = Callable[[ImportBatch], None]

logger = logging.getLogger(__name__)

ONE_BATCH, WHOLE_REGISTER = 20_260, 20_261  # the two spaces of our advisory locks
SILENT_FOR = timedelta(seconds=45)  # without a sign of life for so long, a worker is held to be gone
MANY_OBJECTS = 100_000  # made before Python looks for garbage
MOST_ATTEMPTS = 25  # a file that kills every worker must stop somewhere


@contextlib.contextmanager
def advisory_lock(space: int, key: int = 0) -> Iterator[bool]:
    """Whether the lock is ours; never waits for it."""
    is_ours = _ask("SELECT pg_try_advisory_lock(%s, %s)", space, key)
    try:
        yield is_ours
    finally:
        if is_ours:
            with contextlib.suppress(OperationalError, InterfaceError):  # a lost connection has lost the lock too
                _ask("SELECT pg_advisory_unlock(%s, %s)", space, key)


@contextlib.contextmanager
def in_turn(batch_id: int) -> Iterator[bool]:
    """Whether this delivery may write in the register now: deliveries do so one after another, never together."""
    with advisory_lock(WHOLE_REGISTER) as is_ours:
        yield is_ours and batch_id == next_in_turn()


def next_in_turn() -> int | None:
    """The delivery to write or take back now: one that was cut off half-way goes before those that have not begun."""
    return ImportBatch.objects.writing().order_by("job_started_at", "pk").values_list("pk", flat=True).first()


def _ask(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


def run(batch_id: int, state: str, work: Callable[[ImportBatch], None], tell: Tell | None = None) -> bool:
    """Do the work that the batch waits for; False when another worker is at it or it is done.

    What is wrong with the file ends the job with that sentence. A lost database connection leaves the batch waiting:
    the sweep starts it again.
    """
    with advisory_lock(ONE_BATCH, batch_id) as is_ours:
        batch = ImportBatch.objects.select_related("source").filter(pk=batch_id, state=state).first()
        if not is_ours or batch is None:
            return False
        if batch.attempts >= MOST_ATTEMPTS:
            batch.fail("Het werk is te vaak afgebroken. Verdeel de lijst over kleinere bestanden en probeer het weer.")
            return False
        batch.tell = tell
        batch.count_attempt()
        try:
            with _collecting_less():
                work(batch)
        except BadFile as error:
            batch.fail(str(error))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("Import %s stopped", batch_id)
            batch.fail(
                "Er ging iets mis in het programma. Wat al is doorgevoerd, staat goed. Probeer het opnieuw, of vraag "
                "de technisch beheerder om in het logboek te kijken."
            )
    return True


@contextlib.contextmanager
def _collecting_less() -> Iterator[None]:
    """Thousands of rows in memory make Python look for garbage a sixth of its time, and nearly none is found."""
    was = gc.get_threshold()
    gc.set_threshold(MANY_OBJECTS, *was[1:])
    try:
        yield
    finally:
        gc.set_threshold(*was)


def stalled_batches():
    """Batches that wait for a worker while none gives a sign of life."""
    return ImportBatch.objects.waiting().silent_since(timezone.now() - SILENT_FOR)
