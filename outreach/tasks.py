"""What runs later: finding overlaps after a save, and all of them at night."""

from celery import shared_task
from django.db import OperationalError

from outreach import overlaps
from outreach.models import ContactMoment

RETRIED = {"autoretry_for": [OperationalError], "retry_backoff": True, "max_retries": 5}


@shared_task(**RETRIED)
def detect_overlaps(moment_id: int) -> None:
    """After a saved approach; a moment that is gone by now was dealt with when it was deleted."""
    overlaps.detect_overlaps(ContactMoment.objects.filter(pk=moment_id).values_list("employer", flat=True))


@shared_task(**RETRIED)
def detect_overlaps_of_employer(employer_id: int) -> None:
    """After a moment of this employer was deleted."""
    overlaps.detect_overlaps([employer_id])


@shared_task(**RETRIED)
def sweep_overlaps() -> None:
    """Every night (settings.CELERY_BEAT_SCHEDULE)."""
    overlaps.sweep_overlaps()
