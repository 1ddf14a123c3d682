"""Writing what an employer wants with one variant of Leren en Werken."""

from typing import Any

from django.db import transaction

from accounts.models import User
from employers.models import Employer
from outreach.models import Interest

FIELDS = [
    "status", "awareness", "experience", "since_year", "kinds", "paths", "levels", "direction", "crebo", "places",
    "seasons", "barriers", "reason",
]  # fmt: skip


@transaction.atomic
def set_interest(*, employer: Employer, variant: str, by: User, **values: Any) -> Interest:
    """Set some of FIELDS for a variant; the others stay. Earlier stands are kept as history by trigger."""
    unknown = values.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"Interest has no {', '.join(sorted(unknown))}")
    interest, _ = Interest.objects.update_or_create(
        employer=employer, variant=variant, defaults={**values, "updated_by": by}
    )
    return interest


def snapshot(interest: Interest | None) -> dict[str, Any] | None:
    """The values of an interest, to put back later; None when there was none."""
    return {name: getattr(interest, name) for name in [*FIELDS, "updated_by_id"]} if interest else None


def put_back(interest: Interest, before: dict[str, Any] | None) -> None:
    """Give an interest its earlier values, or remove it when there were none."""
    if before is None:
        interest.delete()
        return
    for name, value in before.items():
        setattr(interest, name, value)
    interest.save()
