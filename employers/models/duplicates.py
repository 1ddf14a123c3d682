"""Pairs of records that may be the same employer, and people's answers about them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from employers.models.employers import Employer


class PossibleDuplicateQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answer=PossibleDuplicate.Answer.OPEN)


class PossibleDuplicate(models.Model):
    """Two employers that look alike; stored once, lowest number first. "Niet dezelfde" is kept for good."""

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
    found_at = models.DateTimeField(auto_now_add=True)

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="possible_duplicate_unique"),
            models.CheckConstraint(name="possible_duplicate_ordered", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self):
        return f"{self.first} en {self.second}"
