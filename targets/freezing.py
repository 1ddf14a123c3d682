"""Keeping what a target had realised on a day, with everything that was counted."""

from contextlib import suppress
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from employers.size import size_text
from targets.dating import Counted, counted_rows
from targets.history import label_of, words
from targets.measures import looked_at, population
from targets.models import SnapshotRow, Target, TargetSnapshot
from targets.progress import asked_number

TERMS = [
    "measure", "variant", "from_on", "until_on", "organisation", "adviser", "sector", "municipality", "network",
    "size_band", "agreed_by", "agreed_on",
]  # fmt: skip


class AlreadyFinalError(Exception):
    """The stand at the end of this target is kept already."""


@transaction.atomic
def take_snapshot(*, target: Target, on: date, by: User | None, is_final: bool = False) -> TargetSnapshot:
    """Count the target as of a day and keep the result; `is_final` for the stand at its end, once."""
    target = Target.objects.select_for_update(of=("self",)).with_segment().get(pk=target.pk)
    if is_final and target.snapshots.final().exists():
        raise AlreadyFinalError
    rows = counted_rows(target, on)
    size = population(target, on).count() if target.counts_employers else None
    snapshot = TargetSnapshot.objects.create(
        target=target,
        on=looked_at(target, on),
        name=target.name,
        terms=_terms(target),
        asked=asked_number(target, size or 0),
        number=len(rows),
        population=size,
        is_final=is_final,
        taken_by=by,
    )
    SnapshotRow.objects.bulk_create([row_of(row, snapshot, position) for position, row in enumerate(rows, 1)], 1000)
    return snapshot


def take_final_snapshots(on: date | None = None) -> int:
    """Of every standing target whose time is over and whose stand at the end is not kept yet; says how many."""
    today = on or timezone.localdate()
    kept = TargetSnapshot.objects.final().filter(target=OuterRef("pk"))
    taken = 0
    for target in Target.objects.standing().filter(until_on__lt=today).exclude(Exists(kept)):
        with suppress(AlreadyFinalError):  # another worker was first
            take_snapshot(target=target, on=target.until_on, by=None, is_final=True)
            taken += 1
    return taken


def _terms(target):
    """What was agreed, as pairs of label and words; what was left open is left out."""
    filled = [name for name in TERMS if getattr(target, name) not in (None, "")]
    return [["Hoeveel", target.asked], *([label_of(name), words(target, name)] for name in filled)]


def row_of(row: Counted, snapshot: TargetSnapshot | None = None, position: int = 0) -> SnapshotRow:
    """One counted thing in words; without a snapshot to read and not to keep."""
    employer = row.employer
    of_employer = {
        "kvk_number": employer.kvk_number,
        "establishment_number": employer.establishment_number,
        "place": employer.place,
        "sector": str(employer.sector or ""),
        "size": size_text(*_bounds(employer)),
    } if employer else {}  # fmt: skip
    return SnapshotRow(
        snapshot=snapshot,
        position=position,
        name=row.name[:255],
        counted_on=row.day,
        how=row.how[:500],
        organisation_id=row.organisation_id,
        is_confidential=row.is_confidential,
        **of_employer,
    )


def _bounds(employer):
    """The size of the day counted, where that was read (`targets.past`)."""
    if hasattr(employer, "then_minimum"):
        return employer.then_minimum, employer.then_maximum
    return employer.effective_minimum, employer.effective_maximum
