"""One contact with many employers at once, such as everybody at an event, and taking all of it back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from accounts.models import User
from employers.models import ContactPerson, Employer
from outreach.contact_logging import log_contact, may_undo, undo_contact
from outreach.models import ContactMoment, EventAttendance, NetworkEvent

LOCK = 0x0BA7C4  # first half of the advisory lock that makes two taps one batch


@dataclass(frozen=True)
class Entry:
    """What is known of one employer beside what holds for all."""

    employer: Employer
    note: str = ""
    contact_person: ContactPerson | None = None


@dataclass
class Batch:
    """What was logged; `stood` are contacts that stood there already and were not logged again."""

    key: UUID
    logged: list[ContactMoment] = field(default_factory=list)
    stood: list[ContactMoment] = field(default_factory=list)


@transaction.atomic
def log_batch(
    *, by: User, key: UUID, entries: Iterable[Entry], event: NetworkEvent | None = None, notes: str = "", **values: Any
) -> Batch:
    """Log one contact per employer by the rules of `log_contact`; `values` hold for all.

    The same key sent twice is logged once. Overlaps are looked for per employer after the commit; the size is asked
    later. Who was logged at an event has been there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, str(key)])
    earlier = list(ContactMoment.objects.filter(batch=key, created_by=by))
    if earlier:
        return Batch(key, stood=earlier)
    batch = Batch(key)
    for entry in sorted(entries, key=lambda it: it.employer.pk):  # one order of locking for everybody
        own = {"contact_person": entry.contact_person, "notes": "\n".join(filter(None, [notes, entry.note]))}
        moment = log_contact(by=by, employer=entry.employer, event=event, batch=key, **own, **values)
        (batch.stood if moment.is_sent_again else batch.logged).append(moment)
        if event and not moment.is_sent_again:
            _has_been(moment, event, entry, by)
    return batch


def _has_been(moment, event, entry, by):
    """Remember in the moment how the attendance stood, so that it can be put back."""
    before = event.attendances.filter(employer=entry.employer).first()
    moment.replaced["attendance"] = before.status if before else None
    moment.save(update_fields=["replaced"])
    known = {"note": entry.note, "contact_person": entry.contact_person}
    EventAttendance.objects.update_or_create(
        event=event,
        employer=entry.employer,
        defaults={"status": EventAttendance.Status.BEEN} | {name: it for name, it in known.items() if it},
        create_defaults={"status": EventAttendance.Status.BEEN, "added_by": by, **known},
    )


@transaction.atomic
def undo_batch(*, key: UUID, by: User) -> tuple[int, int]:
    """Take back what may still be taken back; answers how many went and how many stay."""
    moments = ContactMoment.objects.filter(batch=key, created_by=by).select_related("employer", "event")
    moments = list(moments.select_for_update(of=["self"]).order_by("employer"))
    fresh = [moment for moment in moments if may_undo(moment, by)]
    for moment in fresh:
        _put_back_attendance(moment)
        undo_contact(moment=moment)
    return len(fresh), len(moments) - len(fresh)


def _put_back_attendance(moment):
    if "attendance" not in moment.replaced:
        return
    attendance = EventAttendance.objects.filter(event=moment.event, employer=moment.employer)
    before = moment.replaced["attendance"]
    if before is None:
        attendance.delete()
    else:
        attendance.update(status=before)
