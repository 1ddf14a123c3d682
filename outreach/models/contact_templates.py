"""Contacts that are logged often, as one button: what came of it and what comes next."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import Organisation
from outreach.models.contact_moments import Channel, Result, Topic


class ContactTemplateQuerySet(models.QuerySet):
    def for_organisation(self, organisation):
        """The organisation's own buttons, in their order; the standard ones as long as it has none."""
        own = self.filter(organisation=organisation)
        return (own if own.exists() else self.filter(organisation=None)).order_by("position", "pk")


class ContactTemplate(models.Model):
    """Without an organisation it is one of the standard ones, for who did not make their own."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="contact_templates"
    )
    label = models.CharField("tekst op de knop", max_length=80)
    channel = models.CharField("soort contact", max_length=10, choices=Channel.choices, default=Channel.PHONE)
    result = models.CharField("resultaat", max_length=15, choices=Result.choices)
    topics = ArrayField(
        models.CharField(max_length=15, choices=Topic.choices), verbose_name="onderwerpen", default=list, blank=True
    )
    follow_up_days = models.PositiveSmallIntegerField("opvolgen over zoveel dagen", null=True, blank=True)
    follow_up_what = models.CharField("wat dan", max_length=255, blank=True)
    is_direct = models.BooleanField("meteen opslaan", default=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = ContactTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "sjabloon voor een contact"
        verbose_name_plural = "sjablonen voor contacten"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "label"],
                name="template_label_unique",
                nulls_distinct=False,
                violation_error_message="Er is al een knop met deze tekst.",
            )
        ]

    def __str__(self):
        return self.label
