"""Sectorbladen: how to speak to employers of one sector, and what plays there (advice 1b and 7)."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone

from employers.models import Sector

ZZP_NOTE = (
    "De regels om erkend leerbedrijf te worden verschillen per sector. Een zzp'er kan het soms zijn, maar niet overal. "
    "Vraag het na bij SBB."
)


@pghistory.track()
class SectorSheet(models.Model):
    """What colleagues know about one sector; managers keep it, earlier versions stay as history."""

    sector = models.OneToOneField(Sector, on_delete=models.CASCADE, related_name="sheet")
    address_form = models.CharField("hoe spreekt u hen aan", max_length=120, blank=True)
    culture = models.TextField("hoe gaat het eraan toe", max_length=600, blank=True)
    theme = models.CharField("wat speelt er nu", max_length=300, blank=True)
    theme_until = models.DateField("speelt tot en met", null=True, blank=True)
    works = models.TextField("wat werkt", max_length=600, blank=True)
    zzp_note = models.CharField("zzp en erkenning", max_length=400, blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["sector"]
        verbose_name = "sectorblad"
        verbose_name_plural = "sectorbladen"

    def __str__(self):
        return f"Sectorblad {self.sector}"

    @property
    def current_theme(self):
        """The theme, unless its last day has passed."""
        return self.theme if self.theme_until is None or self.theme_until >= timezone.localdate() else ""


def zzp_note(employer) -> str:
    """What to know about accreditation of who works alone, by sector (advice 7); empty for others."""
    if not employer.is_self_employed:
        return ""
    sheet = SectorSheet.objects.filter(sector=employer.sector_id).first() if employer.sector_id else None
    return (sheet and sheet.zzp_note) or ZZP_NOTE
