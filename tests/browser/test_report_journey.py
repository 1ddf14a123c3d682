"""A manager makes the half-year report, edits it, takes it along; and keeps the plan of approach."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import expect

from targets.models import PlanActivity
from targets.reports.periods import last_half_year
from tests.browser.conftest import AT_A_DESK
from tests.factories import ContactMomentFactory, EmployerFactory

pytestmark = [pytest.mark.browser, pytest.mark.long(25)]


@pytest.fixture
def half_year(adviser_lwl):
    """One small employer reached in the last half-year that is over."""
    period = last_half_year(timezone.localdate())
    moment = timezone.now() - (timezone.localdate() - period.until) - timedelta(days=3)
    ContactMomentFactory(employer=EmployerFactory(size=4), adviser=adviser_lwl, happened_at=moment)


def download(page, name):
    with page.expect_download() as found:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(found.value.path()).read_bytes()


def test_a_report_is_made_edited_and_taken_along(open_page, axe, half_year, manager, context):
    page = open_page(manager, "/dashboard/")
    page.get_by_role("link", name="Halfjaarrapport").click()
    page.get_by_role("link", name="Rapport maken").click()
    expect(page.get_by_role("heading", name="Rapport maken")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Tellen en rapport maken").press("Enter")

    expect(page.get_by_text("spraken in deze periode met 1 kleine werkgever")).to_be_visible()
    expect(page.get_by_role("table", name="Kerncijfers").get_by_role("row").nth(1)).to_contain_text("+1")
    assert axe(page) == []
    page.get_by_role("link", name="Teksten wijzigen").press("Enter")
    expect(page.get_by_role("heading", name="Teksten van het rapport")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Vooruitblik").fill("Na de zomer gaan we naar de winkels.")
    page.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.get_by_text("Na de zomer gaan we naar de winkels.")).to_be_visible()

    page.get_by_role("button", name="Vaststellen").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Het rapport is vastgesteld.")
    word = Document(BytesIO(download(page, "Word")))
    assert "Na de zomer gaan we naar de winkels." in [each.text for each in word.paragraphs]
    assert word.tables[0].rows[1].cells[1].text == "1"
    paper = context.request.get(page.get_by_role("link", name="PDF", exact=True).evaluate("link => link.href"))
    assert paper.body().startswith(b"%PDF-")


@AT_A_DESK
def test_a_plan_is_begun_and_an_activity_ticked_off(open_page, axe, manager):
    page = open_page(manager, "/plan/")
    assert axe(page) == []
    page.get_by_role("button", name="Begin met het plan uit het onderzoek").press("Enter")
    expect(page.get_by_role("heading", name="Jaar 1: alle kansrijke sectoren")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Klaar met De omvang vragen bij elk gesprek").press("Enter")
    expect(page.get_by_text("1 van 6 klaar")).to_be_visible()
    page.get_by_role("link", name="Wijzigen van De omvang vragen bij elk gesprek").press("Enter")
    expect(page.get_by_label("Wat moet het opleveren")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Wat moet het opleveren").fill("Van elke werkgever is de omvang bekend.")
    page.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.get_by_text("Van elke werkgever is de omvang bekend.")).to_be_visible()
    assert PlanActivity.objects.filter(status=PlanActivity.Status.DONE).count() == 1


@AT_A_DESK
def test_the_tables_of_the_report_are_accessible(open_page, axe, half_year, manager):
    page = open_page(manager, "/dashboard/rapport-2017/")
    expect(page.get_by_role("heading", name="Tabel 2: erkende leerbedrijven per gemeente")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
