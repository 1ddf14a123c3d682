"""Calendar files of meetings, for Outlook and others (RFC 5545)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from outreach.models import AlignmentMeeting


def meeting_calendar(meeting: AlignmentMeeting) -> bytes:
    """One appointment. Its UID stays the same and its SEQUENCE rises with every change, so that it moves along."""
    link = settings.SITE_URL + reverse("outreach:meeting", args=[meeting.pk])
    event = Event()
    event.add("uid", f"overleg-{meeting.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", "Afstemmingsoverleg " + " en ".join(str(it) for it in meeting.organisations.all()))
    event.add("description", f"Agenda: {link}")
    event.add("url", link)
    if meeting.place:
        event.add("location", meeting.place)
    calendar = Calendar()
    calendar.add("prodid", "-//Werkgevers//Afstemming//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
