"""Writing what a person typed about an employer: adding one, changing one, leaving one alone."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from employers.models import Company, Employer
from employers.provenance import Change, Source, columns_of, set_values
from employers.similar import Similar, remember_possible_duplicates


@transaction.atomic
def create_employer(*, by: User, values: Mapping[str, Any], similar: list[Similar] = ()) -> Employer:
    """Add an employer; those it looks like become possible duplicates, to be judged later."""
    employer = Employer()
    set_values(employer, values, source=Source.person(by), on=timezone.localdate())
    employer.save()
    remember_possible_duplicates(employer, similar)
    return employer


@transaction.atomic
def change_employer(*, by: User, employer: Employer, values: Mapping[str, Any]) -> list[Change]:
    """Write these values on an employer that the caller locked; saving what stands there already changes nothing."""
    changes = set_values(employer, values, source=Source.person(by), on=timezone.localdate())
    if columns := columns_of(changes):
        employer.save(update_fields=[*columns, "updated_at"])
    return changes


def company_of(kvk_number: str) -> Company | None:
    """The company with this KvK number, added when it is new."""
    return Company.objects.get_or_create(kvk_number=kvk_number)[0] if kvk_number else None


@transaction.atomic
def leave_alone(*, by: User, employer: Employer, reason: str) -> None:
    """Opt-out: "niet benaderen". Warns everywhere and leaves call lists and exports (AVG)."""
    _write_opt_out(employer, True, reason)


@transaction.atomic
def approach_again(*, by: User, employer: Employer) -> None:
    """Take an opt-out back."""
    _write_opt_out(employer, False, "")


def _write_opt_out(employer, is_opted_out, reason):
    fresh = Employer.objects.select_for_update().get(pk=employer.pk)
    fresh.is_opted_out, fresh.opted_out_reason = is_opted_out, reason
    fresh.version += 1
    fresh.save(update_fields=["is_opted_out", "opted_out_reason", "version", "updated_at"])
