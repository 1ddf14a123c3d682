"""Making, changing, withdrawing and restoring targets."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from targets.measures import realised
from targets.models.targets import COUNTED_BY, STOCK, Target

A_DAY = timedelta(days=1)
AGREED = ["name", "number", "from_on", "until_on", "agreed_by", "agreed_on", *COUNTED_BY]


@transaction.atomic
def agree_target(*, target: Target, by: User, on: date | None = None) -> Target:
    """Store a new target; a stand such as "omvang bekend" is counted, so that only what is added since counts.

    That is the stand at the end of the day before its first; of a target that has to begin that of now, until then.
    The very same target sent twice (two taps, or back and save) is made once: then the first is answered.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if twin := _standing_twin(target, by):
        twin.is_sent_again = True
        return twin
    target.created_by = by
    _count_start(target, on or timezone.localdate())
    target.save()
    return target


@transaction.atomic
def change_target(*, target: Target, changed: list[str], on: date | None = None) -> Target:
    """Store a changed target with its `change_reason`; when something else is counted, its start is counted again."""
    if set(changed) & set(COUNTED_BY):
        _count_start(target, on or timezone.localdate())
    target.version += 1
    target.save()
    return target


def withdraw_target(*, target: Target) -> None:
    """Take a target off every screen and keep it, so that it can be restored."""
    target.withdrawn_at = timezone.now()
    target.save(update_fields=["withdrawn_at", "updated_at"])


def restore_target(*, target: Target) -> None:
    target.withdrawn_at = None
    target.save(update_fields=["withdrawn_at", "updated_at"])


def _standing_twin(target, by):
    same = {name: getattr(target, name) for name in AGREED}
    return Target.objects.standing().filter(created_by=by, **same).first()


def count_starts(on: date | None = None) -> int:
    """Every night, of stands whose target began since they were counted; says how many."""
    today, counted = on or timezone.localdate(), 0
    early = Target.objects.standing().filter(measure__in=STOCK, from_on__lte=today, start_on__lt=F("from_on") - A_DAY)
    for target in early:
        _count_start(target, today)
        target.save(update_fields=["start_count", "start_on", "updated_at"])
        counted += 1
    return counted


def _count_start(target, on):
    is_stand = target.measure in STOCK
    day = min(on, target.from_on - A_DAY)
    target.start_count = realised(target, day) if is_stand else 0
    target.start_on = day if is_stand else None
