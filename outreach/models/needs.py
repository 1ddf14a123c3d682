"""Hulpvragen: what an employer wants help with, who does what about it, and how it ended (advice 4)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Organisation
from employers.models import Employer
from outreach.models.contact_moments import ContactMoment
from outreach.models.follow_ups import FollowUp
from outreach.models.interests import Variant
from outreach.models.names import with_names


class SupportNeedQuerySet(models.QuerySet):
    def open(self):
        """Still to be done: nobody began, or somebody is at it."""
        return self.filter(status__in=SupportNeed.OPEN)

    def ended(self):
        return self.exclude(status__in=SupportNeed.OPEN)

    def met(self):
        """Ended with help."""
        return self.filter(status=SupportNeed.Status.MET)

    def due(self, on=None):
        """Open with a day that has come (today unless told)."""
        return self.open().filter(due_on__lte=on or timezone.localdate())

    def visible_to(self, user):
        """Not the ones told in a contact that is confidential to another organisation."""
        moments = ContactMoment.objects.visible_to(user).filter(pk=OuterRef("contact_moment"))
        return self.filter(Q(contact_moment=None) | Exists(moments)) if user.is_partner else self.none()

    def with_people(self):
        return self.select_related("employer", "adviser__organisation", "organisation", "noted_by__organisation")

    def with_names(self):
        return with_names(self, "employer", "adviser", "organisation", "noted_by")


@pghistory.track()
class SupportNeed(models.Model):
    """One thing that one employer wants help with; every version of it is kept as history.

    `adviser` is who takes care of it now, `organisation` is theirs. A day puts the action on the adviser's list of
    follow-ups (`outreach/needs.py`).
    """

    class Kind(models.TextChoices):
        FINANCIAL = "financial", "Geld of een regeling"
        GUIDANCE = "guidance", "Begeleiding van leerlingen"
        WORK_SKILLS = "work_skills", "Werkhouding van leerlingen"
        ADMINISTRATION = "administration", "Papierwerk"
        INFORMATION = "information", "Informatie"
        OTHER = "other", "Iets anders"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        UNDERWAY = "underway", "Mee bezig"
        MET = "met", "Geholpen"
        DROPPED = "dropped", "Vervallen"

    OPEN = [Status.OPEN, Status.UNDERWAY]

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="support_needs")
    kind = models.CharField("soort hulp", max_length=15, choices=Kind.choices)
    variant = models.CharField("voor welke vorm", max_length=15, choices=Variant.choices, blank=True)
    words = models.CharField("wat de werkgever vraagt", max_length=255, blank=True)
    action = models.CharField("wat wij doen", max_length=255, blank=True)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="support_needs", verbose_name="wie dit doet"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("uiterlijk op", null=True, blank=True)
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.OPEN)
    result = models.CharField("resultaat", max_length=255, blank=True)
    ended_on = models.DateField("afgerond op", null=True, blank=True)
    contact_moment = models.ForeignKey(
        ContactMoment, on_delete=models.SET_NULL, null=True, blank=True, related_name="support_needs"
    )
    follow_up = models.OneToOneField(
        FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="support_need"
    )
    version = models.PositiveIntegerField(default=0)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField("gevraagd op", default=timezone.localdate)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SupportNeedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "hulpvraag"
        verbose_name_plural = "hulpvragen"
        indexes = [
            models.Index(fields=["status", "due_on"], name="need_by_status"),
            models.Index(fields=["adviser", "due_on"], name="need_open", condition=Q(ended_on=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="need_ended_has_day",
                condition=Q(status__in=["open", "underway"], ended_on=None)
                | Q(status__in=["met", "dropped"], ended_on__isnull=False),
                violation_error_message="Een afgeronde hulpvraag heeft een einddatum, een open hulpvraag niet.",
            ),
        ]

    def __str__(self):
        return self.words or self.get_kind_display()

    @property
    def is_open(self):
        """The rule of `SupportNeedQuerySet.open`, for one need."""
        return self.status in self.OPEN

    @property
    def is_overdue(self):
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    def is_written_by(self, user):
        """The organisation that takes care of it, and the one that noted it; admins only read."""
        return not user.is_admin and user.organisation_id in (self.organisation_id, self.noted_by.organisation_id)
