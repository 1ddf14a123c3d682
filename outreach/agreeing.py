"""Agreements about an employer: made, ended early, and what they cover. Detection follows each change."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach import overlaps
from outreach.models import Agreement, ContactMoment
from outreach.models.agreements import AgreementQuerySet


@transaction.atomic
def agree(
    *, employer: Employer, text: str, by: User, from_on: date | None = None, until_on: date | None = None
) -> Agreement:
    """Make an agreement about an employer; open overlaps that it covers disappear."""
    from_on = from_on or timezone.localdate()
    agreement = Agreement.objects.create(employer=employer, text=text, from_on=from_on, until_on=until_on, made_by=by)
    overlaps.detect_overlaps([employer.pk])
    return agreement


@transaction.atomic
def withdraw_agreement(*, agreement: Agreement) -> None:
    """As if it was never made; what it covered overlaps again."""
    agreement.delete()
    overlaps.detect_overlaps([agreement.employer_id])


@transaction.atomic
def end_agreement(*, agreement: Agreement, by: User) -> bool:
    """Let it hold until today, and one that has yet to begin not at all; False when it had ended already."""
    today = timezone.localdate()
    agreement = Agreement.objects.select_for_update(of=["self"]).get(pk=agreement.pk)
    if agreement.ended_at or (agreement.until_on and agreement.until_on < today):
        return False
    agreement.until_before = agreement.until_on
    agreement.until_on = today if agreement.from_on <= today else agreement.from_on - timedelta(days=1)
    agreement.ended_at, agreement.ended_by = timezone.now(), by
    agreement.save()
    overlaps.detect_overlaps([agreement.employer_id])
    return True


@transaction.atomic
def restore_agreement(*, agreement: Agreement) -> bool:
    """Take an early end back; False when there was none."""
    agreement = Agreement.objects.select_for_update(of=["self"]).get(pk=agreement.pk)
    if agreement.ended_at is None:
        return False
    agreement.until_on, agreement.until_before = agreement.until_before, None
    agreement.ended_at, agreement.ended_by = None, None
    agreement.save()
    overlaps.detect_overlaps([agreement.employer_id])
    return True


def with_covered(agreements: AgreementQuerySet) -> AgreementQuerySet:
    """Annotate `covered`: approaches to the employer or its sister establishments on the days that it holds."""
    here = Q(employer=OuterRef("employer")) | Q(employer__company=OuterRef("employer__company"))
    covered = ContactMoment.objects.approaches().annotate(day=TruncDate("happened_at")).filter(here)
    covered = covered.filter(day__gte=OuterRef("from_on"), day__lte=Coalesce(OuterRef("until_on"), date.max))
    counted = covered.order_by().values(one=Value(1)).annotate(count=Count("pk")).values("count")
    return agreements.annotate(covered=Coalesce(Subquery(counted), 0))
