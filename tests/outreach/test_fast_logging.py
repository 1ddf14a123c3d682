"""Logging in three taps: who is offered first, and buttons that fill in and save."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach.models import ContactMoment, ContactTemplate, FollowUp
from outreach.workdays import workday_from
from tests.factories import ContactMomentFactory, EmployerFactory, FollowUpFactory, PortfolioEntryFactory

pytestmark = pytest.mark.django_db


def template(label):
    return ContactTemplate.objects.get(label=label, organisation=None)


def tap(client, employer, button, **answers):
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    data = {"channel": "phone", "happened_at": now, "initiative": "ours", "sjabloon": button.pk} | answers
    return client.post(reverse("outreach:contact_create", args=[employer.pk]), data, follow=True)


def test_one_tap_logs_and_plans_the_next_call(as_user, adviser_lwl):
    page = tap(as_user(adviser_lwl), EmployerFactory(size=3), template("Niet bereikt, bel over 2 dagen terug"))
    assert "vastgelegd." in page.text
    moment, follow_up = ContactMoment.objects.get(), FollowUp.objects.get()
    assert (moment.channel, moment.result, moment.about_learning) == ("phone", "no_answer", False)
    assert (follow_up.due_on, follow_up.what) == (workday_from(timezone.localdate() + timedelta(days=2)), "Terugbellen")


def test_one_tap_keeps_what_was_typed(as_user, adviser_lwl):
    answers = {"notes": "Belt zelf terug.", "follow_up_what": "Mailen"}
    tap(as_user(adviser_lwl), EmployerFactory(size=3), template("Bericht achtergelaten"), **answers)
    assert (ContactMoment.objects.get().notes, FollowUp.objects.get().what) == ("Belt zelf terug.", "Mailen")


def test_spoken_about_learning_reaches(as_user, adviser_lwl):
    tap(as_user(adviser_lwl), EmployerFactory(size=3), template("Gesproken, stuur informatie"))
    assert ContactMoment.objects.reaching().count() == 1


def test_a_talk_about_nothing_in_particular_is_said_not_to_count(as_user, adviser_lwl):
    client, employer = as_user(adviser_lwl), EmployerFactory(size=3)
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    talk = {"channel": "phone", "happened_at": now, "initiative": "ours", "result": "spoken"}
    page = client.post(reverse("outreach:contact_create", args=[employer.pk]), talk, follow=True)
    assert "Waar het over ging, is niet ingevuld. Zo telt dit contact niet mee als bereikt." in page.text
    assert not ContactMoment.objects.reaching().exists()


def test_after_a_real_talk_the_size_is_still_asked(as_user, adviser_lwl):
    page = tap(as_user(adviser_lwl), EmployerFactory(), template("Gesproken, stuur informatie"))
    assert page.status_code == 422
    assert "Kies hoeveel mensen er werken" in page.text
    assert not ContactMoment.objects.exists()


def test_a_button_that_only_fills_in_saves_nothing(as_user, adviser_lwl):
    ContactTemplate.objects.filter(label="Mail gestuurd").update(is_direct=False)
    page = tap(as_user(adviser_lwl), EmployerFactory(size=3), template("Mail gestuurd"), notes="Folder mee.")
    assert page.status_code == 200
    assert not ContactMoment.objects.exists()
    form = page.context["form"]
    assert (form["channel"].value(), form["result"].value(), form["notes"].value()) == ("email", "sent", "Folder mee.")


def test_a_button_of_the_other_organisation_is_not_taken(as_user, adviser_lwl, baanbrekend):
    theirs = ContactTemplate.objects.create(
        organisation=baanbrekend, label="Vacature", channel="phone", result="spoken"
    )
    assert tap(as_user(adviser_lwl), EmployerFactory(size=3), theirs).status_code == 422


def test_two_taps_are_one_contact(as_user, adviser_lwl):
    employer, button = EmployerFactory(size=3), template("Bericht achtergelaten")
    client, now = as_user(adviser_lwl), timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    tap(client, employer, button, happened_at=now)
    page = tap(client, employer, button, happened_at=now)
    assert "Dit contact stond er al." in page.text
    assert (ContactMoment.objects.count(), FollowUp.objects.count()) == (1, 1)


def test_who_is_offered_before_typing(as_user, adviser_lwl):
    due = FollowUpFactory(adviser=adviser_lwl, employer=EmployerFactory(trade_name="Vandaag B.V.")).employer
    recent = ContactMomentFactory(adviser=adviser_lwl, employer=EmployerFactory(trade_name="Gisteren B.V.")).employer
    for employer in (due, EmployerFactory(trade_name="Portefeuille B.V.")):
        PortfolioEntryFactory(adviser=adviser_lwl, employer=employer)
    groups = as_user(adviser_lwl).get(reverse("outreach:contact_pick")).context["groups"]
    assert [(title, [str(each) for each in some]) for title, some in groups] == [
        ("Vandaag op te volgen", [str(due)]),
        ("Pas nog vastgelegd", [str(recent)]),
        ("Uit uw portefeuille", ["Portefeuille B.V."]),
    ]


def test_a_manager_changes_a_button_for_the_own_organisation(as_user, manager, adviser_lwl):
    button = template("Mail gestuurd")
    data = {"label": "Folder gemaild", "channel": "email", "result": "sent", "is_direct": "on", "position": "1"}
    page = as_user(manager).post(reverse("outreach:template_edit", args=[button.pk]), data, follow=True)
    assert "De knop “Folder gemaild” is bewaard." in page.text
    own = ContactTemplate.objects.for_organisation(manager.organisation)
    assert own.count() == 6
    assert own.filter(label="Folder gemaild").exists()
    assert template("Mail gestuurd") in ContactTemplate.objects.for_organisation(adviser_lwl.organisation)


def test_the_same_text_twice_is_refused(as_user, manager):
    data = {"label": "Mail gestuurd", "channel": "email", "result": "sent", "position": "1"}
    page = as_user(manager).post(reverse("outreach:template_create"), data)
    assert page.status_code == 422
    assert "Er is al een knop met deze tekst." in page.text


def test_a_button_goes_and_the_standard_ones_come_back(as_user, manager):
    client = as_user(manager)
    client.post(reverse("outreach:template_delete", args=[template("Mail gestuurd").pk]))
    assert ContactTemplate.objects.for_organisation(manager.organisation).count() == 5
    page = client.post(reverse("outreach:templates_reset"), follow=True)
    assert "De standaardknoppen staan er weer." in page.text
    assert template("Mail gestuurd") in ContactTemplate.objects.for_organisation(manager.organisation)


def test_a_script_gets_the_next_page_in_a_header(as_user, adviser_lwl):
    employer = EmployerFactory(size=3)
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    data = {"channel": "phone", "happened_at": now, "initiative": "ours", "result": "no_answer"}
    address = reverse("outreach:contact_create", args=[employer.pk])
    response = as_user(adviser_lwl).post(address, data, headers={"X-Concept": "1"})
    assert (response.status_code, response["X-Next"]) == (200, employer.get_absolute_url())


def test_more_employers_than_fit_are_not_counted_as_all(as_user, adviser_lwl):
    EmployerFactory.create_batch(21, trade_name="Transport Berg")
    page = as_user(adviser_lwl).get(reverse("outreach:contact_pick"), {"tekst": "transport"}).content.decode()
    assert "De eerste 20." in page
    assert "gevonden</p>" not in page
    assert page.count("crm-cell-title") == 20
