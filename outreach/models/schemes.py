"""Regelingen: what help with money or advice there is for employers, and which was explained to whom (advice 4)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.models import Organisation
from employers.models import Employer
from lwl_crm.addresses import address
from outreach.models.contact_moments import ContactMoment
from outreach.models.names import with_names


class SchemeQuerySet(models.QuerySet):
    def valid(self, on=None):
        """In force on a day (today unless told); without a last day it goes on."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))


@pghistory.track()
class Scheme(models.Model):
    """One arrangement, in our own plain words; an admin keeps it. The last day is still a day on which it holds."""

    name = models.CharField("naam", max_length=80, unique=True)
    what = models.CharField("wat het is", max_length=400)
    for_whom = models.CharField("voor wie", max_length=300, blank=True)
    how_much = models.CharField("hoeveel", max_length=300, blank=True)
    link = models.URLField("waar staat meer", blank=True)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=50)
    version = models.PositiveIntegerField(default=0)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = "regeling"
        verbose_name_plural = "regelingen"
        constraints = [
            models.CheckConstraint(
                name="scheme_period",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="De regeling eindigt voordat die begint.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("outreach:scheme", self.pk)

    @property
    def is_expired(self):
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def is_ahead(self):
        return self.valid_from is not None and self.valid_from > timezone.localdate()


class SchemeExplanationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Not the ones explained in a contact that is confidential to another organisation."""
        moments = ContactMoment.objects.visible_to(user).filter(pk=OuterRef("contact_moment"))
        return self.filter(Q(contact_moment=None) | Exists(moments)) if user.is_partner else self.none()

    def with_people(self):
        return self.select_related("scheme", "employer", "explained_by", "organisation")

    def with_names(self):
        return with_names(self, "employer", "explained_by", "organisation").select_related("scheme")


class SchemeExplanation(models.Model):
    """A scheme was explained to an employer, on a day, by somebody; in a contact or apart from one."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="scheme_explanations")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="explanations")
    contact_moment = models.ForeignKey(
        ContactMoment, on_delete=models.CASCADE, null=True, blank=True, related_name="scheme_explanations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    explained_on = models.DateField("uitgelegd op", default=timezone.localdate)

    objects = SchemeExplanationQuerySet.as_manager()

    class Meta:
        ordering = ["-explained_on", "-pk"]
        verbose_name = "uitgelegde regeling"
        verbose_name_plural = "uitgelegde regelingen"
        indexes = [models.Index(fields=["scheme", "-explained_on"], name="explanation_of_scheme")]
        constraints = [
            models.UniqueConstraint(
                fields=["contact_moment", "scheme"],
                name="explanation_once_a_contact",
                violation_error_message="Deze regeling staat al bij dit contact.",
            )
        ]

    def __str__(self):
        return f"{self.scheme}: {self.employer}"
