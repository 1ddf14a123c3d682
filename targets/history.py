"""What was changed on a target, when and by whom, read from the history that the database keeps."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format

from accounts.models import User
from targets.models import Target

SHOWN = [
    "name", "measure", "variant", "unit", "number", "from_on", "until_on", "organisation", "adviser", "sector",
    "municipality", "network", "size_band", "agreed_by", "agreed_on",
]  # fmt: skip
EMPTY = "leeg"


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Revision:
    """One save: `changes` is empty for the first, `note` says what is not a change of a field."""

    at: datetime
    by: User | None
    changes: list[Change]
    note: str = ""
    reason: str = ""


def revisions(target: Target) -> list[Revision]:
    """Every save that changed something a reader can see, latest first."""
    events = list(
        Target.pgh_event_model.objects.filter(pgh_obj=target)
        .select_related("pgh_context", "organisation", "adviser", "sector", "municipality", "network")
        .order_by("pgh_id")
    )
    people = User.objects.in_bulk({person for person in map(_person, events) if person})
    pairs = zip([None, *events], events, strict=False)
    found = [_revision(before, event, people.get(_person(event))) for before, event in pairs]
    return [revision for revision in reversed(found) if revision.changes or revision.note]


def differences(one, other) -> list[Change]:
    """Fields in words in which two states of a target differ."""
    names = [name for name in SHOWN if _raw(one, name) != _raw(other, name)]
    return [Change(label_of(name), words(one, name), words(other, name)) for name in names]


def words(state, name: str) -> str:
    """The value of a field of a target, or of an event of it, as a reader would say it."""
    value = getattr(state, name)
    if value in (None, ""):
        return EMPTY
    if isinstance(value, date):
        return date_format(value, "j b Y")
    return str(dict(Target._meta.get_field(name).flatchoices).get(value, value))


def _revision(before, event, by):
    if before is None:
        return Revision(event.pgh_created_at, by, [], "Doel afgesproken")
    note = ""
    if bool(before.withdrawn_at) != bool(event.withdrawn_at):
        note = "Ingetrokken" if event.withdrawn_at else "Teruggezet"
    reason = event.change_reason if event.version != before.version else ""
    return Revision(event.pgh_created_at, by, differences(before, event), note, reason)


def _person(event):
    """Who was signed in; a first save from a command has only its maker."""
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    return metadata.get("user") or (event.created_by_id if event.pgh_label == "insert" else None)


def _raw(state, name):
    return getattr(state, Target._meta.get_field(name).attname)


def label_of(name):
    label = str(Target._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]
