"""An interview on a phone, left half-way, resumed at the desk, finished, reported, and counted for the manager."""

import re

import pytest
from playwright.sync_api import expect

from outreach.models import Answer, ContactMoment, Interview
from tests.browser.conftest import SIZES

pytestmark = pytest.mark.browser


@pytest.fixture
def size():
    return "telefoon"


def next_question(page, answer=None, text=None):
    if answer:
        page.get_by_text(answer, exact=True).click()
    if text:
        page.locator("[name=text]").fill(text)
    page.get_by_role("button", name="Volgende").click()


def test_from_the_phone_to_the_report_and_the_results(open_page, axe, bakery, adviser_lwl, manager):
    page = open_page(adviser_lwl, bakery.get_absolute_url())
    page.get_by_role("link", name="Begin een behoeftegesprek").click()
    page.get_by_text("Doet nog niet mee aan Leren en Werken", exact=True).click()
    page.get_by_role("button", name="Begin het gesprek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat doet uw bedrijf?")
    assert axe(page) == []
    next_question(page, text="Wij bakken brood")
    next_question(page, answer="Niet besproken")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welke functies zijn er?")
    page.get_by_role("button", name="Bewaar en stop").click()
    expect(page.locator("main")).to_contain_text("U kunt later verdergaan")

    page.set_viewport_size(SIZES["bureau"])
    interview = Interview.objects.get()
    page = open_page(adviser_lwl, bakery.get_absolute_url())
    page.get_by_role("link", name="Gesprek van").click()
    page.get_by_role("link", name="Ga verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welke functies zijn er?")
    next_question(page, text="Bakkers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is het moeilijk om mensen te vinden?")
    next_question(page, answer="Nee")
    page.get_by_role("link", name="Alle vragen en antwoorden").click()
    page.get_by_role("link", name="Afronden").click()
    page.get_by_text("Bezoek", exact=True).click()
    page.get_by_label("Wat heeft u afgesproken?").fill("Wij bellen in mei")
    page.get_by_role("button", name="Rond het gesprek af").click()
    expect(page.locator("main")).to_contain_text("De werkgever telt nu als bereikt")
    assert ContactMoment.objects.reaching().filter(adviser=adviser_lwl, employer=bakery).count() == 1
    assert interview.answers.get(version__question__code="moeilijk-te-vinden").choices == ["no"]
    assert interview.answers.get(version__question__code="aantal-mensen").state == Answer.State.NOT_DISCUSSED

    page.get_by_role("link", name="Verslag voor de werkgever").click()
    expect(page.locator("main")).to_contain_text("Wij bellen in mei")
    pdf = page.request.get(page.get_by_role("link", name="Open als PDF").evaluate("it => it.href"))
    assert pdf.body().startswith(b"%PDF")
    page = open_page(manager, "/gesprekken/uitkomsten/")
    expect(page.locator("main")).to_contain_text("Te weinig gesprekken om te laten zien")
    assert axe(page) == []


def test_what_was_typed_before_the_script_ran_is_kept_too(open_page, bakery, adviser_lwl, context, settings):
    page, held = open_page(adviser_lwl, f"/werkgevers/{bakery.pk}/gesprek/"), []
    page.get_by_text("Doet nog niet mee aan Leren en Werken", exact=True).click()
    page.route(re.compile(r"/interview\b.*\.js"), lambda route: held.append(route), times=1)
    page.get_by_role("button", name="Begin het gesprek").click()
    page.locator("[name=text]").fill("Wij bakken brood")
    address = page.url
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.wait_for_load_state("load")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Volgende").click()
    page = open_page(adviser_lwl, "/" + address.split("/", 3)[3])
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.locator("[name=text]")).to_have_value("Wij bakken brood")


def test_what_was_typed_in_a_lost_session_is_offered_back(open_page, bakery, adviser_lwl, context, settings):
    page = open_page(adviser_lwl, f"/werkgevers/{bakery.pk}/gesprek/")
    page.get_by_text("Doet nog niet mee aan Leren en Werken", exact=True).click()
    page.get_by_role("button", name="Begin het gesprek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat doet uw bedrijf?")
    address = page.url
    expect(page.get_by_role("button", name="Terugzetten")).to_be_hidden()
    page.locator("[name=text]").fill("Wij bakken brood")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Wat doet uw bedrijf?")
    page = open_page(adviser_lwl, "/" + address.split("/", 3)[3])
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.locator("[name=text]")).to_have_value("Wij bakken brood")
    next_question(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hoeveel mensen")
    page.go_back()
    expect(page.get_by_role("button", name="Terugzetten")).to_be_hidden()
    assert Answer.objects.get(version__question__code="bedrijf-doet").text == "Wij bakken brood"
