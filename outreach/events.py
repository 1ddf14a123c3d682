"""Who is invited to an event, comes, or has been there; and the event as a file for somebody's own calendar."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from icalendar import Calendar, Event

from accounts.models import User
from employers.models import Employer
from outreach.models import EventAttendance, NetworkEvent

USUAL_LENGTH = timedelta(hours=2)  # in a calendar, as long as nobody said when it ends
TAKE_OFF = "weg"


@transaction.atomic
def put_on_list(*, by: User, event: NetworkEvent, employers: Iterable[Employer], status: str) -> int:
    """Put employers on the list of an event; who is on it already stays as it is. Answers how many are new."""
    known = set(event.attendances.values_list("employer", flat=True))
    new = {employer.pk: employer for employer in employers if employer.pk not in known}
    EventAttendance.objects.bulk_create(
        [EventAttendance(event=event, employer=employer, status=status, added_by=by) for employer in new.values()],
        ignore_conflicts=True,  # a colleague may just have added the same one
    )
    return len(new)


@transaction.atomic
def change_list(*, event: NetworkEvent, statuses: Mapping[int, str]) -> int:
    """Per attendance its new status, or TAKE_OFF; answers how many changed."""
    changed = 0
    for attendance in event.attendances.select_for_update().filter(pk__in=statuses):
        wanted = statuses[attendance.pk]
        if wanted == TAKE_OFF:
            attendance.delete()
        elif wanted in EventAttendance.Status.values and wanted != attendance.status:
            attendance.status = wanted
            attendance.save(update_fields=["status"])
        else:
            continue
        changed += 1
    return changed


def event_calendar(event: NetworkEvent, url: str) -> bytes:
    """The event as iCalendar (RFC 5545). Employers and people stay out: a calendar is often shared."""
    calendar = Calendar()
    calendar.add("prodid", "-//Werkgevers//Bijeenkomsten//NL")
    calendar.add("version", "2.0")
    entry = Event()
    entry.add("uid", f"bijeenkomst-{event.pk}@werkgevers")
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    entry.add("dtstart", timezone.localtime(event.starts_at))
    entry.add("dtend", timezone.localtime(event.ends_at or event.starts_at + USUAL_LENGTH))
    entry.add("summary", event.title)
    if event.place:
        entry.add("location", event.place)
    entry.add("description", f"{event.about}\n\n{url}".strip())
    calendar.add_component(entry)
    return calendar.to_ical()
