"""Entrepreneurs' networks and who belongs to them (advice 2)."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from employers.models.employers import Employer
from employers.models.reference import Municipality
from employers.models.registrations import Registration
from lwl_crm.addresses import address


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    fields=["name", "abbreviation", "kind", "audience", "municipality", "website", "email", "member_of", "own_remarks"],
    model_name="NetworkChange",
)
class Network(models.Model):
    """`remark` came with the list of networks; `own_remarks` is what colleagues write themselves."""

    name = models.CharField("naam", max_length=120, unique=True)
    abbreviation = models.CharField("afkorting", max_length=30, blank=True)
    kind = models.CharField("soort", max_length=60, blank=True)
    audience = models.CharField("doelgroep", max_length=160, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="gemeente"
    )
    website = models.URLField("website", blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    member_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, verbose_name="lid van")
    remark = models.CharField("opmerking", max_length=255, blank=True)
    own_remarks = models.TextField("eigen opmerkingen", max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=0)
    employers = models.ManyToManyField(Employer, through="NetworkMembership", related_name="networks")

    class Meta:
        ordering = ["name"]
        verbose_name = "netwerk"
        verbose_name_plural = "netwerken"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("outreach:network", self.pk)

    @property
    def short_name(self):
        return self.abbreviation or self.name


class NetworkMembershipQuerySet(models.QuerySet):
    def current(self):
        """Told by a person, or on the newest member list that we have of the network; not taken off by a person."""
        return self.filter(Q(registration=None) | Q(registration__is_current=True), removed_at=None)

    def ended(self):
        """Members of before: gone from the member list, or taken off by a person."""
        return self.filter(Q(registration__is_current=False) | Q(removed_at__isnull=False))


class NetworkMembership(models.Model):
    """That an employer belongs to a network. One from a member list ends when the entry is gone from that list.

    What a person took off stays off, also when the next member list names it again: `removed_at`.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="network_memberships")
    since_on = models.DateField("lid sinds", null=True, blank=True)
    source_name = models.CharField("bron", max_length=60, blank=True)
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, null=True, blank=True, related_name="network_memberships"
    )

    removed_at = models.DateTimeField("eraf gehaald op", null=True, blank=True)

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["network"]
        constraints = [models.UniqueConstraint(fields=["network", "employer"], name="network_membership_unique")]

    def __str__(self):
        return f"{self.employer} bij {self.network}"

    @property
    def is_current(self):
        """The same as `current()`, for rows that were read with their registration."""
        return self.removed_at is None and (self.registration is None or self.registration.is_current)

    @property
    def ended_on(self):
        """When it ended: the day of the list that had it no more, or on which a person took it off; None if unknown."""
        if self.removed_at:
            return timezone.localdate(self.removed_at)
        return self.registration.gone_on if self.registration else None
