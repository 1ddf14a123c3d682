"""An adviser logs a contact where the other organisation just was; the manager settles it."""

import pytest
from playwright.sync_api import expect

from outreach.models import ContactMoment, Overlap
from tests.browser.conftest import AT_A_DESK

pytestmark = pytest.mark.browser


def test_overlap_is_told_before_saving_and_settled_afterwards(open_page, bakery, adviser_lwl, manager):
    page = open_page(adviser_lwl, "/contact/")
    page.get_by_label("Werkgever", exact=True).press_sequentially("lindt")
    page.get_by_role("link", name="Bakkerij De Lindt").click()
    expect(page.locator("#melding")).to_contain_text("Baanbrekend (M. de Wit) sprak deze werkgever 6 dagen geleden")
    log_call(page)
    expect(page.locator("main")).to_contain_text("vastgelegd")
    settle(open_page(manager, "/afstemming/"))
    overlap = Overlap.objects.get()
    assert (overlap.outcome, overlap.closed_by) == (Overlap.Outcome.COORDINATED, manager)


def log_call(page):
    page.get_by_text("Gesproken", exact=True).click()
    page.get_by_text("Karin Noordzij", exact=True).click()
    page.get_by_text("Leren en Werken", exact=True).click()
    page.get_by_label("Notitie").fill("Wil graag twee leerlingen.")
    page.get_by_role("button", name="Opslaan", exact=True).click()


def settle(page):
    case = page.get_by_role("article").filter(has_text="Bakkerij De Lindt")
    expect(case).to_contain_text("6 dagen ertussen")
    expect(case).to_contain_text("Wil graag twee leerlingen.")
    case.get_by_text("Afgestemd", exact=True).click()
    case.get_by_label("Afspraak mag leeg", exact=True).fill("LeerWerkLoket belt voortaan")
    case.get_by_role("button", name="Afsluiten").click()
    expect(page.get_by_role("status")).to_contain_text("Bakkerij De Lindt afgesloten: afgestemd.")
    expect(page.locator("main")).to_contain_text("geen dubbele benaderingen")


@AT_A_DESK
def test_warning_follows_what_is_chosen(open_page, bakery, adviser_lwl):
    page = open_page(adviser_lwl, f"/werkgevers/{bakery.pk}/contact/")
    warning = page.locator("#melding")
    expect(warning).to_contain_text("Stem eerst af.")
    page.get_by_text("Wie begon, samen of vertrouwelijk").click()
    page.get_by_text("De werkgever", exact=True).click()
    expect(warning).to_contain_text("telt dit niet als dubbele benadering")


def test_contact_with_a_mistake_keeps_what_was_typed(open_page, bakery, adviser_lwl):
    page = open_page(adviser_lwl, f"/werkgevers/{bakery.pk}/contact/")
    page.get_by_label("Notitie").fill("Wil graag twee leerlingen.")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Nog niet opgeslagen.")
    expect(page.get_by_label("Notitie")).to_have_value("Wil graag twee leerlingen.")
    assert not ContactMoment.objects.filter(adviser=adviser_lwl).exists()


@AT_A_DESK
def test_contact_by_keyboard_alone(open_page, bakery, adviser_lwl):
    page = open_page(adviser_lwl, "/contact/")
    page.keyboard.type("lindt")
    expect(page.get_by_role("link", name="Bakkerij De Lindt")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Bakkerij De Lindt")).press("Enter")
    tab_to(page, page.get_by_label("Gesproken")).press("Space")
    tab_to(page, page.get_by_label("Notitie")).type("Wil een leerling.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("vastgelegd")
    assert ContactMoment.objects.get(adviser=adviser_lwl).notes == "Wil een leerling."


def tab_to(page, wanted, most=40):
    """Press Tab until the wanted element has the focus, which must be plain to see."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return page.keyboard
    raise AssertionError(f"Tab komt niet bij {wanted}")
