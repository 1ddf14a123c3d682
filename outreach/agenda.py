"""What an adviser sees when the day begins."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, OuterRef, Subquery

from accounts.models import Organisation, User
from employers.models import Employer
from employers.models.employer_rules import EmployerQuerySet
from lwl_crm.days import week_end
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
        return week_end(self.today)

    def follow_ups(self) -> FollowUpQuerySet:
        """Due this week or overdue, the longest overdue first."""
        mine = FollowUp.objects.visible_to(self.viewer).filter(adviser=self.adviser)
        return mine.due(self.week_end).with_names()

    def planned(self) -> ContactMomentQuerySet:
        """Planned until the end of the week; those whose time has passed still wait for their result."""
        moments = ContactMoment.objects.visible_to(self.viewer).planned().filter(adviser=self.adviser)
        return moments.between(until=self.week_end).with_names().order_by("happened_at", "pk")

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
    moments = ContactMoment.objects.visible_to(viewer).done().filter(employer__in=employers).with_names()
    moments = moments.order_by("employer_id", "organisation_id", "-happened_at", "-pk")
    found: dict[int, dict[int, ContactMoment]] = defaultdict(dict)
    for moment in moments.distinct("employer_id", "organisation_id"):
        found[moment.employer_id][moment.organisation_id] = moment
    return dict(found)


def partner_organisations() -> list[Organisation]:
    """Active organisations that take part in a region."""
    return list(Organisation.objects.partners().active())
