"""The main jobs with scripts turned off: plain forms and links."""

import pytest
from playwright.sync_api import expect

from imports.models import ImportRow
from outreach.models import ContactMoment, FollowUp

pytestmark = pytest.mark.browser


@pytest.fixture
def has_script():
    return False


@pytest.fixture
def size():
    return "bureau"


def test_a_contact_is_logged(open_page, bakery, adviser_lwl):
    page = open_page(adviser_lwl, "/contact/?tekst=lindt")
    page.get_by_role("link", name="Bakkerij De Lindt").click()
    expect(page.locator("#melding")).to_contain_text("Stem eerst af.")
    page.get_by_text("Gesproken", exact=True).click()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator("main")).to_contain_text("vastgelegd")
    assert ContactMoment.objects.filter(adviser=adviser_lwl).count() == 1


def test_the_list_is_filtered(open_page, bakery, adviser_lwl):
    page = open_page(adviser_lwl, "/werkgevers/")
    page.get_by_label("Klein mkb").check()
    page.get_by_role("button", name="Toon").first.click()
    expect(page.get_by_role("heading", name="1 werkgever")).to_be_visible()


@pytest.mark.parametrize("size", ["telefoon"])
def test_the_list_is_filtered_on_a_phone(open_page, bakery, adviser_lwl):
    page = open_page(adviser_lwl, "/werkgevers/")
    page.get_by_role("link", name="Filters").click()
    page.get_by_label("Klein mkb").check()
    page.get_by_role("button", name="Toon").filter(visible=True).click()
    expect(page.get_by_role("heading", name="1 werkgever")).to_be_visible()


def test_a_follow_up_is_done(open_page, world, adviser_lwl):
    page = open_page(adviser_lwl, "/portefeuille/")
    page.get_by_role("button", name="Klaar").first.click()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("button", name="Klaar").first).to_be_visible()
    assert FollowUp.objects.open().filter(adviser=adviser_lwl).count() == 1


def test_a_doubtful_row_is_judged(open_page, world, admin):
    page = open_page(admin, f"/imports/{world['read']}/beoordelen/")
    page.get_by_role("button", name="Zelfde werkgever").click()
    expect(page.locator("main")).to_contain_text("Alles is beoordeeld")
    assert ImportRow.objects.get(pk=world["doubtful"]).decision == ImportRow.Decision.SAME
