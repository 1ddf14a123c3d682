"""Dividing the work, at a desk and on a phone: a rule, its proposals, one undo, and a hand-over to a colleague."""

import re

import pytest
from playwright.sync_api import expect

from outreach.models import FollowUp, PortfolioEntry
from tests.browser.conftest import AT_A_DESK
from tests.factories import EmployerFactory, FollowUpFactory, PortfolioEntryFactory, UserFactory

pytestmark = pytest.mark.browser


@AT_A_DESK
def test_a_rule_proposes_and_one_undo_takes_it_back(open_page, axe, manager, adviser_lwl):
    for name in ("Bakkerij De Lindt", "Kapsalon Krul"):
        EmployerFactory(trade_name=name, size=5)
    page = open_page(manager, "/portefeuille/regels/nieuw/")
    page.get_by_label("Adviseur").select_option(str(adviser_lwl.pk))
    page.get_by_label("Omvang").select_option("small")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status")).to_contain_text("is bewaard")
    page.goto(page.url.replace("regels/", f"voorstellen/?organisatie={adviser_lwl.organisation_id}"))
    assert axe(page) == []
    page.get_by_label("Kies Bakkerij De Lindt").check()
    page.get_by_role("button", name="Gekozen overnemen").click()
    expect(page.get_by_role("status")).to_contain_text("1 werkgever toegewezen.")
    expect(page.get_by_label("Voorstellen per werkgever")).not_to_contain_text("Bakkerij De Lindt")
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_role("button", name=re.compile("Alle 2 overnemen")).click()
    expect(page.get_by_role("status")).to_contain_text("2 werkgevers toegewezen.")
    assert PortfolioEntry.objects.of(adviser_lwl).count() == 2


def test_a_portfolio_goes_to_a_colleague(open_page, axe, adviser_lwl):
    colleague = UserFactory(name="Fatima Yilmaz", organisation=adviser_lwl.organisation)
    employer = PortfolioEntryFactory(adviser=adviser_lwl).employer
    FollowUpFactory(employer=employer, adviser=adviser_lwl)
    page = open_page(adviser_lwl, "/portefeuille/")
    page.get_by_role("link", name="Overdragen").click()
    expect(page.get_by_label("Naar welke collega?")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Naar welke collega?").select_option(str(colleague.pk))
    page.get_by_role("button", name="Overdragen").click()
    expect(page.get_by_role("status")).to_contain_text("1 werkgever overgedragen aan Fatima Yilmaz.")
    assert FollowUp.objects.get().adviser == colleague
    page.get_by_role("button", name=re.compile("Terugdraaien")).click()
    expect(page.locator("main")).to_contain_text("teruggedraaid op")
    assert PortfolioEntry.objects.of(adviser_lwl).count() == 1
