"""Portfolios: which adviser of which organisation is the fixed contact of an employer, since when (advice 1a)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q

from accounts.models import Organisation
from employers.models import Employer


class PortfolioQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until_on__isnull=True)

    def of(self, adviser):
        return self.current().filter(adviser=adviser)

    def with_people(self):
        return self.select_related("organisation", "adviser__organisation")

    def of_assignment(self, key):
        """What one assignment began, with who had the employer before in `before` and `before_name`."""
        earlier = PortfolioEntry.objects.filter(
            closed_in=key, employer=OuterRef("employer"), organisation=OuterRef("organisation")
        )
        begun = self.filter(opened_in=key).annotate(
            before=earlier.values("adviser")[:1], before_name=earlier.values("adviser__name")[:1]
        )
        return begun.select_related("employer", "adviser").order_by("employer__trade_name", "pk")


@pghistory.track()
class PortfolioEntry(models.Model):
    """One stretch of time in which one adviser is the fixed contact for one organisation.

    `opened_in` and `closed_in` name the assignment, of one employer or of many at once, so that it can be undone whole.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="portfolio_entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="portfolio_entries")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="portfolio_entries")
    since_on = models.DateField("vast contact sinds")
    until_on = models.DateField("tot", null=True, blank=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    opened_in = models.UUIDField("begonnen bij toewijzing", null=True, blank=True, editable=False, db_index=True)
    closed_in = models.UUIDField("beëindigd bij toewijzing", null=True, blank=True, editable=False, db_index=True)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        ordering = ["employer", "organisation", "-since_on"]
        verbose_name = "vast contact"
        verbose_name_plural = "vaste contacten"
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "organisation"],
                condition=Q(until_on__isnull=True),
                name="portfolio_one_adviser",
                violation_error_message="Deze werkgever heeft al een vast contact bij deze organisatie.",
            ),
            models.CheckConstraint(
                name="portfolio_dates_ordered", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on"))
            ),
        ]

    def __str__(self):
        return f"{self.employer}: {self.adviser}"


class LeadQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until_on__isnull=True)

    def at(self, employers):
        """Who leads now at each of these."""
        return self.current().filter(employer__in=employers).select_related("organisation")


@pghistory.track()
class Lead(models.Model):
    """One stretch of time in which one organisation leads at an employer: the other asks it before approaching."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="leads")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="leads")
    since_on = models.DateField("leidend sinds")
    until_on = models.DateField("tot", null=True, blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["employer", "-since_on", "-pk"]
        verbose_name = "leidende organisatie"
        verbose_name_plural = "leidende organisaties"
        constraints = [
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(until_on__isnull=True),
                name="lead_one_organisation",
                violation_error_message="Bij deze werkgever is al een organisatie leidend.",
            ),
            models.CheckConstraint(
                name="lead_dates_ordered", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on"))
            ),
        ]

    def __str__(self):
        return f"{self.employer}: {self.organisation}"
