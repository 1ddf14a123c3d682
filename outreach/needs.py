"""Noting what an employer wants help with, taking it up, ending it, and taking the last change back.

A need that is open and has a day stands on the list of follow-ups of whoever takes care of it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach.follow_ups import finish_follow_ups, plan_follow_up
from outreach.models import ContactMoment, FollowUp, SupportNeed

WRITTEN = ["kind", "variant", "words", "action", "adviser", "due_on", "status", "result"]
PUT_BACK = [
    "kind", "variant", "words", "action", "adviser_id", "organisation_id", "due_on", "status", "result", "ended_on",
]  # fmt: skip
PROMISED = ["action", "adviser_id", "due_on", "status"]  # what the follow-up says


class NeedChangedError(Exception):
    """Somebody else saved this need since it was read; `current` is how it stands now."""

    def __init__(self, current: SupportNeed):
        super().__init__("Deze hulpvraag is intussen door iemand anders gewijzigd.")
        self.current = current


@transaction.atomic
def note_need(
    *,
    by: User,
    employer: Employer,
    kind: str,
    variant: str = "",
    words: str = "",
    action: str = "",
    adviser: User | None = None,
    due_on: date | None = None,
    contact_moment: ContactMoment | None = None,
) -> SupportNeed:
    """A new open need, taken care of by `adviser`, else by whoever notes it."""
    owner = adviser or by
    need = SupportNeed(
        employer=employer, kind=kind, variant=variant, words=words, action=action, adviser=owner, due_on=due_on,
        organisation_id=owner.organisation_id, contact_moment=contact_moment, noted_by=by, updated_by=by,
    )  # fmt: skip
    need.follow_up = _promise(need)
    need.save()
    return need


def note_needs_told(*, by: User, moment: ContactMoment, wanted: Iterable[tuple[str, str]]) -> list[SupportNeed]:
    """Needs told in a contact, as (kind, words); one that stands open already in these or no words is not doubled.

    A need that `by` may not see does not count: the other organisation heard that in confidence.
    """
    seen = moment.employer.support_needs.open().visible_to(by)
    standing = set(seen.values_list("kind", "words"))
    noted = []
    for kind, words in wanted:
        if (kind, words) in standing or (not words and any(kind == known for known, _ in standing)):
            continue
        noted.append(note_need(by=by, employer=moment.employer, kind=kind, words=words, contact_moment=moment))
        standing.add((kind, words))
    return noted


@transaction.atomic
def change_need(*, by: User, need: SupportNeed, version: int, **values: Any) -> SupportNeed:
    """Write some of WRITTEN on a need read at `version`; one that ends gets today as its end. NeedChangedError."""
    current = _locked(need)
    if current.version != version:
        raise NeedChangedError(current)
    before = _promised(current)
    for name in values.keys() & set(WRITTEN):
        setattr(current, name, values[name])
    current.organisation_id = current.adviser.organisation_id
    current.ended_on = None if current.is_open else current.ended_on or timezone.localdate()
    return _save(current, by, before)


@transaction.atomic
def undo_need(*, by: User, need: SupportNeed, version: int) -> bool:
    """Take back the change that made `version`, or the need itself when that is its first. False when it changed."""
    current = _locked(need)
    if current.version != version:
        return False
    if version == 0:
        _remove(current)
        return True
    earlier = SupportNeed.pgh_event_model.objects.filter(pgh_obj=current, version=version - 1).order_by("-pgh_id")
    event, before = earlier.first(), _promised(current)
    if event is None:
        return False
    for name in PUT_BACK:
        setattr(current, name, getattr(event, name))
    _save(current, by, before)
    return True


def remove_untouched_needs(*, moment: ContactMoment) -> None:
    """The needs that a contact noted go with it, as long as nobody did anything with them."""
    for need in moment.support_needs.filter(version=0):
        _remove(need)


def _remove(need: SupportNeed) -> None:
    follow_up = need.follow_up
    need.delete()
    if follow_up and follow_up.done_at is None:
        follow_up.delete()


def _locked(need: SupportNeed) -> SupportNeed:
    rows = SupportNeed.objects.select_for_update(of=["self"])
    return rows.select_related("employer", "adviser", "noted_by", "follow_up", "contact_moment").get(pk=need.pk)


def _promised(need: SupportNeed) -> list:
    return [getattr(need, name) for name in PROMISED]


def _save(need: SupportNeed, by: User, before: list) -> SupportNeed:
    need.version += 1
    need.updated_by = by
    if _promised(need) != before:
        need.follow_up = _keep_promise(need, by)
    need.save()
    return need


def _promise(need: SupportNeed) -> FollowUp | None:
    """The follow-up that an open need with a day stands for, as confidential as the contact it was told in."""
    if not need.is_open or need.due_on is None:
        return None
    return plan_follow_up(
        employer=need.employer,
        adviser=need.adviser,
        due_on=need.due_on,
        what=_what(need),
        contact_moment=need.contact_moment,
    )


def _keep_promise(need: SupportNeed, by: User) -> FollowUp | None:
    """The follow-up brought to what the need says now: done when it ended, gone when it has no day any more."""
    standing = need.follow_up
    if standing is None:
        return _promise(need)
    if not need.is_open:
        finish_follow_ups(follow_ups=FollowUp.objects.filter(pk=standing.pk), by=by)
        return standing
    if need.due_on is None:
        standing.delete()
        return None
    standing.adviser, standing.due_on, standing.what = need.adviser, need.due_on, _what(need)
    standing.done_at, standing.done_by, standing.done_with = None, None, None
    standing.save()
    return standing


def _what(need: SupportNeed) -> str:
    return (need.action or f"Hulpvraag: {need}")[:255]
