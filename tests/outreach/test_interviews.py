"""Holding a behoeftegesprek: saved answer by answer, finished as one contact, resumed without loss."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from employers.models import Employer
from outreach.asking import add_question, change_question
from outreach.contact_logging import undo_contact
from outreach.interview_outcomes import wanted_support
from outreach.interviewing import (
    AnsweredMeanwhileError,
    begin_interview,
    drop_interview,
    finish_interview,
    restore_interview,
    save_answer,
)
from outreach.models import Answer, ContactMoment, Interview, Question, QuestionVersion
from tests.factories import ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer():
    return EmployerFactory(trade_name="Bakkerij De Lindt")


@pytest.fixture
def interview(employer, adviser_lwl):
    return begin_interview(by=adviser_lwl, employer=employer, form="active")


def answer_to(interview, code):
    return interview.answers.select_related("version__question").get(version__question__code=code)


def tell(interview, code, **values):
    answer = answer_to(interview, code)
    values = {"state": "answered", "choices": [], "number": None, "text": ""} | values
    return save_answer(by=interview.adviser, answer=answer, revision=answer.revision, **values)


def finish(interview, **values):
    values = {"channel": "visit", "happened_at": timezone.now() - timedelta(minutes=5)} | values
    return finish_interview(by=interview.adviser, interview=interview, **values)


def question_url(interview, code):
    return reverse("outreach:interview_question", args=[interview.pk, code])


def test_each_form_has_its_own_questions(employer, adviser_lwl, interview):
    new = begin_interview(by=adviser_lwl, employer=employer, form="new")
    codes = {each: set(each.answers.values_list("version__question__code", flat=True)) for each in (interview, new)}
    assert "bpv-goed" in codes[interview] - codes[new]
    assert "eerste-stap" in codes[new] - codes[interview]


def test_beginning_twice_is_the_same_interview(employer, adviser_lwl, interview):
    assert begin_interview(by=adviser_lwl, employer=employer, form="active") == interview


def test_every_answer_is_saved_and_the_next_question_follows(as_user, adviser_lwl, interview):
    url = question_url(interview, "bedrijf-doet")
    response = as_user(adviser_lwl).post(url, {"text": "Bakt brood", "revision": 0})
    assert response.url == question_url(interview, "aantal-mensen") + "?bewaard=bedrijf-doet"
    assert answer_to(interview, "bedrijf-doet").text == "Bakt brood"


def test_going_on_starts_at_the_first_open_question(as_user, adviser_lwl, interview):
    tell(interview, "bedrijf-doet", text="Bakt brood")
    response = as_user(adviser_lwl).get(reverse("outreach:interview", args=[interview.pk]))
    assert question_url(interview, "aantal-mensen") in response.content.decode()
    assert f"1 van de {interview.answers.count()} vragen gedaan" in response.content.decode()


def test_not_discussed_is_not_no(as_user, adviser_lwl, interview):
    url = question_url(interview, "taal-merkt")
    as_user(adviser_lwl).post(url, {"state": "not_discussed", "revision": 0})
    answer = answer_to(interview, "taal-merkt")
    assert (answer.state, answer.choices, answer.in_words) == ("not_discussed", [], "Niet besproken")


def test_an_answer_and_not_discussed_together_are_refused(as_user, adviser_lwl, interview):
    data = {"choices": "no", "state": "not_discussed", "revision": 0}
    response = as_user(adviser_lwl).post(question_url(interview, "taal-merkt"), data)
    assert response.status_code == 422
    assert "Haal een van de twee weg" in response.content.decode()
    assert answer_to(interview, "taal-merkt").is_open


def test_a_bsn_is_refused(as_user, adviser_lwl, interview):
    response = as_user(adviser_lwl).post(question_url(interview, "tips"), {"text": "Bel 111222333", "revision": 0})
    assert response.status_code == 422
    assert "burgerservicenummer" in response.content.decode()


def test_two_people_at_once_lose_nothing(as_user, adviser_lwl, interview):
    tell(interview, "tips", text="Bel eerst")
    response = as_user(adviser_lwl).post(question_url(interview, "tips"), {"text": "Kom langs", "revision": 0})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Bel eerst" in page
    assert "Kom langs" in page
    assert answer_to(interview, "tips").text == "Bel eerst"


def test_what_is_written_over_stays_in_the_history(interview):
    tell(interview, "tips", text="Bel eerst")
    tell(interview, "tips", text="Kom langs")
    kept = Answer.pgh_event_model.objects.filter(pgh_obj=answer_to(interview, "tips")).values_list("text", flat=True)
    assert set(kept) >= {"Bel eerst", "Kom langs"}


def test_a_stale_answer_that_is_the_same_is_fine(interview, adviser_lwl):
    answer = answer_to(interview, "tips")
    saved = tell(interview, "tips", text="Kom langs")
    values = {"state": "answered", "choices": [], "number": None, "text": "Kom langs"}
    assert save_answer(by=adviser_lwl, answer=answer, revision=0, **values).revision == saved.revision
    with pytest.raises(AnsweredMeanwhileError):
        save_answer(by=adviser_lwl, answer=answer, revision=0, **values | {"text": "Bel"})


def test_finishing_makes_one_done_contact_and_reaches_the_employer(interview, employer):
    finish(interview)
    finish(interview)
    moment = ContactMoment.objects.get(employer=employer)
    assert Interview.objects.get().contact_moment == moment
    assert ContactMoment.objects.reaching().filter(employer=employer).exists()


def test_a_planned_contact_becomes_the_interview(employer, adviser_lwl):
    planned = ContactMomentFactory(
        employer=employer, adviser=adviser_lwl, status="planned", topics=[],
        happened_at=timezone.now() + timedelta(days=1), notes="Afspraak staat.",
    )  # fmt: skip
    interview = begin_interview(by=adviser_lwl, employer=employer, form="new", contact_moment=planned)
    finish(interview, notes="Goed gesprek")
    moment = ContactMoment.objects.get()
    assert (moment.status, moment.topics, moment.notes) == ("done", ["learning"], "Afspraak staat.\n\nGoed gesprek")
    assert ContactMoment.objects.reaching().filter(employer=employer).exists()


def test_what_is_open_becomes_not_discussed(interview):
    tell(interview, "tips", text="Kom langs")
    finish(interview)
    assert set(interview.answers.values_list("state", flat=True)) == {"answered", "not_discussed"}


def test_answers_fill_the_size(interview, employer):
    tell(interview, "aantal-mensen", number=7)
    finish(interview)
    assert Employer.objects.get(pk=employer.pk).working_people == 7


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"ervaring": "now", "toekomst": "no"}, "active"),
        ({"ervaring": "no", "toekomst": "soon"}, "starting"),
        ({"toekomst": "yes"}, "interested"),
        ({"toekomst": "no"}, "none"),
        ({"ervaring": "past"}, "informed"),
        ({"ervaring": "no"}, "unknown"),
    ],
    ids=["does it now", "soon", "later", "does not want", "did it once", "says nothing of the future"],
)
def test_answers_fill_the_interest(interview, employer, answers, status):
    for question, choice in answers.items():
        tell(interview, f"evc-{question}", choices=[choice])
    finish(interview)
    assert employer.interests.values_list("status", flat=True).first() == status


def test_awareness_and_reason_are_filled_and_undone_with_the_contact(interview, employer):
    tell(interview, "evc-kennis", choices=["not_aware"])
    tell(interview, "evc-waarom-niet", text="Te duur")
    moment = finish(interview).contact_moment
    interest = employer.interests.get()
    assert (interest.variant, interest.awareness, interest.reason) == ("evc", "not_aware", "Te duur")
    undo_contact(moment=moment)
    interview.refresh_from_db()
    assert interview.is_begun
    assert not employer.interests.exists()
    assert answer_to(interview, "evc-waarom-niet").text == "Te duur"


def test_support_wanted_is_read_in_one_place_and_shown_with_the_employer(as_user, adviser_lwl, interview, employer):
    tell(interview, "hulp-gewenst", choices=["financial", "guidance"], text="Vooral begeleiding")
    finish(interview)
    wanted = wanted_support(interview.answers.in_order())
    assert [(it.kind, it.words) for it in wanted] == [
        ("financial", "Vooral begeleiding"), ("guidance", "Vooral begeleiding"),
    ]  # fmt: skip
    page = as_user(adviser_lwl).get(employer.get_absolute_url()).content.decode()
    assert "Wil hulp bij: geld of een regeling, begeleiding van leerlingen" in page
    assert "Behoeftegesprek: afgerond" in page


def test_a_confidential_interview_is_for_the_own_organisation(as_user, adviser_lwl, adviser_baanbrekend, employer):
    interview = begin_interview(by=adviser_lwl, employer=employer, form="new", is_confidential=True)
    address = reverse("outreach:interview", args=[interview.pk])
    assert as_user(adviser_baanbrekend).get(address).status_code == 404
    assert as_user(adviser_lwl).get(address).status_code == 200
    finish(interview)
    assert ContactMoment.objects.get().is_confidential


def test_an_interview_thrown_away_can_be_taken_back(interview):
    tell(interview, "tips", text="Kom langs")
    assert drop_interview(interview=interview)
    assert restore_interview(interview=interview)
    assert answer_to(interview, "tips").text == "Kom langs"
    finish(interview)
    assert not drop_interview(interview=interview)


def test_the_report_speaks_to_the_employer_without_our_notes(as_user, adviser_lwl, interview):
    tell(interview, "voordelen", text="Nieuwe mensen leren kennen")
    tell(interview, "andere-bedrijven", text="Slagerij Bos")
    finish(interview, notes="Lastige man", agreed="Wij bellen in mei")
    client = as_user(adviser_lwl)
    page = client.get(reverse("outreach:interview_report", args=[interview.pk])).content.decode()
    content = client.get(reverse("outreach:interview_report_pdf", args=[interview.pk])).content
    pdf = PdfReader(io.BytesIO(content))
    text = " ".join("".join(each.extract_text() for each in pdf.pages).split())
    for told in (page, text):
        assert "Nieuwe mensen leren kennen" in told
        assert "Wij bellen in mei" in told
        assert "Lastige man" not in told
        assert "Slagerij Bos" not in told
        assert "Niet besproken" not in told


def test_a_changed_question_is_a_new_version_and_begun_interviews_keep_theirs(interview, adviser_lwl, admin):
    question = Question.objects.get(code="tips")
    old = question.versions.get()
    place = {"form": "", "position": question.position, "is_active": True}
    new = change_question(
        by=admin, question=question, text="Wat raadt u ons aan?", hint="", labels={}, added=[], **place
    )
    later = begin_interview(by=adviser_lwl, employer=EmployerFactory(), form="active")
    assert (answer_to(interview, "tips").version, answer_to(later, "tips").version) == (old, new)
    assert (new.number, old.text) == (2, "Heeft u tips voor ons?")


def test_the_admin_changes_words_and_adds_an_answer_and_codes_stay(as_user, admin):
    question = Question.objects.get(code="taal-merkt")
    data = {"text": "Merkt u dat lezen lastig is?", "position": 10, "is_active": "on", "added": "Weleens\nWeleens"}
    data |= {"option_yes": "Ja, vaak", "option_partly": "", "option_no": "Nee"}
    response = as_user(admin).post(reverse("outreach:question_edit", args=["taal-merkt"]), data, follow=True)
    assert "Versie 2 staat klaar" in response.content.decode()
    assert question.versions.first().labels == {"yes": "Ja, vaak", "no": "Nee", "weleens": "Weleens"}


def test_only_another_place_makes_no_new_version(as_user, admin):
    question = Question.objects.get(code="tips")
    data = {"text": "Heeft u tips voor ons?", "position": 7, "is_active": "on"}
    as_user(admin).post(reverse("outreach:question_edit", args=["tips"]), data)
    question.refresh_from_db()
    assert (question.position, question.versions.count()) == (7, 1)


def test_a_new_question_is_asked_from_the_next_interview_on(admin, adviser_lwl, interview):
    fields = {"section": "closing", "kind": "choice", "form": ""}
    question = add_question(by=admin, text="Mogen we bellen?", hint="", added=["Ja", "Nee"], **fields)
    later = begin_interview(by=adviser_lwl, employer=EmployerFactory(), form="active")
    assert question.code == "mogen-we-bellen"
    assert later.answers.filter(version__question=question).exists()
    assert not interview.answers.filter(version__question=question).exists()


def test_an_overview_takes_a_fixed_number_of_queries(as_user, adviser_lwl, interview, django_assert_max_num_queries):
    client = as_user(adviser_lwl)
    with django_assert_max_num_queries(10):
        client.get(reverse("outreach:interview", args=[interview.pk]))


def test_every_question_has_words():
    assert Question.objects.count() == QuestionVersion.objects.count() == 64


def test_a_talk_can_be_a_contact_of_its_own_also_when_one_is_planned(as_user, adviser_lwl, employer):
    client, url = as_user(adviser_lwl), reverse("outreach:interview_begin", args=[employer.pk])
    assert "Bij welk contact hoort het?" not in client.get(url).text
    soon = timezone.now() + timedelta(days=1)
    ContactMomentFactory(employer=employer, adviser=adviser_lwl, status="planned", happened_at=soon)
    assert "Een nieuw contact" in client.get(url).text


def test_going_on_starts_where_it_stopped(as_user, adviser_lwl, interview):
    """A question that was passed over stays open; it is not asked again before the rest."""
    tell(interview, "functies", text="Bakkers en verkopers")
    page = as_user(adviser_lwl).get(reverse("outreach:interview", args=[interview.pk]))
    assert page.context["next_url"] == question_url(interview, "moeilijk-te-vinden")


def test_after_the_last_question_going_on_is_what_was_passed_over(as_user, adviser_lwl, interview):
    tell(interview, "andere-bedrijven", text="De buren")
    page = as_user(adviser_lwl).get(reverse("outreach:interview", args=[interview.pk]))
    assert page.context["next_url"] == question_url(interview, "bedrijf-doet")


def test_a_finished_talk_does_not_say_that_the_employer_is_not_reached(as_user, adviser_lwl, employer):
    talk = finish(begin_interview(by=adviser_lwl, employer=employer, form="new"))
    page = as_user(adviser_lwl).get(reverse("outreach:interview", args=[talk.pk])).text
    assert "Bakkerij De Lindt, doet nog niet mee aan leren en werken" in page
    assert "niet bereikt" not in page.lower()
