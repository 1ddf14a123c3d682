"""Cells that an admin corrected in the preview, without a new file."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from imports.models.batches import ImportBatch


class CorrectionQuerySet(models.QuerySet):
    def standing(self):
        """Neither taken back, nor replaced by a later one, nor dropped by reading the file in another way."""
        return self.filter(ended_at__isnull=True)

    def dropped(self):
        """Ended by reading the file in another way, not by a person."""
        return self.filter(ended_at__isnull=False, ended_by__isnull=True)

    def row_count(self):
        return self.values("row_number").distinct().count()


class Correction(models.Model):
    """One cell of one row: what was delivered and what it should be. The row keeps its cells as delivered.

    It hangs on batch and row number, not on the row: reading the file again makes new rows. `ended_at` without
    `ended_by`: dropped, because the file was read in a way in which this cell is not there any more.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="corrections")
    sheet = models.CharField("tabblad", max_length=120, blank=True)
    row_number = models.PositiveIntegerField("rij")
    column = models.PositiveSmallIntegerField("kolomnummer")
    title = models.CharField("kolom", max_length=255)
    before = models.TextField("zoals geleverd", blank=True)
    after = models.TextField("verbeterd", blank=True)
    own_key = models.CharField("sleutel vóór de verbetering", max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("verbeterd op", auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField("vervallen op", null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "row_number", "column", "pk"]
        verbose_name = "verbetering"
        verbose_name_plural = "verbeteringen"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "row_number", "column"],
                condition=Q(ended_at__isnull=True),
                name="correction_one_a_cell",
                violation_error_message="Deze cel is net al verbeterd.",
            ),
            models.CheckConstraint(
                name="correction_changes_something",
                condition=~Q(before=F("after")),
                violation_error_message="Een verbetering verandert de cel.",
            ),
            models.CheckConstraint(
                name="correction_ended_by_on_a_moment",
                condition=Q(ended_by__isnull=True) | Q(ended_at__isnull=False),
                violation_error_message="Wie een verbetering terugzet, staat erbij met de dag.",
            ),
        ]

    def __str__(self):
        return f"Rij {self.row_number}, {self.title}: {self.after}"
