"""Both organisations of a double approach: the days of all that each did, and the latest of it to show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models.functions import TruncDate

from accounts.models import Organisation
from outreach.models import ContactMoment, Overlap, OverlapMoment

SHOWN = 4  # approaches of one organisation


@dataclass
class Side:
    """One organisation in an overlap; `latest` are its last approaches, the newest first."""

    organisation: Organisation
    days: list[date] = field(default_factory=list)
    latest: list[ContactMoment] = field(default_factory=list)
    number: int = 0  # of approaches

    @property
    def earlier(self) -> int:
        """How many approaches are not among the latest."""
        return self.number - len(self.latest)


def with_sides(overlaps: Iterable[Overlap], *, shown: int = SHOWN) -> list[Overlap]:
    """Give each overlap its `sides`; of many approaches only the days are read, and whole only the latest to show."""
    overlaps = list(overlaps)
    rows = OverlapMoment.objects.filter(overlap__in=overlaps).order_by()
    told = rows.values_list("overlap", "contactmoment__organisation").annotate(
        days=ArrayAgg(TruncDate("contactmoment__happened_at"), distinct=True),
        latest=ArrayAgg("contactmoment", order_by=["-contactmoment__happened_at", "-contactmoment"]),
    )
    sides = {(overlap, organisation): (days, keys) for overlap, organisation, days, keys in told}
    wanted = {key for _, keys in sides.values() for key in keys[:shown]}
    found = ContactMoment.objects.with_shared_names("employer", "adviser", also=["notes"]).in_bulk(wanted)
    for overlap in overlaps:
        overlap.sides = [
            _side(each, found, shown, *sides.get((overlap.pk, each.pk), ((), ())))
            for each in (overlap.first_organisation, overlap.second_organisation)
        ]
    return overlaps


def _side(organisation, found, shown, days, keys):
    latest = [found[key] for key in keys[:shown] if key in found]
    for moment in latest:
        moment.organisation = organisation
    return Side(organisation, list(days), latest, len(keys))
