"""What people told before, so that the next delivery does not ask again."""

from django.conf import settings
from django.db import models

from employers.models import Employer, SourceList


class ColumnMapping(models.Model):
    """Which column of a list holds which of our fields, remembered per source and header."""

    source = models.ForeignKey(SourceList, on_delete=models.CASCADE, related_name="column_mappings")
    signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "signature"], name="column_mapping_unique")]

    def __str__(self):
        return f"{self.source}: {self.signature[:8]}"


class RememberedAnswer(models.Model):
    """A person's answer about an entry of a list: whether it is this employer."""

    source = models.ForeignKey(SourceList, on_delete=models.CASCADE, related_name="answers")
    own_key = models.CharField(max_length=200)
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="import_answers")
    is_same = models.BooleanField()
    is_sister = models.BooleanField("zelfde onderneming", default=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "own_key", "employer"], name="remembered_answer_unique"),
            models.CheckConstraint(
                name="remembered_answer_same_or_sister",
                condition=~models.Q(is_same=True, is_sister=True),
                violation_error_message="Dezelfde werkgever is geen andere werkgever van dezelfde onderneming.",
            ),
        ]

    def __str__(self):
        return f"{self.own_key}: {'zelfde' if self.is_same else 'niet dezelfde'}"
