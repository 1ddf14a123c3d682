"""Which list goes first, per field, and what was changed about that."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from employers.models.reference import SourceList

SILENT_FOR = timedelta(seconds=45)


class Unit(models.TextChoices):
    """What is decided as one: a field, or fields that are never mixed from two sources."""

    TRADE_NAME = "trade_name", "Naam"
    NUMBERS = "numbers", "KvK- en vestigingsnummer"
    ADDRESS = "address", "Adres"
    SIZE = "size", "Werkzame personen"
    SECTOR = "sector", "Sector"
    ACTIVITY = "activity", "SBI-code"
    PHONE = "phone", "Telefoon"
    EMAIL = "email", "E-mailadres"
    WEBSITE = "website", "Website"
    REMARKS = "remarks", "Opmerkingen"
    ENDED_ON = "ended_on", "Gestopt op"
    IS_NON_MAILING = "is_non_mailing", "Geen ongevraagde post (NMI)"
    IS_ADDRESS_SHIELDED = "is_address_shielded", "Adres afgeschermd"
    COMPANY = "company", "Statutaire naam en rechtsvorm"
    CONTACT_PERSON = "contact_person", "Contactpersoon"

    @property
    def is_of_employer(self):
        """Whether its provenance is kept per employer, so that the register can be brought in line."""
        return self not in (Unit.COMPANY, Unit.CONTACT_PERSON)


class PrecedenceRule(models.Model):
    """The place of one list in the order for one field: the lowest wins. Without rules `SourceList.rank` decides."""

    unit = models.CharField("gegeven", max_length=30, choices=Unit.choices)
    source = models.ForeignKey(SourceList, on_delete=models.CASCADE, related_name="precedence", verbose_name="lijst")
    position = models.PositiveSmallIntegerField("plaats")

    class Meta:
        ordering = ["unit", "position"]
        verbose_name = "voorrangsregel"
        verbose_name_plural = "voorrangsregels"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "source"],
                name="precedence_rule_unique",
                violation_error_message="Deze lijst heeft bij dit gegeven al een plaats.",
            ),
        ]

    def __str__(self):
        return f"{self.get_unit_display()}: {self.position}. {self.source}"


class PrecedenceChangeQuerySet(models.QuerySet):
    def waiting(self):
        """The register is still to be brought in line."""
        return self.filter(is_for_register=True, finished_at__isnull=True, error="")

    def stalled(self):
        return self.waiting().filter(heartbeat_at__lt=timezone.now() - SILENT_FOR)


class PrecedenceChange(models.Model):
    """Who changed which order and when, and the job that brought the register in line with it, if that was asked.

    An order is a list of names of lists; an empty one means that the newest list wins.
    """

    unit = models.CharField("gegeven", max_length=30, choices=Unit.choices)
    before = models.JSONField("was", default=list)
    after = models.JSONField("werd", default=list)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("gewijzigd op", auto_now_add=True)
    is_for_register = models.BooleanField("ook wat al in het register staat", default=False)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    employers_changed = models.PositiveIntegerField("gewijzigde werkgevers", default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField("melding", max_length=255, blank=True)

    objects = PrecedenceChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = "wijziging van voorrang"
        verbose_name_plural = "wijzigingen van voorrang"

    def __str__(self):
        return f"Voorrang {self.get_unit_display().lower()}"

    def get_absolute_url(self):
        return reverse("imports:precedence_change", args=[self.pk])

    @property
    def is_waiting(self):
        return self.is_for_register and self.finished_at is None and not self.error

    @property
    def percentage_done(self):
        """Whole per cents; never 100 while the job runs."""
        return min(99, 100 * self.rows_done // self.rows_total) if self.rows_total else 0
