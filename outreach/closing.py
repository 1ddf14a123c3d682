"""Closing an overlap with what was agreed, and taking that back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from employers.models import PossibleDuplicate
from outreach import overlaps
from outreach.models import Agreement, Overlap


class AlreadyClosedError(Exception):
    """Somebody else closed this overlap first, or its approaches are gone."""


@transaction.atomic
def close_overlap(
    *,
    overlap: Overlap,
    by: User,
    outcome: str,
    reason: str = "",
    agreement_text: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Overlap:
    """Close an open overlap; its approaches will not come back, a new approach opens a new overlap.

    An agreement covers approaches to the employer and its sister establishments, from `from_on` (today unless told)
    until `until_on`.
    "Niet dezelfde werkgever" also answers the open question whether the records are doubles.
    """
    overlap = _locked(overlap, Overlap.objects.open())
    overlap.outcome, overlap.reason = outcome, reason
    overlap.closed_at, overlap.closed_by = timezone.now(), by
    if agreement_text:
        overlap.agreement = Agreement.objects.create(
            employer=overlap.employer,
            text=agreement_text,
            from_on=from_on or timezone.localdate(),
            until_on=until_on,
            made_by=by,
        )
    overlap.save()
    if outcome == Overlap.Outcome.OTHER_EMPLOYER:
        _doubts(overlap, PossibleDuplicate.Answer.OPEN).update(
            answer=PossibleDuplicate.Answer.DIFFERENT, answered_by=by, answered_at=overlap.closed_at
        )
    overlaps.detect_overlaps([overlap.employer_id])
    return overlap


@transaction.atomic
def reopen_overlap(*, overlap: Overlap) -> None:
    """Undo a closing with its agreement and its answer about doubles; later approaches join it again."""
    overlap = _locked(overlap, Overlap.objects.closed())
    same = {name: getattr(overlap, name) for name in ("subject", "first_organisation", "second_organisation")}
    Overlap.objects.open().filter(**same).delete()
    answered = _doubts(overlap, PossibleDuplicate.Answer.DIFFERENT).filter(answered_at=overlap.closed_at)
    answered.update(answer=PossibleDuplicate.Answer.OPEN, answered_by=None, answered_at=None)
    agreement, overlap.agreement = overlap.agreement, None
    overlap.outcome, overlap.reason, overlap.closed_at, overlap.closed_by = "", "", None, None
    overlap.save()
    if agreement and not agreement.overlaps.exists():
        agreement.delete()
    overlaps.detect_overlaps([overlap.employer_id])


def _locked(overlap: Overlap, among) -> Overlap:
    overlaps.lock_around(overlap)
    locked = among.select_for_update(of=["self"]).select_related("employer", "agreement").filter(pk=overlap.pk).first()
    if locked is None:
        raise AlreadyClosedError
    return locked


def _doubts(overlap: Overlap, answer: str):
    """Pairs of records among the approached employers, with this answer."""
    approached = overlap.moments.values("employer")
    return PossibleDuplicate.objects.filter(answer=answer, first__in=approached, second__in=approached)
