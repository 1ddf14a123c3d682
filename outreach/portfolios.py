"""Giving employers a fixed contact, one or many at once, and taking that back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Organisation, User
from employers.models import Employer
from outreach.models import Lead, PortfolioEntry


@dataclass(frozen=True)
class Assignment:
    """What one assignment did; its key undoes it."""

    key: UUID
    opened: int
    closed: int


def may_assign(user: User, organisation: Organisation) -> bool:
    """Managers assign for every organisation, advisers for their own."""
    return user.is_manager or user.organisation_id == organisation.pk


def advisers_for(user: User) -> QuerySet:
    """Whom this user may make a fixed contact."""
    advisers = User.objects.advisers().of_partners()
    if not user.is_manager:
        advisers = advisers.filter(organisation=user.organisation_id)
    return advisers.select_related("organisation").order_by("organisation__short_name", "name")


@transaction.atomic
def assign_portfolio(
    *,
    employers: Iterable[Employer],
    adviser: User | None,
    by: User,
    organisation: Organisation | None = None,
    on: date | None = None,
    key: UUID | None = None,
) -> Assignment:
    """Make an adviser the fixed contact of these employers for the adviser's organisation, from a day on (today).

    Without adviser the employers are released, for `organisation` or else that of `by`. Who already has them keeps
    them as they are; earlier entries end on that day and stay as history. Several assignments with one `key` are undone
    as one.
    """
    on = on or timezone.localdate()
    organisation = adviser.organisation if adviser else organisation or by.organisation
    locked = _locked({employer.pk for employer in employers})
    current = PortfolioEntry.objects.current().filter(employer__in=locked, organisation=organisation)
    kept = set(current.filter(adviser=adviser).values_list("employer", flat=True)) if adviser else set()
    key = key or uuid4()
    replaced = current.exclude(employer__in=kept)
    replaced.filter(since_on__gt=on).delete()
    closed = replaced.update(until_on=on, closed_in=key)
    fields = {"organisation": organisation, "adviser": adviser, "since_on": on, "assigned_by": by, "opened_in": key}
    new = [PortfolioEntry(employer_id=pk, **fields) for pk in locked if pk not in kept] if adviser else []
    PortfolioEntry.objects.bulk_create(new, batch_size=2000)
    return Assignment(key, len(new), closed)


@transaction.atomic
def undo_assignment(*, key: UUID, by: User) -> int:
    """Put back what an assignment changed, as far as nobody changed it since; answers for how many employers.

    Somebody may take back an assignment only for an organisation for which they may assign.
    """
    entries = (
        PortfolioEntry.objects.all() if by.is_manager else PortfolioEntry.objects.filter(organisation=by.organisation)
    )
    opened, closed = entries.filter(opened_in=key), entries.filter(closed_in=key)
    employers = {*opened.values_list("employer", flat=True), *closed.values_list("employer", flat=True)}
    _locked(employers)
    opened.current().delete()
    current = PortfolioEntry.objects.current().filter(employer__in=employers)
    taken = set(current.values_list("employer", "organisation"))
    rows = closed.order_by("pk").values_list("employer", "organisation", "pk")
    free = {(employer, organisation): pk for employer, organisation, pk in rows}  # one of two that were merged since
    free = [pk for place, pk in free.items() if place not in taken]
    PortfolioEntry.objects.filter(pk__in=free).update(until_on=None, closed_in=None)
    return len(employers)


@transaction.atomic
def choose_lead(*, employer: Employer, organisation: Organisation | None, by: User) -> Lead | None:
    """From today this organisation leads at the employer, or nobody. Who led before stays as history.

    Who stopped today and is chosen again goes on as before.
    """
    today = timezone.localdate()
    _locked({employer.pk})
    current = Lead.objects.current().filter(employer=employer)
    if organisation and (standing := current.filter(organisation=organisation).first()):
        return standing
    current.filter(since_on=today).delete()
    current.update(until_on=today)
    if organisation is None:
        return None
    if stopped := Lead.objects.filter(employer=employer, organisation=organisation, until_on=today).first():
        stopped.until_on = None
        stopped.save(update_fields=["until_on"])
        return stopped
    return Lead.objects.create(employer=employer, organisation=organisation, since_on=today, chosen_by=by)


@transaction.atomic
def undo_lead(*, employer: Employer, before: Organisation | None, after: Organisation | None, by: User) -> bool:
    """Let who led `before` lead again; False when somebody chose another than `after` since."""
    _locked({employer.pk})
    standing = Lead.objects.at([employer]).first()
    if (standing and standing.organisation) != after:
        return False
    choose_lead(employer=employer, organisation=before, by=by)
    return True


def _locked(employers: set[int]) -> list[int]:
    """Lock these employers in one order, so that two assignments at once follow each other."""
    rows = Employer.objects.filter(pk__in=employers).order_by("pk").select_for_update(no_key=True)
    return list(rows.values_list("pk", flat=True))
