"""What an employer knows of and wants with each variant of Leren en Werken (advice 3)."""

import pghistory
from django.conf import settings
from django.db import models

from employers.models import Employer


class Variant(models.TextChoices):
    BPV = "bpv", "Bpv (bol of bbl)"
    HIGHER = "higher", "Hbo- of wo-stage"
    SHORT = "short", "Kort traject met baangarantie"
    EVC = "evc", "EVC"
    OTHER = "other", "Andere vorm"


VARIANT_SHORT = {
    Variant.BPV: "bpv",
    Variant.HIGHER: "hbo/wo",
    Variant.SHORT: "kort traject",
    Variant.EVC: "EVC",
    Variant.OTHER: "andere vorm",
}


class InterestQuerySet(models.QuerySet):
    def interested(self):
        """Interest that asks for a next step or already runs."""
        return self.filter(status__in=Interest.WANTING)


@pghistory.track()
class Interest(models.Model):
    """The stand per employer and variant; earlier stands are kept as history."""

    class Awareness(models.TextChoices):
        UNKNOWN = "unknown", "Niet besproken"
        NOT_AWARE = "not_aware", "Kende het niet"
        HEARD = "heard", "Van gehoord"
        AWARE = "aware", "Kent het goed"

    class Status(models.TextChoices):
        UNKNOWN = "unknown", "Onbekend"
        INFORMED = "informed", "Geïnformeerd"
        INTERESTED = "interested", "Geïnteresseerd"
        STARTING = "starting", "Wil starten"
        ACTIVE = "active", "Actief"
        NONE = "none", "Geen interesse"

    WANTING = [Status.INTERESTED, Status.STARTING, Status.ACTIVE]

    class Level(models.TextChoices):
        MBO1 = "mbo1", "Mbo 1"
        MBO2 = "mbo2", "Mbo 2"
        MBO3 = "mbo3", "Mbo 3"
        MBO4 = "mbo4", "Mbo 4"
        HBO = "hbo", "Hbo"
        WO = "wo", "Wo"

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="interests")
    variant = models.CharField("vorm", max_length=15, choices=Variant.choices)
    awareness = models.CharField("bekendheid", max_length=10, choices=Awareness.choices, default=Awareness.UNKNOWN)
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    level = models.CharField("niveau", max_length=5, choices=Level.choices, blank=True)
    places = models.PositiveSmallIntegerField("aantal plekken", null=True, blank=True)
    reason = models.CharField("reden of toelichting", max_length=255, blank=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["employer", "variant"]
        verbose_name = "interesse"
        verbose_name_plural = "interesses"
        indexes = [models.Index(fields=["variant", "status"], name="interest_by_variant")]
        constraints = [models.UniqueConstraint(fields=["employer", "variant"], name="interest_variant_unique")]

    def __str__(self):
        return f"{self.get_variant_display()}: {self.get_status_display()}"

    @property
    def is_interested(self):
        """The rule of `InterestQuerySet.interested`, for one interest."""
        return self.status in self.WANTING

    @property
    def short_name(self):
        return VARIANT_SHORT[self.variant]
