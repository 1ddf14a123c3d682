"""An adviser's work from the call list: claim, log, interest and a follow-up, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from outreach.models import Claim, FollowUp, Interest
from tests.factories import EmployerFactory, PortfolioEntryFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def employer(adviser_lwl):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt", size=12, phone="+31780000103")
    PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
    return employer


def test_from_the_call_list_to_a_follow_up(open_page, axe, employer, adviser_lwl):
    page = open_page(adviser_lwl, "/bellijst/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Bakkerij De Lindt"))
    expect(row).to_contain_text("Blinde vlek")
    expect(row.get_by_role("link", name="bel Bakkerij De Lindt")).to_have_attribute("href", "tel:+31780000103")
    row.get_by_role("button", name="Wij benaderen").click()
    expect(page.get_by_role("status")).to_contain_text("benadert Bakkerij De Lindt tot en met")
    row.get_by_role("link", name="Vastleggen").click()
    log(page)
    expect(page.get_by_role("status").filter(has_text="vastgelegd")).to_be_visible()
    expect(page).to_have_title(re.compile("Bellijst"))
    assert Claim.objects.get().organisation == adviser_lwl.organisation
    assert Interest.objects.get().status == "interested"
    assert FollowUp.objects.get().adviser == adviser_lwl


def log(page):
    page.get_by_text("Gesproken", exact=True).click()
    page.get_by_text("Leren en Werken", exact=True).click()
    page.get_by_text("Bpv", exact=False).first.click()
    page.get_by_label("Stand Bpv").first.select_option("interested")
    page.get_by_text("Over 1 week", exact=True).click()
    page.get_by_role("button", name="Opslaan", exact=True).click()


def test_not_today_is_taken_back(open_page, employer, adviser_lwl):
    page = open_page(adviser_lwl, "/bellijst/")
    page.get_by_role("button", name=re.compile("Niet vandaag")).click()
    expect(page.locator("main")).to_contain_text("Er staat niemand op uw lijst.")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("heading", name="Bakkerij De Lindt")).to_be_visible()
