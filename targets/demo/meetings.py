"""The demo's next alignment meeting: Wednesday at ten, every fortnight."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from employers.models import Region
from outreach.meetings import add_point, plan_meeting
from outreach.models import AlignmentMeeting

WEDNESDAY = 2


def plan_next_meeting(manager: User, adviser: User) -> AlignmentMeeting:
    today = timezone.localdate()
    day = today + timedelta(days=(WEDNESDAY - today.weekday()) % 7 or 7)
    meeting = plan_meeting(
        region=Region.objects.get(partners=manager.organisation),
        starts_at=timezone.make_aware(datetime.combine(day, time(10))),
        by=manager,
        rhythm=AlignmentMeeting.Rhythm.FORTNIGHTLY,
        place="Kamer 3",
    )
    add_point(meeting=meeting, text="Wie staat er op de banenbeurs?", by=adviser)
    return meeting
