"""Contact persons whose term is over: proposing them for erasing, and keeping them for a reason (design.md 5, AVG).

Nobody is erased by itself. A person judges every proposal; erasing is `personal_data.erase_person`.
"""

from collections.abc import Iterable
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.models import User
from employers.models import ContactPerson, Employer, RetentionPeriod
from employers.personal_data import erase_person


def people_of(user: User) -> QuerySet:
    """Contact persons whom this user may see, of employers that stand by themselves."""
    employers = Employer.objects.visible_to(user).current()
    people = ContactPerson.objects.filter(employer__in=employers).select_related("employer", "kept_by")
    return people.order_by("employer__trade_name", "name", "pk")


def proposals(user: User, period: RetentionPeriod | None) -> QuerySet:
    """Whom nothing was heard of for the whole term, and whom nobody keeps for a reason."""
    people = people_of(user)
    if period is None:
        return people.none()
    return people.idle_since(term_began(period)).exclude(pk__in=ContactPerson.objects.kept().values("pk"))


def term_began(period: RetentionPeriod) -> datetime:
    """Who was used after this moment is within the term."""
    return timezone.now() - relativedelta(months=period.months)


def tell_last_signs(people: Iterable[ContactPerson]) -> None:
    """When each was last met, as `last_met_on`, or None; two queries for all."""
    keys = [person.pk for person in people]
    met = _latest("outreach.ContactMoment", keys, "happened_at", status="done")
    been = _latest("outreach.EventAttendance", keys, "event__starts_at", status="been")
    for person in people:
        moments = [found[person.pk] for found in (met, been) if person.pk in found]
        person.last_met_on = timezone.localdate(max(moments)) if moments else None


def _latest(label: str, keys: list[int], name: str, **only: str) -> dict[int, datetime]:
    """A higher floor is known here by name only."""
    rows = apps.get_model(label).objects.filter(contact_person__in=keys, **only).order_by()
    return dict(rows.values_list("contact_person").annotate(Max(name)))


def set_period(*, months: int, by: User) -> RetentionPeriod:
    """From now on this term holds; the same again changes nothing."""
    standing = RetentionPeriod.objects.in_force()
    if standing and standing.months == months:
        return standing
    return RetentionPeriod.objects.create(months=months, set_by=by)


@transaction.atomic
def keep_people(*, people: QuerySet, until: date, reason: str, by: User) -> int:
    """Keep them until a day, that day included; how many."""
    return ContactPerson.objects.filter(pk__in=_locked(people)).update(kept_until=until, kept_reason=reason, kept_by=by)


@transaction.atomic
def let_go(*, people: QuerySet) -> int:
    """Keep them no longer; how many that changed."""
    kept = ContactPerson.objects.filter(pk__in=_locked(people), kept_until__isnull=False)
    return kept.update(kept_until=None, kept_reason="", kept_by=None)


@transaction.atomic
def erase_people(*, people: QuerySet, by: User) -> int:
    """Erase them one after the other, all or none; how many. Cannot be undone."""
    found = list(people.select_related("employer__company").order_by("employer", "pk"))
    for person in found:
        erase_person(by=by, person=person)
    return len(found)


def _locked(people: QuerySet) -> list[int]:
    rows = ContactPerson.objects.filter(pk__in=people.order_by().values("pk")).order_by("pk")
    return list(rows.select_for_update().values_list("pk", flat=True))
