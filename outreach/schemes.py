"""Keeping the catalogue of schemes, and what was explained to whom."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach.models import ContactMoment, Scheme, SchemeExplanation

FIELDS = ["name", "what", "for_whom", "how_much", "link", "valid_from", "valid_until", "position"]


class SchemeChangedError(Exception):
    """Somebody else saved this scheme since it was read."""


def add_scheme(*, by: User, **values: Any) -> Scheme:
    return Scheme.objects.create(updated_by=by, **values)


@transaction.atomic
def change_scheme(*, by: User, scheme: Scheme, version: int, **values: Any) -> Scheme:
    """Write the text of a scheme read at `version`; earlier texts are kept as history by trigger."""
    current = Scheme.objects.select_for_update(of=["self"]).get(pk=scheme.pk)
    if current.version != version:
        raise SchemeChangedError
    for name in values.keys() & set(FIELDS):
        setattr(current, name, values[name])
    current.version, current.updated_by = version + 1, by
    current.save()
    return current


def explain_scheme(*, by: User, employer: Employer, scheme: Scheme, on: date | None = None) -> SchemeExplanation:
    """Explained apart from a contact; twice on one day by one person is once."""
    explained, _ = SchemeExplanation.objects.get_or_create(
        employer=employer,
        scheme=scheme,
        contact_moment=None,
        explained_by=by,
        explained_on=on or timezone.localdate(),
        defaults={"organisation_id": by.organisation_id},
    )
    return explained


def set_explained(*, by: User, moment: ContactMoment, schemes: Iterable[Scheme]) -> None:
    """What was explained in one contact is these schemes and no others."""
    wanted = {scheme.pk for scheme in schemes}
    moment.scheme_explanations.exclude(scheme__in=wanted).delete()
    moment.scheme_explanations.update(explained_on=timezone.localdate(moment.happened_at))
    known = set(moment.scheme_explanations.values_list("scheme", flat=True))
    SchemeExplanation.objects.bulk_create(
        SchemeExplanation(
            employer_id=moment.employer_id,
            scheme_id=key,
            contact_moment=moment,
            organisation_id=moment.organisation_id,
            explained_by=by,
            explained_on=timezone.localdate(moment.happened_at),
        )
        for key in sorted(wanted - known)
    )


def take_back_explanation(*, explanation: SchemeExplanation) -> None:
    explanation.delete()


def employers_per_scheme(user: User) -> dict[int, int]:
    """How many employers that still exist heard of each scheme; the same employers as the list with `regeling`."""
    employers = Employer.objects.visible_to(user).active()
    told = SchemeExplanation.objects.filter(employer__in=employers).order_by()
    return dict(told.values_list("scheme").annotate(number=Count("employer", distinct=True)))
