"""The session ended in the middle of the work: a whole page to sign in on, and what was typed is offered back."""

import pytest
from playwright.sync_api import expect

from employers.editing import change_employer
from employers.models import Employer

pytestmark = pytest.mark.browser


@pytest.fixture
def size():
    return "telefoon"


def save(page):
    page.get_by_role("button", name="Opslaan", exact=True).tap()


def log_in_again_said(page):
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("U bent niet meer ingelogd.")


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
    context.clear_cookies()
    save(page)
    log_in_again_said(page)
    page = open_page(adviser_lwl, address)
    page.get_by_role("button", name="Terugzetten").tap()
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
    context.clear_cookies()
    save(page)
    log_in_again_said(page)
    page = open_page(adviser_lwl, address)
    page.get_by_role("button", name="Terugzetten").tap()
    save(page)
    expect(page.locator("main")).to_contain_text("is vastgelegd")
