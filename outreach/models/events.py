"""Gatherings of networks, company visits and workshops; who was there; and who keeps the relation with a network."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Organisation
from employers.models import ContactPerson, Employer, Network
from lwl_crm.addresses import address


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class NetworkKeeper(models.Model):
    """The adviser who keeps the relation with a network for one organisation."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="keepers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="kept_networks")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kept_networks")

    class Meta:
        ordering = ["organisation"]
        verbose_name = "wie de relatie onderhoudt"
        verbose_name_plural = "wie de relaties onderhouden"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation"],
                name="network_one_keeper",
                violation_error_message="Van elke organisatie onderhoudt één adviseur de relatie.",
            )
        ]

    def __str__(self):
        return f"{self.network}: {self.adviser}"


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything for people of a partner organisation, as with employers."""
        return self if user.is_partner else self.none()

    def ahead(self, now=None):
        return self.filter(starts_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now=None):
        return self.filter(starts_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")


class NetworkEvent(models.Model):
    class Kind(models.TextChoices):
        GATHERING = "gathering", "Netwerkbijeenkomst"
        VISIT = "visit", "Bedrijfsbezoek"
        WORKSHOP = "workshop", "Workshop"

    network = models.ForeignKey(
        Network, on_delete=models.SET_NULL, null=True, blank=True, related_name="events", verbose_name="netwerk"
    )
    kind = models.CharField("soort", max_length=10, choices=Kind.choices, default=Kind.GATHERING)
    title = models.CharField("naam", max_length=160)
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt", null=True, blank=True)
    place = models.CharField("plaats", max_length=160, blank=True)
    organisers = models.ManyToManyField(
        Organisation, related_name="events", blank=True, verbose_name="georganiseerd door"
    )
    about = models.TextField("waarover", max_length=2000, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="Het einde ligt voor het begin. Kies een latere tijd.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("outreach:event", self.pk)

    @property
    def is_ahead(self):
        return self.starts_at > timezone.now()


class EventAttendance(models.Model):
    """An employer that is invited to an event, comes, or has been there; at most one row of each employer."""

    class Status(models.TextChoices):
        INVITED = "invited", "Uitgenodigd"
        COMING = "coming", "Komt"
        BEEN = "been", "Geweest"

    event = models.ForeignKey(NetworkEvent, on_delete=models.CASCADE, related_name="attendances")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="event_attendances")
    contact_person = models.ForeignKey(
        ContactPerson, on_delete=models.SET_NULL, null=True, blank=True, related_name="event_attendances"
    )
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.INVITED)
    note = models.CharField("eigen notitie", max_length=500, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["employer__trade_name", "pk"]
        verbose_name = "aanwezige"
        verbose_name_plural = "aanwezigen"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "employer"],
                name="attendance_once_per_event",
                violation_error_message="Deze werkgever staat al op de lijst van deze bijeenkomst.",
            )
        ]

    def __str__(self):
        return f"{self.employer} bij {self.event}"
