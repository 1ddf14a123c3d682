"""Taking a whole delivery back, also weeks later.

Like applying: in chunks that are each one transaction and mark what they did, in turn with other deliveries, and
started again after a kill it goes on where it was. What people or later deliveries changed since stays
(`taking_back.py`, docs/adr/0012).
"""

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from imports import jobs
from imports.bulk import forget_plans
from imports.forgetting import forget_answers
from imports.models import ImportBatch
from imports.orphans import remove_orphans
from imports.preview import in_chunks
from imports.repeats import hand_over_repeats
from imports.taking_back import TakingBack
from imports.undo_report import keep, reported

CHUNK = 500
BUSY = "Er wordt nu een andere aanlevering verwerkt: {}. Wacht tot die klaar is en probeer het dan opnieuw."
NOT_NOW = "Deze aanlevering kan niet ongedaan worden gemaakt: er staat niets van in het register."
UNTRACKED = (
    "Deze aanlevering kan niet ongedaan worden gemaakt: zij is doorgevoerd voordat werd bewaard wat een aanlevering "
    "verandert. Verbeter de werkgevers zelf, of lees een nieuwe lijst in."
)
ALREADY = "Deze aanlevering wordt al ongedaan gemaakt."


class UndoRefused(Exception):
    """Why it cannot be done now, in a Dutch sentence."""


def refusal(batch: ImportBatch) -> str:
    """Why this delivery cannot be taken back now, in Dutch; "" when it can."""
    if batch.state == ImportBatch.State.UNDOING:
        return ALREADY
    if busy := ImportBatch.objects.writing().exclude(pk=batch.pk).with_people().first():
        return BUSY.format(busy)
    if batch.may_undo:
        return ""
    return UNTRACKED if batch.is_written else NOT_NOW


@transaction.atomic
def promise_undo(batch: ImportBatch, *, by: User | None) -> None:
    """Hand the delivery to a worker to be taken back."""
    if why := refusal(batch):
        raise UndoRefused(why)
    started_at = batch.undo_started_at if batch.is_half_undone else timezone.now()
    if not batch.promise(ImportBatch.State.UNDOING, undone_by=by, undo_started_at=started_at):
        raise UndoRefused(ALREADY)


def undo_batch(batch_id: int, tell: jobs.Tell | None = None) -> bool:
    """Take back what the delivery wrote and is not taken back yet. False when it is not its turn."""
    with jobs.in_turn(batch_id) as is_ours:
        return is_ours and jobs.run(batch_id, ImportBatch.State.UNDOING, _undo, tell)


def _undo(batch: ImportBatch) -> None:
    with transaction.atomic():
        hand_over_repeats(batch)
    keys = list(batch.writes.standing().order_by("-pk").values_list("pk", flat=True))
    batch.start(total=len(keys))
    for chunk in in_chunks(keys, CHUNK):
        _undo_chunk(batch, chunk)
    with transaction.atomic(), _history(batch):
        remove_orphans(batch)
        forget_answers(batch)
        _open_rows(batch)
        keep(batch, reported(batch), is_done=True)
        batch.finish(ImportBatch.State.UNDONE, undone_at=timezone.now())


def _undo_chunk(batch: ImportBatch, keys: list[int]) -> None:
    forget_plans()
    with transaction.atomic(), _history(batch):
        writes = batch.writes.standing().filter(pk__in=keys).order_by("-pk").select_for_update()
        TakingBack(batch).take_back(list(writes))
        batch.beat(len(keys))


def _history(batch: ImportBatch):
    return pghistory.context(undone_batch=batch.pk, user=batch.undone_by_id, source=batch.source.slug)


def _open_rows(batch: ImportBatch) -> None:
    """Nothing of them is in the register any more; what people decided about them stands, to apply it again."""
    applied = batch.rows.filter(applied_at__isnull=False)
    applied.update(applied_at=None, registration=None, made_employer=False)
