"""Alignment meetings of the organisations in a region (advice 5), what was on the agenda, and what was decided."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from accounts.models import Organisation
from employers.models import Employer, Region
from outreach.models.agreements import Agreement
from outreach.models.follow_ups import FollowUp
from outreach.models.overlaps import Overlap


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.filter(partners=user.organisation_id, partners__is_active=True))

    def closed(self):
        """With minutes, the latest first."""
        return self.filter(closed_at__isnull=False).order_by("-starts_at", "-pk")

    def upcoming(self):
        """Not yet closed: the one that is going on and those that are planned, earliest first."""
        return self.filter(closed_at__isnull=True).order_by("starts_at", "pk")

    def with_counts(self):
        """Annotate `item_count` and `decided_count`: the points to discuss one by one."""
        points = Q(items__isnull=False) & ~Q(items__contents__has_key="rest")
        decided = Count("items", filter=points & Q(items__decision__isnull=False))
        return self.annotate(item_count=Count("items", filter=points), decided_count=decided)


class AlignmentMeeting(models.Model):
    """One meeting. Its agenda compiles itself until it starts; closing it freezes the minutes.

    `minutes` holds all that was on the agenda and decided as it read then (outreach/minutes.py). `sequence` counts the
    changes of an appointment, so that calendars take over a moved day.
    """

    class Rhythm(models.IntegerChoices):
        ONCE = 0, "Eenmalig"
        WEEKLY = 1, "Elke week"
        FORTNIGHTLY = 2, "Elke twee weken"

    class State(models.TextChoices):
        PLANNED = "planned", "Gepland"
        OPEN = "open", "Bezig"
        CLOSED = "closed", "Afgesloten"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="meetings", verbose_name="regio")
    organisations = models.ManyToManyField(Organisation, related_name="meetings", verbose_name="organisaties")
    starts_at = models.DateTimeField("begint op")
    duration = models.PositiveSmallIntegerField("duur in minuten", default=30)
    place = models.CharField("plaats", max_length=120, blank=True)
    rhythm = models.PositiveSmallIntegerField("herhaling", choices=Rhythm.choices, default=Rhythm.FORTNIGHTLY)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    minutes = models.JSONField("verslag", null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = "afstemmingsoverleg"
        verbose_name_plural = "afstemmingsoverleggen"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "starts_at"],
                name="meeting_one_at_a_time",
                violation_error_message="Er staat op dit tijdstip al een overleg gepland.",
            ),
            models.CheckConstraint(
                name="meeting_closed_has_minutes",
                condition=Q(closed_at__isnull=True) | Q(started_at__isnull=False, minutes__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Afstemmingsoverleg {date_format(timezone.localtime(self.starts_at), 'j F Y')}"

    @cached_property
    def previous(self):
        """The meeting of this region that was closed last, or None."""
        return AlignmentMeeting.objects.closed().filter(region=self.region_id).order_by("-closed_at").first()

    @property
    def state(self):
        if self.closed_at:
            return self.State.CLOSED
        return self.State.OPEN if self.started_at else self.State.PLANNED

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.duration)

    @property
    def day(self):
        return timezone.localdate(self.starts_at)

    @property
    def held_on(self):
        """The day on which it really began; before it begins the day that is planned."""
        return timezone.localdate(self.started_at or self.starts_at)


class AgendaItemQuerySet(models.QuerySet):
    def with_decisions(self):
        people = self.select_related("employer", "added_by", "decision__by", "decision__agreement")
        return people.select_related("decision__follow_up__adviser__organisation").prefetch_related("notes__by")

    def undecided(self):
        """Points to discuss that nothing was decided about."""
        points = self.exclude(contents__has_key="rest")
        return points.filter(~Exists(Decision.objects.filter(item=OuterRef("pk"))))


class AgendaItem(models.Model):
    """One item on the agenda, as it read when the meeting started; points that somebody adds stand there before.

    `object_id` is the key of what the item is about, by kind; no foreign key, because an overlap may be gone by the
    time it is discussed while the item stays in the minutes. `contents` holds what outreach/meeting_agenda.py compiled.
    """

    class Kind(models.TextChoices):
        OVERLAP = "overlap", "Dubbel benaderd"
        PLANNED = "planned", "Komende weken"
        SMALL = "small", "Zonder vast contact"
        CLAIM = "claim", "Benaderslot loopt af"
        HANDOVER = "handover", "Overgedragen"
        POINT = "point", "Verder op de agenda"

    meeting = models.ForeignKey(AlignmentMeeting, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    position = models.PositiveIntegerField(default=0)
    object_id = models.BigIntegerField(null=True, blank=True)
    employer = models.ForeignKey(
        Employer, on_delete=models.SET_NULL, null=True, blank=True, related_name="agenda_items"
    )
    title = models.CharField("agendapunt", max_length=255)
    contents = models.JSONField(default=dict, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_carried = models.BooleanField("staat ook op een volgende agenda", default=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "object_id"],
                condition=Q(object_id__isnull=False),
                name="agenda_item_once",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_rest(self):
        """Not a point to discuss but the number of those that stand in a list only."""
        return "rest" in self.contents


class Decision(models.Model):
    """What was decided about an item: once, whoever works through the agenda."""

    class Kind(models.TextChoices):
        DECIDED = "decided", "Besproken"
        SKIPPED = "skipped", "Doorgeschoven"

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="decision")
    kind = models.CharField("soort", max_length=10, choices=Kind.choices, default=Kind.DECIDED)
    outcome = models.CharField("uitkomst", max_length=15, choices=Overlap.Outcome.choices, blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions")
    note = models.CharField("notitie", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"

    def __str__(self):
        return f"{self.get_kind_display()}: {self.item}"

    @property
    def sentences(self):
        """The decision in words, a sentence a part; the minutes keep these."""
        found = [self.get_outcome_display() + "."] if self.outcome else []
        if self.agreement:
            found.append(f"Afspraak: {self.agreement.text} ({self.agreement.period}).")
        if self.follow_up:
            day = date_format(self.follow_up.due_on, "j F")
            found.append(f"{self.follow_up.adviser.name} volgt op, {day}: {self.follow_up.what}.")
        return found + ([self.note] if self.note else [])


class AgendaNote(models.Model):
    """A remark at an item, by anybody who takes part."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField("notitie", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "notitie"
        verbose_name_plural = "notities"

    def __str__(self):
        return self.text
