"""What an undo will do or did, per employer, for a person to read; worked out by a worker and kept (`UndoLine`)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from employers.models import Employer
from imports import jobs
from imports.models import Fate, ImportBatch, UndoLine, Write
from imports.preview import in_chunks
from imports.taking_back import COMPANY_HELD, EMPLOYER, TakingBack

CHUNK = 500
FORESIGHT = 20_263  # a space of advisory locks beside those of `imports.jobs`
AT_ONCE = 60  # writes of which the forecast takes no noticeable time
HOLDS_FOR = timedelta(minutes=15)  # people go on working in the register
ASKED_AGAIN_AFTER = timedelta(minutes=3)
READ = ("batch", "kind", "model", "object_id", "employer_number", "name", "result", "left")


def needs_foresight(batch: ImportBatch) -> bool:
    """Whether somebody has to ask a worker what an undo would do now."""
    now = timezone.now()
    if batch.foreseen_at:
        return batch.foreseen_at < now - HOLDS_FOR
    return batch.foresight_asked_at is None or batch.foresight_asked_at < now - ASKED_AGAIN_AFTER


def ask_foresight(batch: ImportBatch) -> bool:
    """Promise the forecast. A small delivery gets it now; True when a worker has to make it."""
    if batch.writes.standing()[: AT_ONCE + 1].count() <= AT_ONCE:
        is_made = foresee(batch.pk)
        batch.refresh_from_db(fields=["foreseen_at"])
        return not is_made
    _note(batch, foresight_asked_at=timezone.now(), foreseen_at=None, foresight_done=0, foresight_total=0)
    return True


def foresee(batch_id: int) -> bool:
    """Work the forecast out and keep it; False when another worker is at it."""
    with jobs.advisory_lock(FORESIGHT, batch_id) as is_ours:
        batch = ImportBatch.objects.filter(pk=batch_id).first()
        if not is_ours or batch is None or not batch.may_undo:
            return False
        _note(batch, foresight_done=0, foresight_total=batch.writes.standing().count())
        keep(batch, foreseen(batch, tell=lambda done: _note(batch, foresight_done=done)), is_done=False)
        _note(batch, foreseen_at=timezone.now())
    return True


@transaction.atomic
def keep(batch: ImportBatch, lines: Sequence[UndoLine], *, is_done: bool) -> None:
    """In place of what was kept before."""
    batch.undo_lines.filter(is_done=is_done)._raw_delete("default")
    for line in lines:
        line.batch, line.is_done = batch, is_done
    UndoLine.objects.bulk_create(lines, batch_size=1_000)


def _note(batch: ImportBatch, **fields) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(**fields)
    batch.refresh_from_db(fields=list(fields))


def foreseen(batch: ImportBatch, tell: Callable[[int], None] = lambda done: None) -> list[UndoLine]:
    """Work out what an undo would do now; nothing is saved. `tell` hears how many writes are done."""
    undo, writes = TakingBack(batch, dry=True), []
    for chunk in in_chunks(batch.writes.standing().order_by("-pk").iterator(CHUNK), CHUNK):
        undo.take_back(chunk)
        writes += chunk
        tell(len(writes))
    return lines_of(reversed(writes))


def reported(batch: ImportBatch) -> list[UndoLine]:
    """What the last undo did."""
    done = batch.writes.filter(undone_at__gte=batch.undo_started_at) if batch.undo_started_at else batch.writes.none()
    return lines_of(done.only(*READ))


def lines_of(writes: Iterable[Write]) -> list[UndoLine]:
    """Per employer one line, by name; what vanished without an employer needs no line."""
    lines: dict = {}
    reasons: dict = defaultdict(lambda: defaultdict(list))
    for write in writes:
        is_left = write.result == Write.Result.STAYED
        if write.employer_number is None and (not is_left or _is_of_employers(write)):
            continue
        key = write.employer_number or (write.model, write.object_id)
        line = lines.setdefault(key, UndoLine(name=write.name, employer_number=write.employer_number))
        if write.model == EMPLOYER:
            line.name = write.name
            if write.kind == Write.Kind.CREATED and not is_left:
                line.fate = Fate.REMOVED
        if is_left:
            line.fate = Fate.STAYED
            _collect(reasons[key], write)
    for key, line in lines.items():
        line.reasons = [_in_words(about, labels, why) for (about, why), labels in reasons[key].items()]
    return sorted(lines.values(), key=lambda line: line.name.casefold())


def _is_of_employers(write: Write) -> bool:
    """A company that stays because of its employers: those have lines of their own."""
    return all(left["why"] == COMPANY_HELD for left in write.left)


def _collect(reasons: dict[tuple[str, str], list[str]], write: Write) -> None:
    """What stayed for the same reason is told in one sentence."""
    about = write.name if write.model == "employers.contactperson" else ""
    for left in write.left:
        labels = reasons[about, left["why"]]
        if left["label"] and left["label"] not in labels:
            labels.append(left["label"])


def _in_words(about: str, labels: list[str], why: str) -> str:
    parts = [about, ", ".join(labels), why]
    return ": ".join(part for part in parts if part)


def with_employers(lines: list[UndoLine]) -> list[UndoLine]:
    """Give each line its employer, if that is still there; one that was merged leads to the one that is left."""
    numbers = {line.employer_number for line in lines} - {None}
    employers = Employer.objects.select_related("merged_into").in_bulk(numbers)
    for line in lines:
        employer = employers.get(line.employer_number)
        line.employer = employer and (employer.merged_into or employer)
    return lines
