"""Entries that an earlier delivery of a list had and this one does not: marked, never deleted."""

import pghistory
from django.db import transaction
from django.db.models import QuerySet

from employers.models import Registration
from imports.ledger import Ledger
from imports.models import ImportBatch, Write
from imports.own_keys import own_key_of

GONE = "gone"
MOST_GONE = 0.2  # a list that loses more than this in one go is more likely a part of the list
PARTIAL = (
    "{} procent van de lijst staat niet in dit bestand. Dat lijkt op een deel van de lijst. "
    "Dit vinkje staat daarom uit: vink het alleen aan als dit echt de hele lijst is."
)


def gone_entries(batch: ImportBatch) -> QuerySet[Registration]:
    """Current entries that are not in this delivery; none when it is an addition or not the newest of its list."""
    entries = batch.source.registrations.current().filter(last_seen_on__lt=batch.reference_date)
    state = ImportBatch.State
    newer = ImportBatch.objects.filter(source=batch.source_id, reference_date__gt=batch.reference_date)
    if batch.is_addition or not batch.is_compared or newer.filter(state__in=[state.APPLIED, state.APPLYING]).exists():
        return entries.none()
    rows = batch.rows.exclude(own_key="").values("own_key")
    unread = [own_key_of(row.cleaned) for row in batch.rows.filter(own_key="").only("cleaned")]
    return entries.exclude(own_key__in=rows).exclude(own_key__in=unread)


def gone_share(batch: ImportBatch) -> tuple[int, float]:
    """How many entries are gone, and which part that is of the entries that the list had."""
    number = gone_entries(batch).count()
    return number, number / batch.source.registrations.current().count() if number else 0.0


def mark_gone(batch: ImportBatch) -> int:
    """Mark them as no longer on the list; an undo makes them current again."""
    with transaction.atomic(), pghistory.context(batch=batch.pk, user=batch.applied_by_id, source=batch.source.slug):
        entries = list(gone_entries(batch).order_by("pk").select_for_update(of=("self",)))
        ledger = Ledger(batch)
        ledger.watch(*entries)
        for entry in entries:
            entry.is_current = False
        Registration.objects.filter(pk__in=[entry.pk for entry in entries]).update(is_current=False)
        return ledger.save(Write.Kind.GONE)
