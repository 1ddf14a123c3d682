"""People to speak to at an employer: personal data, so with purpose, source and date (AVG)."""

from django.db import models
from django.urls import reverse

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
    search_text = models.GeneratedField(expression=PlainText("name"), output_field=models.TextField(), db_persist=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("employers:contact_person_data", args=[self.employer_id, self.pk])
