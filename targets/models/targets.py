"""SMART targets: what is counted, for which segment and owner, how many, from when until when, agreed by whom."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from employers.models import Municipality, Network, Sector


class Measure(models.TextChoices):
    """What a target counts; `targets.measures` holds the one function per measure."""

    REACHED = "reached", "Kleine werkgevers bereikt"
    NEWLY_REACHED = "newly_reached", "Kleine werkgevers voor het eerst bereikt"
    TALKS = "talks", "Gesprekken over Leren en Werken"
    SIZE_KNOWN = "size_known", "Werkgevers met bekende omvang"
    INTERESTED = "interested", "Werkgevers met interesse in een vorm"
    STARTED = "started", "Werkgevers die een vorm gebruiken"


@pghistory.track()
class Target(models.Model):
    """Realised is always counted from the facts, never typed."""

    name = models.CharField("naam", max_length=120)
    measure = models.CharField("wat tellen we", max_length=20, choices=Measure.choices)
    number = models.PositiveIntegerField("hoeveel")
    from_on = models.DateField("van")
    until_on = models.DateField("tot en met")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="organisatie"
    )
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name="adviseur",
    )
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, null=True, blank=True, verbose_name="sector")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, verbose_name="gemeente"
    )
    network = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, blank=True, verbose_name="netwerk")
    size_band = models.CharField("omvang", max_length=10, blank=True)
    agreed_by = models.CharField("afgesproken door", max_length=120)
    agreed_on = models.DateField("afgesproken op")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["until_on", "name"]
        verbose_name = "doelstelling"
        verbose_name_plural = "doelstellingen"
        constraints = [
            models.CheckConstraint(
                name="target_dates_ordered",
                condition=Q(until_on__gt=F("from_on")),
                violation_error_message="De einddatum moet na de begindatum liggen.",
            ),
            models.CheckConstraint(
                name="target_number_positive",
                condition=Q(number__gt=0),
                violation_error_message="Een doel is ten minste 1.",
            ),
        ]

    def __str__(self):
        return self.name
