"""Hours a week that an adviser has for employers (advice 1a)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class Capacity(models.Model):
    adviser = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="capacity")
    hours = models.DecimalField(
        "uren per week",
        max_digits=4,
        decimal_places=1,
        validators=[
            MinValueValidator(0, "Vul 0 uur of meer in."),
            MaxValueValidator(40, "Vul ten hoogste 40 uur in."),
        ],
    )
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "beschikbare uren"
        verbose_name_plural = "beschikbare uren"
        constraints = [
            models.CheckConstraint(
                name="capacity_within_a_week",
                condition=Q(hours__gte=0, hours__lte=40),
                violation_error_message="Vul 0 tot en met 40 uur per week in.",
            )
        ]

    def __str__(self):
        return f"{self.adviser}: {self.hours} uur"
