"""Pairs of records that may be the same employer, and people's answers about them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from employers.models.employers import Employer

SILENT_FOR = timedelta(minutes=2)


class PossibleDuplicateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_partner else self.none()

    def open(self):
        return self.filter(answer=PossibleDuplicate.Answer.OPEN)

    def askable(self):
        """Open, and both still stand by themselves."""
        return self.open().filter(first__merged_into__isnull=True, second__merged_into__isnull=True)

    def of_employer(self, employer):
        return self.filter(Q(first=employer) | Q(second=employer)).select_related("first", "second")


class PossibleDuplicate(models.Model):
    """Two employers that look alike; stored once, lowest number first. "Niet dezelfde" is kept for good.

    A question that somebody put off (`is_postponed`) is still open; who did so stands in `answered_by`. Two employers
    of one company are different too: `shared_company` takes their company back (`employers/sisters.py`).
    """

    class Answer(models.TextChoices):
        OPEN = "open", "Nog beoordelen"
        DIFFERENT = "different", "Niet dezelfde"
        SAME = "same", "Dezelfde"

    first = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="duplicates_as_first")
    second = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="duplicates_as_second")
    score = models.PositiveSmallIntegerField("score", default=0)
    reasons = models.JSONField("redenen", default=list)
    answer = models.CharField("antwoord", max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_postponed = models.BooleanField("later", default=False)
    shared_company = models.JSONField("samen in één onderneming gezet", null=True, blank=True, editable=False)
    found_at = models.DateTimeField(auto_now_add=True)

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="possible_duplicate_unique"),
            models.CheckConstraint(name="possible_duplicate_ordered", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="possible_duplicate_shares_company_when_answered",
                condition=Q(shared_company__isnull=True) | ~Q(answer="open"),
                violation_error_message="Alleen een beoordeeld paar is samen in één onderneming gezet.",
            ),
        ]

    def __str__(self):
        return f"{self.first} en {self.second}"


class DuplicateScan(models.Model):
    """One look through the whole register for pairs; its progress and outcome live here."""

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField("begonnen op", auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField("nieuwe paren", default=0)
    removed = models.PositiveIntegerField("vervallen paren", default=0)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = "zoektocht naar dubbelen"
        verbose_name_plural = "zoektochten naar dubbelen"

    def __str__(self):
        return f"Zoektocht {self.pk}"

    @property
    def is_running(self):
        """Not finished, and with a recent sign of life: a worker that is gone does not hold up the next one."""
        latest = self.heartbeat_at or self.started_at
        return self.finished_at is None and timezone.now() - latest < SILENT_FOR

    @property
    def percentage_done(self):
        return min(99, 100 * self.rows_done // self.rows_total) if self.rows_total else 0
