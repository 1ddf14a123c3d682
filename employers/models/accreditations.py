"""SBB accreditation: for which qualifications an employer may train students of mbo (standards.md 3.6)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from employers.models.employers import Employer
from employers.models.reference import SourceList
from employers.models.registrations import Registration


class AccreditationQuerySet(models.QuerySet):
    def current(self, on=None):
        """Valid on a day (today unless told), and on the newest list that we have of that day."""
        day = on or timezone.localdate()
        is_listed = Q(registration=None) | Q(registration__is_current=True) | Q(registration__gone_on__gt=day)
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), Q(from_on=None) | Q(from_on__lte=day), is_listed)


class Accreditation(models.Model):
    """One qualification at one leerbedrijf. It ends with its last day, or when its entry is no longer on the list."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="accreditations")
    source = models.ForeignKey(SourceList, on_delete=models.PROTECT, related_name="accreditations")
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, null=True, blank=True, related_name="accreditations"
    )
    leerbedrijf_id = models.CharField("leerbedrijf-ID", max_length=40)
    crebo = models.CharField("crebocode", max_length=5)
    qualification = models.CharField("kwalificatie", max_length=160, blank=True)
    level = models.PositiveSmallIntegerField(
        "niveau", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    from_on = models.DateField("erkend vanaf", null=True, blank=True)
    until_on = models.DateField("erkend tot en met", null=True, blank=True)
    checked_on = models.DateField("gecontroleerd op")

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        ordering = ["qualification", "crebo"]
        verbose_name = "erkenning"
        verbose_name_plural = "erkenningen"
        constraints = [
            models.UniqueConstraint(
                fields=["leerbedrijf_id", "crebo"],
                name="accreditation_unique",
                violation_error_message="Dit leerbedrijf heeft al een erkenning voor deze crebocode.",
            ),
            models.CheckConstraint(
                condition=Q(crebo__regex=r"^[0-9]{5}$"),
                name="accreditation_crebo",
                violation_error_message="Een crebocode heeft 5 cijfers.",
            ),
            models.CheckConstraint(
                condition=~Q(leerbedrijf_id=""),
                name="accreditation_leerbedrijf",
                violation_error_message="Vul het leerbedrijf-ID in.",
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(1, 4)),
                name="accreditation_level",
                violation_error_message="Het niveau is 1, 2, 3 of 4.",
            ),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="accreditation_period",
                violation_error_message="De erkenning eindigt voordat die begint.",
            ),
        ]

    def __str__(self):
        return " ".join(part for part in (self.qualification, f"({self.crebo})") if part)

    @property
    def is_current(self):
        """The same as `current()`, for rows that were read with their registration."""
        today = timezone.localdate()
        return not self.is_gone and (self.until_on or today) >= today and (self.from_on or today) <= today

    @property
    def is_gone(self):
        """No longer on its list."""
        return self.registration is not None and not self.registration.is_current

    @property
    def gone_on(self):
        """Since when its list has it no more; None while it does, or when it ended before by its own last day."""
        gone_on = self.registration.gone_on if self.registration else None
        return gone_on if gone_on and (self.until_on is None or gone_on <= self.until_on) else None
