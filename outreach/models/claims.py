"""Claims ("benaderslot"): one organisation says that it approaches an employer, for so many days (design.md 2)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from employers.models import Employer
from outreach.models.agreements import Agreement
from outreach.models.contact_moments import ContactMoment
from outreach.models.names import with_names

UNDO_WITHIN = timedelta(minutes=10)


class ClaimQuerySet(models.QuerySet):
    def open(self):
        """Not ended by anybody; its last day may have passed."""
        return self.filter(ended_at__isnull=True)

    def running(self, on=None):
        """Not ended yet on this day: a claim ends by itself after its last day, whether or not a job marked it."""
        return self.open().filter(until_on__gte=on or timezone.localdate())

    def active(self, on=None):
        """Held on this day: those that run, for nobody holds an employer that wants to be left alone.

        When it may be approached again, the claim holds again until its last day.
        """
        return self.running(on).filter(employer__is_opted_out=False)

    def visible_to(self, user):
        return self if user.is_partner else self.none()

    def with_people(self):
        return self.select_related("employer", "organisation", "adviser__organisation")

    def with_names(self):
        return with_names(self, "employer", "organisation", "adviser")

    def with_holder(self):
        """Only what a line of a list says: an employer is a wide row."""
        names = ["until_on", "employer__company", "organisation__short_name"]
        return self.select_related("employer", "organisation").only(*names)


class Claim(models.Model):
    """One stretch of days in which one organisation holds an employer, and with it the employer's company.

    `subject` is what is held ("company:12", "employer:34"): the database allows one open claim for it. `made_with`
    is the planned approach that claimed by itself, `ended_with` the contact that released it.
    """

    class End(models.TextChoices):
        EXPIRED = "expired", "Vanzelf afgelopen"
        RELEASED = "released", "Vrijgegeven"
        CONTACT = "contact", "Gesproken"
        MERGED = "merged", "Samengevoegd"

    subject = models.CharField(max_length=40)
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="claims")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="claims")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims")
    made_at = models.DateTimeField("vastgelegd op", default=timezone.now)
    until_on = models.DateField("tot en met")
    made_with = models.ForeignKey(
        ContactMoment, on_delete=models.SET_NULL, null=True, blank=True, related_name="made_claims"
    )
    ended_at = models.DateTimeField("beëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_because = models.CharField("waarom", max_length=10, choices=End.choices, blank=True)
    ended_with = models.ForeignKey(
        ContactMoment, on_delete=models.SET_NULL, null=True, blank=True, related_name="ended_claims"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = "benaderslot"
        verbose_name_plural = "benadersloten"
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(ended_at__isnull=True),
                name="claim_one_holder",
                violation_error_message="Deze werkgever wordt al door een organisatie benaderd.",
            ),
            models.CheckConstraint(
                name="claim_ended_says_why", condition=Q(ended_at__isnull=True) | ~Q(ended_because="")
            ),
        ]
        indexes = [models.Index(fields=["until_on"], name="claim_open", condition=Q(ended_at__isnull=True))]

    def __str__(self):
        return f"{self.employer}: {self.organisation}"

    @property
    def is_active(self):
        return self.ended_at is None and self.until_on >= timezone.localdate() and not self.employer.is_opted_out

    def is_held_by(self, user):
        """Everybody of the holding organisation may release it and answer a question about it."""
        return self.organisation_id == user.organisation_id and not user.is_admin

    def may_undo(self, by):
        """Who claimed takes it back for ten minutes, as long as nothing was built on it."""
        is_fresh = timezone.now() - self.made_at < UNDO_WITHIN
        return self.adviser_id == by.pk and is_fresh and self.is_active and not self.requests.exists()

    def may_resume(self, by):
        """Who released it takes that back for ten minutes."""
        ended = self.ended_because == self.End.RELEASED and self.ended_by_id == by.pk
        return ended and timezone.now() - self.ended_at < UNDO_WITHIN and self.until_on >= timezone.localdate()


class ClaimRequestQuerySet(models.QuerySet):
    def open(self):
        """Asked and not answered, about a claim that still holds."""
        return self.filter(answer="", claim__in=Claim.objects.active())

    def for_holder(self, user):
        """What somebody of the holding organisation has to answer."""
        return self.open().filter(claim__organisation=user.organisation_id).with_names()

    def with_names(self):
        return with_names(
            self,
            "claim__employer", "claim__adviser", "claim__organisation",
            "organisation", "asked_by", "asked_by__organisation",
        )  # fmt: skip

    def with_people(self):
        return self.select_related(
            "claim__employer", "claim__adviser", "claim__organisation", "organisation", "asked_by__organisation"
        )


class ClaimRequest(models.Model):
    """ "Samen gaan?", asked by the other organisation. Ja makes an agreement that holds as long as the claim."""

    class Answer(models.TextChoices):
        YES = "yes", "Ja, samen"
        NO = "no", "Nee"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField("antwoord", max_length=5, choices=Answer.choices, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, null=True, blank=True, related_name="claim_requests"
    )

    objects = ClaimRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = "vraag om samen te gaan"
        verbose_name_plural = "vragen om samen te gaan"
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "organisation"],
                name="claim_request_once",
                violation_error_message="Uw organisatie heeft dit al gevraagd.",
            ),
            models.CheckConstraint(
                name="claim_request_answered_by_somebody",
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: samen naar {self.claim.employer}?"

    def may_undo(self, by):
        """Who answered changes their mind for ten minutes."""
        is_fresh = self.answered_at and timezone.now() - self.answered_at < UNDO_WITHIN
        return bool(is_fresh) and self.answered_by_id == by.pk
