"""What runs later: the monthly mail."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from outreach.mailing import MailFailedError
from targets import mailing


@shared_task(autoretry_for=[OperationalError, MailFailedError], retry_backoff=60, max_retries=6)
def send_monthly_figures() -> None:
    """In the first days of a month (settings.CELERY_BEAT_SCHEDULE)."""
    mailing.send_monthly_figures(timezone.localdate())
