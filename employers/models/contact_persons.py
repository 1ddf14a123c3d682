"""People to speak to at an employer: personal data, so with purpose, source and date (AVG)."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Lower, NullIf, StrIndex
from django.urls import reverse
from django.utils import timezone

from employers.models.employers import Employer
from employers.models.plain_text import PlainText
from employers.names import is_shared_mailbox


class ContactPersonQuerySet(models.QuerySet):
    def approachable(self):
        return self.filter(is_opted_out=False)

    def with_last_used(self):
        """When somebody last had contact with this person, as far as that was written down."""
        done = models.Q(contact_moments__status="done")
        return self.annotate(last_used_at=models.Max("contact_moments__happened_at", filter=done))

    def kept(self, on=None):
        """Somebody gave a reason to keep them, that still holds."""
        return self.filter(kept_until__gte=on or timezone.localdate())

    def idle_since(self, moment: datetime):
        """Added before this moment; since then met nor to be met, at no gathering, and named in no list."""
        moments = self._related("contact_moments").exclude(status="cancelled").filter(happened_at__gte=moment)
        events = self._related("event_attendances").filter(event__starts_at__gte=moment)
        of_this = OuterRef("pk")
        return self.filter(
            ~Exists(moments.filter(contact_person=of_this)),
            ~Exists(events.filter(contact_person=of_this)),
            ~Exists(self._listed(timezone.localdate(moment))),
            created_at__lt=moment,
        )

    def _listed(self, day):
        """Entries of lists, current or until that day, that have their name or address in whatever column."""
        entries = self.model._meta.get_field("employer").related_model._meta.get_field("registrations").related_model
        words = Lower(Cast("raw", TextField()))
        named = entries.objects.filter(Q(is_current=True) | Q(last_seen_on__gte=day), employer=OuterRef("employer"))
        address = NullIf(OuterRef("email"), Value(""))
        named = named.annotate(
            of_name=StrIndex(words, Lower(OuterRef("name"))), of_email=StrIndex(words, Lower(address))
        )
        return named.filter(Q(of_name__gt=0) | Q(of_email__gt=0))

    def _related(self, accessor):
        return self.model._meta.get_field(accessor).related_model.objects.all()

    def elsewhere(self, person):
        """The same person at other employers: the same address of their own, or the same name and number."""
        same = models.Q(pk=None)
        if person.email and not is_shared_mailbox(person.email):
            same |= models.Q(email__iexact=person.email)
        if person.phone:
            same |= models.Q(name__iexact=person.name, phone=person.phone)
        return self.filter(same).exclude(pk=person.pk).select_related("employer")


class ContactPerson(models.Model):
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="contact_persons")
    name = models.CharField("naam", max_length=120)
    role = models.CharField("functie", max_length=80, blank=True)
    phone = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    purpose = models.CharField("doel", max_length=120, default="Contact over Leren en Werken")
    source_name = models.CharField("bron", max_length=60, blank=True)
    source_date = models.DateField("datum bron", null=True, blank=True)
    is_opted_out = models.BooleanField("wil niet benaderd worden", default=False)
    kept_until = models.DateField("bewaren tot en met", null=True, blank=True)
    kept_reason = models.CharField("waarom bewaren", max_length=160, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    search_text = models.GeneratedField(expression=PlainText("name"), output_field=models.TextField(), db_persist=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        constraints = [
            models.CheckConstraint(
                name="contact_person_kept_for_a_reason",
                condition=Q(kept_until__isnull=True, kept_reason="", kept_by__isnull=True)
                | Q(kept_until__isnull=False, kept_by__isnull=False) & ~Q(kept_reason=""),
                violation_error_message="Vul in waarom en tot wanneer u deze persoon bewaart.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("employers:contact_person_data", args=[self.employer_id, self.pk])

    @property
    def is_kept(self):
        """The rule of `ContactPersonQuerySet.kept`, for one person."""
        return bool(self.kept_until) and self.kept_until >= timezone.localdate()
