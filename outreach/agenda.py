"""What an adviser sees when the day begins, and what a manager sees of all advisers."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Max, OuterRef, Q, Subquery

from accounts.models import Organisation, User
from employers.models import Employer
from employers.models.employers import EmployerQuerySet
from outreach.models import ContactMoment, FollowUp, PortfolioEntry
from outreach.models.contact_moments import ContactMomentQuerySet
from outreach.models.follow_ups import FollowUpQuerySet

SHOWN = 12


@dataclass(frozen=True)
class Agenda:
    """The work of one adviser, as far as the viewer may see it. A week is today and the six days after."""

    adviser: User
    viewer: User
    today: date

    @property
    def week_end(self) -> date:
        return self.today + timedelta(days=6)

    def follow_ups(self) -> FollowUpQuerySet:
        """Due this week or overdue, the longest overdue first."""
        mine = FollowUp.objects.visible_to(self.viewer).filter(adviser=self.adviser)
        return mine.due(self.week_end).with_people()

    def planned(self) -> ContactMomentQuerySet:
        """Planned until the end of the week; those whose time has passed still wait for their result."""
        moments = ContactMoment.objects.visible_to(self.viewer).planned().filter(adviser=self.adviser)
        return moments.between(until=self.week_end).with_people().order_by("happened_at", "pk")

    def employers(self) -> EmployerQuerySet:
        """The portfolio; who heard nothing from this adviser's organisation the longest comes first."""
        moments = ContactMoment.objects.done().filter(
            employer=OuterRef("pk"), organisation=self.adviser.organisation_id
        )
        latest = moments.order_by().values("employer").annotate(at=Max("happened_at")).values("at")
        entries = PortfolioEntry.objects.of(self.adviser)
        employers = Employer.objects.visible_to(self.viewer).active().filter(portfolio_entries__in=entries)
        employers = employers.annotate(last_contact_at=Subquery(latest)).select_related("sector", "company")
        return employers.order_by(F("last_contact_at").asc(nulls_first=True), "trade_name", "pk")


def last_contacts(employers: list[Employer], viewer: User) -> dict[int, dict[int, ContactMoment]]:
    """The latest done moment per employer and organisation, in one query."""
    moments = ContactMoment.objects.visible_to(viewer).done().filter(employer__in=employers).with_people()
    moments = moments.order_by("employer_id", "organisation_id", "-happened_at", "-pk")
    found: dict[int, dict[int, ContactMoment]] = defaultdict(dict)
    for moment in moments.distinct("employer_id", "organisation_id"):
        found[moment.employer_id][moment.organisation_id] = moment
    return dict(found)


def partner_organisations() -> list[Organisation]:
    """Active organisations that take part in a region."""
    return list(Organisation.objects.filter(is_active=True, regions__isnull=False).distinct())


@dataclass
class AdviserRow:
    """One adviser in the manager's overview."""

    adviser: User
    counts: dict[str, int] = field(default_factory=dict)


def adviser_rows(viewer: User, today: date) -> list[AdviserRow]:
    """Per adviser the portfolio, overdue follow-ups and contacts planned this week; three counting queries."""
    week = today + timedelta(days=6)
    visible = Employer.objects.visible_to(viewer).active()
    counted = {
        "employers": PortfolioEntry.objects.current().filter(employer__in=visible),
        "overdue": FollowUp.objects.visible_to(viewer).overdue(today),
        "planned": ContactMoment.objects.visible_to(viewer).planned().between(until=week),
    }
    per_adviser = {
        name: dict(rows.order_by().values_list("adviser").annotate(count=Count("pk"))) for name, rows in counted.items()
    }
    advisers = User.objects.advisers().filter(Q(organisation__regions__isnull=False)).distinct()
    return [
        AdviserRow(adviser, {name: counts.get(adviser.pk, 0) for name, counts in per_adviser.items()})
        for adviser in advisers.select_related("organisation").order_by("organisation__short_name", "name")
    ]
