"""The half-year report "evaluatie inzet adviseur bedrijven": frozen figures with the words people put beside them."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from accounts.models import Organisation
from lwl_crm.addresses import address


class HalfYearReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything for people of a partner organisation of any region, nothing for others."""
        return self if user.is_partner else self.none()

    def for_list(self):
        """What one line of the list shows; the figures are large and stay behind."""
        return self.select_related("organisation", "created_by").defer("figures", "texts")


@pghistory.track()
class HalfYearReport(models.Model):
    """`figures` are counted once, at `counted_at`, and never again by themselves: see `targets.reports.figures`.

    Its history keeps every counting and every text.
    `texts` holds a text per block. A final report changes no more, until somebody makes it a concept again.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        FINAL = "final", "Vastgesteld"

    class Block(models.TextChoices):
        """A block of text; all but the first and the last stand above the figures of the same name."""

        SUMMARY = "summary", "Samenvatting"
        GOALS = "goals", "Doelen"
        REACH = "reach", "Kleine werkgevers bereikt"
        BLIND = "blind", "Blinde vlekken"
        SIZES = "sizes", "Omvang bekend"
        INTEREST = "interest", "Interesse per vorm"
        OVERLAPS = "overlaps", "Dubbele benaderingen"
        ADVISERS = "advisers", "Inzet per adviseur"
        OUTLOOK = "outlook", "Vooruitblik"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="organisatie"
    )
    from_on = models.DateField("van")
    until_on = models.DateField("tot en met")
    texts = models.JSONField("teksten", default=dict)
    figures = models.JSONField("cijfers")
    counted_at = models.DateTimeField("geteld op")
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.CONCEPT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0)

    objects = HalfYearReportQuerySet.as_manager()

    class Meta:
        ordering = ["-until_on", "-pk"]
        verbose_name = "halfjaarrapport"
        verbose_name_plural = "halfjaarrapporten"
        constraints = [
            models.CheckConstraint(
                name="half_year_report_dates_ordered",
                condition=Q(until_on__gt=F("from_on")),
                violation_error_message="De einddatum moet na de begindatum liggen.",
            ),
        ]

    def __str__(self):
        return f"Evaluatie inzet adviseur bedrijven, {self.period}"

    def get_absolute_url(self):
        return address("targets:report", self.pk)

    @property
    def period(self):
        return f"{date_format(self.from_on, 'j F Y')} tot en met {date_format(self.until_on, 'j F Y')}"

    def count_before(self):
        """The latest counting other than this one, as it stood in the history; None when there was none."""
        events = type(self).pgh_event_model.objects.filter(pgh_obj=self.pk).exclude(figures={})
        return events.exclude(counted_at=self.counted_at).order_by("-pgh_id").first()

    def texts_at(self, version: int) -> dict[str, str] | None:
        """The texts of an earlier version; None when it never was."""
        events = type(self).pgh_event_model.objects.filter(pgh_obj=self.pk, version=version)
        return events.order_by("-pgh_id").values_list("texts", flat=True).first()

    @property
    def is_final(self):
        return self.status == self.Status.FINAL

    @property
    def notice(self):
        """That the period was not over when the figures were counted, and what is compared; empty when it was."""
        running = self.figures.get("running")
        if not running:
            return ""
        last = date_format(date.fromisoformat(self.figures["counted_until"]), "j F Y")
        return (
            f"Deze periode is nog niet voorbij: geteld is tot en met {last}, {running['gone']} van {running['whole']} "
            f"dagen. De vorige periode telt daarom ook {running['before']} dagen: {self.figures['before']}."
        )

    @property
    def whose(self):
        """In words, as it was called when the figures were counted."""
        return self.figures["organisation"] or "Alle organisaties samen"
