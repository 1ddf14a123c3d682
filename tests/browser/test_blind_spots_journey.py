"""A manager finds a blind spot and makes a call list and a target of it."""

import re

import pytest
from playwright.sync_api import expect

from employers.models import Municipality, Sector
from tests.factories import ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def shops(adviser_lwl):
    """In Papendrecht a shop that nobody reached and one that was; elsewhere one more."""
    retail = Sector.objects.get(slug="detailhandel")
    papendrecht = Municipality.objects.get(name="Papendrecht")
    EmployerFactory(
        trade_name="Bakkerij De Lindt", size=3, sector=retail, municipality=papendrecht, phone="+31780000103"
    )
    reached = EmployerFactory(trade_name="Kapsalon Kade", size=3, sector=retail, municipality=papendrecht)
    ContactMomentFactory(employer=reached, adviser=adviser_lwl)
    elsewhere = Municipality.objects.get(name="Sliedrecht")
    EmployerFactory(trade_name="Slagerij Groen", size=3, sector=retail, municipality=elsewhere)
    EmployerFactory(size=None, sector=retail, municipality=papendrecht)


def test_a_blind_spot_becomes_a_call_list(open_page, axe, shops, manager):
    page = open_page(manager, "/dashboard/")
    page.get_by_role("link", name="Blinde vlekken", exact=True).first.press("Enter")
    expect(page.get_by_role("heading", name="Blinde vlekken", level=1)).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Gemeente", exact=True).select_option(label="Papendrecht")
    page.get_by_role("button", name="Toon", exact=True).press("Enter")
    expect(page.get_by_role("row", name=re.compile("Detailhandel")).first).to_contain_text("50% van 2")
    opens = page.get_by_role("navigation", name="Wat een vak opent")
    opens.get_by_role("link", name="Bellijst").press("Enter")
    expect(opens.locator("[aria-current]")).to_have_text("Bellijst")
    assert axe(page) == []
    page.get_by_role("row", name=re.compile("Detailhandel")).first.get_by_role("link").first.press("Enter")
    expect(page).to_have_title(re.compile("Bellijst"))
    expect(page.get_by_role("listitem").filter(has=page.get_by_role("heading"))).to_have_count(1)
    expect(page.get_by_role("heading", name="Bakkerij De Lindt")).to_be_visible()
    expect(page.get_by_role("group", name="Alleen deze werkgevers")).to_contain_text("Papendrecht")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_blind_spot_becomes_a_target(open_page, shops, manager):
    page = open_page(manager, "/blinde-vlekken/?tabel=gemeente-omvang&vak=doel")
    page.get_by_role("row", name=re.compile("Papendrecht")).first.get_by_role("link").first.press("Enter")
    expect(page.get_by_label("Gemeente")).to_have_value(str(Municipality.objects.get(name="Papendrecht").pk))
    assert page.get_by_label("Hoeveel", exact=True).input_value() == "1"
