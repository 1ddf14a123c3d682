"""Promises with a day: what an adviser still has to do for an employer."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from employers.models import Employer
from outreach.models.contact_moments import ContactMoment
from outreach.models.names import with_names


class FollowUpQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at__isnull=True)

    def due(self, on=None):
        """Open and due on or before a day (today unless told)."""
        return self.open().filter(due_on__lte=on or timezone.localdate())

    def visible_to(self, user):
        """Not the ones promised in a contact that is confidential to another organisation."""
        moments = ContactMoment.objects.visible_to(user).filter(pk=OuterRef("contact_moment"))
        return self.filter(Q(contact_moment=None) | Exists(moments)) if user.is_partner else self.none()

    def with_people(self):
        return self.select_related("employer", "adviser__organisation")

    def with_names(self):
        return with_names(self, "employer", "adviser", "adviser__organisation")

    def overdue(self, on=None):
        return self.open().filter(due_on__lt=on or timezone.localdate())


class FollowUp(models.Model):
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="follow_ups")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="follow_ups")
    contact_moment = models.ForeignKey(
        ContactMoment, on_delete=models.CASCADE, null=True, blank=True, related_name="follow_ups"
    )
    due_on = models.DateField("opvolgen op")
    what = models.CharField("wat", max_length=255, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_with = models.ForeignKey(
        ContactMoment, on_delete=models.SET_NULL, null=True, blank=True, related_name="finished_follow_ups"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "vervolgactie"
        verbose_name_plural = "vervolgacties"
        indexes = [
            models.Index(fields=["adviser", "due_on"], name="follow_up_open", condition=models.Q(done_at__isnull=True))
        ]

    def __str__(self):
        return self.what or f"Opvolgen: {self.employer}"

    @property
    def is_overdue(self):
        return self.done_at is None and self.due_on < timezone.localdate()
