"""The register counted beforehand, for registers too large to count while somebody waits (docs/adr/0014)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from employers.models.reference import Municipality, Sector


class CensusQuerySet(models.QuerySet):
    def large(self):
        """Of a register that was too large then to count while somebody waits."""
        return self.filter(employers__gte=settings.CENSUS_FROM)

    def in_use(self):
        """The last one, when the register was large enough then; None where counting live is quick enough."""
        return self.large().order_by("-counted_at").first()


class Census(models.Model):
    """One counting of all active employers, as they were at `counted_at`."""

    counted_at = models.DateTimeField("geteld op")
    employers = models.PositiveIntegerField("werkgevers")

    objects = CensusQuerySet.as_manager()

    class Meta:
        ordering = ["-counted_at"]
        verbose_name = "telling"
        verbose_name_plural = "tellingen"

    def __str__(self):
        return f"{self.employers} werkgevers op {self.counted_at:%d-%m-%Y %H.%M} uur"


class CensusLine(models.Model):
    """`number` employers that are alike in everything else.

    `reached_by` looks back the months of the blind-spot rule, `reached_ever_by` for ever; both hold the keys of
    organisations, as `in_view_of` does. A key that is gone counts for nobody and still makes an employer reached.
    """

    census = models.ForeignKey(Census, on_delete=models.CASCADE, related_name="lines")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, null=True, related_name="+")
    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, null=True, related_name="+")
    size_band = models.CharField(max_length=10)
    own_size_band = models.CharField(max_length=10)
    is_opted_out = models.BooleanField()
    is_on_list = models.BooleanField()
    is_accredited = models.BooleanField()
    is_in_overlap = models.BooleanField()
    reached_by = ArrayField(models.BigIntegerField())
    reached_ever_by = ArrayField(models.BigIntegerField())
    in_view_of = ArrayField(models.BigIntegerField())
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = "regel van een telling"
        verbose_name_plural = "regels van een telling"

    def __str__(self):
        return f"{self.number} × {self.size_band}"
