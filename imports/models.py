"""Deliveries: the job with its state, and its rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from employers.models import Employer, Registration, SourceList


class ImportBatchQuerySet(models.QuerySet):
    def waiting(self):
        """Jobs whose work was promised to a worker and has not ended."""
        return self.filter(state__in=[ImportBatch.State.READING, ImportBatch.State.APPLYING])


class ImportBatch(models.Model):
    """One delivered file. Its state lives here: a worker that dies leaves it to be picked up again."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Kolommen kiezen"
        READING = "reading", "Wordt gelezen"
        PREVIEW = "preview", "Klaar om te controleren"
        APPLYING = "applying", "Wordt doorgevoerd"
        APPLIED = "applied", "Doorgevoerd"
        FAILED = "failed", "Niet gelukt"

    source = models.ForeignKey(SourceList, on_delete=models.PROTECT, related_name="batches", verbose_name="lijst")
    filename = models.CharField("bestand", max_length=255)
    sha256 = models.CharField(max_length=64)
    reference_date = models.DateField("peildatum", default=timezone.localdate)
    sheet = models.CharField("tabblad", max_length=120, blank=True)
    header_row = models.PositiveIntegerField("kopregel", default=1)
    header = models.JSONField("kolommen", default=list)
    mapping = models.JSONField("gekozen velden", default=dict)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.UPLOADED)
    error = models.TextField("melding", blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    job_started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    uploaded_at = models.DateTimeField("geüpload op", auto_now_add=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    applied_at = models.DateTimeField("doorgevoerd op", null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"

    def __str__(self):
        return f"{self.source}: {self.filename}"


class ImportFile(models.Model):
    """The file as delivered, kept in the database so that every web and worker process can read it."""

    batch = models.OneToOneField(ImportBatch, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self):
        return self.batch.filename


class ImportRowQuerySet(models.QuerySet):
    def in_review(self):
        return self.filter(verdict__in=ImportRow.REVIEW, decision="")


class ImportRow(models.Model):
    """One row of the sheet: raw as delivered, cleaned, what matching said, what a person decided, what was done."""

    class Verdict(models.TextChoices):
        CERTAIN = "certain", "Zeker dezelfde"
        LIKELY = "likely", "Waarschijnlijk dezelfde"
        SEVERAL = "several", "Meer mogelijkheden"
        NEW = "new", "Nieuw"
        UNCHANGED = "unchanged", "Ongewijzigd"
        REJECTED = "rejected", "Afgekeurd"

    class Decision(models.TextChoices):
        SAME = "same", "Zelfde werkgever"
        OTHER = "other", "Andere werkgever"
        SKIP = "skip", "Niet inlezen"

    REVIEW = [Verdict.LIKELY, Verdict.SEVERAL]

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    row_number = models.PositiveIntegerField("rij")
    raw = models.JSONField("zoals geleverd", default=list)
    cleaned = models.JSONField("opgeschoond", default=dict)
    problems = models.JSONField("meldingen", default=list)
    repairs = models.JSONField("herstelde waarden", default=list)
    own_key = models.CharField(max_length=200, blank=True)
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict.choices, blank=True)
    score = models.PositiveSmallIntegerField("score", default=0)
    reasons = models.JSONField("redenen", default=list)
    candidates = models.JSONField("mogelijke werkgevers", default=list)
    twin_row = models.PositiveIntegerField("zelfde als rij", null=True, blank=True)
    employer = models.ForeignKey(
        Employer, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows", verbose_name="werkgever"
    )
    changes = models.JSONField("wijzigingen", default=list)
    decision = models.CharField("besluit", max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_postponed = models.BooleanField("later", default=False)
    before = models.JSONField("werkgever vóór doorvoeren", null=True, blank=True)
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="rows"
    )
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "row_number"]
        verbose_name = "regel"
        verbose_name_plural = "regels"
        indexes = [
            models.Index(fields=["batch", "verdict", "decision"], name="import_row_verdict"),
            models.Index(fields=["batch"], name="import_row_to_apply", condition=Q(applied_at__isnull=True)),
        ]
        constraints = [models.UniqueConstraint(fields=["batch", "row_number"], name="import_row_unique")]

    def __str__(self):
        return f"Rij {self.row_number}"


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
    """A person's answer about an entry of a list, so that the next delivery does not ask again."""

    source = models.ForeignKey(SourceList, on_delete=models.CASCADE, related_name="answers")
    own_key = models.CharField(max_length=200)
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="import_answers")
    is_same = models.BooleanField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "own_key", "employer"], name="remembered_answer_unique")
        ]

    def __str__(self):
        return f"{self.own_key}: {'zelfde' if self.is_same else 'niet dezelfde'}"
