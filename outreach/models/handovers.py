"""Hand-overs: a portfolio, or part of it, that went from one adviser to a colleague."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from outreach.models.contact_moments import ContactMoment
from outreach.models.follow_ups import FollowUp


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Managers see those of every organisation, advisers those of their own."""
        return self if user.is_manager else self.filter(giver__organisation=user.organisation_id)

    def with_people(self):
        return self.select_related("giver__organisation", "receiver__organisation", "made_by", "undone_by")


class Handover(models.Model):
    """`key` names the assignment (`PortfolioEntry.opened_in`), so that what moved can be listed and undone whole."""

    key = models.UUIDField(unique=True, editable=False)
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="given_handovers", verbose_name="van"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="received_handovers", verbose_name="naar"
    )
    employer_count = models.PositiveIntegerField("werkgevers")
    follow_ups = models.ManyToManyField(FollowUp, related_name="handovers", verbose_name="vervolgacties")
    planned = models.ManyToManyField(ContactMoment, related_name="handovers", verbose_name="geplande contacten")
    reason = models.CharField("waarom", max_length=255, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    stayed_count = 0  # `take_back_handover` tells it

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        constraints = [
            models.CheckConstraint(
                name="handover_to_somebody_else",
                condition=~Q(giver=F("receiver")),
                violation_error_message="Kies een andere adviseur om aan over te dragen.",
            )
        ]

    def __str__(self):
        return f"{self.giver} naar {self.receiver}"

    def may_undo(self, by):
        """Who may hand over this portfolio may also take that back."""
        return self.undone_at is None and (by.is_manager or by.pk == self.giver_id)
