"""SMART targets: what is counted, for which segment and owner, how many, from when until when, agreed by whom."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Organisation
from employers.models import Municipality, Network, Sector
from lwl_crm.addresses import address
from outreach.models import Variant
from targets.bands import SEGMENTS


class Measure(models.TextChoices):
    """What a target counts; `targets.measures` holds the one function per measure."""

    REACHED = "reached", "Kleine werkgevers bereikt"
    NEWLY_REACHED = "newly_reached", "Kleine werkgevers voor het eerst bereikt"
    TALKS = "talks", "Gesprekken over Leren en Werken"
    SIZE_KNOWN = "size_known", "Werkgevers met bekende omvang"
    INTERESTED = "interested", "Werkgevers met interesse in een vorm"
    STARTED = "started", "Werkgevers die een vorm gebruiken"
    INFORMED = "informed", "Werkgevers geïnformeerd over een vorm"
    BLIND_CLOSED = "blind_closed", "Blinde vlekken gesloten"
    EVENTS = "events", "Bijeenkomsten bezocht"
    PREVENTED = "prevented", "Dubbele benaderingen voorkomen"
    NEEDS_MET = "needs_met", "Hulpvragen opgelost"


class Unit(models.TextChoices):
    NUMBER = "number", "Een aantal"
    SHARE = "share", "Een percentage van het segment"


SMALL_ONLY = [Measure.REACHED, Measure.NEWLY_REACHED, Measure.BLIND_CLOSED]
OF_EMPLOYERS = [
    *SMALL_ONLY, Measure.SIZE_KNOWN, Measure.INTERESTED, Measure.STARTED, Measure.INFORMED,
]  # fmt: skip
OF_A_VARIANT = [
    *SMALL_ONLY, Measure.TALKS, Measure.INTERESTED, Measure.STARTED, Measure.INFORMED, Measure.NEEDS_MET,
]  # fmt: skip
NOUNS = {
    Measure.TALKS: ("gesprek", "gesprekken"),
    Measure.EVENTS: ("bijeenkomst", "bijeenkomsten"),
    Measure.NEEDS_MET: ("hulpvraag", "hulpvragen"),
    Measure.PREVENTED: ("dubbele benadering", "dubbele benaderingen"),
    Measure.BLIND_CLOSED: ("blinde vlek", "blinde vlekken"),
}
COUNTED_BY = ["measure", "organisation", "adviser", "sector", "municipality", "network", "size_band", "variant", "unit"]
STOCK = [Measure.SIZE_KNOWN]  # a stand that existed before the target, so it starts from what was counted then


class TargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything for people of a partner organisation of any region, nothing for others."""
        return self if user.is_partner else self.none()

    def standing(self):
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def running(self, on=None):
        day = on or timezone.localdate()
        return self.standing().filter(from_on__lte=day, until_on__gte=day)

    def of(self, organisation):
        """Agreed for this organisation or for one of its advisers."""
        return self.filter(Q(organisation=organisation) | Q(adviser__organisation=organisation))

    def with_segment(self):
        """Everything that its segment and owner name, in one query."""
        return self.select_related("organisation", "adviser__organisation", "sector", "municipality", "network")


@pghistory.track()
class Target(models.Model):
    """Realised is always counted from the facts, never typed.

    `number` is a count, or with the unit share a percentage of the employers that could be counted.

    `start_count` is what a stand such as "omvang bekend" was at the end of `start_on`, the day before the first day of
    the target, so that the pace measures what is added since; before that it is the stand of when it was agreed.
    Measures that count from zero leave both empty.
    """

    name = models.CharField("naam", max_length=120)
    measure = models.CharField("wat tellen we", max_length=20, choices=Measure.choices)
    unit = models.CharField("aantal of percentage", max_length=10, choices=Unit.choices, default=Unit.NUMBER)
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
    size_band = models.CharField(
        "omvang", max_length=10, blank=True, choices=[(key, group.label) for key, group in SEGMENTS.items()]
    )
    variant = models.CharField("vorm", max_length=15, blank=True, choices=Variant.choices)
    agreed_by = models.CharField("afgesproken door", max_length=120)
    agreed_on = models.DateField("afgesproken op")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    start_count = models.PositiveIntegerField("stand bij het begin", default=0)
    start_on = models.DateField("dag van die stand", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    change_reason = models.CharField("reden van de wijziging", max_length=255, blank=True)
    version = models.PositiveIntegerField(default=0)
    is_sent_again = False  # `agree_target` answers with one that stood there already
    reads_now = False  # a figure of a period that is over, beside others that are counted in the register of now

    objects = TargetQuerySet.as_manager()

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
            models.CheckConstraint(
                name="target_share_of_employers",
                condition=~Q(unit="share") | Q(number__lte=100, measure__in=[str(each.value) for each in OF_EMPLOYERS]),
                violation_error_message="Een percentage is hoogstens 100 en gaat over werkgevers.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("targets:detail", self.pk)

    @property
    def counted_by(self):
        """All that what it counts depends on, apart from the day."""
        columns = (self._meta.get_field(name).attname for name in COUNTED_BY)
        return (self.pk, self.reads_now, self.from_on, self.until_on, *(getattr(self, column) for column in columns))

    @property
    def band_group(self):
        return SEGMENTS.get(self.size_band)

    @property
    def segment_words(self):
        """The segment and owner as a list of words; empty when the target counts the whole region."""
        variant = self.get_variant_display() if self.variant else None
        parts = [self.sector, self.municipality, self.network, self.band_group and self.band_group.label, variant]
        return [str(part) for part in parts if part]

    @property
    def is_share(self):
        return self.unit == Unit.SHARE

    @property
    def counts_employers(self):
        return self.measure in OF_EMPLOYERS

    @property
    def nouns(self):
        """What is counted, as one and as many."""
        return NOUNS.get(self.measure, ("werkgever", "werkgevers"))

    @property
    def asked(self):
        """How much was agreed, in words: "120" or "20%"."""
        return f"{self.number}%" if self.is_share else f"{self.number:,}".replace(",", ".")

    @property
    def owner(self):
        """Who has to make it: an adviser, else an organisation, else nobody in particular."""
        return self.adviser or self.organisation
