"""What a target had realised on a day, kept for the funder with everything that was counted. Never changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from accounts.models import Organisation
from lwl_crm.addresses import address
from targets.models.targets import Target

FROZEN = pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)


class TargetSnapshotQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(target__in=Target.objects.visible_to(user))

    def final(self):
        """Taken when the time of the target was over."""
        return self.filter(is_final=True)


class TargetSnapshot(models.Model):
    """`on` is the day counted, `taken_at` when that was done. The database refuses every change.

    `terms` holds what was agreed then, as pairs of label and words. `population` is how many employers could be
    counted, None where nothing limits the count. Nobody is `taken_by` when the program did it by itself.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="snapshots")
    on = models.DateField("peildatum")
    name = models.CharField("doel", max_length=120)
    terms = models.JSONField("afspraak")
    asked = models.PositiveIntegerField("afgesproken aantal")
    number = models.PositiveIntegerField("geteld")
    population = models.PositiveIntegerField("kunnen meetellen", null=True)
    is_final = models.BooleanField("eindstand", default=False)
    taken_at = models.DateTimeField("vastgelegd op", auto_now_add=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = TargetSnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = "vastgelegde stand"
        verbose_name_plural = "vastgelegde standen"
        triggers = [FROZEN]
        constraints = [
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(is_final=True),
                name="snapshot_one_final",
                violation_error_message="De eindstand van dit doel is al vastgelegd.",
            )
        ]

    def __str__(self):
        return f"{self.name}, stand op {date_format(self.on, 'j F Y')}"

    def get_absolute_url(self):
        return address("targets:snapshot", self.pk)

    @property
    def is_made(self):
        return self.number >= self.asked


class SnapshotRowQuerySet(models.QuerySet):
    def for_user(self, user):
        """All rows, with what is confidential at another organisation made unreadable."""
        for row in self:
            yield row if row.is_open_to(user) else row.veiled()


class SnapshotRow(models.Model):
    """One counted thing in the words of that day. No key to the register: what happens there changes nothing here."""

    snapshot = models.ForeignKey(TargetSnapshot, on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField()
    name = models.CharField("naam", max_length=255)
    kvk_number = models.CharField("KvK-nummer", max_length=8, blank=True)
    establishment_number = models.CharField("vestigingsnummer", max_length=12, blank=True)
    place = models.CharField("plaats", max_length=80, blank=True)
    sector = models.CharField("sector", max_length=120, blank=True)
    size = models.CharField("omvang", max_length=40, blank=True)
    counted_on = models.DateField("telt sinds", null=True)
    how = models.CharField("waardoor", max_length=500)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    is_confidential = models.BooleanField("vertrouwelijk", default=False)

    objects = SnapshotRowQuerySet.as_manager()

    class Meta:
        ordering = ["snapshot", "position"]
        verbose_name = "geteld"
        verbose_name_plural = "geteld"
        triggers = [FROZEN]
        constraints = [models.UniqueConstraint(fields=["snapshot", "position"], name="snapshot_row_position")]

    def __str__(self):
        return self.name

    def is_open_to(self, user):
        """The rule of contact moments: confidential ones are of the own organisation only."""
        return not self.is_confidential or self.organisation_id == user.organisation_id

    def veiled(self, why="Vertrouwelijk bij een andere organisatie"):
        """The same row of which only the day can be read."""
        return SnapshotRow(
            snapshot_id=self.snapshot_id,
            position=self.position,
            name=why,
            counted_on=self.counted_on,
            is_confidential=True,
        )
