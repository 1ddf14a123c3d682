"""Logging a contact with everything that comes with it, changing it, and taking it back.

`log_contact` needs no request. For many moments at once (the demo, a list with contacts) use
`ContactMoment.objects.bulk_create` and `outreach.overlaps.sweep_overlaps()` afterwards.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from employers.models import ContactPerson, Employer
from outreach.asking_size import SizeAnswer, put_back_size, write_size
from outreach.claims import (
    claim_for_plan,
    lock_claims,
    release_for_cancelled,
    release_for_talk,
    resume_after,
    undo_plan_claim,
)
from outreach.follow_ups import finish_follow_ups, plan_follow_up, reopen_follow_ups
from outreach.interests import put_back, set_interest, snapshot
from outreach.models import ContactMoment, FollowUp, Interest, Interview, Scheme
from outreach.needs import note_needs_told, remove_untouched_needs
from outreach.schemes import set_explained
from outreach.tasks import detect_overlaps, detect_overlaps_of_employer

UNDO_WITHIN = timedelta(minutes=10)
WRITTEN = [
    "channel", "happened_at", "initiative", "result", "topics", "variants", "notes", "contact_person", "is_joint",
    "is_confidential",
]  # fmt: skip


class ChangedMeanwhileError(Exception):
    """Somebody else saved this moment since it was read; `current` is how it stands now."""

    def __init__(self, current: ContactMoment):
        super().__init__("Dit contact is intussen door iemand anders gewijzigd.")
        self.current = current


def status_for(happened_at: datetime, result: str) -> str:
    """Planned when it lies in the future and has no result yet, else done."""
    planned = happened_at > timezone.now() and not result
    return ContactMoment.Status.PLANNED if planned else ContactMoment.Status.DONE


@transaction.atomic
def log_contact(
    *,
    by: User,
    employer: Employer,
    channel: str,
    new_person_name: str = "",
    interests: Mapping[str, str] | None = None,
    size: SizeAnswer | None = None,
    follow_up_on: date | None = None,
    follow_up_what: str = "",
    finished: Iterable[FollowUp] = (),
    needs: Iterable[str] = (),
    schemes: Iterable[Scheme] = (),
    **values: Any,
) -> ContactMoment:
    """Log one contact of `by`'s organisation, planned or done; `values` are the other columns of WRITTEN.

    In the same transaction: a new contact person, the interest status per variant, the size when it was asked, a new
    follow-up, the follow-ups that this contact finishes, a need for each kind of help in `needs`, the schemes that were
    explained, and the claim: a planned approach makes one, a talk ends it. Overlaps are looked for after the commit.
    The very same contact sent twice (two taps, or back and save) is logged once: then the first is answered.
    """
    if (
        status_for(values.get("happened_at") or timezone.now(), values.get("result", ""))
        == ContactMoment.Status.PLANNED
    ):
        lock_claims()
    Employer.objects.select_for_update(of=["self"]).get(pk=employer.pk)
    same = employer.contact_moments.filter(adviser=by, channel=channel, **_sought(values, new_person_name))
    twin = next((it for it in same if _holds(it, interests or {}, follow_up_on, follow_up_what)), None)
    if twin and _is_told(twin, needs, schemes):
        twin.is_sent_again = True
        return twin
    moment = ContactMoment(
        employer=employer, organisation=by.organisation, adviser=by, created_by=by, channel=channel, **values
    )
    moment.status = status_for(moment.happened_at, moment.result)
    moment.replaced = _write_along(moment, by, new_person_name, interests or {}, size)
    moment.save()
    _follow_up(moment, by, follow_up_on, follow_up_what, finished)
    _claim_along(moment, by)
    note_needs_told(by=by, moment=moment, wanted=[(kind, "") for kind in needs])
    set_explained(by=by, moment=moment, schemes=schemes)
    _look_for_overlaps(moment)
    return moment


def _sought(values: Mapping[str, Any], new_person_name: str) -> dict[str, Any]:
    person = {"contact_person__name__iexact": new_person_name} if new_person_name else {}
    left_out = {"batch"} | ({"contact_person"} if person else set())
    return {name: value for name, value in values.items() if name not in left_out} | person


def _holds(moment: ContactMoment, interests: Mapping[str, str], due_on: date | None, what: str) -> bool:
    """Whether logging this again would add nothing: its follow-up and the interests stand already."""
    standing = dict(moment.employer.interests.values_list("variant", "status"))
    promised = not due_on or moment.follow_ups.filter(due_on=due_on, what=what).exists()
    return moment.status != ContactMoment.Status.CANCELLED and promised and interests.items() <= standing.items()


def _is_told(moment: ContactMoment, needs: Iterable[str], schemes: Iterable[Scheme]) -> bool:
    """Whether these needs stand open and these schemes were explained in it."""
    standing = moment.employer.support_needs.open().visible_to(moment.adviser).values_list("kind", flat=True)
    explained = moment.scheme_explanations.values_list("scheme", flat=True)
    return set(needs) <= set(standing) and {scheme.pk for scheme in schemes} <= set(explained)


@transaction.atomic
def change_contact(
    *,
    by: User,
    moment: ContactMoment,
    version: int,
    new_person_name: str = "",
    interests: Mapping[str, str] | None = None,
    size: SizeAnswer | None = None,
    follow_up_on: date | None = None,
    follow_up_what: str = "",
    finished: Iterable[FollowUp] = (),
    needs: Iterable[str] = (),
    schemes: Iterable[Scheme] | None = None,
    **values: Any,
) -> ContactMoment:
    """Change a moment read at `version`; a planned one with a result becomes done. ChangedMeanwhileError when stale.

    `schemes` are all that were explained in it; without it those stay as they are.
    """
    lock_claims()
    current = ContactMoment.objects.select_for_update(of=["self"]).with_people().get(pk=moment.pk)
    if current.version != version:
        raise ChangedMeanwhileError(current)
    for name in values.keys() & set(WRITTEN):
        setattr(current, name, values[name])
    current.status = status_for(current.happened_at, current.result)
    current.version = F("version") + 1
    _write_along(current, by, new_person_name, interests or {}, size)
    current.save()
    current.refresh_from_db()
    _follow_up(current, by, follow_up_on, follow_up_what, finished)
    _claim_along(current, by)
    note_needs_told(by=by, moment=current, wanted=[(kind, "") for kind in needs])
    if schemes is not None:
        set_explained(by=by, moment=current, schemes=schemes)
    _look_for_overlaps(current)
    return current


@transaction.atomic
def cancel_contact(*, moment: ContactMoment) -> bool:
    """A planned contact that does not take place; it stays on the timeline. False when it is not planned any more."""
    lock_claims()
    planned = ContactMoment.objects.planned().filter(pk=moment.pk)
    cancelled = planned.update(
        status=ContactMoment.Status.CANCELLED, version=F("version") + 1, updated_at=timezone.now()
    )
    release_for_cancelled(moment)
    _look_for_overlaps(moment)
    return bool(cancelled)


@transaction.atomic
def restore_contact(*, moment: ContactMoment) -> bool:
    """Take a cancellation back."""
    lock_claims()
    cancelled = ContactMoment.objects.filter(pk=moment.pk, status=ContactMoment.Status.CANCELLED)
    restored = cancelled.update(
        status=ContactMoment.Status.PLANNED, version=F("version") + 1, updated_at=timezone.now()
    )
    resume_after(moment)
    _look_for_overlaps(moment)
    return bool(restored)


def may_undo(moment: ContactMoment, by: User) -> bool:
    """Who logged a contact may take it back for ten minutes, as long as nobody changed it."""
    fresh = timezone.now() - moment.created_at < UNDO_WITHIN
    return moment.created_by_id == by.pk and moment.version == 0 and fresh


@transaction.atomic
def undo_contact(*, moment: ContactMoment) -> None:
    """Delete a contact and put back all that saving it changed, as far as nobody changed that since.

    An interview that was finished as this contact is open again, with its answers.
    """
    lock_claims()
    reopen_follow_ups(follow_ups=FollowUp.objects.filter(done_with=moment))
    _put_back_interests(moment)
    put_back_size(moment.employer, moment.replaced.get("size"))
    remove_untouched_needs(moment=moment)
    person = moment.replaced.get("person")
    employer = moment.employer_id
    Interview.objects.filter(contact_moment=moment).update(
        status=Interview.Status.BEGUN, contact_moment=None, finished_at=None
    )
    resume_after(moment)
    undo_plan_claim(moment)
    moment.delete()
    ContactPerson.objects.filter(pk=person, contact_moments=None).delete()
    transaction.on_commit(detect_overlaps_of_employer.s(employer).apply_async, robust=True)


def _write_along(
    moment: ContactMoment, by: User, new_person_name: str, interests: Mapping[str, str], size: SizeAnswer | None
) -> dict[str, Any]:
    """Write what the contact told about the employer; answers with what that replaced."""
    replaced: dict[str, Any] = {}
    if new_person_name:
        moment.contact_person, is_new = _person(moment.employer, new_person_name, by)
        if is_new:
            replaced["person"] = moment.contact_person.pk
    if interests:
        replaced["interests"] = _set_interests(moment.employer, interests, by)
    if size:
        replaced["size"] = write_size(moment.employer, size, by=by, on=timezone.localdate(moment.happened_at))
    return replaced


def _person(employer: Employer, name: str, by: User) -> tuple[ContactPerson, bool]:
    """The contact person of that name, new when the employer has none yet."""
    known = employer.contact_persons.filter(name__iexact=name).first()
    if known:
        return known, False
    person = ContactPerson(
        employer=employer, name=name, source_name=f"{by.name}, {by.organisation}", source_date=timezone.localdate()
    )
    person.save()
    return person, True


def _set_interests(employer: Employer, statuses: Mapping[str, str], by: User) -> dict[str, Any]:
    """Set the status per variant; answers per variant what stood there and what was set."""
    standing = {interest.variant: interest for interest in employer.interests.all()}
    replaced = {}
    for variant, status in statuses.items():
        before = standing.get(variant)
        if before and before.status == status:
            continue
        replaced[variant] = {"before": snapshot(before), "set": status}
        set_interest(employer=employer, variant=variant, by=by, status=status)
    return replaced


def _put_back_interests(moment: ContactMoment) -> None:
    replaced = moment.replaced.get("interests", {})
    for interest in Interest.objects.filter(employer=moment.employer_id, variant__in=replaced):
        was = replaced[interest.variant]
        if (interest.status, interest.updated_by_id) == (was["set"], moment.created_by_id):
            put_back(interest, was["before"])


def _follow_up(moment: ContactMoment, by: User, due_on: date | None, what: str, finished: Iterable[FollowUp]) -> None:
    if due_on:
        plan_follow_up(employer=moment.employer, adviser=by, due_on=due_on, what=what, contact_moment=moment)
    keys = [follow_up.pk for follow_up in finished]
    if keys:
        finish_follow_ups(follow_ups=FollowUp.objects.filter(pk__in=keys), by=by, done_with=moment)


def _claim_along(moment: ContactMoment, by: User) -> None:
    if moment.is_planned:
        claim_for_plan(moment, by)
    else:
        release_for_talk(moment, by)


def _look_for_overlaps(moment: ContactMoment) -> None:
    """Also for what is no approach any more: an overlap may have to go. The nightly sweep heals a lost task."""
    transaction.on_commit(detect_overlaps.s(moment.pk).apply_async, robust=True)
