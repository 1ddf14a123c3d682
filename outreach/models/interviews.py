"""Behoeftegesprekken: the questions, the versions they are asked in, and what an employer answered."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from employers.models import Employer
from outreach.models.contact_moments import ContactMoment
from outreach.models.interests import Variant


class Section(models.TextChoices):
    COMPANY = "company", "Het bedrijf en de functies"
    MEANING = "meaning", "Wat leren en werken voor u is"
    BPV = "bpv", "Bpv (bol of bbl)"
    HIGHER = "higher", "Hbo- of wo-stage"
    SHORT = "short", "Kort traject met baangarantie"
    EVC = "evc", "EVC"
    OTHER = "other", "Andere vormen"
    OLDER = "older", "Oudere werknemers"
    LITERACY = "literacy", "Taal, lezen en rekenen"
    BALANCE = "balance", "Voordelen en nadelen"
    SUPPORT = "support", "Hulp die u wilt"
    CLOSING = "closing", "Tips en afsluiting"


class Kind(models.TextChoices):
    CHOICE = "choice", "Eén antwoord kiezen"
    MULTIPLE = "multiple", "Meer antwoorden kiezen"
    NUMBER = "number", "Een getal"
    TEXT = "text", "Eigen woorden"


class Fills(models.TextChoices):
    """What else an answer writes; for a variant, that of the question."""

    NOTHING = "", "Niets"
    SIZE = "size", "De omvang van de werkgever"
    AWARENESS = "awareness", "De bekendheid van de vorm"
    EXPERIENCE = "experience", "De stand van de vorm (ervaring)"
    SINCE = "since", "Sinds welk jaar"
    FUTURE = "future", "De stand van de vorm (toekomst)"
    REASON = "reason", "De reden bij de vorm"
    NEEDS = "needs", "De hulp die de werkgever wil"


class InterviewForm(models.TextChoices):
    ACTIVE = "active", "Doet al mee aan Leren en Werken"
    NEW = "new", "Doet nog niet mee aan Leren en Werken"


class QuestionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def for_form(self, form):
        return self.active().filter(Q(form="") | Q(form=form))

    def in_order(self):
        """As they are asked: by section, then by their place in it."""
        places = [models.When(section=section, then=place) for place, section in enumerate(Section.values)]
        return self.order_by(models.Case(*places, default=len(places)), "position", "pk")


class Question(models.Model):
    """One thing to ask. Its `code` never changes, so that reports can count it across versions."""

    code = models.SlugField("code", max_length=40, unique=True)
    section = models.CharField("onderdeel", max_length=10, choices=Section.choices)
    position = models.PositiveSmallIntegerField("plaats in het onderdeel", default=0)
    form = models.CharField(
        "bij welk gesprek", max_length=10, choices=[("", "Beide"), *InterviewForm.choices], blank=True, default=""
    )
    kind = models.CharField("soort antwoord", max_length=10, choices=Kind.choices)
    variant = models.CharField("vorm", max_length=15, choices=Variant.choices, blank=True, default="")
    fills = models.CharField("vult", max_length=12, choices=Fills.choices, blank=True, default="")
    is_active = models.BooleanField("wordt gevraagd", default=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["section", "position", "pk"]
        verbose_name = "vraag"
        verbose_name_plural = "vragen"

    def __str__(self):
        return self.code

    @property
    def has_options(self):
        return self.kind in (Kind.CHOICE, Kind.MULTIPLE)


class QuestionVersion(models.Model):
    """The wording of a question from some day on. Never changed afterwards: a change is a new version."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("versie")
    text = models.CharField("vraag", max_length=255)
    hint = models.CharField("uitleg voor de adviseur", max_length=255, blank=True, default="")
    options = models.JSONField("antwoorden", default=list, blank=True)  # [{"code": …, "label": …}, …]
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["question", "-number"]
        verbose_name = "versie van een vraag"
        verbose_name_plural = "versies van vragen"
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_unique")]

    def __str__(self):
        return self.text

    @property
    def labels(self):
        return {option["code"]: option["label"] for option in self.options}


class InterviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As contact moments: everybody of the region, confidential ones only the own organisation."""
        is_open = Q(is_confidential=False) & (Q(contact_moment=None) | Q(contact_moment__is_confidential=False))
        return self.filter(is_open | Q(organisation=user.organisation_id)) if user.is_partner else self.none()

    def begun(self):
        return self.filter(status=Interview.Status.BEGUN)

    def finished(self):
        return self.filter(status=Interview.Status.FINISHED)

    def standing(self):
        return self.exclude(status=Interview.Status.DROPPED)

    def with_people(self):
        return self.select_related("employer__municipality", "organisation", "adviser", "contact_moment")


class Interview(models.Model):
    """One behoeftegesprek. It keeps the versions of the questions that it began with, one answer row for each."""

    class Status(models.TextChoices):
        BEGUN = "begun", "Begonnen"
        FINISHED = "finished", "Afgerond"
        DROPPED = "dropped", "Weggegooid"

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="interviews")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interviews")
    form = models.CharField("soort gesprek", max_length=10, choices=InterviewForm.choices)
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.BEGUN)
    contact_moment = models.OneToOneField(
        ContactMoment, on_delete=models.RESTRICT, related_name="interview", null=True, blank=True
    )
    agreed = models.TextField("wat is afgesproken", max_length=1500, blank=True, default="")
    is_confidential = models.BooleanField("vertrouwelijk", default=False)
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = "behoeftegesprek"
        verbose_name_plural = "behoeftegesprekken"
        indexes = [models.Index(fields=["employer", "-begun_at"], name="interview_of_employer")]
        constraints = [
            models.CheckConstraint(
                name="interview_finished_has_moment",
                condition=~Q(status="finished") | Q(contact_moment__isnull=False, finished_at__isnull=False),
                violation_error_message="Een afgerond gesprek hoort bij een contact.",
            ),
        ]

    def __str__(self):
        return f"Behoeftegesprek met {self.employer}"

    @property
    def is_begun(self):
        return self.status == self.Status.BEGUN

    @property
    def is_finished(self):
        return self.status == self.Status.FINISHED

    def is_written_by(self, user):
        """The rule of `ContactMoment.is_written_by`."""
        return self.organisation_id == user.organisation_id and not user.is_admin


class AnswerQuerySet(models.QuerySet):
    def in_order(self):
        places = [models.When(version__question__section=it, then=place) for place, it in enumerate(Section.values)]
        order = models.Case(*places, default=len(places))
        return self.select_related("version__question", "answered_by").order_by(
            order, "version__question__position", "version__question_id"
        )


@pghistory.track(pghistory.UpdateEvent())
class Answer(models.Model):
    """What was answered to one version of a question; every value ever saved stays in the history.

    "Niet besproken" is not "nee": an answer is open, answered, unknown to the employer, or not discussed.
    """

    class State(models.TextChoices):
        OPEN = "open", "Nog te vragen"
        ANSWERED = "answered", "Beantwoord"
        UNKNOWN = "unknown", "Werkgever weet het niet"
        NOT_DISCUSSED = "not_discussed", "Niet besproken"

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="answers")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField("stand", max_length=15, choices=State.choices, default=State.OPEN)
    choices = ArrayField(models.CharField(max_length=40), verbose_name="gekozen", default=list, blank=True)
    number = models.PositiveIntegerField("getal", null=True, blank=True)
    text = models.TextField("eigen woorden", max_length=2000, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        indexes = [models.Index(fields=["version", "state"], name="answer_of_version")]
        constraints = [models.UniqueConstraint(fields=["interview", "version"], name="answer_once_each")]

    def __str__(self):
        return self.in_words

    @property
    def question(self):
        return self.version.question

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_answered(self):
        return self.state == self.State.ANSWERED

    @property
    def in_words(self):
        """The answer as a person would read it; the state when there is none."""
        if not self.is_answered:
            return self.get_state_display()
        number = [] if self.number is None else [f"{self.number:,}".replace(",", ".")]
        chosen = [self.version.labels.get(code, code) for code in self.choices]
        return ". ".join(filter(None, [", ".join(number + chosen), self.text]))
