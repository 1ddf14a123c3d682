"""Holding an interview: beginning it, saving one answer at a time, finishing it as one contact, throwing it away."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from employers.models import ContactPerson, Employer
from outreach.asking_size import SizeAnswer, is_asked_for
from outreach.contact_logging import WRITTEN, change_contact, log_contact
from outreach.interests import set_interest, snapshot
from outreach.interview_outcomes import learned, size_told, wanted_support
from outreach.models import (
    Answer,
    Channel,
    ContactMoment,
    Interview,
    Question,
    QuestionVersion,
    Result,
    SupportNeed,
    Topic,
)
from outreach.needs import note_needs_told

RESULTS = {Channel.VISIT: Result.VISITED, Channel.EVENT: Result.MET}
NOT_ASKED = "Niet gevraagd bij contact"


class AnsweredMeanwhileError(Exception):
    """Somebody else saved another answer since it was read; `current` is how it stands now."""

    def __init__(self, current: Answer):
        super().__init__("Dit antwoord is intussen door iemand anders gewijzigd.")
        self.current = current


@transaction.atomic
def begin_interview(
    *,
    by: User,
    employer: Employer,
    form: str,
    contact_moment: ContactMoment | None = None,
    is_confidential: bool = False,
) -> Interview:
    """A new interview with every question of its form in the newest wording; asked twice it is the one that is open."""
    Employer.objects.select_for_update(of=["self"]).get(pk=employer.pk)
    standing = Interview.objects.begun().filter(employer=employer, adviser=by, form=form).first()
    if standing:
        return standing
    interview = Interview.objects.create(
        employer=employer,
        organisation=by.organisation,
        adviser=by,
        form=form,
        contact_moment=contact_moment,
        is_confidential=is_confidential,
    )
    Answer.objects.bulk_create(Answer(interview=interview, version=it) for it in versions_to_ask(form))
    return interview


def versions_to_ask(form: str) -> list[QuestionVersion]:
    """The newest wording of every question of a form."""
    newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number").values("pk")[:1]
    questions = Question.objects.for_form(form).annotate(newest=Subquery(newest))
    return list(QuestionVersion.objects.filter(pk__in=questions.values("newest")).select_related("question"))


@transaction.atomic
def save_answer(*, by: User, answer: Answer, revision: int, **values: Any) -> Answer:
    """Save one answer read at `revision`; the same answer again changes nothing. AnsweredMeanwhileError when stale."""
    current = Answer.objects.select_for_update(of=["self"]).select_related("version__question").get(pk=answer.pk)
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    if current.revision != revision:
        raise AnsweredMeanwhileError(current)
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    current.answered_by, current.answered_at = by, timezone.now()
    current.save()
    return current


@transaction.atomic
def finish_interview(
    *,
    by: User,
    interview: Interview,
    channel: str,
    happened_at: datetime,
    contact_person: ContactPerson | None = None,
    new_person_name: str = "",
    notes: str = "",
    agreed: str = "",
    follow_up_on: date | None = None,
    follow_up_what: str = "",
) -> Interview:
    """Finish it as one done contact about Leren en Werken, so that the employer counts as reached.

    What is still open becomes "niet besproken". The answers fill the size, the interests and the needs.
    Finishing twice is finishing once.
    """
    current = Interview.objects.select_for_update(of=["self"]).with_people().get(pk=interview.pk)
    if not current.is_begun:
        return current
    current.answers.filter(state=Answer.State.OPEN).update(
        state=Answer.State.NOT_DISCUSSED, revision=F("revision") + 1, answered_by=by, answered_at=timezone.now()
    )
    answers = list(current.answers.in_order())
    outcomes = learned(answers)
    values = {
        "channel": channel,
        "happened_at": happened_at,
        "result": RESULTS.get(Channel(channel), Result.SPOKEN),
        "topics": [Topic.LEARNING.value],
        "variants": list(outcomes),
        "notes": notes,
        "contact_person": contact_person,
        "is_confidential": current.is_confidential,
        "new_person_name": new_person_name,
        "size": _size(current.employer, answers),
        "follow_up_on": follow_up_on,
        "follow_up_what": follow_up_what,
    }
    current.contact_moment = _as_contact(current, by, outcomes, values)
    wanted = [(it.kind, it.words[:255]) for it in wanted_support(answers) if it.kind in SupportNeed.Kind.values]
    note_needs_told(by=by, moment=current.contact_moment, wanted=wanted)
    current.status, current.finished_at, current.agreed = Interview.Status.FINISHED, timezone.now(), agreed
    current.save()
    return current


def _size(employer: Employer, answers: list[Answer]) -> SizeAnswer | None:
    """What was told; when nobody knows the size and it was not told, why it stays unknown (advice 6)."""
    told = size_told(answers)
    if told and told.number is not None:
        return told if told.number != employer.working_people else None
    return (told or SizeAnswer(unknown_reason=NOT_ASKED)) if is_asked_for(employer) else None


def _as_contact(interview: Interview, by: User, outcomes: dict, values: dict[str, Any]) -> ContactMoment:
    """The contact that it was begun from, or a new one; never two."""
    before = {variant: snapshot(interview.employer.interests.filter(variant=variant).first()) for variant in outcomes}
    statuses = {variant: it["status"] for variant, it in outcomes.items() if "status" in it}
    if interview.contact_moment is None:
        moment = log_contact(by=by, employer=interview.employer, interests=statuses, **values)
    else:
        moment = _onto(interview.contact_moment, by, statuses, values)
    for variant, told in outcomes.items():
        stand = set_interest(employer=interview.employer, variant=variant, by=by, **told)
        moment.replaced.setdefault("interests", {})[variant] = {"before": before[variant], "set": stand.status}
    ContactMoment.objects.filter(pk=moment.pk).update(replaced=moment.replaced)
    return moment


def _onto(linked: ContactMoment, by: User, statuses: dict[str, str], values: dict[str, Any]) -> ContactMoment:
    """Complete the contact that stood there: a planned one becomes done; of a done one nothing is lost."""
    moment = ContactMoment.objects.select_for_update(of=["self"]).get(pk=linked.pk)
    columns = {name: getattr(moment, name) for name in WRITTEN} | {
        name: value for name, value in values.items() if name not in ("notes", "topics", "variants", "is_confidential")
    }
    return change_contact(
        by=by,
        moment=moment,
        version=moment.version,
        interests=statuses,
        **columns
        | {
            "topics": list(dict.fromkeys([*moment.topics, *values["topics"]])),
            "variants": list(dict.fromkeys([*moment.variants, *values["variants"]])),
            "notes": "\n\n".join(filter(None, dict.fromkeys([moment.notes, values["notes"]])))[:4000],
            "is_confidential": moment.is_confidential or values["is_confidential"],
            "contact_person": values["contact_person"] or moment.contact_person,
        },
    )


def drop_interview(*, interview: Interview) -> bool:
    """Throw away an interview that is not finished. False when it is finished after all."""
    return bool(
        Interview.objects.begun().filter(pk=interview.pk).update(status=Interview.Status.DROPPED, contact_moment=None)
    )


def restore_interview(*, interview: Interview) -> bool:
    dropped = Interview.objects.filter(pk=interview.pk, status=Interview.Status.DROPPED)
    return bool(dropped.update(status=Interview.Status.BEGUN))
