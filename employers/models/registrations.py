"""The employer as one organisation's list has it."""

from django.db import models
from django.db.models import Q

from employers.models.employers import Employer
from employers.models.reference import SourceList


class RegistrationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)


class Registration(models.Model):
    """One entry of one list about one employer, with the raw values as delivered.

    A list that holds an employer twice gives that employer two registrations, each with its own key. `own_key` is
    the list's own number, else a key made of the identifying values, so that the next delivery finds it again.
    `gone_on`: the reference date of the first delivery that did not have it any more.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="registrations")
    source = models.ForeignKey(SourceList, on_delete=models.PROTECT, related_name="registrations")
    own_key = models.CharField("eigen sleutel", max_length=200)
    raw = models.JSONField("waarden uit de lijst", default=dict)
    first_seen_on = models.DateField("voor het eerst gezien")
    last_seen_on = models.DateField("voor het laatst gezien")
    is_current = models.BooleanField("staat nog op de lijst", default=True)
    gone_on = models.DateField("niet meer op de lijst sinds", null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["source", "own_key"]
        verbose_name = "registratie"
        verbose_name_plural = "registraties"
        constraints = [
            models.UniqueConstraint(fields=["source", "own_key"], name="registration_own_key_unique"),
            models.CheckConstraint(
                condition=Q(gone_on=None) | Q(is_current=False),
                name="registration_gone_is_not_current",
                violation_error_message="Een registratie die nog op de lijst staat, is niet verdwenen.",
            ),
        ]

    def __str__(self):
        return f"{self.source}: {self.own_key}"
