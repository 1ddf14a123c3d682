"""The demo's needs: what employers asked for in their interviews, and how far that is; written in bulk."""

import random
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone

from outreach.interview_outcomes import wanted_support
from outreach.models import Answer, FollowUp, Interview, Scheme, SchemeExplanation, SupportNeed

ASKED = {
    "financial": "Welke subsidie past bij ons?",
    "guidance": "Wie begeleidt de leerling op de werkvloer?",
    "work_skills": "Leerlingen die op tijd komen.",
    "administration": "Hulp bij de aanvraag van de erkenning.",
    "information": "Wat is het verschil tussen bol en bbl?",
    "other": "Contact met een ondernemer die het al doet.",
}
DOES = {
    "financial": "Uitleg over subsidie praktijkleren sturen",
    "guidance": "Praktijkbegeleider van de school laten bellen",
    "work_skills": "Voorbereiding met de school bespreken",
    "administration": "Samen de aanvraag invullen",
    "information": "Informatie sturen en nabellen",
    "other": "Twee ondernemers aan elkaar voorstellen",
}
ENDS = {
    "met": ["Samen gedaan, de werkgever kan verder.", "Informatie gestuurd en besproken."],
    "dropped": ["De werkgever regelt het zelf.", "Niet meer nodig."],
}


def make_needs(*, seed: int = 1) -> None:
    chance = random.Random(seed)
    answered = Prefetch("answers", Answer.objects.in_order())
    talks = Interview.objects.finished().select_related("adviser", "contact_moment", "employer").order_by("pk")
    needs = [
        _need(talk, it.kind, chance)
        for talk in talks.prefetch_related(answered)
        for it in wanted_support(talk.answers.all())
    ]
    promised = [need for need in needs if need.is_open and need.due_on]
    for need in promised:
        need.follow_up = FollowUp(
            employer=need.employer, adviser=need.adviser, due_on=need.due_on, what=need.action,
            contact_moment=need.contact_moment,
        )  # fmt: skip
    FollowUp.objects.bulk_create([need.follow_up for need in promised])
    SupportNeed.objects.bulk_create(needs)
    _explain(needs, chance)


def _explain(needs, chance):
    """Who asked about money heard of one or two schemes, also of one that expired since."""
    schemes = list(Scheme.objects.all())
    asked = {need.contact_moment_id: need for need in needs if need.kind == "financial"}
    SchemeExplanation.objects.bulk_create(
        SchemeExplanation(
            employer=need.employer, scheme=scheme, contact_moment=need.contact_moment, explained_by=need.adviser,
            organisation_id=need.organisation_id, explained_on=need.noted_on,
        )
        for need in asked.values()
        for scheme in chance.sample(schemes, chance.choice([1, 2]))
    )  # fmt: skip


def _need(talk, kind, chance):
    today, asked_on = timezone.localdate(), timezone.localdate(talk.finished_at)
    status = chance.choices(["open", "underway", "met", "dropped"], [3, 3, 5, 1])[0]
    has_ended = status in ENDS
    return SupportNeed(
        employer=talk.employer, kind=kind, words=ASKED[kind], action=DOES[kind], adviser=talk.adviser,
        organisation_id=talk.organisation_id, status=status, noted_by=talk.adviser, noted_on=asked_on,
        updated_by=talk.adviser, contact_moment=talk.contact_moment,
        due_on=today + timedelta(days=chance.randint(-4, 25)) if not has_ended and chance.random() < 0.5 else None,
        result=chance.choice(ENDS[status]) if has_ended else "",
        ended_on=min(today, asked_on + timedelta(days=chance.randint(3, 40))) if has_ended else None,
    )  # fmt: skip
