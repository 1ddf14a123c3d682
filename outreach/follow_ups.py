"""Writing promises with a day: planned, kept, kept after all not, moved."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach.models import ContactMoment, FollowUp
from outreach.models.follow_ups import FollowUpQuerySet


def plan_follow_up(
    *, employer: Employer, adviser: User, due_on: date, what: str = "", contact_moment: ContactMoment | None = None
) -> FollowUp:
    return FollowUp.objects.create(
        employer=employer, adviser=adviser, due_on=due_on, what=what, contact_moment=contact_moment
    )


def finish_follow_ups(*, follow_ups: FollowUpQuerySet, by: User, done_with: ContactMoment | None = None) -> int:
    """Mark the open ones among these as done; answers how many were."""
    return follow_ups.open().update(done_at=timezone.now(), done_by=by, done_with=done_with)


def reopen_follow_ups(*, follow_ups: FollowUpQuerySet) -> int:
    return follow_ups.update(done_at=None, done_by=None, done_with=None)


def postpone_follow_up(*, follow_up: FollowUp, due_on: date) -> FollowUp:
    follow_up.due_on = due_on
    follow_up.save(update_fields=["due_on"])
    return follow_up
