"""What the answers of an interview say about the employer: size, interest per variant, and the support wanted.

The codes of options are fixed; an admin changes their words only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from outreach.asking_size import SizeAnswer
from outreach.models import Answer, Fills, Interest, Variant

NOT_TOLD = "Werkgever weet of zegt het niet"
FUTURE = {
    "soon": Interest.Status.STARTING,
    "yes": Interest.Status.INTERESTED,
    "maybe": Interest.Status.INFORMED,
    "no": Interest.Status.NONE,
}

EXPERIENCE = {
    "now": Interest.Experience.NOW,
    "past": Interest.Experience.EARLIER,
    "no": Interest.Experience.NONE,
}
EARLIEST_YEAR = 1950


@dataclass(frozen=True)
class Wanted:
    """One kind of help that the employer asked for, and in which words."""

    kind: str
    label: str
    words: str


def size_told(answers: Iterable[Answer]) -> SizeAnswer | None:
    """The number of people, or that the employer does not know; None when it was not discussed."""
    for answer in answers:
        if answer.question.fills == Fills.SIZE:
            if answer.is_answered and answer.number is not None:
                return SizeAnswer(number=answer.number)
            if answer.state == Answer.State.UNKNOWN:
                return SizeAnswer(unknown_reason=NOT_TOLD)
    return None


def learned(answers: Iterable[Answer]) -> dict[str, dict[str, Any]]:
    """Per variant that was discussed the values of its interest; what was not discussed stays as it stands."""
    told: dict[str, dict[str, Answer]] = {}
    for answer in answers:
        if answer.is_answered and answer.question.variant in Variant.values and answer.question.fills:
            told.setdefault(answer.question.variant, {})[answer.question.fills] = answer
    return {variant: values for variant, it in told.items() if (values := _interest(it))}


def _interest(told: dict[str, Answer]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    awareness = _chosen(told.get(Fills.AWARENESS))
    if awareness in Interest.Awareness.values:
        values["awareness"] = awareness
    if status := _status(_chosen(told.get(Fills.EXPERIENCE)), _chosen(told.get(Fills.FUTURE))):
        values["status"] = status
    values |= _experience(told)
    if Fills.REASON in told and told[Fills.REASON].text:
        values["reason"] = told[Fills.REASON].text[:255]
    return values


def _experience(told: dict[str, Answer]) -> dict[str, Any]:
    """Whether they do it, and since which year as far as that can be a year."""
    values: dict[str, Any] = {}
    if experience := EXPERIENCE.get(_chosen(told.get(Fills.EXPERIENCE))):
        values["experience"] = experience
    year = told[Fills.SINCE].number if Fills.SINCE in told else None
    if year is not None and EARLIEST_YEAR <= year <= timezone.localdate().year:
        values["since_year"] = year
    return values


def _status(experience: str, future: str) -> str | None:
    """Who does it now is active; else the plans count; who only told of the past is informed."""
    if experience == "now":
        return Interest.Status.ACTIVE
    if future in FUTURE:
        return FUTURE[future]
    return Interest.Status.INFORMED if experience == "past" else None


def _chosen(answer: Answer | None) -> str:
    return answer.choices[0] if answer and answer.choices else ""


def wanted_support(answers: Iterable[Answer]) -> list[Wanted]:
    """The one place where an answer "hulp gewenst" is read as a need: one per kind, with what was said about it."""
    answers = [answer for answer in answers if answer.is_answered]
    asked = [answer for answer in answers if answer.question.fills == Fills.NEEDS]
    return [
        Wanted(code, answer.version.labels.get(code, code), answer.text) for answer in asked for code in answer.choices
    ]
