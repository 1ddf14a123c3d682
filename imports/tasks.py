"""What workers do: each task loads by number, calls the function, nothing more."""

from celery import shared_task
from celery.signals import worker_ready
from django.db import OperationalError

from employers.models import PrecedenceChange
from imports.apply import apply_batch as apply_one
from imports.in_line import bring_in_line as bring_one_in_line
from imports.jobs import next_in_turn, stalled_batches
from imports.models import ImportBatch, ReturnFile
from imports.preview import preview_batch
from imports.return_files.make import make_return_file as make_one
from imports.undo import undo_batch as undo_one
from imports.undo_report import foresee as foresee_one

RETRIED = {"autoretry_for": [OperationalError], "retry_backoff": True, "max_retries": 5}


@shared_task(**RETRIED)
def read_batch(batch_id: int) -> None:
    preview_batch(batch_id)


@shared_task(**RETRIED)
def apply_batch(batch_id: int) -> None:
    """Afterwards the next delivery that waits for its turn."""
    if apply_one(batch_id):
        _start_following()


@shared_task(**RETRIED)
def undo_batch(batch_id: int) -> None:
    if undo_one(batch_id):
        _start_following()


@shared_task(**RETRIED)
def foresee_undo(batch_id: int) -> None:
    foresee_one(batch_id)


def _start_following() -> None:
    following = next_in_turn()
    if batch := following and ImportBatch.objects.filter(pk=following, state__in=ImportBatch.WRITING).first():
        start(batch)


@shared_task(**RETRIED)
def restart_waiting_batches() -> None:
    """Every minute: work of any kind whose worker is gone (settings.CELERY_BEAT_SCHEDULE)."""
    for batch in stalled_batches():
        start(batch)
    for pk in ReturnFile.objects.stalled().values_list("pk", flat=True):
        make_return_file.delay(pk)
    for pk in PrecedenceChange.objects.stalled().values_list("pk", flat=True):
        bring_in_line.delay(pk)


@shared_task(**RETRIED)
def bring_in_line(change_id: int) -> None:
    bring_one_in_line(change_id)


@shared_task(**RETRIED)
def make_return_file(return_file_id: int) -> None:
    make_one(return_file_id)


def start(batch: ImportBatch) -> None:
    """Hand a waiting batch to a worker; a second worker on the same batch does no harm."""
    tasks = {
        ImportBatch.State.READING: read_batch, ImportBatch.State.APPLYING: apply_batch,
        ImportBatch.State.UNDOING: undo_batch,
    }  # fmt: skip
    tasks[batch.state].delay(batch.pk)


@worker_ready.connect
def pick_up_where_we_were(**kwargs) -> None:
    """A worker that comes back need not wait for the sweep."""
    for batch in ImportBatch.objects.waiting():
        start(batch)
