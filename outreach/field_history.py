"""What changed about a row at each save, read from the history that the database keeps of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, Model
from django.utils.dateformat import format as format_date

from accounts.models import User

EMPTY = "Leeg"


@dataclass(frozen=True)
class Step:
    """One change: when, by whom, and per field what it became."""

    at: datetime
    by: User | None
    changes: list[tuple[str, str]]


def history(row: Model, names: Sequence[str], labels: Mapping[str, Mapping[str, str]] | None = None) -> list[Step]:
    """What changed at each save, latest first; the first save shows everything that was filled in.

    For models that are tracked after each insert and update and say in `updated_by` who saved. `labels` has per field
    the words for codes that are rows of another table.
    """
    fields = [row._meta.get_field(name) for name in names]
    events = type(row).pgh_event_model.objects.filter(pgh_obj=row).order_by("pgh_id")
    people = User.objects.in_bulk({event.updated_by_id for event in events} - {None})
    steps, before = [], None
    for event in events:
        changed = [field for field in fields if _changed(before, event, field)]
        changes = [(str(it.verbose_name), words(it, event, (labels or {}).get(it.name))) for it in changed]
        if changes:
            steps.append(Step(event.pgh_created_at, people.get(event.updated_by_id), changes))
        before = event
    return steps[::-1]


def _changed(before: Model | None, event: Model, field: Field) -> bool:
    value = getattr(event, field.attname)
    if before is None:
        return value not in (None, "", []) and value != field.get_default()
    return getattr(before, field.attname) != value


def words(field: Field, row: Model, labels: Mapping[str, str] | None = None) -> str:
    """The value of a field as a person reads it."""
    value = getattr(row, field.name)
    if isinstance(field, ArrayField):
        return ", ".join((labels or {}).get(each) or _word(field.base_field, each) for each in value) or EMPTY
    return _word(field, value)


def _word(field: Field, value: Any) -> str:
    if value in (None, ""):
        return EMPTY
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    if isinstance(value, date):
        return format_date(value, "j b Y")
    return str(dict(field.flatchoices).get(value, value))
