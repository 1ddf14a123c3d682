"""A party's own list back, with what the register knows better: the job, its outcome and the file."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from employers.models import SourceList
from imports.models.batches import ImportBatch

SILENT_FOR = timedelta(seconds=45)


class ReturnFileQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(made_at__isnull=True, error="")

    def stalled(self):
        """Promised to a worker that gives no sign of life."""
        return self.waiting().filter(heartbeat_at__lt=timezone.now() - SILENT_FOR)

    def made(self):
        return self.filter(made_at__isnull=False)

    def light(self):
        """Without the file itself and the long lists of row numbers."""
        return self.defer("content", "rows_by_column").select_related("source", "batch", "batch__source", "asked_by")


class ReturnFile(models.Model):
    """One return file of one delivery. Only the newest of a list keeps its content: it holds personal data."""

    class Form(models.TextChoices):
        XLSX = "xlsx", "Excel"
        CSV = "csv", "csv"

    source = models.ForeignKey(SourceList, on_delete=models.CASCADE, related_name="return_files", verbose_name="lijst")
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="return_files")
    form = models.CharField("vorm", max_length=4, choices=Form.choices, default=Form.XLSX)
    is_complete = models.BooleanField("ook wat hetzelfde is", default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField("gemaakt op", null=True, blank=True)
    error = models.CharField("melding", max_length=255, blank=True)
    counts = models.JSONField("rijen met iets nieuws per kolom", default=dict)
    rows_by_column = models.JSONField(default=dict)
    content = models.BinaryField(null=True)

    objects = ReturnFileQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = "retourbestand"
        verbose_name_plural = "retourbestanden"

    def __str__(self):
        return f"Retourbestand van {self.source}"

    def get_absolute_url(self):
        return reverse("imports:return_file", args=[self.pk])

    @property
    def is_waiting(self):
        return self.made_at is None and not self.error

    @property
    def filename(self):
        return f"retour-{self.source.slug}-{timezone.localdate(self.made_at):%Y-%m-%d}.{self.form}"

    @property
    def percentage_done(self):
        """Whole per cents; never 100 while the job runs."""
        return min(99, 100 * self.rows_done // self.rows_total) if self.rows_total else 0
