"""The demo's term for contact persons, and some whom nobody spoke for longer than that."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from accounts.models import User
from employers.models import ContactPerson, Employer
from employers.retention import keep_people, set_period

MONTHS = 24
NAMES = ["Wim Aalbers", "Ria Boogerd", "Henk Dekkers", "Joke Everaars", "Ton Frijters", "Lia Goudriaan"]


def make_old_people(*, admin: User, manager: User) -> None:
    """At employers with nobody else, added before the term began; one of them is kept for a reason."""
    set_period(months=MONTHS, by=admin)
    employers = Employer.objects.active().in_region().filter(contact_persons=None).order_by("pk")[: len(NAMES)]
    people = ContactPerson.objects.bulk_create(
        ContactPerson(employer=employer, name=name, source_name="Oude lijst netwerkbijeenkomst")
        for employer, name in zip(employers, NAMES, strict=False)
    )
    for number, person in enumerate(people):
        added = timezone.now() - relativedelta(months=MONTHS + 3 + 2 * number)
        ContactPerson.objects.filter(pk=person.pk).update(created_at=added)
    kept = ContactPerson.objects.filter(pk__in=[person.pk for person in people[:1]])
    until = timezone.localdate() + timedelta(days=200)
    keep_people(people=kept, until=until, reason="Komt terug als de verbouwing klaar is", by=manager)
