"""Reference data: regions, municipalities, places, sectors and the lists that employers come from."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation


class Region(models.Model):
    """A labour market region and the organisations that work in it."""

    name = models.CharField("naam", max_length=80, unique=True)
    partners = models.ManyToManyField(Organisation, related_name="regions", verbose_name="partners")

    class Meta:
        ordering = ["name"]
        verbose_name = "regio"
        verbose_name_plural = "regio's"

    def __str__(self):
        return self.name


class MunicipalityQuerySet(models.QuerySet):
    def in_region(self, on=None):
        """Municipalities that belong to any region on a day (today unless told)."""
        return self.filter(pk__in=RegionMembership.objects.keys_on(on))


class Municipality(models.Model):
    """A municipality with its CBS code, such as GM0505 for Dordrecht (standards.md 3.5)."""

    name = models.CharField("naam", max_length=60, unique=True)
    cbs_code = models.CharField("CBS-code", max_length=6, unique=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"

    def __str__(self):
        return self.name


class RegionMembershipQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)

    def keys_on(self, day=None):
        """Keys of the municipalities in any region on a day (today unless told), to look for employers in."""
        return self.valid_on(day or timezone.localdate()).values("municipality")


class RegionMembership(models.Model):
    """From when until when a municipality belongs to a region: Hardinxveld-Giessendam joined in 2018."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="memberships")
    valid_from = models.DateField("geldig vanaf")
    valid_until = models.DateField("geldig tot", null=True, blank=True)

    objects = RegionMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["region", "municipality", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["municipality", "valid_from"], name="region_membership_unique")]

    def __str__(self):
        return f"{self.municipality} in {self.region}"


class Place(models.Model):
    """A place name and the municipality it lies in: Heerjansdam lies in Zwijndrecht."""

    name = models.CharField("naam", max_length=80)
    key = models.CharField("zoeksleutel", max_length=80, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="places")

    class Meta:
        ordering = ["name"]
        verbose_name = "plaats"
        verbose_name_plural = "plaatsen"

    def __str__(self):
        return self.name


class Sector(models.Model):
    """A sector as the report names it."""

    name = models.CharField("naam", max_length=60, unique=True)
    slug = models.SlugField("code", unique=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = "sector"
        verbose_name_plural = "sectoren"

    def __str__(self):
        return self.name


class SbiDivision(models.Model):
    """The first two digits of an SBI code, per version of the code list, and the sector it falls in."""

    class Version(models.TextChoices):
        SBI_2008 = "2008", "SBI 2008"
        SBI_2025 = "2025", "SBI 2025"

    version = models.CharField("versie", max_length=4, choices=Version.choices)
    division = models.CharField("afdeling", max_length=2)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="divisions")

    class Meta:
        ordering = ["version", "division"]
        constraints = [models.UniqueConstraint(fields=["version", "division"], name="sbi_division_unique")]

    def __str__(self):
        return f"{self.division} ({self.version})"


TRADE_REGISTER = "kvk"
MEMBER_LIST = "netwerk"


class SourceListQuerySet(models.QuerySet):
    def ranks(self):
        """Precedence by code where a field has no order of its own (`employers/precedence.py`): {"kvk": 10, …}."""
        return dict(self.values_list("slug", "rank"))

    def to_choose(self):
        """One for each kind of list; member lists share one, because which network it is comes as a second question."""
        return self.filter(network=None)

    def for_network(self, network):
        """The member list of one network, made when its first list comes in."""
        found = self.filter(network=network).first()
        if found:
            return found
        rank = self.get(slug=MEMBER_LIST).rank
        name = f"Ledenlijst {network.short_name}"[:60]
        name = name if not self.filter(name=name).exists() else f"{name[:50]} ({network.pk})"
        return self.create(name=name, slug=f"{MEMBER_LIST}-{network.pk}", rank=rank, network=network)


class SourceList(models.Model):
    """A list that employers come from, such as the trade register's or Baanbrekend's.

    `rank` is its precedence when two lists disagree: the lowest wins. People always come before lists. A list with a
    `network` is the member list of that one.
    """

    name = models.CharField("naam", max_length=60, unique=True)
    slug = models.SlugField("code", unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="lists", verbose_name="van"
    )
    rank = models.PositiveSmallIntegerField("voorrang", default=50)
    network = models.OneToOneField(
        "employers.Network",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="list",
        verbose_name="netwerk",
    )

    objects = SourceListQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]
        verbose_name = "lijst"
        verbose_name_plural = "lijsten"

    def __str__(self):
        return self.name
