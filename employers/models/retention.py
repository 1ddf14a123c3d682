"""How long contact persons are kept: what an administrator decided, and when (AVG: bewaartermijn)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

SHORTEST, LONGEST = 6, 120  # months


class RetentionPeriodQuerySet(models.QuerySet):
    def in_force(self):
        """The last decision; None as long as nobody took one, and then nobody is proposed."""
        return self.select_related("set_by").first()


class RetentionPeriod(models.Model):
    """One decision; earlier ones stay, to see what held when."""

    months = models.PositiveSmallIntegerField(
        "bewaartermijn in maanden",
        validators=[
            MinValueValidator(SHORTEST, f"Kies ten minste {SHORTEST} maanden."),
            MaxValueValidator(LONGEST, f"Kies ten hoogste {LONGEST} maanden."),
        ],
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    objects = RetentionPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-set_at", "-pk"]
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"
        constraints = [
            models.CheckConstraint(
                name="retention_period_months",
                condition=Q(months__gte=SHORTEST, months__lte=LONGEST),
                violation_error_message=f"Kies {SHORTEST} tot en met {LONGEST} maanden.",
            )
        ]

    def __str__(self):
        return f"{self.months} maanden"
