"""The plan of approach (advice 5): phases with activities, who does what, and how far it is."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation
from employers.models import Sector
from outreach.models import NetworkEvent
from targets.models.targets import Target


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything for people of a partner organisation of any region, nothing for others."""
        return self if user.is_partner else self.none()


class PhaseQuerySet(PlanQuerySet):
    def with_activities(self):
        """All that the page shows of a phase, in a fixed number of queries."""
        activities = PlanActivity.objects.select_related("lead", "owner__organisation", "target", "event")
        return self.prefetch_related("sectors", Prefetch("activities", queryset=activities))


@pghistory.track()
class PlanPhase(models.Model):
    """A stretch of time with the sectors it is about: each phase reaches wider than the one before."""

    name = models.CharField("naam", max_length=120)
    goal = models.TextField("wat we willen bereiken", max_length=1000)
    result = models.TextField("wat het heeft opgeleverd", max_length=2000, blank=True)
    from_on = models.DateField("van")
    until_on = models.DateField("tot en met")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+", verbose_name="sectoren")
    version = models.PositiveIntegerField(default=0)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        verbose_name = "fase"
        verbose_name_plural = "fasen"
        constraints = [
            models.CheckConstraint(
                name="plan_phase_dates_ordered",
                condition=Q(until_on__gt=F("from_on")),
                violation_error_message="De einddatum moet na de begindatum liggen.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('targets:plan')}#fase-{self.pk}"

    @property
    def counted_by(self):
        """All that what it counts depends on, apart from the day."""
        return (self.pk, self.from_on, self.until_on, *(each.pk for each in self.sectors.all()))

    def is_running(self, on):
        return self.from_on <= on <= self.until_on


class PlanActivityQuerySet(PlanQuerySet):
    def late(self, on=None):
        """Past its deadline and neither done nor dropped."""
        return self.filter(due_on__lt=on or timezone.localdate(), status__in=PlanActivity.STANDING)


@pghistory.track()
class PlanActivity(models.Model):
    """Something to do in a phase, with one organisation in the lead or both together."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Nog niet begonnen"
        BUSY = "busy", "Bezig"
        DONE = "done", "Klaar"
        DROPPED = "dropped", "Vervallen"

    STANDING = (Status.PLANNED, Status.BUSY)

    phase = models.ForeignKey(PlanPhase, on_delete=models.PROTECT, related_name="activities", verbose_name="fase")
    name = models.CharField("wat gaan we doen", max_length=160)
    result = models.CharField("wat moet het opleveren", max_length=255)
    lead = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="trekker"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    due_on = models.DateField("klaar op")
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.PLANNED)
    target = models.ForeignKey(
        Target, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities", verbose_name="doel"
    )
    event = models.ForeignKey(
        NetworkEvent,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_activities",
        verbose_name="bijeenkomst",
    )
    call_list = models.CharField("bellijst", max_length=2000, blank=True)  # query string of the employer list
    version = models.PositiveIntegerField(default=0)

    objects = PlanActivityQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('targets:plan')}#activiteit-{self.pk}"

    @property
    def employers_url(self):
        """All that the call list is about."""
        return f"{reverse('employers:list')}?{self.call_list}"

    @property
    def calls_url(self):
        """The call list of today of whoever follows it, narrowed to those employers."""
        return f"{reverse('targets:call_list')}?{self.call_list}"

    @property
    def is_done(self):
        return self.status == self.Status.DONE

    @property
    def is_dropped(self):
        return self.status == self.Status.DROPPED

    def is_late(self, on):
        return self.due_on < on and self.status in self.STANDING


@pghistory.track()
class PlanRole(models.Model):
    """What one organisation does in the plan as a whole."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="plan_role")
    text = models.TextField("rol", max_length=2000)
    version = models.PositiveIntegerField(default=0)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["organisation"]
        verbose_name = "rol in het plan"
        verbose_name_plural = "rollen in het plan"

    def __str__(self):
        return f"{self.organisation}: {self.text}"
