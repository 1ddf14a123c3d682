"""What changed about a network and about who keeps the relation, read from the history that the database keeps."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from employers.models import Municipality, Network
from outreach.models import NetworkKeeper

FIELDS = ["name", "abbreviation", "kind", "audience", "municipality_id", "website", "email", "own_remarks"]


@dataclass(frozen=True)
class Step:
    at: datetime
    by: str
    changes: list[tuple[str, str]]


def history(network: Network) -> list[Step]:
    """One step for each save, latest first; the reference data itself is no step."""
    steps = [*_of_data(network), *_of_keepers(network)]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _of_data(network):
    """The database keeps each row as it stood before a save: the next one, or today's, is what it became."""
    events = Network.pgh_event_model.objects.filter(pgh_obj=network).select_related("pgh_context").order_by("pgh_id")
    befores = list(events)
    places, people = dict(Municipality.objects.values_list("pk", "name")), _people(befores)
    for before, after in zip(befores, [*befores, network][1:], strict=True):
        changed = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
        words = [(_label(name), _words(name, getattr(after, name), places)) for name in changed]
        if words:
            yield Step(before.pgh_created_at, _who(before, people), words)


def _of_keepers(network):
    events = NetworkKeeper.pgh_event_model.objects.filter(network=network)
    events = list(events.select_related("pgh_context", "adviser", "organisation").order_by("pgh_id"))
    people = _people(events)
    for event in events:
        keeper = "niemand meer" if event.pgh_label == "delete" else event.adviser.name
        yield Step(event.pgh_created_at, _who(event, people), [(f"relatie namens {event.organisation}", keeper)])


def _people(events):
    return User.objects.in_bulk(
        {event.pgh_context.metadata.get("user") for event in events if event.pgh_context} - {None}
    )


def _who(event, people):
    user = people.get(event.pgh_context.metadata.get("user")) if event.pgh_context else None
    return user.name if user else "Automatisch"


def _label(name):
    return str(Network._meta.get_field(name.removesuffix("_id")).verbose_name)


def _words(name, value, places):
    if value in (None, ""):
        return "Leeg"
    return places.get(value, "Onbekend") if name == "municipality_id" else str(value)
