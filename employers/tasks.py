"""What runs later: looking through the register for doubles."""

from celery import shared_task
from django.db import OperationalError

from employers.duplicates import run_scan, start_scan
from employers.merging import follow_pointers
from employers.models import DuplicateScan

RETRIED = {"autoretry_for": [OperationalError], "retry_backoff": True, "max_retries": 5}


@shared_task(**RETRIED)
def scan_duplicates(scan_id: int | None = None) -> None:
    """On demand with the scan that was started; every night (settings.CELERY_BEAT_SCHEDULE) with one of its own."""
    follow_pointers()
    scan = DuplicateScan.objects.filter(pk=scan_id, finished_at=None).first() if scan_id else start_scan()
    if scan:
        run_scan(scan)
