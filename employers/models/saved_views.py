"""Filters of the employer list that somebody keeps under a name."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField("naam", max_length=60)
    query = models.CharField("filter", max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_view_name_unique",
                violation_error_message="U hebt al een weergave met deze naam.",
            )
        ]

    def __str__(self):
        return self.name
