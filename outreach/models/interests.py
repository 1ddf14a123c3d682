"""What an employer knows of and wants with each variant of Leren en Werken (advice 3)."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Func, Q

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


class Barrier(models.Model):
    """What can keep an employer from taking part, as the research report names it; an admin keeps the list.

    Interests name a barrier by its code, which never changes.
    """

    slug = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("belemmering", max_length=120, unique=True)
    position = models.PositiveSmallIntegerField("volgorde", default=50)
    is_active = models.BooleanField("aan te kiezen", default=True)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = "belemmering"
        verbose_name_plural = "belemmeringen"

    def __str__(self):
        return self.name


def several(label, choices, length):
    """A column with any number of these answers."""
    return ArrayField(
        models.CharField(max_length=length, choices=choices), verbose_name=label, default=list, blank=True
    )


class InterestQuerySet(models.QuerySet):
    def interested(self):
        """Interest that asks for a next step or already runs."""
        return self.filter(status__in=Interest.WANTING)

    def employers_per_barrier(self):
        """How many employers named each barrier, at one variant or more: {"tijd": 12, …}."""
        each = Func(F("barriers"), function="unnest", output_field=models.CharField(), set_returning=True)
        named = self.order_by().annotate(barrier=each).values_list("barrier")
        return dict(named.annotate(number=Count("employer", distinct=True)))


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

    class Experience(models.TextChoices):
        NOW = "now", "Doet het nu"
        EARLIER = "earlier", "Deed het vroeger"
        NONE = "none", "Nog nooit gedaan"

    class Path(models.TextChoices):
        BOL = "bol", "Bol (vooral school)"
        BBL = "bbl", "Bbl (vooral werk)"

    class Season(models.TextChoices):
        AUTUMN = "autumn", "Najaar"
        SPRING = "spring", "Voorjaar"
        SUMMER = "summer", "Zomer"
        ALL_YEAR = "all_year", "Het hele jaar"

    class OtherKind(models.TextChoices):
        VISIT = "visit", "Bedrijfsbezoek"
        WORKSHOP = "workshop", "Workshop"
        GROUP = "group", "Training voor een groep"
        ELSE = "else", "Iets anders"

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="interests")
    variant = models.CharField("vorm", max_length=15, choices=Variant.choices)
    awareness = models.CharField("bekendheid", max_length=10, choices=Awareness.choices, default=Awareness.UNKNOWN)
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    experience = models.CharField("ervaring", max_length=10, choices=Experience.choices, blank=True)
    since_year = models.PositiveSmallIntegerField("sinds welk jaar", null=True, blank=True)
    kinds = several("welke andere vorm", OtherKind.choices, 10)
    paths = several("bol of bbl", Path.choices, 5)
    levels = several("niveau", Level.choices, 5)
    direction = models.CharField("richting of opleiding", max_length=160, blank=True)
    crebo = models.CharField("crebocode", max_length=5, blank=True)
    places = models.PositiveSmallIntegerField("aantal plekken", null=True, blank=True)
    seasons = several("wanneer in het jaar", Season.choices, 10)
    barriers = ArrayField(
        models.SlugField(max_length=40), verbose_name="wat houdt de werkgever tegen", default=list, blank=True
    )
    reason = models.CharField("reden of toelichting", max_length=255, blank=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["employer", "variant"]
        verbose_name = "interesse"
        verbose_name_plural = "interesses"
        indexes = [models.Index(fields=["variant", "status"], name="interest_by_variant")]
        constraints = [
            models.UniqueConstraint(fields=["employer", "variant"], name="interest_variant_unique"),
            models.CheckConstraint(
                name="interest_crebo",
                condition=Q(crebo="") | Q(crebo__regex=r"^[0-9]{5}$"),
                violation_error_message="Een crebocode heeft 5 cijfers.",
            ),
        ]

    def __str__(self):
        return f"{self.get_variant_display()}: {self.get_status_display()}"

    @property
    def is_interested(self):
        """The rule of `InterestQuerySet.interested`, for one interest."""
        return self.status in self.WANTING

    @property
    def in_short(self):
        """Which form, level, direction, how many and when, as far as known: "Bbl, mbo 2, Kok, 2 plekken, najaar"."""
        words = [self.Path(it).label.partition(" ")[0] for it in self.paths]
        words += [self.OtherKind(it).label for it in self.kinds] + [self.Level(it).label for it in self.levels]
        words += [self.direction] if self.direction else []
        words += [f"{self.places} plek{'' if self.places == 1 else 'ken'}"] if self.places else []
        words += [self.Season(it).label for it in self.seasons]
        return ", ".join(words)

    @property
    def experience_text(self):
        """Experience with the year when that is known: "Doet het nu, sinds 2019"."""
        since = f"sinds {self.since_year}" if self.since_year else ""
        return ", ".join(filter(None, [self.get_experience_display(), since]))

    @property
    def reason_text(self):
        """The reason as a sentence, with the full stop that most people leave out."""
        reason = self.reason.strip()
        return reason if reason.rstrip("\"'”’)")[-1:] in ("", *".!?…") else f"{reason}."

    @property
    def short_name(self):
        return VARIANT_SHORT[self.variant]
