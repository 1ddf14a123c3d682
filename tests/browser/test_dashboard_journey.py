"""A manager reads the dashboard and follows its numbers to the lists behind them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from targets.tasks import count_look, count_register
from tests.browser.conftest import AT_A_DESK
from tests.factories import ContactMomentFactory, EmployerFactory, InterestFactory, PortfolioEntryFactory, TargetFactory

pytestmark = [pytest.mark.browser, pytest.mark.long(20)]

COUNT = re.compile(r"(?:<h2[^>]*aria-live[^>]*>|· )\s*([\d.]+)")


@pytest.fixture
def year(adviser_lwl, adviser_baanbrekend):
    """Two small firms reached by LWL, a large one by Baanbrekend, three by nobody; one of unknown size."""
    small = [EmployerFactory(size=size) for size in (1, 4, 12, 18, 25)]
    large, unknown = EmployerFactory(size=80), EmployerFactory()
    for employer in small[:2]:
        ContactMomentFactory(employer=employer, adviser=adviser_lwl)
        PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
    ContactMomentFactory(employer=large, adviser=adviser_baanbrekend)
    InterestFactory(employer=large)
    ContactMomentFactory(employer=unknown, adviser=adviser_baanbrekend, topics=["vacancy"])
    today = timezone.localdate()
    period = {"from_on": today - timedelta(days=60), "until_on": today + timedelta(days=300)}
    return TargetFactory(name="Kleine werkgevers bereikt", number=10, agreed_on=period["from_on"], **period)


def test_a_number_opens_the_list_that_it_counts(open_page, year, manager):
    page = open_page(manager, "/dashboard/")
    tile = page.get_by_role("article").filter(has_text="Kleine werkgevers bereikt")
    expect(tile).to_contain_text("2 van 10")
    tile.get_by_role("link", name="2", exact=True).click()
    expect(page.get_by_role("heading", name="2 werkgevers")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(3)


@AT_A_DESK
def test_every_number_is_the_count_of_its_list(open_page, year, manager, context):
    page = open_page(manager, "/dashboard/")
    numbers = page.locator("main a.crm-number, .crm-heat small").evaluate_all(
        "all => all.map(each => [each.closest('a').href, each.textContent.trim().split(' ').pop()])"
    )
    lists = {(url, number) for url, number in numbers if "/portefeuille/" not in url}
    assert len(lists) > 20
    counted = {(url, COUNT.search(context.request.get(url).text())[1]) for url, _ in lists}
    assert counted == lists


@AT_A_DESK
def test_the_chart_is_drawn_and_told_in_a_table(open_page, year, manager):
    page = open_page(manager, "/dashboard/")
    drawn = "canvas => [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data].some(Boolean)"
    expect(page.locator("canvas")).to_be_visible()
    page.wait_for_function(f"({drawn})(document.querySelector('canvas'))")
    page.get_by_text("Bekijk als tabel").click()
    expect(page.locator("#groei-cijfers tr[data-today]")).to_contain_text("2")


@AT_A_DESK
def test_figures_of_a_large_register_come_by_themselves(open_page, year, manager, settings, monkeypatch, axe):
    settings.CENSUS_FROM = 1
    count_register()
    asked = []
    monkeypatch.setattr(count_look, "apply_async", lambda look, expires: asked.append(look))
    page = open_page(manager, f"/dashboard/?van=2024-01-01&tot={timezone.localdate()}")
    expect(page.get_by_role("heading", name="We tellen deze cijfers")).to_be_visible()
    assert axe(page) == []
    page.get_by_text("Periode:").click()
    page.get_by_label("Van").fill("2023-01-01")
    count_look(*asked[0])
    page.wait_for_event("response", lambda response: "hx-refresh" in response.headers)
    expect(page.get_by_label("Van")).to_have_value("2023-01-01")
    page.get_by_label("Van").blur()
    expect(page.get_by_role("heading", name="Bereiken we kleine werkgevers?")).to_be_visible()
