"""Two employers made one, with everything that is needed to make them two again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from employers.models.employers import Employer


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_partner else self.none()

    def standing(self):
        """Not undone."""
        return self.filter(undone_at__isnull=True)

    def touching(self, *employers):
        """In which one of these was kept or dropped."""
        return self.filter(Q(keep__in=employers) | Q(drop__in=employers))

    def with_people(self):
        return self.select_related("keep", "drop", "merged_by", "undone_by")


class Merge(models.Model):
    """`drop` went into `keep` and stays as a pointer to it.

    `journal` holds every row that was written, in order, with what stood there before and after (merging/journal.py).
    `stayed` says after an undo, in Dutch, what people changed in the meantime and was therefore left alone.
    """

    keep = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="merges_kept")
    drop = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="merges_dropped")
    journal = models.JSONField("wat er veranderd is", default=list)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField("samengevoegd op", auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)
    stayed = models.JSONField("wat bleef staan", default=list)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        constraints = [models.CheckConstraint(name="merge_of_two", condition=~Q(keep=F("drop")))]

    def __str__(self):
        return f"{self.drop} in {self.keep}"

    @property
    def is_undone(self):
        return self.undone_at is not None
