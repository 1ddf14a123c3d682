"""Contact moments: what was said or is planned with an employer, by whom."""

from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone

from accounts.models import Organisation
from employers.models import ContactPerson, Employer
from outreach.models.interests import VARIANT_SHORT, Variant
from outreach.models.names import narrow, said


class Channel(models.TextChoices):
    PHONE = "phone", "Telefoon"
    VISIT = "visit", "Bezoek"
    EMAIL = "email", "E-mail"
    ONLINE = "online", "Online gesprek"
    EVENT = "event", "Netwerkbijeenkomst"
    LETTER = "letter", "Brief"
    MAILING = "mailing", "Mailing"


class Initiative(models.TextChoices):
    OURS = "ours", "Wij"
    EMPLOYER = "employer", "De werkgever"


class Topic(models.TextChoices):
    LEARNING = "learning", "Leren en Werken"
    VACANCY = "vacancy", "Vacature"
    SUBSIDY = "subsidy", "Regeling of subsidie"
    INTRODUCTION = "introduction", "Kennismaking"
    GUIDANCE = "guidance", "Begeleiding"
    OTHER = "other", "Iets anders"


class Result(models.TextChoices):
    SPOKEN = "spoken", "Gesproken"
    VISITED = "visited", "Op bezoek geweest"
    MET = "met", "Ontmoet"
    REPLIED = "replied", "Heen en weer gemaild"
    NO_ANSWER = "no_answer", "Niet bereikt"
    MESSAGE_LEFT = "message_left", "Bericht achtergelaten"
    SENT = "sent", "Verstuurd, nog geen antwoord"


# What a line says of a moment itself.
LINE = ["channel", "status", "happened_at", "result", "topics", "variants", "is_confidential"]
EXCHANGES = [Result.SPOKEN, Result.VISITED, Result.MET, Result.REPLIED]


class ContactMomentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees the moments of all partners, confidential ones only the own organisation (design.md 5)."""
        is_open = Q(is_confidential=False) | Q(organisation=user.organisation_id)
        return self.filter(is_open) if user.is_partner else self.none()

    def done(self):
        return self.filter(status=ContactMoment.Status.DONE)

    def planned(self):
        return self.filter(status=ContactMoment.Status.PLANNED)

    def reaching(self):
        """Moments that count as reaching an employer: a real exchange about Leren en Werken."""
        return self.done().filter(result__in=EXCHANGES, about_learning=True)

    def approaches(self):
        """Planned or done on our initiative, a mass mailing excepted."""
        return self.filter(
            status__in=[ContactMoment.Status.PLANNED, ContactMoment.Status.DONE], initiative=Initiative.OURS
        ).exclude(channel=Channel.MAILING)

    def with_people(self):
        return self.select_related("employer", "organisation", "adviser__organisation", "contact_person")

    def with_names(self, *also):
        """Only what a line says about a moment, and these fields of it: an employer is a wide row."""
        people = ["employer", "organisation", "adviser"]
        return self.select_related(*people).only(*LINE, *also, *said(self.model, *people))

    def with_shared_names(self, *paths, also=()):
        """The same for many moments of few of these, such as "adviser": each of those is read once."""
        shared = [narrow(self.model, path) for path in paths]
        return self.only(*LINE, *also, "employer", "organisation", "adviser").prefetch_related(*shared)

    def between(self, since=None, until=None):
        """Moments on days from `since` up to and including `until`, both optional, in Dutch time."""
        return self.filter(_between(since, until))

    def by_employer(self, **asked):
        """One row for each employer with a moment that fits anything asked, that says for each name whether one does.

        What is asked is a dictionary of `by` (an organisation), `adviser`, `since` and `until` (days, both
        included), each optional.
        """
        fitting = {name: _fits(**each) for name, each in asked.items()}
        told = {name: BoolOr(fits or Value(True)) for name, fits in fitting.items()}
        rows = self.filter(reduce(or_, fitting.values(), Q())) if all(fitting.values()) else self
        return rows.order_by().values("employer").annotate(**told)


def _fits(by=None, adviser=None, since=None, until=None):
    by_whom = Q(adviser=adviser) if adviser else Q(organisation=by) if by else Q()
    return _between(since, until) & by_whom


def _between(since, until):
    days = Q(happened_at__gte=midnight(since)) if since else Q()
    return days & Q(happened_at__lt=midnight(until + timedelta(days=1))) if until else days


CHANNELS, RESULTS, TOPICS = (dict(each.choices) for each in (Channel, Result, Topic))


def midnight(day):
    """The moment a day begins, in Dutch time."""
    return timezone.make_aware(datetime.combine(day, time.min))


class ContactMoment(models.Model):
    """One contact, planned or done. Reaching, approaching and overlapping are rules of the queryset above.

    `replaced` keeps what saving this contact changed elsewhere (interests, the size, a new person), so that it can be
    undone (contact_logging.py).
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "Gepland"
        DONE = "done", "Gedaan"
        CANCELLED = "cancelled", "Vervallen"

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="contact_moments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contact_moments")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contact_moments")
    contact_person = models.ForeignKey(
        ContactPerson, on_delete=models.SET_NULL, null=True, blank=True, related_name="contact_moments"
    )
    event = models.ForeignKey(
        "outreach.NetworkEvent",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact_moments",
        verbose_name="bijeenkomst",
    )
    batch = models.UUIDField("in één keer vastgelegd", null=True, blank=True, editable=False)
    channel = models.CharField("soort contact", max_length=10, choices=Channel.choices)
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.DONE)
    happened_at = models.DateTimeField("wanneer", default=timezone.now)
    initiative = models.CharField("initiatief", max_length=10, choices=Initiative.choices, default=Initiative.OURS)
    result = models.CharField("resultaat", max_length=15, choices=Result.choices, blank=True)
    topics = ArrayField(
        models.CharField(max_length=15, choices=Topic.choices), verbose_name="onderwerpen", default=list, blank=True
    )
    variants = ArrayField(
        models.CharField(max_length=15, choices=Variant.choices),
        verbose_name="besproken vormen",
        default=list,
        blank=True,
    )
    notes = models.TextField("verslag", blank=True, max_length=4000)
    is_joint = models.BooleanField("samen met de andere organisatie", default=False)
    is_confidential = models.BooleanField("vertrouwelijk", default=False)
    version = models.PositiveIntegerField(default=0)
    replaced = models.JSONField("wat dit contact verving", default=dict, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    about_learning = models.GeneratedField(
        expression=Q(topics__contains=[Topic.LEARNING.value]) | Q(variants__len__gt=0),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    is_sent_again = False  # `log_contact` answers with one that stood there already

    objects = ContactMomentQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        indexes = [
            models.Index(fields=["employer", "-happened_at"], name="moment_of_employer"),
            models.Index(fields=["adviser", "-happened_at"], name="moment_of_adviser"),
            models.Index(  # lists by day, and who was approached lately, read this and not the wide rows
                fields=["happened_at", "id"],
                include=["employer", "organisation", "adviser", "status", "initiative", "channel", "is_joint"],
                name="moment_by_day",
            ),
            models.Index(  # the last contact of each employer, in order of time
                fields=["happened_at", "id"],
                include=["employer", "organisation", "is_confidential"],
                name="moment_done_by_day",
                condition=Q(status="done"),
            ),
            models.Index(fields=["batch"], name="moment_of_batch", condition=Q(batch__isnull=False)),
            models.Index(  # what is planned, in order of time
                fields=["happened_at", "id"],
                include=["employer", "organisation", "is_confidential"],
                name="moment_planned",
                condition=Q(status="planned"),
            ),
            models.Index(fields=["created_by", "-created_at"], name="moment_written"),  # with whom one spoke last
            models.Index(
                fields=["employer", "happened_at", "organisation"],
                name="moment_reaching",
                condition=Q(status="done", about_learning=True, result__in=[str(result.value) for result in EXCHANGES]),
            ),
            models.Index(  # the counts of a period read this index alone
                fields=["happened_at"],
                include=["employer", "organisation", "adviser"],
                name="moment_reaching_by_day",
                condition=Q(status="done", about_learning=True, result__in=[str(result.value) for result in EXCHANGES]),
            ),
            models.Index(  # in whose view an employer is, and when anyone spoke to it last
                fields=["organisation", "employer", "happened_at"],
                include=["is_confidential"],
                name="moment_done",
                condition=Q(status="done"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="moment_done_has_result",
                condition=~Q(status="done") | ~Q(result=""),
                violation_error_message="Kies een resultaat voor een contact dat geweest is.",
            ),
        ]

    def __str__(self):
        return f"{self.get_channel_display()} met {self.employer}"

    def get_channel_display(self):
        """Django makes its list of choices anew for every line of a page."""
        return CHANNELS.get(self.channel, self.channel)

    def get_result_display(self):
        return RESULTS.get(self.result, self.result)

    @property
    def is_planned(self):
        return self.status == self.Status.PLANNED

    @property
    def is_approach(self):
        """The rule of `ContactMomentQuerySet.approaches`, for one moment that need not be saved."""
        stands = self.status in (self.Status.PLANNED, self.Status.DONE)
        return stands and self.initiative == Initiative.OURS and self.channel != Channel.MAILING

    @property
    def is_exchange(self):
        """A real exchange took place, whatever it was about."""
        return self.status == self.Status.DONE and self.result in EXCHANGES

    @property
    def lacks_subject(self):
        """A real exchange of which nobody said what it was about: it does not count as reached."""
        return self.is_exchange and not self.topics and not self.variants

    def is_open_to(self, user):
        """Whether this user may read what was said: confidential moments only the own organisation."""
        return not self.is_confidential or self.organisation_id == user.organisation_id

    def is_written_by(self, user):
        """Advisers and managers write the moments of their own organisation."""
        return self.organisation_id == user.organisation_id and not user.is_admin

    @property
    def subjects_text(self):
        """What it was about, in words: topics, then variants."""
        topics = [TOPICS[topic] for topic in self.topics if topic in TOPICS]
        return topics + [VARIANT_SHORT[variant] for variant in self.variants if variant in VARIANT_SHORT]
