"""Alignment meetings on the register that pages are measured on."""

from django.utils import timezone

from accounts.models import User
from outreach.meetings import plan_meeting, start_meeting
from targets.demo.meetings import plan_next_meeting


def hold_meetings(manager: User, adviser: User) -> None:
    """One that is planned, and one that is going on."""
    following = plan_next_meeting(manager, adviser)
    now = plan_meeting(region=following.region, starts_at=timezone.now(), by=manager, rhythm=0)
    start_meeting(meeting=now, by=manager)
