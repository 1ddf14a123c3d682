"""What an employer wants help with: noting it, doing it, ending it, taking it back."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach.contact_logging import log_contact, undo_contact
from outreach.interviewing import begin_interview, finish_interview
from outreach.models import Answer, FollowUp, SupportNeed
from outreach.needs import NeedChangedError, change_need, note_need, note_needs_told, undo_need
from tests.factories import ContactMomentFactory, EmployerFactory, SupportNeedFactory

pytestmark = pytest.mark.django_db
LIST = reverse("outreach:needs")
TODAY = timezone.localdate


@pytest.fixture
def employer(db):
    return EmployerFactory(trade_name="Bakkerij Berg")


def noted(by, employer, **values):
    return note_need(by=by, employer=employer, kind="guidance", **{"words": "Wie begeleidt?", **values})


def log(by, employer, **values):
    return log_contact(by=by, employer=employer, channel="phone", result="spoken", happened_at=timezone.now(), **values)


# The verbs --------------------------------------------------------------------------------------------------------


def test_who_notes_it_takes_care_of_it(adviser_lwl, employer):
    need = noted(adviser_lwl, employer)
    assert (need.adviser, need.organisation, need.status) == (adviser_lwl, adviser_lwl.organisation, "open")
    assert not FollowUp.objects.exists()


def test_a_day_puts_the_action_on_the_list_of_who_takes_care(adviser_lwl, adviser_baanbrekend, employer):
    noted(adviser_lwl, employer, adviser=adviser_baanbrekend, action="Jobcoach regelen", due_on=TODAY())
    follow_up = FollowUp.objects.get()
    assert (follow_up.adviser, follow_up.what, follow_up.due_on) == (adviser_baanbrekend, "Jobcoach regelen", TODAY())


def test_moving_the_day_moves_the_follow_up(adviser_lwl, employer):
    need = noted(adviser_lwl, employer, due_on=TODAY())
    later = TODAY() + timedelta(days=9)
    change_need(by=adviser_lwl, need=need, version=0, due_on=later, action="Bellen")
    follow_up = FollowUp.objects.get()
    assert (follow_up.due_on, follow_up.what) == (later, "Bellen")


def test_who_is_helped_has_nothing_left_to_follow_up(adviser_lwl, employer):
    need = noted(adviser_lwl, employer, due_on=TODAY())
    need = change_need(by=adviser_lwl, need=need, version=0, status="met", result="Jobcoach gevonden")
    assert (need.ended_on, FollowUp.objects.open().exists()) == (TODAY(), False)


def test_taking_the_end_back_opens_the_follow_up_again(adviser_lwl, employer):
    need = noted(adviser_lwl, employer, due_on=TODAY())
    change_need(by=adviser_lwl, need=need, version=0, status="met", result="Klaar")
    assert undo_need(by=adviser_lwl, need=need, version=1)
    need.refresh_from_db()
    assert (need.status, need.result, need.ended_on) == ("open", "", None)
    assert FollowUp.objects.open().count() == 1


def test_undoing_a_new_one_leaves_nothing(adviser_lwl, employer):
    need = noted(adviser_lwl, employer, due_on=TODAY())
    assert undo_need(by=adviser_lwl, need=need, version=0)
    assert not SupportNeed.objects.exists()
    assert not FollowUp.objects.exists()


def test_what_somebody_changed_since_is_not_undone(adviser_lwl, adviser_baanbrekend, employer):
    need = noted(adviser_lwl, employer)
    change_need(by=adviser_baanbrekend, need=need, version=0, status="underway")
    assert not undo_need(by=adviser_lwl, need=need, version=0)
    assert SupportNeed.objects.get().status == "underway"


def test_a_stale_change_is_refused(adviser_lwl, employer):
    need = noted(adviser_lwl, employer)
    change_need(by=adviser_lwl, need=need, version=0, status="underway")
    with pytest.raises(NeedChangedError):
        change_need(by=adviser_lwl, need=need, version=0, status="dropped")


def test_handing_over_to_the_other_organisation_moves_its_name(adviser_lwl, adviser_baanbrekend, employer):
    need = noted(adviser_lwl, employer)
    need = change_need(by=adviser_lwl, need=need, version=0, adviser=adviser_baanbrekend)
    assert need.organisation == adviser_baanbrekend.organisation
    assert need.is_written_by(adviser_lwl)


# With a contact and with an interview -----------------------------------------------------------------------------


def test_a_contact_notes_what_was_ticked_once(adviser_lwl, employer):
    log(adviser_lwl, employer, needs=["guidance", "financial"])
    log(adviser_lwl, employer, needs=["guidance"])
    assert sorted(SupportNeed.objects.values_list("kind", flat=True)) == ["financial", "guidance"]


def test_the_same_help_named_twice_in_one_talk_is_one_need(adviser_lwl, employer):
    moment = ContactMomentFactory(adviser=adviser_lwl, employer=employer)
    wanted = [("guidance", "Op zaterdag"), ("guidance", ""), ("guidance", "Op zaterdag"), ("other", ""), ("other", "")]
    note_needs_told(by=adviser_lwl, moment=moment, wanted=wanted)
    assert list(SupportNeed.objects.order_by("pk").values_list("kind", "words")) == [
        ("guidance", "Op zaterdag"), ("other", ""),
    ]  # fmt: skip


def test_what_the_other_heard_in_confidence_does_not_stand_in_the_way(adviser_lwl, adviser_baanbrekend, employer):
    log(adviser_lwl, employer, needs=["financial"], is_confidential=True)
    log(adviser_baanbrekend, employer, needs=["financial"])
    assert SupportNeed.objects.visible_to(adviser_baanbrekend).get().adviser == adviser_baanbrekend


def test_undoing_the_contact_takes_its_needs_along(adviser_lwl, employer):
    undo_contact(moment=log(adviser_lwl, employer, needs=["guidance"]))
    assert not SupportNeed.objects.exists()


def test_a_need_that_somebody_took_up_survives_the_undo(adviser_lwl, employer):
    moment = log(adviser_lwl, employer, needs=["guidance"])
    change_need(by=adviser_lwl, need=SupportNeed.objects.get(), version=0, status="underway")
    undo_contact(moment=moment)
    assert SupportNeed.objects.get().status == "underway"


def test_the_same_contact_sent_again_with_more_needs_is_not_lost(adviser_lwl, employer):
    values = {"channel": "phone", "result": "spoken", "happened_at": timezone.now()}
    first = log_contact(by=adviser_lwl, employer=employer, **values)
    again = log_contact(by=adviser_lwl, employer=employer, needs=["financial"], **values)
    assert again.pk != first.pk
    assert SupportNeed.objects.get().kind == "financial"


def test_an_interview_notes_the_help_that_was_asked(adviser_lwl, employer):
    talk = begin_interview(by=adviser_lwl, employer=employer, form="active")
    asked = talk.answers.filter(version__question__fills="needs")
    asked.update(state=Answer.State.ANSWERED, choices=["guidance"], text="Voor de zaterdag")
    talk = finish_interview(by=adviser_lwl, interview=talk, channel="visit", happened_at=timezone.now())
    need = SupportNeed.objects.get()
    assert (need.kind, need.words, need.contact_moment) == ("guidance", "Voor de zaterdag", talk.contact_moment)


def test_what_was_told_in_confidence_stays_there(adviser_lwl, adviser_baanbrekend, employer):
    log(adviser_lwl, employer, needs=["financial"], is_confidential=True)
    assert SupportNeed.objects.visible_to(adviser_lwl).exists()
    assert not SupportNeed.objects.visible_to(adviser_baanbrekend).exists()


# The pages ----------------------------------------------------------------------------------------------------------


def test_the_form_writes_it_and_the_employer_shows_it(as_user, adviser_lwl, employer):
    answers = {"kind": "financial", "words": "Subsidie?", "adviser": adviser_lwl.pk, "due_on": TODAY().isoformat()}
    client = as_user(adviser_lwl)
    page = client.post(reverse("outreach:need_create", args=[employer.pk]), answers, follow=True).text
    assert "De hulpvraag van Bakkerij Berg is vastgelegd." in page
    assert "Geld of een regeling" in page


def test_a_day_that_was_is_refused_unless_it_stood_there(as_user, adviser_lwl, employer):
    client, yesterday = as_user(adviser_lwl), TODAY() - timedelta(days=1)
    answers = {"kind": "guidance", "adviser": adviser_lwl.pk, "due_on": yesterday.isoformat()}
    page = client.post(reverse("outreach:need_create", args=[employer.pk]), answers)
    assert "Deze dag is al geweest. Kies een dag vanaf vandaag." in page.text
    need = SupportNeedFactory(adviser=adviser_lwl, due_on=yesterday)
    answers |= {"status": "open", "version": 0, "words": "Toch nog"}
    client.post(reverse("outreach:need", args=[need.pk]), answers)
    need.refresh_from_db()
    assert (need.due_on, need.words) == (yesterday, "Toch nog")


def test_ending_asks_for_the_result(as_user, adviser_lwl):
    need = SupportNeedFactory(adviser=adviser_lwl)
    answers = {"kind": "guidance", "adviser": adviser_lwl.pk, "status": "met", "version": 0}
    page = as_user(adviser_lwl).post(reverse("outreach:need", args=[need.pk]), answers)
    assert "Schrijf kort wat het resultaat is" in page.text


def test_saving_over_somebody_elses_change_shows_both(as_user, adviser_lwl, adviser_baanbrekend):
    need = SupportNeedFactory(adviser=adviser_lwl)
    change_need(by=adviser_baanbrekend, need=need, version=0, words="Begeleiding op zaterdag")
    answers = {"kind": "guidance", "adviser": adviser_lwl.pk, "status": "open", "version": 0, "words": "Mijn woorden"}
    page = as_user(adviser_lwl).post(reverse("outreach:need", args=[need.pk]), answers).text
    assert "Daar staat nu: Begeleiding op zaterdag" in page
    assert "Mijn woorden" in page


def test_one_tap_helps_and_undo_takes_it_back(as_user, adviser_lwl):
    need = SupportNeedFactory(adviser=adviser_lwl)
    client = as_user(adviser_lwl)
    client.post(reverse("outreach:need_set_status", args=[need.pk]), {"stand": "met", "versie": "0"})
    assert SupportNeed.objects.get().status == "met"
    client.post(reverse("outreach:need_undo", args=[need.pk, 1]))
    assert SupportNeed.objects.get().status == "open"


def test_undo_stays_on_the_page_where_it_was_asked(as_user, adviser_lwl):
    need = SupportNeedFactory(adviser=adviser_lwl)
    client = as_user(adviser_lwl)
    client.post(reverse("outreach:need_set_status", args=[need.pk]), {"stand": "met", "versie": "0"})
    undone = client.post(reverse("outreach:need_undo", args=[need.pk, 1]), {"terug": "/portefeuille/"})
    assert undone.url == "/portefeuille/"


def test_the_list_shows_open_ones_and_filters(as_user, adviser_lwl, adviser_baanbrekend):
    SupportNeedFactory(adviser=adviser_lwl, words="Mijn vraag")
    SupportNeedFactory(adviser=adviser_baanbrekend, words="Hun vraag")
    SupportNeedFactory(adviser=adviser_lwl, words="Klaar", status="met", ended_on=TODAY())
    client = as_user(adviser_lwl)
    every, mine, ended = (client.get(LIST + query).text for query in ("", "?wie=ik", "?stand=afgerond"))
    assert ("Mijn vraag" in every, "Hun vraag" in every, "Klaar" in every) == (True, True, False)
    assert ("Mijn vraag" in mine, "Hun vraag" in mine) == (True, False)
    assert ("Mijn vraag" in ended, "Klaar" in ended) == (False, True)


def test_an_empty_list_says_what_to_do(as_user, adviser_lwl):
    assert "Leg een hulpvraag vast bij een contact" in as_user(adviser_lwl).get(LIST).text


def test_the_number_of_queries_is_fixed(as_user, adviser_lwl, django_assert_num_queries):
    client = as_user(adviser_lwl)
    client.get(LIST)
    for number in (1, 12):
        SupportNeedFactory.create_batch(number, adviser=adviser_lwl)
        with django_assert_num_queries(9):
            client.get(LIST)


def test_the_portfolio_shows_what_is_mine_and_due(as_user, adviser_lwl):
    SupportNeedFactory(adviser=adviser_lwl, due_on=TODAY(), words="Subsidie uitzoeken")
    page = as_user(adviser_lwl).get(reverse("outreach:portfolio")).text
    assert "Subsidie uitzoeken" in page
    assert "1 voor vandaag of te laat" in page


def test_the_export_leaves_out_who_does_not_want_to_be_approached(as_user, adviser_lwl):
    SupportNeedFactory(adviser=adviser_lwl, employer=EmployerFactory(trade_name="Bakkerij Berg"))
    SupportNeedFactory(adviser=adviser_lwl, employer=EmployerFactory(is_opted_out=True))
    response = as_user(adviser_lwl).get(reverse("outreach:needs_export"), {"bestand": "csv"})
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert (row["Werkgever"], row["Soort hulp"], row["Stand"]) == (
        "Bakkerij Berg", "Begeleiding van leerlingen", "Open",
    )  # fmt: skip


def test_the_contact_form_notes_needs(as_user, adviser_lwl, employer):
    answers = {
        "channel": "phone", "result": "no_answer", "initiative": "ours", "needs": ["information"],
        "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    as_user(adviser_lwl).post(reverse("outreach:contact_create", args=[employer.pk]), answers)
    assert SupportNeed.objects.get().kind == "information"


def test_a_moment_seen_by_nobody_else_keeps_its_need_out_of_the_list(as_user, adviser_baanbrekend, adviser_lwl):
    moment = ContactMomentFactory(adviser=adviser_lwl, is_confidential=True)
    SupportNeedFactory(adviser=adviser_lwl, employer=moment.employer, contact_moment=moment, words="Geheim")
    assert "Geheim" not in as_user(adviser_baanbrekend).get(LIST).text
