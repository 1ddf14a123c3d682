"""Earlier stands of an interest, read from the history that the database keeps."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from outreach.models import Interest

SHOWN = ["status", "awareness", "level", "places", "reason"]


@dataclass(frozen=True)
class Step:
    """One change: when, by whom, and per field what it became."""

    at: datetime
    by: User | None
    changes: list[tuple[str, str]]


def history(interest: Interest) -> list[Step]:
    """What changed at each save, latest first; the first save shows everything that was filled in."""
    events = Interest.pgh_event_model.objects.filter(pgh_obj=interest).order_by("pgh_id")
    people = User.objects.in_bulk({event.updated_by_id for event in events})
    steps, before = [], None
    for event in events:
        changes = [(_label(name), _words(event, name)) for name in SHOWN if _changed(before, event, name)]
        if changes:
            steps.append(Step(event.pgh_created_at, people.get(event.updated_by_id), changes))
        before = event
    return steps[::-1]


def _changed(before, event, name: str) -> bool:
    if before is None:
        return _words(event, name) not in ("Leeg", Interest.Awareness.UNKNOWN.label)
    return getattr(before, name) != getattr(event, name)


def _label(name: str) -> str:
    return str(Interest._meta.get_field(name).verbose_name)


def _words(event, name: str) -> str:
    value = getattr(event, name)
    labels = dict(Interest._meta.get_field(name).flatchoices)
    return "Leeg" if value in (None, "") else str(labels.get(value, value))
