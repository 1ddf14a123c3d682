"""Overlaps: two organisations approach one employer shortly after each other (design.md 2)."""

from itertools import pairwise

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from accounts.models import Organisation
from employers.models import Employer
from outreach.models.agreements import Agreement
from outreach.models.contact_moments import ContactMoment


class OverlapQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def visible_to(self, user):
        return self if user.is_partner else self.none()

    def closed(self):
        return self.filter(closed_at__isnull=False)

    def prevented(self):
        """Closed as coordinated before both organisations had approached the employer."""
        done = ContactMoment.objects.done().filter(overlaps=OuterRef("pk"))
        first = Exists(done.filter(organisation=OuterRef("first_organisation")))
        second = Exists(done.filter(organisation=OuterRef("second_organisation")))
        return self.closed().filter(outcome=Overlap.Outcome.COORDINATED).exclude(first & second)

    def between(self, moment, since=None, until=None):
        """Found or closed (`moment` names the field) from a day up to and including another; None leaves it open."""
        overlaps = self.filter(**{f"{moment}__date__gte": since}) if since else self
        return overlaps.filter(**{f"{moment}__date__lte": until}) if until else overlaps

    def of_adviser(self, adviser):
        """With an approach by this adviser.

        Not as EXISTS: for that the database may read all contacts of the adviser, instead of those of each overlap.
        """
        own = ContactMoment.objects.filter(adviser=adviser, overlaps=OuterRef("pk")).order_by().values("pk")
        return self.filter(IsNull(Subquery(own[:1]), False))

    def of_organisation(self, organisation):
        """With this organisation on one of the two sides."""
        return self.filter(Q(first_organisation=organisation) | Q(second_organisation=organisation))

    def of_employer(self, employer):
        """Overlaps that hold an approach to this employer, also those filed under a sister establishment."""
        key = getattr(employer, "pk", employer)
        return self.filter(pk__in=OverlapMoment.objects.filter(employer=key).values("overlap"))

    def with_names(self):
        """With the employer, both organisations, and who closed it with what agreement."""
        both = ("first_organisation", "second_organisation")
        return self.select_related("employer__municipality", "employer__sector", *both, "closed_by", "agreement")

    def with_preventable(self):
        """Annotate `is_preventable`: at least one of its approaches is still planned."""
        planned = OverlapMoment.objects.filter(status=ContactMoment.Status.PLANNED).values("overlap")
        return self.annotate(is_preventable=ExpressionWrapper(Q(pk__in=planned), output_field=models.BooleanField()))

    def preventable_first(self):
        return self.with_preventable().order_by("-is_preventable", "-found_at", "-pk")


class Overlap(models.Model):
    """One open overlap per pair of organisations and subject; new moments join it.

    `subject` names what is approached twice: "company:12" when the employer belongs to a company, else
    "employer:34"; `employer` is the establishment of the first moment, to show and link.
    """

    class Outcome(models.TextChoices):
        COORDINATED = "coordinated", "Afgestemd"
        DELIBERATE = "deliberate", "Bewust samen benaderd"
        DOUBLE = "double", "Echt dubbel"
        OTHER_EMPLOYER = "other_employer", "Niet dezelfde werkgever"

    subject = models.CharField(max_length=40)
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="overlaps")
    first_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    second_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    moments = models.ManyToManyField(
        ContactMoment, through="OverlapMoment", related_name="overlaps", verbose_name="contactmomenten"
    )
    found_at = models.DateTimeField("gevonden op", auto_now_add=True)
    outcome = models.CharField("uitkomst", max_length=15, choices=Outcome.choices, blank=True)
    reason = models.CharField("toelichting", max_length=255, blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.SET_NULL, null=True, blank=True, related_name="overlaps")
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    sides = ()  # `outreach.sides.with_sides` reads them

    objects = OverlapQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at"]
        verbose_name = "dubbele benadering"
        verbose_name_plural = "dubbele benaderingen"
        indexes = [
            models.Index(fields=["-found_at"], name="overlap_open_newest", condition=Q(closed_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "first_organisation", "second_organisation"],
                condition=Q(closed_at__isnull=True),
                name="overlap_one_open",
            ),
            models.CheckConstraint(
                name="overlap_organisations_ordered", condition=Q(first_organisation__lt=F("second_organisation"))
            ),
            models.CheckConstraint(
                name="overlap_closed_has_outcome", condition=Q(closed_at__isnull=True) | ~Q(outcome="")
            ),
        ]

    def __str__(self):
        return f"{self.employer}: {self.first_organisation} en {self.second_organisation}"

    @property
    def days_apart(self):
        """Fewest days between an approach of the one and an approach of the other; reads `sides`."""
        return fewest_days_apart(*(side.days for side in self.sides))


class OverlapMoment(models.Model):
    """That a contact moment is one of the approaches of an overlap.

    `employer` is the key of the employer of that moment, `status` whether it is planned or done. The database fills
    them in and lets them follow (migration 0002), so that who is in an overlap, and which overlaps can still
    be prevented, is read without the contacts themselves.
    """

    overlap = models.ForeignKey(Overlap, on_delete=models.CASCADE, related_name="parts")
    contactmoment = models.ForeignKey(ContactMoment, on_delete=models.CASCADE, related_name="+")
    employer = models.BigIntegerField(null=True, editable=False)
    status = models.CharField(max_length=10, choices=ContactMoment.Status.choices, default="", editable=False)

    class Meta:
        db_table = "outreach_overlap_moments"
        indexes = [models.Index(fields=["overlap"], name="overlap_preventable", condition=Q(status="planned"))]
        constraints = [models.UniqueConstraint(fields=["overlap", "contactmoment"], name="overlap_moment_once")]

    def __str__(self):
        return f"{self.contactmoment} in {self.overlap}"


def fewest_days_apart(ones, others):
    """Between a day of the one and a day of the other; the nearest two are neighbours among the days of both."""
    days = sorted([(day, 0) for day in ones] + [(day, 1) for day in others])
    return min(((later - day).days for (day, one), (later, other) in pairwise(days) if one != other), default=0)
