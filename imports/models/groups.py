"""One answer for all rows in review that are there for the same reasons, to be taken back as one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from imports.models.batches import ImportBatch


class GroupDecision(models.Model):
    """What was decided about how many rows; the rows themselves hold the decision and point here."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="group_decisions")
    decision = models.CharField("besluit", max_length=10)
    reasons = models.JSONField("redenen", default=list)
    row_count = models.PositiveIntegerField("rijen", default=0)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("besloten op", auto_now_add=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField("teruggezet op", null=True, blank=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        verbose_name = "besluit over een groep"
        verbose_name_plural = "besluiten over groepen"
        constraints = [
            models.CheckConstraint(
                name="group_decision_taken_back_by_somebody",
                condition=Q(taken_back_by__isnull=True, taken_back_at__isnull=True)
                | Q(taken_back_by__isnull=False, taken_back_at__isnull=False),
                violation_error_message="Wie een besluit terugzet, staat erbij met de dag.",
            ),
            models.CheckConstraint(
                name="group_decision_same_or_other",
                condition=Q(decision__in=["same", "other"]),
                violation_error_message="Een groep is dezelfde werkgever of een andere werkgever.",
            ),
        ]

    def __str__(self):
        return f"{self.row_count} rijen: {self.decision}"
