"""What changed about an employer, read from the history that the database keeps: who, when, from what to what."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from employers.models import Employer
from employers.provenance import text_of
from employers.size import size_text

SHOWN = [
    "trade_name", "company", "establishment_number", "address", "municipality", "size", "sector", "sbi_code", "phone",
    "email", "website", "is_non_mailing", "is_address_shielded", "is_opted_out", "opted_out_reason", "ended_on",
    "remarks", "merged_into",
]  # fmt: skip
LABELS = {name: Employer._meta.get_field(name).verbose_name for name in SHOWN if name not in ("address", "size")} | {
    "address": "adres",
    "size": "werkzame personen",
    "company": "KvK-nummer",
}


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One save. `by` is who did it, or what: an import, or work in the background."""

    at: datetime
    by: str
    is_first: bool
    differences: list[Difference]


def history(employer: Employer, limit: int | None = None) -> list[Step]:
    """The latest saves that changed something; the first one is when the employer came into the register."""
    events = list(_events(employer).order_by("-pgh_id")[: limit + 1 if limit else None])
    people = User.objects.in_bulk({_user_of(event) for event in events} - {None})
    steps = []
    for event, before in zip(events, [*events[1:], None], strict=False):
        differences = _differences(before, event, employer.is_address_shielded)
        if differences or (before is None and event.pgh_label == "insert"):
            steps.append(Step(event.pgh_created_at, _who(event, people), before is None, differences))
    return steps[:limit]


def _events(employer):
    related = ("pgh_context", "company", "municipality", "sector", "merged_into")
    return Employer.pgh_event_models["update"].objects.filter(pgh_obj=employer).select_related(*related)


def _differences(before, after, is_shielded):
    """Everything that is different; nothing for the first event, whose values the provenance tells."""
    if before is None:
        return []
    texts = [(name, _text(before, name), _text(after, name)) for name in SHOWN]
    hidden = {"address"} if is_shielded else set()
    return [
        Difference(LABELS[name], "afgeschermd" if name in hidden else old, "afgeschermd" if name in hidden else new)
        for name, old, new in texts
        if old != new
    ]


def _text(event, name):
    if name == "size":
        source = event.size_source_name or event.get_size_source_display()
        text = size_text(event.size_minimum, event.size_maximum)
        return f"{text} ({source})" if source else text
    if name == "address":
        number = f"{event.house_number or ''}{event.house_letter}{event.house_number_addition and '-'}"
        street = f"{event.street} {number}{event.house_number_addition}".strip()
        return ", ".join(part for part in (street, f"{event.postcode} {event.place}".strip()) if part)
    return text_of(getattr(event, name))


def _metadata(event):
    return event.pgh_context.metadata if event.pgh_context else {}


def _user_of(event):
    return _metadata(event).get("user")


def _who(event, people):
    """A person; with an import's batch the person and the file; else the work in the background."""
    person = people.get(_user_of(event))
    if "batch" in _metadata(event):
        return f"Import{f', {person}' if person else ''}"
    if "precedence" in _metadata(event):
        return f"Voorrang tussen lijsten{f', {person}' if person else ''}"
    return str(person) if person else "Automatisch"
