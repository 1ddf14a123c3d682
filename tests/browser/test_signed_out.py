"""The session ended in the middle of the work: a whole page to sign in on, and what was typed is offered back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from employers.editing import change_employer
from employers.models import Employer
from targets.models import Target
from targets.reports.writing import finish_report
from tests.factories import TargetFactory
from tests.factories.plans import PlanActivityFactory
from tests.factories.reports import report_of

pytestmark = pytest.mark.browser


@pytest.fixture
def size():
    return "telefoon"


def save(page):
    page.get_by_role("button", name="Opslaan", exact=True).tap()


def log_in_again_said(page):
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("U bent niet meer ingelogd.")


def after_losing_the_sign_in(open_page, context, page, user, address):
    """Saved while signed out, then opened again; what was typed is put back."""
    context.clear_cookies()
    save(page)
    log_in_again_said(page)
    page = open_page(user, address)
    page.get_by_role("button", name="Terugzetten").tap()
    return page


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('concept:')).length")


def test_a_filter_leads_to_the_whole_page_to_sign_in_on(open_page, context, bakery, adviser_lwl):
    page = open_page(adviser_lwl, "/werkgevers/")
    page.get_by_role("button", name="Filters").tap()
    context.clear_cookies()
    page.get_by_label("Klein mkb").check()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    expect(page.get_by_role("heading", name="Werkgevers", exact=True)).to_have_count(0)
    expect(page.locator("[name=next]")).to_have_value("/werkgevers/")


def test_a_part_of_a_form_does_not_take_the_form_away(open_page, context, bakery, adviser_lwl):
    page = open_page(adviser_lwl, f"/werkgevers/{bakery.pk}/contact/")
    page.get_by_label("Notitie").fill("Wil twee leerlingen.")
    context.clear_cookies()
    with page.expect_response("**/melding/**"):
        page.get_by_text("Bezoek", exact=True).tap()
    expect(page.get_by_label("Notitie")).to_have_value("Wil twee leerlingen.")


def test_an_employer_typed_while_signed_out_is_offered_back(open_page, context, axe, bakery, adviser_lwl):
    address = f"/werkgevers/{bakery.pk}/wijzigen/"
    page = open_page(adviser_lwl, address)
    page.get_by_label("Opmerkingen").fill("Nieuwe eigenaar sinds mei.")
    page = after_losing_the_sign_in(open_page, context, page, adviser_lwl, address)
    expect(page.get_by_label("Opmerkingen")).to_have_value("Nieuwe eigenaar sinds mei.")
    assert axe(page) == []
    save(page)
    expect(page.locator("main")).to_contain_text("Opgeslagen:")
    assert Employer.objects.get(pk=bakery.pk).remarks == "Nieuwe eigenaar sinds mei."


def test_an_old_draft_does_not_overwrite_a_colleague(open_page, bakery, adviser_lwl, adviser_baanbrekend):
    page = open_page(adviser_lwl, f"/werkgevers/{bakery.pk}/wijzigen/")
    page.get_by_label("Opmerkingen").fill("Nieuwe eigenaar.")
    change_employer(by=adviser_baanbrekend, employer=bakery, values={"remarks": "Gaat verhuizen."})
    page.goto(page.url)
    page.get_by_role("button", name="Terugzetten").tap()
    save(page)
    expect(page.locator("main")).to_contain_text("Gaat verhuizen.")
    assert Employer.objects.get(pk=bakery.pk).remarks == "Gaat verhuizen."


def test_a_request_for_help_is_offered_back(open_page, context, bakery, adviser_lwl):
    address = f"/werkgevers/{bakery.pk}/hulpvraag/"
    page = open_page(adviser_lwl, address)
    page.get_by_text("Geld of een regeling", exact=True).tap()
    page.get_by_label("Wat de werkgever vraagt").fill("Hoe vraag ik subsidie aan?")
    page = after_losing_the_sign_in(open_page, context, page, adviser_lwl, address)
    save(page)
    expect(page.locator("main")).to_contain_text("is vastgelegd")


def test_the_texts_of_a_report_are_offered_back(open_page, context, axe, manager):
    report, other = report_of(manager), report_of(manager, since=date(2025, 7, 1), until=date(2025, 12, 31))
    address = f"/rapporten/{report.pk}/wijzigen/"
    page = open_page(manager, address)
    page.get_by_label("Vooruitblik").fill("Na de zomer naar de winkels.")
    context.clear_cookies()
    save(page)
    log_in_again_said(page)
    page = open_page(manager, f"/rapporten/{other.pk}/wijzigen/")
    expect(page.get_by_role("button", name="Terugzetten")).to_be_hidden()
    page = open_page(manager, address)
    page.get_by_role("button", name="Terugzetten").tap()
    expect(page.get_by_label("Vooruitblik")).to_have_value("Na de zomer naar de winkels.")
    assert axe(page) == []
    save(page)
    expect(page.locator("main")).to_contain_text("De teksten zijn opgeslagen.")
    report.refresh_from_db()
    assert report.texts["outlook"] == "Na de zomer naar de winkels."
    assert drafts(page) == 0


def test_texts_of_a_report_that_became_final_are_kept(open_page, manager):
    report = report_of(manager)
    page = open_page(manager, f"/rapporten/{report.pk}/wijzigen/")
    page.get_by_label("Vooruitblik").fill("Na de zomer naar de winkels.")
    finish_report(report=report, by=manager)
    save(page)
    expect(page.locator("main")).to_contain_text("Dit rapport is vastgesteld.")
    page.get_by_role("button", name="Weer concept maken").tap()
    page.get_by_role("link", name="Teksten wijzigen").tap()
    page.get_by_role("button", name="Terugzetten").tap()
    expect(page.get_by_label("Vooruitblik")).to_have_value("Na de zomer naar de winkels.")


def test_a_new_target_is_offered_back_with_its_figures(open_page, context, axe, manager):
    page = open_page(manager, "/doelen/nieuw/")
    page.get_by_label("Naam").fill("Kleine bakkers")
    page.get_by_label("Wat tellen we").select_option(label="Kleine werkgevers bereikt")
    page.get_by_label("Hoeveel").fill("5")
    page.get_by_label("Van", exact=True).fill("2026-07-01")
    page.get_by_label("Tot en met").fill("2027-06-30")
    page.get_by_label("Afgesproken door").fill("Stuurgroep")
    page = after_losing_the_sign_in(open_page, context, page, manager, "/doelen/nieuw/")
    expect(page.get_by_label("Naam")).to_have_value("Kleine bakkers")
    expect(page.get_by_label("Naam")).to_be_focused()
    expect(page.locator("#voorproef")).to_contain_text("werkgevers meetellen")
    assert axe(page) == []
    save(page)
    expect(page.get_by_role("heading", name="Kleine bakkers", level=1)).to_be_visible()
    assert drafts(page) == 0


def test_a_target_after_calculating_is_kept_too(open_page, context, manager):
    target = TargetFactory(name="Kleine bakkers")
    address = f"/doelen/{target.pk}/wijzigen/"
    page = open_page(manager, address)
    page.get_by_label("Reden van de wijziging").fill("Te hoog gegrepen.")
    asked = []
    page.on("request", lambda request: asked.append(request.method))
    with page.expect_response(lambda response: "/doelen/voorproef/" in response.url):
        page.get_by_role("button", name="Bereken").tap()
    assert asked == ["GET"]
    expect(page.get_by_label("Reden van de wijziging")).to_have_value("Te hoog gegrepen.")
    page = after_losing_the_sign_in(open_page, context, page, manager, address)
    save(page)
    expect(page.locator("main")).to_contain_text("Het doel Kleine bakkers is gewijzigd.")
    assert Target.objects.get().change_reason == "Te hoog gegrepen."


def test_a_form_opened_before_signing_in_again_is_offered_back(open_page, context, client, live_server, manager):
    """Signed out and in again in another tab: this one holds a form of before."""
    activity = PlanActivityFactory()
    page = open_page(manager, f"/plan/activiteit/{activity.pk}/")
    page.get_by_label("Wat moet het opleveren").fill("Van elke werkgever de omvang.")
    context.clear_cookies()
    client.force_login(manager)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    save(page)
    log_in_again_said(page)
    page.get_by_role("link", name="Log opnieuw in").tap()
    page.get_by_role("button", name="Terugzetten").tap()
    save(page)
    expect(page.locator("main")).to_contain_text("Van elke werkgever de omvang.")
    assert drafts(page) == 0
