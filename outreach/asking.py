"""Keeping the questions of the interview: a changed question is a new version, interviews keep what they began with."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from accounts.models import User
from outreach.models import Question, QuestionVersion

RESERVED = {"answered", "unknown", "not-discussed", "unchosen"}


@transaction.atomic
def change_question(
    *, by: User, question: Question, text: str, hint: str, labels: Mapping[str, str], added: Iterable[str], **place: Any
) -> QuestionVersion:
    """Change words and place. Only other words make a new version; an option keeps its code, so that counts go on."""
    Question.objects.select_for_update().get(pk=question.pk)
    for name, value in place.items():
        setattr(question, name, value)
    question.save()
    newest = question.versions.first()
    kept = [{"code": code, "label": label} for code, label in labels.items() if label]
    options = [*kept, *_new_options(question, kept, added)]
    if (text, hint, options) == (newest.text, newest.hint, newest.options):
        return newest
    return QuestionVersion.objects.create(
        question=question, number=newest.number + 1, text=text, hint=hint, options=options, made_by=by
    )


@transaction.atomic
def add_question(*, by: User, text: str, hint: str, added: Iterable[str], **fields: Any) -> Question:
    """A new question at the end of its section; its code comes from its words."""
    last = Question.objects.filter(section=fields["section"]).aggregate(last=Max("position"))["last"] or 0
    question = Question.objects.create(code=_free_code(text), position=last + 10, **fields)
    options = _new_options(question, [], added) if question.has_options else []
    QuestionVersion.objects.create(question=question, number=1, text=text, hint=hint, options=options, made_by=by)
    return question


def _new_options(question: Question, kept: list[dict[str, str]], added: Iterable[str]) -> list[dict[str, str]]:
    """Codes that no version of this question ever used for something else."""
    used = RESERVED | {option["code"] for version in question.versions.all() for option in version.options}
    made = []
    for label in added:
        if label in {option["label"] for option in [*kept, *made]}:
            continue
        code = _unused(slugify(label)[:32] or "antwoord", used)
        used.add(code)
        made.append({"code": code, "label": label})
    return made


def _free_code(text: str) -> str:
    return _unused(slugify(text)[:32].strip("-") or "vraag", set(Question.objects.values_list("code", flat=True)))


def _unused(wish: str, used: set[str]) -> str:
    """The wish itself, else with the first number that makes it free."""
    wishes = [wish, *(f"{wish}-{number}" for number in range(2, len(used) + 3))]
    return next(code for code in wishes if code not in used)
