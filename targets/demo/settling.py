"""The demo's settled overlaps: what lies more than a month back has been talked through."""

import random
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from outreach.closing import close_overlap
from outreach.models import Overlap

OUTCOMES = [
    (Overlap.Outcome.COORDINATED, "In het weekoverleg besproken", "LWL doet Leren en Werken, Baanbrekend de vacature"),
    (Overlap.Outcome.DELIBERATE, "Samen op bezoek geweest", ""),
    (Overlap.Outcome.DOUBLE, "De werkgever vond het verwarrend", ""),
]


def settle_old_overlaps(manager: User, *, seed: int = 1) -> None:
    """Close the overlaps without a moment in the last month, each with an outcome."""
    chance = random.Random(seed)
    month_ago = timezone.now() - timedelta(days=30)
    old = Overlap.objects.open().annotate(latest=Max("moments__happened_at")).filter(latest__lt=month_ago)
    for overlap in old.order_by("pk"):
        outcome, reason, agreed = chance.choice(OUTCOMES)
        until = timezone.localdate() + timedelta(days=120) if agreed else None
        close_overlap(
            overlap=overlap, by=manager, outcome=outcome, reason=reason, agreement_text=agreed, until_on=until
        )
