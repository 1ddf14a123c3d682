"""Agreements between the organisations about one employer: they cover later approaches."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from employers.models import Employer


class AgreementQuerySet(models.QuerySet):
    def valid_on(self, day=None):
        day = day or timezone.localdate()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)

    def expired(self, day=None):
        return self.filter(until_on__lt=day or timezone.localdate())

    def coming(self, day=None):
        return self.filter(from_on__gt=day or timezone.localdate()).exclude(until_on__lt=F("from_on"))

    def visible_to(self, user):
        return self if user.is_partner else self.none()

    def with_people(self):
        return self.select_related("employer__municipality", "made_by__organisation", "ended_by")


class Agreement(models.Model):
    """Who does what with an employer, such as "LWL doet Leren en Werken, Baanbrekend de vacature, tot 1 juni".

    Holds for the employer and for the other establishments of its company.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="agreements")
    text = models.CharField("afspraak", max_length=255)
    from_on = models.DateField("vanaf", default=timezone.localdate)
    until_on = models.DateField("tot en met", null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField("eerder beëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    until_before = models.DateField("gold tot en met", null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"

    def __str__(self):
        return self.text

    @property
    def period(self):
        """From when until when it holds, in words."""
        since = date_format(self.from_on, "j F Y")
        return f"van {since} tot en met {date_format(self.until_on, 'j F Y')}" if self.until_on else f"vanaf {since}"

    def is_valid_on(self, day):
        """The rule of `AgreementQuerySet.valid_on`, for one agreement."""
        return self.from_on <= day and (self.until_on is None or self.until_on >= day)
