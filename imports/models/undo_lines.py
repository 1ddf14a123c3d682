"""What an undo will do or did, per employer: worked out once and kept, to show it page by page."""

from django.db import models
from django.db.models import Count
from django.db.models.functions import Lower

from imports.models.batches import ImportBatch


class Fate(models.TextChoices):
    REMOVED = "weg", "Verdwijnt"
    RESTORED = "terug", "Gaat terug"
    STAYED = "blijft", "Blijft, of een deel ervan"


class UndoLineQuerySet(models.QuerySet):
    def fate_counts(self) -> dict[str, int]:
        """Lines per fate, each fate present."""
        counted = self.order_by().values_list("fate").annotate(Count("pk"))
        return dict.fromkeys(Fate.values, 0) | dict(counted)


class UndoLine(models.Model):
    """One employer (or what is left without one) with what becomes of it; `is_done`: the report, else the forecast.

    The employer is named by number, not by foreign key: it may vanish.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="undo_lines")
    is_done = models.BooleanField("gedaan", default=False)
    name = models.CharField("naam", max_length=255, blank=True)
    employer_number = models.PositiveBigIntegerField("werkgever", null=True)
    fate = models.CharField("wat ermee gebeurt", max_length=10, choices=Fate.choices, default=Fate.RESTORED)
    reasons = models.JSONField("waarom", default=list)

    objects = UndoLineQuerySet.as_manager()
    employer = None  # put in by `with_employers`

    class Meta:
        ordering = [Lower("name"), "pk"]
        verbose_name = "regel van het ongedaan maken"
        verbose_name_plural = "regels van het ongedaan maken"
        indexes = [models.Index("batch", "is_done", "fate", Lower("name"), name="import_undo_line")]

    def __str__(self):
        return self.name
