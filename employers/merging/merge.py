"""Making two employers one, and making them two again.

Both are one transaction that holds the two employers; a merge keeps a pointer and a journal (docs/adr/0007).
"""

from collections.abc import Mapping

import pghistory
from celery import current_app
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from employers.merging.fields import BOTH, DROP, KEEP, UNITS, write_chosen
from employers.merging.journal import Journal, take_back
from employers.merging.relations import (
    check_relations,
    employers_with_strays,
    keep_derived,
    move_pairs,
    move_relations,
)
from employers.models import Employer, Merge

CHANGED = "{} is net gewijzigd. Bekijk het plan nog eens."
GONE = "{} is net al samengevoegd met een andere werkgever."
LATER = "Maak eerst de samenvoeging van {} ongedaan. Die is van later."
NUMBER_TAKEN = (
    "Ongedaan maken kan niet meer: {} heeft een vestigingsnummer dat nu bij een andere werkgever staat. "
    "Haal het daar weg en probeer het opnieuw."
)


class MergeRefused(Exception):
    """Why it cannot be done, in a Dutch sentence."""


@transaction.atomic
def merge_employers(*, keep: Employer, drop: Employer, values: Mapping[str, str], by: User) -> Merge:
    """Move all that hangs on `drop` to `keep` and leave `drop` as a pointer.

    `values` says per unit of fields (`UNITS`) whose value survives: "keep", "drop" or, for remarks, "both"; what is
    not in it follows the proposal. Refuses when one of the two is not as the caller read it.
    """
    _check(values)
    check_relations()
    keep, drop = _lock(keep, drop)
    journal = Journal()
    keep_derived(journal, keep.pk, drop.pk)
    with pghistory.context(user=by.pk, merged=drop.pk):
        journal.update(drop, {"merged_into_id": keep.pk}, what="samengevoegd met")
        write_chosen(journal, keep, drop, values, by=by, on=timezone.localdate())
        move_relations(journal, keep=keep.pk, drop=drop.pk, by=by.pk)
        move_pairs(journal, keep=keep.pk, drop=drop.pk, by=by.pk)
        _touch(keep, drop)
    merge = Merge.objects.create(keep=keep, drop=drop, journal=journal.entries, merged_by=by)
    _look_for_overlaps(keep, drop)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: User) -> Merge:
    """Make the two employers two again. What people changed since stays as they left it; `stayed` tells what."""
    merge = Merge.objects.select_for_update(of=("self",)).with_people().get(pk=merge.pk)
    if merge.is_undone:
        raise MergeRefused("Deze samenvoeging was al ongedaan gemaakt.")
    keep, drop = _lock_rows(merge.keep_id, merge.drop_id)
    later = Merge.objects.standing().touching(keep, drop).filter(pk__gt=merge.pk).with_people().last()
    if later:
        raise MergeRefused(LATER.format(later))
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, undone=merge.pk):
            entries = [entry for entry in reversed(merge.journal) if not take_back(entry)]
    except IntegrityError as error:
        raise MergeRefused(NUMBER_TAKEN.format(drop)) from error
    _touch(keep, drop)
    merge.stayed = [entry["what"] for entry in entries if entry["kind"] == "updated" and "row" not in entry]
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save(update_fields=["stayed", "undone_by", "undone_at"])
    _look_for_overlaps(keep, drop)
    return merge


def follow_pointers() -> int:
    """Let rows that came in on a dropped employer after all follow it, and go back with an undo; says how many.

    Somebody may have saved a contact in the moment that the employer was merged.
    """
    followed = 0
    for merge in Merge.objects.standing().filter(drop__in=employers_with_strays()).order_by("-pk"):
        with transaction.atomic():
            merge = Merge.objects.standing().select_for_update(of=("self",)).filter(pk=merge.pk).first()
            if merge is None:
                continue
            keep, drop = _lock_rows(merge.drop.merged_into_id, merge.drop_id)
            journal = Journal()
            move_relations(journal, keep=keep.pk, drop=drop.pk, by=merge.merged_by_id)
            merge.journal += journal.entries
            merge.save(update_fields=["journal"])
            _look_for_overlaps(keep)
            followed += len(journal.entries)
    return followed


def _check(values: Mapping[str, str]) -> None:
    for key, side in values.items():
        if key not in UNITS or (side not in (KEEP, DROP) and (key, side) != ("remarks", BOTH)):
            raise ValueError(f"No such choice: {key} from {side}")


def _lock(keep: Employer, drop: Employer) -> tuple[Employer, Employer]:
    if keep.pk == drop.pk:
        raise MergeRefused("Kies twee verschillende werkgevers.")
    locked = _lock_rows(keep.pk, drop.pk)
    for fresh, seen in zip(locked, (keep, drop), strict=True):
        if fresh.merged_into_id:
            raise MergeRefused(GONE.format(fresh))
        if fresh.version != seen.version:
            raise MergeRefused(CHANGED.format(fresh))
    return locked


def _lock_rows(keep: int, drop: int) -> tuple[Employer, Employer]:
    """Always in the same order, so that two merges cannot wait for each other."""
    rows = Employer.objects.select_related("company", "municipality", "sector").filter(pk__in=[keep, drop])
    rows = {row.pk: row for row in rows.order_by("pk").select_for_update(of=("self",))}
    return rows[keep], rows[drop]


def _touch(*employers: Employer) -> None:
    """Whoever has one of these open in a form hears that it changed; an undo counts on, never back."""
    for employer in employers:
        version, now = employer.version + 1, timezone.now()
        Employer.objects.filter(pk=employer.pk).update(version=version, updated_at=now)


def _look_for_overlaps(*employers: Employer) -> None:
    """By name: outreach stands on a higher floor. The nightly sweep heals a lost task."""
    for employer in employers:
        task = current_app.signature("outreach.tasks.detect_overlaps_of_employer", args=[employer.pk])
        transaction.on_commit(task.apply_async, robust=True)
