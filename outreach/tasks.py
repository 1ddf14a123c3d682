"""What runs later: finding overlaps after a save, and all of them at night."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from outreach import claims, mailing, overlaps
from outreach.models import ContactMoment

RETRIED = {"autoretry_for": [OperationalError], "retry_backoff": True, "max_retries": 5}
RETRIED_MAIL = {"autoretry_for": [OperationalError, mailing.MailFailedError], "retry_backoff": 60, "max_retries": 6}


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


@shared_task(**RETRIED_MAIL)
def send_meeting_digests() -> None:
    """Every working day in the morning."""
    mailing.send_digests(timezone.localdate())


@shared_task(**RETRIED_MAIL)
def send_follow_up_reminders() -> None:
    """Every working day in the morning."""
    mailing.send_follow_up_reminders(timezone.localdate())


@shared_task(**RETRIED)
def end_expired_claims() -> None:
    """Every night: mark the claims whose last day has passed."""
    claims.end_expired_claims()
