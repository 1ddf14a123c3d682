"""An adviser's morning: what to follow up, done with one tap, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from outreach.models import FollowUp
from tests.browser.conftest import AT_A_DESK
from tests.factories import EmployerFactory, FollowUpFactory, PortfolioEntryFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def follow_up(adviser_lwl):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt", size=12)
    PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
    return FollowUpFactory(employer=employer, adviser=adviser_lwl, what="Brochure sturen")


def test_a_follow_up_is_done_with_one_tap_and_taken_back(open_page, follow_up, adviser_lwl):
    page = open_page(adviser_lwl, "/")
    task = page.get_by_role("listitem").filter(has_text="Brochure sturen")
    task.get_by_role("button", name="Klaar").click()
    expect(page.get_by_role("status")).to_contain_text("is klaar")
    expect(task).to_have_count(0)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(task).to_be_visible()
    assert FollowUp.objects.open().get() == follow_up


@AT_A_DESK
def test_a_follow_up_is_put_off(open_page, follow_up, adviser_lwl):
    page = open_page(adviser_lwl, "/portefeuille/")
    page.locator("summary").filter(has_text="Later").click()
    page.get_by_role("button", name="Over 1 week").click()
    expect(page.get_by_role("status")).to_contain_text("staat nu op")
    assert FollowUp.objects.get().due_on > follow_up.due_on


def test_an_employer_is_found_with_the_keyboard(open_page, follow_up, adviser_lwl, size):
    page = open_page(adviser_lwl, "/werkgevers/")
    if size == "bureau":
        page.keyboard.press("/")
        page.keyboard.type("lindt")
        expect(page.locator("#zoek-voorstellen")).to_contain_text("Bakkerij De Lindt")
        page.keyboard.press("ArrowDown")
    else:  # no search box in the narrow bar: the list's own, behind the filter
        page.get_by_role("button", name="Filter").press("Enter")
        page.get_by_label("Naam, plaats of KvK-nummer").press_sequentially("lindt")
        expect(page).to_have_url(re.compile("tekst=lindt"))
        page.get_by_role("link", name="Bakkerij De Lindt").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bakkerij De Lindt")
