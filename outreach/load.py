"""How much work an adviser has against the hours there are for it: per adviser, in counts and in hours a week.

What a portfolio asks is an estimate that follows from three settings: so many contacts a year with every employer, so
many hours for a contact or a follow-up with all that comes with it, so many working weeks in a year.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Q

from accounts.models import User
from employers.models import Employer
from lwl_crm.days import week_end
from outreach.models import Capacity, ContactMoment, FollowUp, PortfolioEntry

RECENT_WEEKS = 4
LEFT_BEHIND = ("employers", "overdue", "week", "planned")  # work that somebody else has to take over
FULL = Decimal(1)
ROOM = Decimal("0.8")


@dataclass
class Load:
    """One adviser; `counts` by name: employers, overdue, week (due this week or late), planned, recent (four weeks)."""

    adviser: User
    hours: Decimal | None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def contacts_a_week(self) -> Decimal:
        """Done contacts a week, over the past four weeks."""
        return (Decimal(self.counts["recent"]) / RECENT_WEEKS).quantize(Decimal("0.1"))

    @property
    def needed(self) -> Decimal:
        """Hours a week that the portfolio and the promises of this week ask."""
        contacts = Decimal(self.counts["employers"] * settings.CONTACTS_A_YEAR) / settings.WORKING_WEEKS
        return _hours(contacts + self.counts["week"])

    @property
    def needed_for_promises(self) -> Decimal:
        return _hours(Decimal(self.counts["week"]))

    @property
    def needed_for_employers(self) -> Decimal:
        """The rest, so that both parts add up on screen."""
        return self.needed - self.needed_for_promises

    @property
    def share(self) -> Decimal | None:
        """Of the hours there are, how much is needed: 1 is full."""
        return self.needed / self.hours if self.hours else None

    @property
    def percentage(self) -> int | None:
        return None if self.share is None else round(100 * self.share)

    @property
    def state(self) -> str:
        """In one word whether there is room; nothing when nobody said how many hours there are."""
        if self.hours is None:
            return ""
        if self.share is None:
            return "over" if self.needed else "room"
        return "over" if self.share > FULL else "full" if self.share > ROOM else "room"


def _hours(times: Decimal) -> Decimal:
    """Of so many contacts or follow-ups."""
    return (times * settings.MINUTES_A_CONTACT / 60).quantize(Decimal("0.1"))


def loads(viewer: User, today: date) -> list[Load]:
    """Every adviser of a partner organisation, and who left with work that nobody took over.

    The number of queries does not depend on how many there are.
    """
    counts = _counts(viewer, today)
    hours = dict(Capacity.objects.values_list("adviser", "hours"))
    left_behind = {key for kind in LEFT_BEHIND for key in counts[kind]}
    advisers = User.objects.of_partners().filter(
        Q(pk__in=User.objects.advisers()) | Q(is_active=False, pk__in=left_behind)
    )
    advisers = advisers.select_related("organisation").order_by("organisation__short_name", "name")
    return [
        Load(each, hours.get(each.pk), {name: counted.get(each.pk, 0) for name, counted in counts.items()})
        for each in advisers
    ]


def load_of(adviser: User, *, employers: int, week: int) -> Load:
    """What one portfolio of so many employers asks, with so many promises this week."""
    hours = Capacity.objects.filter(adviser=adviser).values_list("hours", flat=True).first()
    return Load(adviser, hours, {"employers": employers, "week": week})


def recently(today: date) -> tuple[date, date]:
    """The first and the last day of the past four weeks."""
    return today - timedelta(weeks=RECENT_WEEKS) + timedelta(days=1), today


def _counts(viewer: User, today: date) -> dict[str, dict[int, int]]:
    """Per kind of work how much each adviser has."""
    visible = Employer.objects.visible_to(viewer).active()
    moments, promised = ContactMoment.objects.visible_to(viewer), FollowUp.objects.visible_to(viewer)
    counted = {
        "employers": PortfolioEntry.objects.current().filter(employer__in=visible),
        "overdue": promised.overdue(today),
        "week": promised.due(week_end(today)),
        "planned": moments.planned().between(until=week_end(today)),
        "recent": moments.done().between(*recently(today)),
    }
    return {
        name: dict(rows.order_by().values_list("adviser").annotate(count=Count("pk"))) for name, rows in counted.items()
    }
