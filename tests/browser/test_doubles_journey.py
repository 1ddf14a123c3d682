"""An admin judges two records that look alike by keyboard, merges them by plan, and takes it back."""

import pytest
from playwright.sync_api import expect

from employers.models import Employer, PossibleDuplicate
from tests.browser.conftest import AT_A_DESK
from tests.factories import ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def pair(adviser_lwl):
    first = EmployerFactory(trade_name="Bakkerij De Lindt", size=12, street="Lindtstraat", phone="")
    second = EmployerFactory(trade_name="De Lindt Bakkers", street="Lindtstraat", phone="+31780000103")
    ContactMomentFactory(employer=second, adviser=adviser_lwl)
    return PossibleDuplicate.objects.create(first=first, second=second, score=83, reasons=["naam 83% gelijk"])


def test_two_records_become_one_and_two_again(open_page, pair, admin):
    page = open_page(admin, "/werkgevers/dubbelen/beoordelen/")
    expect(page.locator("main")).to_contain_text("De Lindt Bakkers")
    page.keyboard.press("1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samenvoegen tot één werkgever")
    page.keyboard.press("1")
    expect(page.get_by_role("status").first).to_contain_text("samengevoegd")
    kept = Employer.objects.current().get()
    assert (kept.trade_name, kept.phone, kept.contact_moments.count()) == ("Bakkerij De Lindt", "+31780000103", 1)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("status").first).to_contain_text("zijn weer twee werkgevers")
    assert Employer.objects.current().count() == 2


@AT_A_DESK
def test_not_the_same_is_remembered(open_page, pair, admin):
    page = open_page(admin, "/werkgevers/dubbelen/beoordelen/")
    expect(page.locator("main")).to_contain_text("De Lindt Bakkers")
    page.keyboard.press("2")
    expect(page.locator("main")).to_contain_text("Er is niets meer te beoordelen")
    pair.refresh_from_db()
    assert pair.answer == PossibleDuplicate.Answer.DIFFERENT
