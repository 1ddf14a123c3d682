"""The delivered file as a job. Its state lives here: a worker that dies leaves it to be picked up again."""

import zlib

from django.conf import settings
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from employers.models import SourceList

QUICKLY = 1  # level of packing


class ImportBatchQuerySet(models.QuerySet):
    def waiting(self):
        """Jobs whose work was promised to a worker and has not ended."""
        return self.filter(state__in=ImportBatch.WAITING)

    def silent_since(self, moment):
        """No sign of life since then, or none ever."""
        return self.exclude(heartbeat_at__gt=moment)

    def with_people(self):
        return self.select_related("source", "source__organisation", "uploaded_by", "applied_by", "undone_by")

    def in_register(self):
        """Applied and not taken back, also while more of them is being applied."""
        states = [ImportBatch.State.APPLIED, ImportBatch.State.APPLYING, ImportBatch.State.FAILED]
        return self.filter(applied_at__isnull=False, undo_started_at__isnull=True, state__in=states)

    def writing(self):
        """At work in the register, or waiting for their turn."""
        return self.filter(state__in=ImportBatch.WRITING)


class ImportBatch(models.Model):
    """One delivery of one list, from upload to report.

    `reference_date_reason` says in Dutch where the reference date stands in the file; "" when a person chose it.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Kolommen kiezen"
        READING = "reading", "Wordt gelezen"
        PREVIEW = "preview", "Klaar om te controleren"
        APPLYING = "applying", "Wordt doorgevoerd"
        APPLIED = "applied", "Doorgevoerd"
        UNDOING = "undoing", "Wordt ongedaan gemaakt"
        UNDONE = "undone", "Ongedaan gemaakt"
        FAILED = "failed", "Niet gelukt"

    WRITING = [State.APPLYING, State.UNDOING]
    WAITING = [State.READING, *WRITING]

    source = models.ForeignKey(SourceList, on_delete=models.PROTECT, related_name="batches", verbose_name="lijst")
    filename = models.CharField("bestand", max_length=255)
    kind = models.CharField("soort bestand", max_length=10, blank=True)
    sha256 = models.CharField(max_length=64)
    reference_date = models.DateField("peildatum", default=timezone.localdate)
    reference_date_reason = models.CharField("waar de peildatum vandaan komt", max_length=255, blank=True)
    sheet = models.CharField("tabblad", max_length=120, blank=True)
    more_sheets = models.JSONField("ook gelezen tabbladen", default=list)
    header_row = models.PositiveIntegerField("kopregel", default=1)
    header_rows = models.PositiveSmallIntegerField("aantal kopregels", default=1)
    header = models.JSONField("kolommen", default=list)
    mapping = models.JSONField("gekozen velden", default=dict)
    notices = models.JSONField("opmerkingen over het bestand", default=list)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.UPLOADED)
    error = models.TextField("melding", blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    job_started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    matched_at = models.DateTimeField("vergeleken met het register op", null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    uploaded_at = models.DateTimeField("geüpload op", auto_now_add=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    applied_at = models.DateTimeField("doorgevoerd op", null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    undo_started_at = models.DateTimeField("ongedaan maken begonnen op", null=True, blank=True)
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)
    categories = models.JSONField("wat nu wordt doorgevoerd", null=True, blank=True)
    is_addition = models.BooleanField("aanvulling, niet de hele lijst", default=False)
    is_tracked = models.BooleanField("bewaard wat zij veranderde", default=True)
    foresight_done = models.PositiveIntegerField("uitgerekende stappen", default=0)
    foresight_total = models.PositiveIntegerField("uit te rekenen stappen", default=0)
    foresight_asked_at = models.DateTimeField("gevraagd wat ongedaan maken doet", null=True, blank=True)
    foreseen_at = models.DateTimeField("uitgerekend wat ongedaan maken doet", null=True, blank=True)
    forgotten = models.JSONField("vergeten antwoorden", default=list)

    objects = ImportBatchQuerySet.as_manager()
    tell = None  # called with the batch at every sign of life; the command line shows progress with it

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"

    def __str__(self):
        return f"{self.source}: {self.filename}"

    def get_absolute_url(self):
        return reverse("imports:detail", args=[self.pk])

    @property
    def place(self):
        """Where the list stands in the file, as `choose_columns` wants it."""
        names = ("sheet", "more_sheets", "header_row", "header_rows")
        return {name: getattr(self, name) for name in names}

    @property
    def sheets(self):
        """The sheets that are read as one list, in the order of the file."""
        return [self.sheet, *self.more_sheets]

    @property
    def is_waiting(self):
        """A worker is busy with it, or will be."""
        return self.state in self.WAITING

    @property
    def is_applied(self):
        return self.state == self.State.APPLIED

    @property
    def is_compared(self):
        """Its rows carry verdicts that can be shown."""
        return self.matched_at is not None

    @property
    def may_choose_columns(self):
        """As long as nothing of it is in the register, the file can be read in another way, or thrown away."""
        is_free = self.state in (self.State.UPLOADED, self.State.PREVIEW, self.State.FAILED)
        return is_free and self.applied_at is None and not self.rows.filter(applied_at__isnull=False).exists()

    @property
    def may_apply(self):
        states = (self.State.PREVIEW, self.State.APPLIED, self.State.FAILED, self.State.UNDONE)
        return self.is_compared and self.state in states and not self.is_half_undone

    @property
    def is_undone(self):
        return self.state == self.State.UNDONE

    @property
    def is_half_undone(self):
        """An undo was begun and stopped; it can only be finished."""
        return self.state == self.State.FAILED and self.undo_started_at is not None

    @property
    def may_undo(self):
        """Something of it is in the register, and it is known what."""
        return (self.is_written and self.is_tracked) or self.is_half_undone

    @property
    def is_written(self):
        """Something of it is in the register."""
        return self.state == self.State.APPLIED or (
            self.state == self.State.FAILED and self.rows.filter(applied_at__isnull=False).exists()
        )

    @property
    def is_diff(self):
        """There is an earlier delivery of this list in the register to lay it beside."""
        others = type(self).objects.filter(source=self.source_id, state=self.State.APPLIED).exclude(pk=self.pk)
        return (others.filter(applied_at__lt=self.applied_at) if self.is_applied else others).exists()

    @property
    def percentage_done(self):
        """Whole per cents; never 100 while the job runs."""
        return min(99, 100 * self.rows_done // self.rows_total) if self.rows_total else 0

    @property
    def foresight_percentage(self):
        """How far working out an undo is; never 100 while the worker is at it."""
        return min(99, 100 * self.foresight_done // self.foresight_total) if self.foresight_total else 0

    @property
    def seconds_left(self):
        """An estimate from the pace so far; None when there is nothing to estimate from."""
        if not (self.rows_done and self.rows_total and self.job_started_at):
            return None
        spent = (timezone.now() - self.job_started_at).total_seconds()
        return round(spent * max(0, self.rows_total - self.rows_done) / self.rows_done)

    def promise(self, state, **fields) -> bool:
        """Hand the batch to a worker; False when somebody did so before or the state does not allow it."""
        allowed = {
            self.State.READING: [self.State.UPLOADED, self.State.PREVIEW, self.State.FAILED],
            self.State.APPLYING: [self.State.PREVIEW, self.State.APPLIED, self.State.FAILED, self.State.UNDONE],
            self.State.UNDOING: [self.State.APPLIED, self.State.FAILED],
        }[state]
        changes = {
            "state": state, "error": "", "rows_done": 0, "rows_total": 0, "attempts": 0, "job_started_at": None,
            "heartbeat_at": timezone.now(), "foresight_asked_at": None, "foreseen_at": None,
        }  # fmt: skip
        if state == self.State.READING:
            changes["matched_at"] = None
        if state == self.State.APPLYING:
            changes["categories"] = None
        return self._change(changes | fields, state__in=allowed)

    def call_addition(self, is_addition: bool) -> None:
        self._change({"is_addition": is_addition})

    def start(self, *, total: int, done: int = 0) -> None:
        now = timezone.now()
        self._give_sign({"rows_total": total, "rows_done": done, "job_started_at": now, "heartbeat_at": now})

    def beat(self, rows: int = 0) -> None:
        """A sign of life, with the rows done since the last one."""
        self._give_sign({"heartbeat_at": timezone.now(), "rows_done": F("rows_done") + rows})

    def _give_sign(self, fields) -> None:
        self._change(fields)
        if self.tell:
            self.tell(self)

    def count_attempt(self) -> None:
        self._change({"attempts": F("attempts") + 1, "heartbeat_at": timezone.now()})

    def finish(self, state, **fields) -> None:
        self._change({"state": state, "error": "", "rows_done": F("rows_total"), **fields})

    def fail(self, message: str) -> None:
        self._change({"state": self.State.FAILED, "error": message})

    def _change(self, fields, **only_if) -> bool:
        """Write in one statement, so that two processes cannot undo each other's change; the object follows."""
        changed = type(self).objects.filter(pk=self.pk, **only_if).update(**fields)
        if changed:
            for name, value in fields.items():
                setattr(self, name, value)
            self.refresh_from_db(
                fields=[name for name, value in fields.items() if hasattr(value, "resolve_expression")]
            )
        return bool(changed)


class ImportFileManager(models.Manager):
    def store(self, batch: ImportBatch, content: bytes) -> "ImportFile":
        """Packed where that helps: a text file of a million rows becomes a fifth, a spreadsheet is packed already."""
        packed = zlib.compress(content, QUICKLY)
        is_packed = len(packed) < len(content)
        return self.create(batch=batch, content=packed if is_packed else content, is_packed=is_packed)


class ImportFile(models.Model):
    """The file as delivered, kept in the database so that every web and worker process can read it."""

    batch = models.OneToOneField(ImportBatch, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()
    is_packed = models.BooleanField(default=False)

    objects = ImportFileManager()

    def __str__(self):
        return self.batch.filename

    def read(self) -> bytes:
        """The bytes that were delivered."""
        return zlib.decompress(self.content) if self.is_packed else bytes(self.content)
