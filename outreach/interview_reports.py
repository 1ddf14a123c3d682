"""The report that an employer gets of an interview: plain words to the employer, without remarks of our own."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from outreach.interview_outcomes import wanted_support
from outreach.models import Fills, Interview, Section


def report(interview: Interview) -> dict[str, Any]:
    """What was answered, by section; what was not discussed stays out. Plain values, for a page and a document."""
    answers = [answer for answer in interview.answers.in_order() if answer.is_answered]
    moment = interview.contact_moment
    day = moment.happened_at if moment else interview.begun_at
    sections: dict[str, list[list[str]]] = {}
    for answer in answers:
        if answer.question.fills != Fills.NEEDS and answer.question.code != "andere-bedrijven":
            sections.setdefault(Section(answer.question.section).label, []).append(
                [answer.version.text, answer.in_words]
            )
    return {
        "title": "Verslag van ons gesprek",
        "subtitle": f"{interview.employer}, {date_format(timezone.localtime(day), 'j F Y')}",
        "author": str(interview.organisation.name),
        "employer": str(interview.employer),
        "adviser": interview.adviser.name,
        "organisation": interview.organisation.name,
        "mail": interview.adviser.email,
        "agreed": interview.agreed,
        "wanted": [it.label for it in wanted_support(answers)],
        "sections": [{"title": title, "rows": rows} for title, rows in sections.items()],
    }
