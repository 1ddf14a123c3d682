""" "Niet vandaag": an employer that one adviser does not want on the call list of one day."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from employers.models import Employer


class SnoozeQuerySet(models.QuerySet):
    def today(self, adviser):
        return self.filter(adviser=adviser, on=timezone.localdate())


class Snooze(models.Model):
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="snoozes")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="snoozes")
    on = models.DateField("niet op", default=timezone.localdate)

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "pk"]
        verbose_name = "niet vandaag"
        verbose_name_plural = "niet vandaag"
        constraints = [
            models.UniqueConstraint(
                fields=["adviser", "on", "employer"],
                name="snooze_once_a_day",
                violation_error_message="Deze werkgever staat vandaag al niet op uw lijst.",
            )
        ]

    def __str__(self):
        return f"{self.employer}: niet op {self.on}"
