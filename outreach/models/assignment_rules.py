"""Rules that propose who becomes the fixed contact of an employer that has none (advice 1a)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from employers.models import Employer, Municipality, Network, Sector
from employers.size import SELF_EMPLOYED, SMALL, SUMS, Band


class AssignmentRuleQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True, adviser__is_active=True)

    def with_people(self):
        return self.select_related("adviser__organisation", "municipality", "sector", "network")


class AssignmentRule(models.Model):
    """Employers that meet every condition that is filled in; among rules the lowest position goes first."""

    class Size(models.TextChoices):
        SMALL = "small", "Klein (1 tot en met 25)"
        SELF_EMPLOYED = "self_employed", "Zzp (1)"
        LARGER = "larger", "Groter (26 of meer)"
        UNKNOWN = "unknown", "Onbekend"

    BANDS = {
        Size.SMALL: SMALL,
        Size.SELF_EMPLOYED: [SELF_EMPLOYED],
        Size.LARGER: SUMS["26+"],
        Size.UNKNOWN: [Band.UNKNOWN],
    }

    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignment_rules", verbose_name="adviseur"
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sector"
    )
    size = models.CharField("omvang", max_length=15, choices=Size.choices, blank=True)
    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="netwerk"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=10)
    is_active = models.BooleanField("actief", default=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = AssignmentRuleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "regel voor toewijzen"
        verbose_name_plural = "regels voor toewijzen"
        constraints = [
            models.CheckConstraint(
                name="assignment_rule_has_condition",
                condition=Q(municipality__isnull=False)
                | Q(sector__isnull=False)
                | Q(network__isnull=False)
                | ~Q(size=""),
                violation_error_message="Vul ten minste één voorwaarde in: gemeente, sector, omvang of netwerk.",
            )
        ]

    def __str__(self):
        return f"{self.words}: {self.adviser}"

    @property
    def words(self):
        """The conditions as a person says them."""
        size = self.get_size_display().lower() if self.size else ""
        return ", ".join(str(part) for part in (self.municipality, self.sector, size, self.network) if part)

    @property
    def condition(self):
        """True of the employers that this rule is about."""
        found = Q()
        if self.municipality_id:
            found &= Q(municipality=self.municipality_id)
        if self.sector_id:
            found &= Q(sector=self.sector_id)
        if self.size:
            found &= Q(size_band__in=self.BANDS[self.size])
        if self.network_id:
            found &= Q(pk__in=Employer.objects.member_of(self.network_id).values("pk"))
        return found
