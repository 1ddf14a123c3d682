"""The demo's behoeftegesprekken: what employers could have told, as part of visits that stood there already."""

import random

from django.utils import timezone

from employers.size import is_small
from outreach.interviewing import versions_to_ask
from outreach.models import Answer, ContactMoment, Interview, Kind
from outreach.models.contact_moments import EXCHANGES

FINISHED, BEGUN = 90, 4
TOLD = {
    "bedrijf-doet": ["We repareren en verkopen.", "We maken maatwerk voor vaste klanten.", "Een familiebedrijf."],
    "functies": ["Verkopers en een kok.", "Monteurs en een planner.", "Vooral allround medewerkers."],
    "functies-gezocht": ["Monteur.", "Iemand voor de winkel.", "Een leerling die wil aanpakken."],
    "betekenis": ["Een leerling die een dag naar school gaat.", "Stage lopen.", "Bijleren naast het werk."],
    "voordelen": ["Nieuwe mensen leren ons bedrijf kennen.", "We leiden zelf op.", "Jonge mensen houden ons scherp."],
    "nadelen": ["Begeleiden kost tijd.", "Veel papierwerk.", "Soms stopt een leerling halverwege."],
    "hulp-toelichting": ["Wie helpt met de aanvraag van subsidie?", "Een leerling voorbereiden op het werk."],
    "eerste-stap": ["Een keer meelopen.", "Eerst een bedrijfsbezoek van een klas."],
    "tips": ["Bel na twee uur, dan is het rustig.", "Kom langs in plaats van te mailen.", "Houd het kort."],
}
AGREED = ["Wij sturen informatie over de regeling.", "We bellen over een maand.", ""]


def make_interviews(*, seed: int = 1) -> None:
    """Talks of the past year become interviews, one an employer; written in bulk."""
    chance = random.Random(seed)
    talks = ContactMoment.objects.done().filter(result__in=EXCHANGES, about_learning=True, employer__merged_into=None)
    moments = list(
        talks.order_by("employer_id", "-happened_at").distinct("employer_id").select_related("employer", "adviser")
    )
    chosen = chance.sample(moments, min(len(moments), FINISHED + BEGUN))
    versions = {form: versions_to_ask(form) for form in ("active", "new")}
    interviews = [_interview(moment, chance, number < FINISHED) for number, moment in enumerate(chosen)]
    Interview.objects.bulk_create(interviews)
    for interview, moment in zip(interviews, chosen, strict=True):
        Interview.objects.filter(pk=interview.pk).update(begun_at=moment.happened_at)
    Answer.objects.bulk_create(
        [answer for it in interviews for answer in _answers(it, versions[it.form], chance)], batch_size=2000
    )


def _interview(moment, chance, is_finished):
    return Interview(
        employer=moment.employer,
        organisation_id=moment.organisation_id,
        adviser=moment.adviser,
        form=chance.choice(["active", "new"]),
        status=Interview.Status.FINISHED if is_finished else Interview.Status.BEGUN,
        contact_moment=moment if is_finished else None,
        finished_at=moment.happened_at if is_finished else None,
        agreed=chance.choice(AGREED) if is_finished else "",
    )


def _answers(interview, versions, chance):
    """Nearly everything was answered; of an interview underway only the first part."""
    questions = sorted(versions, key=lambda it: (it.question.position, it.pk))
    asked = len(questions) if interview.is_finished else len(questions) // 3
    for place, version in enumerate(questions):
        answer = Answer(interview=interview, version=version)
        if place < asked:
            _tell(answer, chance)
            answer.revision, answer.answered_by = 1, interview.adviser
            answer.answered_at = interview.finished_at or timezone.now()
        yield answer


def _tell(answer, chance):
    answer.state = chance.choices(["answered", "not_discussed", "unknown"], [12, 5, 1])[0]
    question, options = answer.version.question, [option["code"] for option in answer.version.options]
    if answer.state != Answer.State.ANSWERED:
        return
    if question.kind == Kind.CHOICE:
        answer.choices = chance.choices(options, range(len(options) + 1, 1, -1))
    elif question.kind == Kind.MULTIPLE:
        answer.choices = chance.sample(options, chance.choice([1, 1, 2]))
    elif question.kind == Kind.NUMBER:
        answer.number = _number(answer, chance)
    elif question.code in TOLD:
        answer.text = chance.choice(TOLD[question.code])
    else:
        answer.state = Answer.State.NOT_DISCUSSED


def _number(answer, chance):
    employer = answer.interview.employer
    if answer.question.code != "aantal-mensen":
        return chance.randint(2012, 2025)
    if employer.working_people is not None:
        return employer.working_people
    return chance.randint(2, 20) if is_small(employer.size_band) else chance.randint(26, 80)
