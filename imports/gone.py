"""Entries that an earlier delivery of a list had and this one does not: marked, never deleted."""

import pghistory
from django.db import transaction
from django.db.models import CharField, Exists, F, Func, OuterRef, QuerySet, Value

from employers.models import Registration
from imports.ledger import Ledger
from imports.models import ImportBatch, ImportRow, Write
from imports.own_keys import PART, number_of, own_key_of

GONE = "gone"
MOST_GONE = 0.2  # a list that loses more than this in one go is more likely a part of the list
MOST_UNREAD = 0.05
UNREAD = (
    "{} rijen van dit bestand zijn niet ingelezen. Daardoor kan een vermelding hier staan die er nog wel is. Kijk "
    "eerst naar die rijen."
)
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
    return _without_unread(batch, entries.exclude(_in_rows(batch)))


def why_none_is_gone(batch: ImportBatch) -> str:
    """What to say, in Dutch, when nothing counts as gone: that all is still there, or that it cannot be told."""
    if batch.is_addition:
        return "Een aanvulling: er verdwijnt niets"
    if _as_new(batch).exists() and _seen_since(batch).count():  # not exists(): that compares row by row
        return "Niet geteld: de peildatum is niet later dan die van de vorige lijst"
    return "Alles staat er nog op"


def _as_new(batch: ImportBatch) -> QuerySet[ImportBatch]:
    """Other deliveries of the list that are in the register, of the same reference date or a later one."""
    others = ImportBatch.objects.filter(source=batch.source_id, reference_date__gte=batch.reference_date)
    return others.filter(applied_at__isnull=False).exclude(pk=batch.pk)


def _seen_since(batch: ImportBatch) -> QuerySet[Registration]:
    entries = batch.source.registrations.current().filter(last_seen_on__gte=batch.reference_date)
    return entries.exclude(_in_rows(batch))


def _in_rows(batch: ImportBatch) -> Exists:
    return Exists(batch.rows.filter(own_key=OuterRef("own_key")))


def _without_unread(batch: ImportBatch, entries: QuerySet) -> QuerySet:
    """Without entries that a row which was not read may be about: by its own key, or by one of its two numbers.

    When in doubt the entry stays on the list. A name and place that were not read say nothing.
    """
    values = list(batch.rows.filter(verdict=ImportRow.Verdict.REJECTED).values_list("cleaned", flat=True))
    keys = {number_of(own_key_of(each)) for each in values}
    places = {each.get("establishment_number") for each in values} - {None, ""}
    companies = {each.get("kvk_number") for each in values if not each.get("establishment_number")} - {None, ""}
    if not keys:
        return entries
    entries = entries.alias(before=_part(PART, 1), company=_part("-", 1), place=_part("-", 2))
    entries = entries.exclude(before__in=keys).exclude(place__in=places)
    return entries.exclude(company__in=companies, own_key__contains="-")


def _part(separator: str, number: int) -> Func:
    return Func(F("own_key"), Value(separator), Value(number), function="split_part", output_field=CharField())


def marked_entries(batch: ImportBatch) -> QuerySet[Registration]:
    """Entries that this delivery marked, as far as no undo took that back."""
    marks = batch.writes.standing().filter(kind=Write.Kind.GONE, model=Registration._meta.label_lower)
    return Registration.objects.filter(pk__in=marks.values("object_id"))


def gone_share(batch: ImportBatch) -> tuple[int, float]:
    """How many entries are gone, and which part that is of the entries that the list had."""
    number = gone_entries(batch).count()
    return number, number / batch.source.registrations.current().count() if number else 0.0


def doubts_about_gone(batch: ImportBatch, share: float) -> str:
    """Why what is gone should not be marked without a thought, in Dutch; "" when there is no reason."""
    rows, unread = batch.rows.count(), batch.rows.filter(verdict=ImportRow.Verdict.REJECTED).count()
    parts = [PARTIAL.format(round(100 * share))] if share > MOST_GONE else []
    parts += [UNREAD.format(unread)] if unread > 1 and unread > MOST_UNREAD * rows else []
    return " ".join(parts)


def mark_gone(batch: ImportBatch) -> int:
    """Mark them as no longer on the list since this delivery; an undo makes them current again.

    With the entry ends what it told: the membership of a network, the accreditation.
    """
    with transaction.atomic(), pghistory.context(batch=batch.pk, user=batch.applied_by_id, source=batch.source.slug):
        entries = list(gone_entries(batch).order_by("pk").select_for_update(of=("self",)))
        ledger = Ledger(batch)
        ledger.watch(*entries)
        for entry in entries:
            entry.is_current, entry.gone_on = False, batch.reference_date
        gone = Registration.objects.filter(pk__in=[entry.pk for entry in entries])
        gone.update(is_current=False, gone_on=batch.reference_date)
        return ledger.save(Write.Kind.GONE)
