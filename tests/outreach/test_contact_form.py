"""The contact screen: logging, changing, cancelling and taking back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Employer
from outreach.forms.contact import FollowUpIn
from outreach.models import ContactMoment, FollowUp, Interest, Overlap
from tests.factories import ContactMomentFactory, ContactPersonFactory, EmployerFactory, FollowUpFactory

pytestmark = pytest.mark.django_db


def typed(at=None, **answers):
    at = timezone.localtime(at or timezone.now() - timedelta(minutes=5))
    return {
        "channel": "phone",
        "happened_at": at.strftime("%Y-%m-%dT%H:%M"),
        "initiative": "ours",
        "result": "spoken",
    } | answers


def log(client, employer, **answers):
    return client.post(reverse("outreach:contact_create", args=[employer.pk]), typed(**answers), follow=True)


@pytest.fixture
def employer(db):
    return EmployerFactory(size=12)


def test_form_shows_the_questions(as_user, adviser_lwl, employer):
    page = as_user(adviser_lwl).get(reverse("outreach:contact_create", args=[employer.pk]))
    assert "Hoe ging het?" in page.text
    assert "Hoeveel mensen werken hier?" not in page.text


def test_channel_and_result_are_enough(as_user, adviser_lwl, employer):
    page = log(as_user(adviser_lwl), employer)
    moment = ContactMoment.objects.get()
    assert (moment.adviser, moment.organisation, moment.status) == (adviser_lwl, adviser_lwl.organisation, "done")
    assert "vastgelegd" in page.text


def test_nothing_counts_as_reached_by_itself(as_user, adviser_lwl, employer):
    log(as_user(adviser_lwl), employer)
    assert not ContactMoment.objects.reaching().exists()


def test_a_contact_that_was_needs_a_result(as_user, adviser_lwl, employer):
    page = log(as_user(adviser_lwl), employer, result="")
    assert page.status_code == 422
    assert "Kies hoe het ging" in page.text


@pytest.mark.parametrize("name", ["notes", "new_person_name", "follow_up_what"])
def test_a_mistake_is_read_out_with_its_field(name, as_user, adviser_lwl, employer):
    page = log(as_user(adviser_lwl), employer, **{name: "111222333", "follow_up": "morgen"})
    [error] = re.findall(r'class="crm-error" id="([^"]+)"', page.text)
    described = [names.split() for names in re.findall(r'aria-describedby="([^"]+)"', page.text)]
    assert [names for names in described if error in names], name


def test_a_person_who_is_gone_meanwhile_is_told(as_user, adviser_lwl, employer):
    key = ContactPersonFactory(employer=employer).pk
    page = as_user(adviser_lwl).get(reverse("outreach:contact_create", args=[employer.pk])).text
    assert 'placeholder="Naam van iemand anders"' in page
    employer.contact_persons.all().delete()
    page = log(as_user(adviser_lwl), employer, contact_person=key).text
    assert 'id="id_contact_person_error"' in page
    assert 'placeholder="Naam"' in page


def test_a_note_that_is_too_long_is_told_and_kept(as_user, adviser_lwl, employer):
    note = "a" * 5_000
    page = log(as_user(adviser_lwl), employer, notes=note)
    assert page.status_code == 422
    assert "Dit zijn 5.000 tekens. Maak het korter: hoogstens 4.000 tekens." in page.text
    assert note in page.text
    assert not ContactMoment.objects.exists()


def test_a_contact_in_the_future_is_planned(as_user, adviser_lwl, employer):
    log(as_user(adviser_lwl), employer, at=timezone.now() + timedelta(days=2), result="")
    assert ContactMoment.objects.get().is_planned


def test_a_contact_in_the_future_has_no_result(as_user, adviser_lwl, employer):
    page = log(as_user(adviser_lwl), employer, at=timezone.now() + timedelta(days=2))
    assert "Een contact in de toekomst heeft nog geen resultaat" in page.text


@pytest.mark.parametrize("year", ["0001", "0026", "1926", "9999"])
def test_a_slip_in_the_year_is_refused(as_user, adviser_lwl, employer, year):
    page = log(as_user(adviser_lwl), employer, happened_at=f"{year}-01-01T00:00")
    assert page.status_code == 422
    assert "Het jaar klopt niet" in page.text
    assert not ContactMoment.objects.exists()


@pytest.mark.parametrize("moment", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_an_hour_that_the_clock_skips_or_shows_twice_is_refused_in_plain_words(as_user, adviser_lwl, employer, moment):
    page = log(as_user(adviser_lwl), employer, happened_at=moment)
    assert page.status_code == 422
    assert "Die nacht verspringt de klok" in page.text


@pytest.mark.parametrize("day", ["2020-01-01", "9999-12-31"])
def test_following_up_is_in_the_coming_years(as_user, adviser_lwl, employer, day):
    page = log(as_user(adviser_lwl), employer, follow_up="datum", follow_up_on=day)
    assert page.status_code == 422
    assert not FollowUp.objects.exists()


def test_everything_the_contact_told_is_written(as_user, adviser_lwl, employer):
    answers = {
        "topics": ["learning", "subsidy"],
        "variants": ["bpv"],
        "interest_bpv": "interested",
        "interest_evc": "none",
        "new_person_name": "Karin Noordzij",
        "follow_up": "week",
        "follow_up_what": "Folder sturen",
    }
    log(as_user(adviser_lwl), employer, **answers)
    moment, follow_up = ContactMoment.objects.reaching().get(), FollowUp.objects.get()
    assert (moment.contact_person.name, moment.contact_person.employer) == ("Karin Noordzij", employer)
    assert [(it.variant, it.status) for it in Interest.objects.all()] == [("bpv", "interested")]
    assert (follow_up.what, follow_up.due_on) == ("Folder sturen", FollowUpIn.day("week"))


def test_a_known_name_is_not_added_again(as_user, adviser_lwl, employer):
    person = ContactPersonFactory(employer=employer, name="Karin Noordzij")
    log(as_user(adviser_lwl), employer, new_person_name="karin noordzij")
    assert ContactMoment.objects.get().contact_person == person


def test_a_bsn_in_the_notes_is_refused(as_user, adviser_lwl, employer):
    page = log(as_user(adviser_lwl), employer, notes="Kandidaat 111222333 komt langs")
    assert "burgerservicenummer" in page.text
    assert not ContactMoment.objects.exists()


def test_a_due_follow_up_is_finished_with_the_contact(as_user, adviser_lwl, employer):
    follow_up = FollowUpFactory(employer=employer, adviser=adviser_lwl)
    log(as_user(adviser_lwl), employer, finished=[follow_up.pk])
    follow_up.refresh_from_db()
    assert (follow_up.done_by, follow_up.done_with) == (adviser_lwl, ContactMoment.objects.get())


@pytest.mark.parametrize(
    ("answers", "bounds", "number"),
    [
        ({"size_band": "10-14"}, (10, 14), None),
        ({"size_number": "7"}, (7, 7), 7),
        ({"size_band": "1"}, (1, 1), 1),
        ({"size_band": "250+"}, (250, None), None),
    ],
    ids=["band", "number", "zzp is exact", "open band"],
)
def test_the_size_is_asked_when_unknown(as_user, adviser_lwl, answers, bounds, number):
    employer = EmployerFactory()
    log(as_user(adviser_lwl), employer, **answers)
    employer.refresh_from_db()
    assert (employer.size_minimum, employer.size_maximum) == bounds
    assert employer.working_people == number
    assert (employer.size_source, employer.provenance["size"]["by"]) == (Employer.Source.EMPLOYER, adviser_lwl.pk)


def test_after_a_talk_the_size_must_be_answered(as_user, adviser_lwl):
    page = log(as_user(adviser_lwl), EmployerFactory())
    assert "Kies hoeveel mensen er werken" in page.text


def test_without_an_exchange_the_size_may_wait(as_user, adviser_lwl):
    log(as_user(adviser_lwl), EmployerFactory(), result="no_answer")
    assert ContactMoment.objects.exists()


def test_not_asked_keeps_why_the_size_is_unknown(as_user, adviser_lwl):
    employer = EmployerFactory()
    log(as_user(adviser_lwl), employer, size_band="niet-gevraagd")
    employer.refresh_from_db()
    assert employer.size_unknown_reason == "Niet gevraagd bij contact"


def test_undo_puts_everything_back(as_user, adviser_lwl):
    employer = EmployerFactory()
    follow_up = FollowUpFactory(employer=employer, adviser=adviser_lwl)
    client = as_user(adviser_lwl)
    log(
        client, employer, size_band="10-14", variants=["evc"], interest_evc="active", new_person_name="Jan",
        finished=[follow_up.pk], follow_up="morgen",
    )  # fmt: skip
    page = client.post(reverse("outreach:contact_undo", args=[ContactMoment.objects.get().pk]), follow=True)
    fresh = Employer.objects.get(pk=employer.pk)
    assert "staat weer zoals het was" in page.text
    assert [it.count() for it in (ContactMoment.objects, Interest.objects, fresh.contact_persons)] == [0, 0, 0]
    assert (fresh.size_minimum, fresh.provenance) == (None, {})
    assert list(FollowUp.objects.open()) == [follow_up]


def test_undo_leaves_what_somebody_changed_since(as_user, adviser_lwl, employer):
    client = as_user(adviser_lwl)
    log(client, employer, variants=["evc"], interest_evc="interested")
    Interest.objects.update(status="active")
    client.post(reverse("outreach:contact_undo", args=[ContactMoment.objects.get().pk]))
    assert Interest.objects.get().status == "active"


def test_undo_ends_after_ten_minutes(as_user, adviser_lwl):
    moment = ContactMomentFactory(adviser=adviser_lwl)
    ContactMoment.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    page = as_user(adviser_lwl).post(reverse("outreach:contact_undo", args=[moment.pk]), follow=True)
    assert "alleen de eerste 10 minuten" in page.text
    assert ContactMoment.objects.exists()


def test_a_planned_contact_becomes_done(as_user, adviser_lwl, employer):
    planned = ContactMomentFactory(
        adviser=adviser_lwl, employer=employer, status="planned", happened_at=timezone.now() - timedelta(hours=1)
    )
    as_user(adviser_lwl).post(reverse("outreach:contact_edit", args=[planned.pk]), typed(version=0, result="visited"))
    planned.refresh_from_db()
    assert (planned.status, planned.result, planned.version) == ("done", "visited", 1)


def test_saving_over_somebody_elses_change_shows_both(as_user, adviser_lwl, employer):
    moment = ContactMomentFactory(adviser=adviser_lwl, employer=employer, notes="Van een collega", version=1)
    url = reverse("outreach:contact_edit", args=[moment.pk])
    page = as_user(adviser_lwl).post(url, typed(version=0, notes="Van mij"))
    assert page.status_code == 409
    assert "Van een collega" in page.text
    assert "Van mij" in page.text
    moment.refresh_from_db()
    assert moment.notes == "Van een collega"


def test_cancelling_can_be_taken_back(as_user, adviser_lwl, employer):
    planned = ContactMomentFactory(adviser=adviser_lwl, employer=employer, status="planned")
    client = as_user(adviser_lwl)
    client.post(reverse("outreach:contact_cancel", args=[planned.pk]))
    planned.refresh_from_db()
    assert planned.status == "cancelled"
    client.post(reverse("outreach:contact_restore", args=[planned.pk]))
    planned.refresh_from_db()
    assert planned.is_planned


@pytest.mark.parametrize("name", ["contact_edit", "contact_cancel", "contact_restore", "contact_undo"])
def test_another_organisation_may_not_write(as_user, adviser_lwl, adviser_baanbrekend, name):
    moment = ContactMomentFactory(adviser=adviser_baanbrekend)
    assert as_user(adviser_lwl).post(reverse(f"outreach:{name}", args=[moment.pk])).status_code == 403


def test_a_confidential_moment_is_not_there_for_others(as_user, adviser_lwl, adviser_baanbrekend):
    moment = ContactMomentFactory(adviser=adviser_baanbrekend, is_confidential=True)
    assert as_user(adviser_lwl).get(reverse("outreach:contact_edit", args=[moment.pk])).status_code == 404


def test_outsiders_find_no_employer(as_user, outsider, employer):
    assert as_user(outsider).get(reverse("outreach:contact_create", args=[employer.pk])).status_code == 404


def test_admins_do_not_log_contacts(as_user, admin, employer):
    assert as_user(admin).get(reverse("outreach:contact_create", args=[employer.pk])).status_code == 403


def test_saving_finds_the_overlap_and_says_so(
    as_user, adviser_lwl, adviser_baanbrekend, employer, django_capture_on_commit_callbacks
):
    ContactMomentFactory(adviser=adviser_baanbrekend, employer=employer, happened_at=timezone.now() - timedelta(days=6))
    with django_capture_on_commit_callbacks(execute=True):
        page = log(as_user(adviser_lwl), employer)
    assert "dubbele benadering met Baanbrekend" in page.text
    assert Overlap.objects.open().get().employer == employer


def test_the_employer_is_chosen_from_the_own_portfolio_or_by_name(as_user, adviser_lwl, employer):
    url = reverse("outreach:contact_pick")
    assert employer.trade_name not in as_user(adviser_lwl).get(url).text
    assert employer.trade_name in as_user(adviser_lwl).get(url, {"tekst": employer.trade_name[:6]}).text


def test_save_and_next_goes_on_to_the_next_employer(as_user, adviser_lwl, employer):
    response = as_user(adviser_lwl).post(reverse("outreach:contact_create", args=[employer.pk]), typed(volgende="1"))
    assert response.url == reverse("outreach:contact_pick")


def test_saving_the_same_contact_twice_logs_it_once(as_user, adviser_lwl, employer):
    client, at = as_user(adviser_lwl), timezone.now() - timedelta(minutes=5)
    answers = {
        "at": at, "notes": "Belt terug", "new_person_name": "Jo Bos", "topics": ["learning"], "variants": ["bpv"],
        "interest_bpv": "interested", "follow_up": "week",
    }  # fmt: skip
    log(client, employer, **answers)
    page = log(client, employer, **answers)
    assert ContactMoment.objects.count() == FollowUp.objects.count() == 1
    assert "Dit contact stond er al" in page.text


@pytest.mark.parametrize("change", [{"notes": "Andere notitie"}, {"follow_up": "morgen"}, {"interest_bpv": "active"}])
def test_another_answer_after_going_back_is_not_lost(as_user, adviser_lwl, employer, change):
    client, at = as_user(adviser_lwl), timezone.now() - timedelta(minutes=5)
    answers = {"at": at, "notes": "Belt", "variants": ["bpv"], "interest_bpv": "interested", "follow_up": "week"}
    log(client, employer, **answers)
    log(client, employer, **answers | change)
    assert ContactMoment.objects.count() == 2


def test_asking_for_the_warning_keeps_the_note_out_of_the_address(as_user, adviser_lwl, employer):
    """A long note made the address too long for the server, so the warning stayed away; and addresses are logged."""
    page = as_user(adviser_lwl).get(reverse("outreach:contact_create", args=[employer.pk]))
    assert 'hx-params="happened_at,channel,initiative,is_joint,moment"' in page.text
