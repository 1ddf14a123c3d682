"""From a talk to help: what the employer wants is noted, filled in question by question, and ended."""

import pytest
from playwright.sync_api import expect

from outreach.models import Interest, SchemeExplanation, SupportNeed
from tests.browser.conftest import AT_A_DESK

pytestmark = pytest.mark.browser


def test_a_talk_leaves_interest_a_need_and_a_scheme(open_page, bakery, adviser_lwl, axe):
    page = open_page(adviser_lwl, f"/werkgevers/{bakery.pk}/contact/")
    page.get_by_text("Gesproken", exact=True).click()
    page.get_by_text("Leren en Werken", exact=True).click()
    page.get_by_text("Bpv (bol of bbl)", exact=True).click()
    page.locator("#id_interest_bpv").select_option("interested")
    page.get_by_text("Hulp gewenst, of een regeling uitgelegd").click()
    page.get_by_text("Papierwerk", exact=True).click()
    page.get_by_text("Subsidie praktijkleren", exact=True).click()
    assert axe(page) == []
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator("main")).to_contain_text("wij kennen geen geldige erkenning van SBB")
    page.get_by_role("link", name="Bpv (bol of bbl)").first.click()
    fill_in(page)
    interest = Interest.objects.get(variant="bpv")
    assert (interest.awareness, interest.experience, interest.paths) == ("heard", "earlier", ["bbl"])
    help_them(page)
    assert SupportNeed.objects.get().status == "met"
    assert SchemeExplanation.objects.get().scheme.name == "Subsidie praktijkleren"


def fill_in(page):
    """Three questions and then enough."""
    expect(page.locator("main")).to_contain_text("Vraag 2 van 8")
    page.get_by_text("Van gehoord", exact=True).click()
    page.get_by_role("button", name="Volgende").click()
    page.get_by_text("Deed het vroeger", exact=True).click()
    page.get_by_role("button", name="Volgende").click()
    page.get_by_text("Bbl (vooral werk)", exact=True).click()
    page.get_by_role("button", name="Bewaar en stop").click()


def help_them(page):
    expect(page.locator("main")).to_contain_text("Papierwerk")
    page.get_by_role("button", name="Geholpen").click()
    expect(page.locator("main")).to_contain_text("heeft nu de stand ‘Geholpen’")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("main")).to_contain_text("De hulpvraag is weer zoals hij was.")
    page.get_by_role("button", name="Geholpen").click()
    expect(page.locator("main")).to_contain_text("1 afgerond")


@AT_A_DESK
def test_a_manager_shows_and_erases_a_person(open_page, bakery, manager, axe):
    page = open_page(manager, f"/werkgevers/{bakery.pk}/")
    page.get_by_role("link", name="Inzage in de gegevens van Karin Noordzij").click()
    expect(page.locator("main")).to_contain_text("Contact over Leren en Werken")
    assert axe(page) == []
    page.get_by_role("button", name="Verwijder Karin Noordzij").press("Enter")
    expect(page.locator("main")).to_contain_text("De contactpersoon is verwijderd.")
    assert not bakery.contact_persons.exists()
