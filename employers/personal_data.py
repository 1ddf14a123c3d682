"""What is kept of one contact person, wherever it stands, and erasing it (AVG: inzage en verwijderen).

Higher floors are known here by name only, as in merging/relations.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Manager, Model, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from employers.models import ContactPerson, Employer, ErasedPerson, Registration
from employers.models.erased_people import marks_of
from employers.names import plain_words
from employers.normalise import NotNormal, normalise_phone

GONE = "[verwijderd]"
DELIVERED = "Zoals geleverd"
TEXTS = {
    # model: (how it leads to the employer, columns with words that people typed)
    "employers.Employer": ("pk", ["remarks", "opted_out_reason"]),
    "employers.ContactPerson": ("employer", ["kept_reason"]),
    "outreach.Agreement": ("employer", ["text"]),
    "outreach.AgendaItem": ("employer", ["title"]),
    "outreach.Answer": ("interview__employer", ["text"]),
    "outreach.ContactMoment": ("employer", ["notes"]),
    "outreach.EventAttendance": ("employer", ["note"]),
    "outreach.FollowUp": ("employer", ["what"]),
    "outreach.Interest": ("employer", ["reason", "direction"]),
    "outreach.Interview": ("employer", ["agreed"]),
    "outreach.Overlap": ("employer", ["reason"]),
    "outreach.SupportNeed": ("employer", ["words", "action", "result"]),
}
LISTS = {
    # model: (which rows of these employers, columns with what lists delivered or the program worked out)
    "employers.Merge": (lambda employers: Q(keep__in=employers) | Q(drop__in=employers), ["journal", "stayed"]),
    "employers.PossibleDuplicate": (lambda employers: Q(first__in=employers) | Q(second__in=employers), ["reasons"]),
    "employers.Registration": (lambda employers: Q(employer__in=employers), ["raw"]),
    "imports.ImportRow": (
        lambda employers: Q(employer__in=employers),
        ["raw", "cleaned", "changes", "problems", "repairs", "reasons", "candidates"],
    ),
    "imports.Write": (lambda employers: _writes(employers), ["before"]),
    "outreach.AgendaItem": (lambda employers: Q(employer__in=employers), ["contents"]),
}


@dataclass(frozen=True)
class Place:
    """One place where something of this person stands: what it is, when it was, and where to look."""

    what: str
    words: str
    on: date | None
    url: str = ""


def places(person: ContactPerson, user: User) -> tuple[list[Place], int]:
    """Where somebody stands beside the row itself, latest first, and how many confidential contacts it leaves out."""
    moments = person.contact_moments.all()
    seen = moments.visible_to(user).select_related("organisation")
    found = [*_moments(seen, person), *_events(person), *_lists(person), *_mentions(person, user)]
    found.sort(key=lambda place: place.on or date.min, reverse=True)
    return found, moments.count() - len(seen)


def _moments(moments: QuerySet, person: ContactPerson) -> Iterator[Place]:
    for moment in moments:
        words = f"{moment.get_channel_display()}, {moment.organisation.short_name}"
        yield Place("Contact", words, timezone.localdate(moment.happened_at), person.employer.get_absolute_url())


def _events(person: ContactPerson) -> Iterator[Place]:
    for attendance in person.event_attendances.select_related("event"):
        event = attendance.event
        yield Place("Bijeenkomst", str(event), timezone.localdate(event.starts_at), event.get_absolute_url())


def _lists(person: ContactPerson) -> Iterator[Place]:
    scrub = Scrub.of(person)
    for entry in person.employer.registrations.select_related("source"):
        if scrub.json(entry.raw) != entry.raw:
            yield Place(DELIVERED, str(entry.source), entry.last_seen_on)


def _mentions(person: ContactPerson, user: User) -> Iterator[Place]:
    """Notes that name the person, in contacts that the user may read."""
    scrub = Scrub.of(person)
    moments = person.employer.contact_moments.visible_to(user).exclude(notes="").select_related("organisation")
    for moment in moments:
        if scrub.text(moment.notes) != moment.notes:
            words = f"{moment.get_channel_display()}, {moment.organisation.short_name}"
            on = timezone.localdate(moment.happened_at)
            yield Place("Genoemd in een notitie", words, on, person.employer.get_absolute_url())


@transaction.atomic
def erase_person(*, by: User, person: ContactPerson) -> int:
    """Erase somebody everywhere at this employer, also from history; how many other rows named them. Cannot be undone.

    Contacts stay, without the person. A mark stays behind, so that the next delivery of a list does not bring them
    back. The files as delivered are not touched.
    """
    employer = Employer.objects.select_for_update(of=["self"]).get(pk=person.employer_id)
    person = employer.contact_persons.select_for_update().get(pk=person.pk)
    scrub, everywhere = Scrub.of(person), _with_merged(employer)
    count = sum(_scrub_words(scrub, everywhere, label, *where) for label, where in TEXTS.items())
    for label, (where, names) in LISTS.items():
        count += _rewrite(_model(label).filter(where(everywhere)), names, scrub.json)
    _rewrite(_model("imports.Write").filter(model=_label(person), object_id=person.pk), ["before", "name"], scrub.json)
    ErasedPerson.objects.bulk_create(
        ErasedPerson(employer=employer, mark=mark, erased_by=by) for mark in sorted(marks_of(person.name, person.email))
    )
    person.delete()
    return count


def _with_merged(employer: Employer) -> list[int]:
    """The employer and the records that went into it: those keep their own words."""
    return [employer.pk, *Employer.objects.filter(merged_into=employer).values_list("pk", flat=True)]


def _scrub_words(scrub: "Scrub", employers: list[int], label: str, path: str, names: list[str]) -> int:
    """The rows themselves, and then their history: what stood there before, also of rows that are gone."""
    rows = _model(label).filter(**{f"{path}__in": employers})
    count = _rewrite(rows, names, scrub.text)
    past = Q(pgh_obj__in=rows.values("pk")) | (Q(employer__in=employers) if path == "employer" else Q())
    for events in set(getattr(rows.model, "pgh_event_models", {}).values()):
        _rewrite(events.objects.filter(past), [name for name in names if _has(events, name)], scrub.text)
    return count


def _model(label: str) -> Manager:
    return apps.get_model(label)._base_manager


def _label(row: Model | type[Model]) -> str:
    return row._meta.label_lower


def _writes(employers: list[int]) -> Q:
    """What deliveries replaced of what the lists say about these employers."""
    entries = Registration.objects.filter(employer__in=employers).values("pk")
    return Q(model=_label(Registration), object_id__in=entries)


def _rewrite(rows: QuerySet, names: list[str], scrubbed: Any) -> int:
    """Write the columns of which something goes; how many rows that were."""
    count = 0
    for row in rows.only("pk", *names) if names else ():
        values = {name: scrubbed(getattr(row, name)) for name in names}
        changed = {name: value for name, value in values.items() if value != getattr(row, name)}
        if changed:
            rows.model._base_manager.filter(pk=row.pk).update(**changed)
            count += 1
    return count


def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())


@dataclass(frozen=True)
class Scrub:
    """Takes the name, number and address of one person out of words, and leaves the name of the firm alone."""

    pattern: re.Pattern
    phone: str
    firm: frozenset[str]

    @classmethod
    def of(cls, person: ContactPerson) -> "Scrub":
        name = r"\s+".join(re.escape(part) for part in person.name.split())
        wanted = [rf"(?<!\w){name}(?!\w)"] + ([re.escape(person.email)] if person.email else [])
        employer = person.employer
        names = {employer.trade_name, employer.company.legal_name if employer.company else ""} - {""}
        return cls(re.compile("|".join(wanted), re.I), person.phone, frozenset(plain_words(each) for each in names))

    def text(self, words: str) -> str:
        return self._without_phone(self.pattern.sub(GONE, words)) if words else words

    def json(self, value: Any) -> Any:
        """The same in every text within a value that a list delivered; a cell with the name of the firm stays."""
        if isinstance(value, dict):
            return {key: self.json(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.json(each) for each in value]
        return value if not isinstance(value, str) or plain_words(value) in self.firm else self.text(value)

    def _without_phone(self, words: str) -> str:
        if not self.phone:
            return words
        return NUMBERS.sub(lambda found: GONE if _phone(found[0]) == self.phone else found[0], words)


NUMBERS = re.compile(r"\+?\(?\d[\d\s().-]{7,}\d")


def _phone(text: str) -> str:
    try:
        return normalise_phone(text).value
    except NotNormal:
        return ""
