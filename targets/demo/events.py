"""The demo's events: some that have been, with who was there, and two that are planned; written in bulk."""

import random
from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Organisation, User
from employers.models import Employer, Network
from outreach.models import ContactMoment, EventAttendance, NetworkEvent, NetworkKeeper, Topic, Variant

PLAN = [
    # (days from today, kind, name, place, both organisations)
    (-210, "gathering", "Kennismaking met de scholen", "Dordrecht", True),
    (-120, "visit", "Bedrijfsbezoek met docenten", "Zwijndrecht", False),
    (-60, "gathering", "Ondernemersontbijt", "Papendrecht", False),
    (-9, "workshop", "Workshop: een leerling begeleiden", "Dordrecht", True),
    (6, "gathering", "Borrel van de ondernemers", "Sliedrecht", False),
    (20, "workshop", "Workshop: subsidie praktijkleren", "Dordrecht", True),
]
GUESTS = (9, 14)
NOT_THERE = 2
NOTES = ["Sprak de eigenaar bij de koffie.", "Wil een keer een rondleiding geven.", "Vroeg naar begeleiding.", ""]


def make_events(*, seed: int = 1) -> None:
    """Events of the networks with most members; who was there was met and told about Leren en Werken."""
    chance = random.Random(seed)
    advisers = list(User.objects.advisers().select_related("organisation").order_by("pk"))
    networks = list(Network.objects.order_by("pk"))
    _keep_relations(networks, advisers)
    for number, (days, kind, title, place, is_joint) in enumerate(PLAN):
        adviser, network = advisers[number % len(advisers)], networks[number % len(networks)]
        starts_at = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(16)))
        event = NetworkEvent.objects.create(
            network=network, kind=kind, title=title, place=place, starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2), created_by=adviser,
        )  # fmt: skip
        partners = Organisation.objects.partners()
        event.organisers.set(partners if is_joint else [adviser.organisation])
        _fill(event, adviser, is_joint, chance)


def _keep_relations(networks, advisers):
    NetworkKeeper.objects.bulk_create(
        NetworkKeeper(network=network, organisation=adviser.organisation, adviser=adviser)
        for network, adviser in zip(networks, advisers * len(networks), strict=False)
    )


def _fill(event, adviser, is_joint, chance):
    employers = _guests(event, chance)
    has_been, number = not event.is_ahead, len(employers)
    EventAttendance.objects.bulk_create(
        EventAttendance(event=event, employer=employer, added_by=adviser, status=_status(place, has_been, number))
        for place, employer in enumerate(employers)
    )
    if has_been:
        ContactMoment.objects.bulk_create(
            _met(event, employer, adviser, is_joint, chance) for employer in employers[:-NOT_THERE]
        )


def _guests(event, chance):
    """Members first, then others of the region."""
    approachable = Employer.objects.active().in_region().approachable().order_by("pk")
    members = list(approachable.member_of(event.network)[:200])
    others = list(approachable.small()[:400])
    guests = chance.sample(members, min(len(members), GUESTS[0]))
    known = {each.pk for each in guests}
    extra = [each for each in chance.sample(others, min(len(others), 2 * GUESTS[1])) if each.pk not in known]
    return guests + extra[: chance.randint(*GUESTS) - len(guests)]


def _status(place, has_been, number):
    if has_been and place < number - NOT_THERE:
        return EventAttendance.Status.BEEN
    return EventAttendance.Status.COMING if place % 2 else EventAttendance.Status.INVITED


def _met(event, employer, adviser, is_joint, chance):
    return ContactMoment(
        employer=employer, organisation=adviser.organisation, adviser=adviser, created_by=adviser, event=event,
        channel="event", result="met", happened_at=event.starts_at, topics=[Topic.LEARNING.value],
        variants=[chance.choice(Variant.values)], notes=chance.choice(NOTES), is_joint=is_joint,
    )  # fmt: skip
