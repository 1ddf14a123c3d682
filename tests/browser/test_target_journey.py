"""A manager agrees a target with what is feasible beside the form, sees its pace, and keeps the stand with its list."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from outreach.models import Capacity
from tests.browser.conftest import AT_A_DESK
from tests.factories import CompanyFactory, ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def autumn(adviser_lwl, manager):
    """Six small firms, of which four were reached in the last eight weeks; Sanne has twelve hours a week."""
    employers = [EmployerFactory(size=4) for _ in range(5)]
    company = CompanyFactory(kvk_number="90001234")
    employers.append(EmployerFactory(trade_name="Bakkerij De Korenaar", size=4, company=company))
    for weeks, employer in enumerate(employers[2:]):
        moment = timezone.now() - timedelta(days=7 * weeks + 3)
        ContactMomentFactory(employer=employer, adviser=adviser_lwl, happened_at=moment)
    Capacity.objects.create(adviser=adviser_lwl, hours=12, changed_by=manager)


def fill(page, day):
    page.get_by_label("Naam").fill("Kleine bakkers")
    page.get_by_label("Wat tellen we").select_option(label="Kleine werkgevers bereikt")
    page.get_by_label("Hoeveel").fill("5")
    page.get_by_label("Van", exact=True).fill((day - timedelta(days=55)).isoformat())
    page.get_by_label("Tot en met").fill((day + timedelta(days=56)).isoformat())
    page.get_by_label("Afgesproken door").fill("Stuurgroep")


def test_from_target_to_pace_to_evidence(open_page, autumn, manager, axe, context):
    page, today = open_page(manager, "/doelen/nieuw/"), timezone.localdate()
    fill(page, today)
    page.get_by_label("Afgesproken door").press("Tab")
    feasible = page.get_by_role("complementary", name="Cijfers bij dit doel")
    expect(feasible).to_contain_text("hoogstens 6 werkgevers meetellen")
    expect(feasible).to_contain_text("Dit doel vraagt 0,3 per week.")
    expect(feasible).to_contain_text("Er zijn 12 uur per week: 192 uur in deze periode. Dat is 38 uur per werkgever.")
    assert axe(page) == []
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Kleine bakkers", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="Stand van vandaag")).to_contain_text("Nog 0,1 werkgevers per week nodig")
    expect(page.get_by_role("region", name="Verloop").locator("canvas")).to_be_visible()
    drawn = "canvas => [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data].some(Boolean)"
    page.wait_for_function(f"({drawn})(document.querySelector('canvas'))")
    assert axe(page) == []
    page.get_by_role("button", name="vastleggen").click()
    expect(page.get_by_text("Die verandert niet meer.").first).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Bakkerij De Korenaar")).to_contain_text("90001234")
    assert axe(page) == []
    workbook = context.request.get(page.get_by_role("link", name="Excel").evaluate("link => link.href")).body()
    rows = list(load_workbook(io.BytesIO(workbook))["Geteld"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    assert "Bakkerij De Korenaar" in [row[1] for row in rows]


@AT_A_DESK
@pytest.mark.parametrize("has_script", [False])
def test_without_script_a_button_calculates(open_page, autumn, manager, has_script):
    page = open_page(manager, "/doelen/nieuw/")
    fill(page, timezone.localdate())
    page.get_by_role("button", name="Bereken").press("Enter")
    expect(page.get_by_text("hoogstens 6 werkgevers meetellen")).to_be_visible()
    expect(page.get_by_label("Naam")).to_have_value("Kleine bakkers")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Kleine bakkers", level=1)).to_be_visible()


def test_the_dashboard_answers_five_questions(open_page, autumn, manager, axe):
    page = open_page(manager, "/dashboard/")
    questions = page.get_by_role("region", name="Vijf vragen").get_by_role("heading", level=3)
    expect(questions).to_have_count(5)
    expect(page.get_by_role("article", name="Bereiken we kleine werkgevers?")).to_contain_text("66,7% in 24 maanden")
    page.get_by_text("Periode:").click()
    page.get_by_role("link", name="Vorig jaar").click()
    expect(page.get_by_text("Contacten, doelen en gevonden dubbele benaderingen zijn die van")).to_be_visible()
    expect(page.get_by_role("article", name="Bereiken we kleine werkgevers?")).to_contain_text(
        "0 bereikt in deze periode"
    )
    assert axe(page) == []
