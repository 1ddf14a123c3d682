"""The panels about contacts that other pages show."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from outreach.models import ContactMoment, FollowUp
from outreach.overlaps import detect_overlaps
from tests.factories import (
    ContactMomentFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    PortfolioEntryFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer(db):
    return EmployerFactory()


def show(panel, employer, user, **context):
    request = RequestFactory().get("/")
    request.user = user
    context |= {"employer": employer, "user": user}
    return " ".join(render_to_string(f"outreach/_{panel}.html", context, request).split())


def timeline(employer, user):
    moments = employer.contact_moments.visible_to(user).with_people()
    return show("timeline", employer, user, moments=moments)


def test_the_timeline_shows_both_organisations(employer, adviser_lwl, adviser_baanbrekend):
    ContactMomentFactory(employer=employer, adviser=adviser_lwl, notes="Wil een leerling", variants=["evc"])
    theirs = ContactMomentFactory(employer=employer, adviser=adviser_baanbrekend, status="planned", channel="visit")
    FollowUp.objects.create(employer=employer, adviser=adviser_baanbrekend, contact_moment=theirs, due_on="2026-03-01")
    shown = timeline(employer, adviser_lwl)
    for words in (
        "Wil een leerling",
        "EVC",
        "Gepland: bezoek",
        "Mark de Wit",
        "Opvolging: contact opnemen, op 1 mrt 2026",
    ):
        assert words in shown
    assert shown.count("Wijzigen") == 1


def test_the_timeline_hides_confidential_moments_of_others(employer, adviser_lwl, adviser_baanbrekend):
    ContactMomentFactory(employer=employer, adviser=adviser_baanbrekend, is_confidential=True, notes="Geheim")
    assert "Geheim" not in timeline(employer, adviser_lwl)
    assert "Geheim" in timeline(employer, adviser_baanbrekend)


def test_a_cancelled_contact_stays_on_the_timeline(employer, adviser_lwl):
    ContactMomentFactory(employer=employer, adviser=adviser_lwl, status=ContactMoment.Status.CANCELLED)
    assert "Vervallen: telefoon" in timeline(employer, adviser_lwl)


def test_an_empty_timeline_offers_the_first_contact(employer, adviser_lwl, admin):
    assert "Leg het eerste contact vast" in timeline(employer, adviser_lwl)
    assert "Leg het eerste contact vast" not in timeline(employer, admin)


def test_interests_show_every_variant(employer, adviser_lwl):
    InterestFactory(employer=employer, updated_by=adviser_lwl, places=2, levels=["mbo2"], reason="Vanaf januari")
    shown = show("interests", employer, adviser_lwl)
    assert "Mbo 2, 2 plekken. Vanaf januari. Bijgewerkt" in shown
    assert shown.count("Nog niet besproken") == 4


def test_the_portfolio_shows_who_and_who_was(employer, adviser_lwl, adviser_baanbrekend):
    today = timezone.localdate()
    PortfolioEntryFactory(employer=employer, adviser=adviser_lwl, since_on=today)
    PortfolioEntryFactory(
        employer=employer, adviser=adviser_baanbrekend, since_on=today - timedelta(days=9), until_on=today
    )
    shown = show("portfolio", employer, adviser_lwl)
    for words in ("Sanne van Dijk", "sinds", "Mark de Wit", "tot"):
        assert words in shown
    assert "M. de Wit (Baanbrekend)" not in shown, "an adviser chooses within the own organisation"


def test_follow_ups_have_buttons_for_the_own_organisation(employer, adviser_lwl, adviser_baanbrekend, admin):
    FollowUpFactory(employer=employer, adviser=adviser_lwl, what="Folder sturen")
    assert "Klaar" in show("follow_ups", employer, adviser_lwl)
    for reader in (adviser_baanbrekend, admin):
        shown = show("follow_ups", employer, reader)
        assert "Folder sturen" in shown
        assert "Klaar" not in shown


def test_an_open_overlap_is_told_at_every_establishment_in_it(employer, adviser_lwl, adviser_baanbrekend):
    assert show("overlap", employer, adviser_lwl) == ""
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(employer=employer, adviser=adviser)
    detect_overlaps([employer.pk])
    assert "Baanbrekend en LWL benaderen deze werkgever op dezelfde dag" in show("overlap", employer, adviser_lwl)
