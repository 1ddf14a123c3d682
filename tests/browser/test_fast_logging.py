"""On a phone at the door: three taps, and nothing lost when the connection or the sign-in is."""

import pytest
from playwright.sync_api import expect

from outreach.models import ContactMoment
from tests.factories import FollowUpFactory, PortfolioEntryFactory

pytestmark = pytest.mark.browser
NOTE = "Wil graag twee leerlingen in het voorjaar."


@pytest.fixture
def size():
    return "telefoon"


class Taps:
    """Taps on the page, counted."""

    def __init__(self):
        self.count = 0

    def on(self, what):
        what.tap()
        self.count += 1


def form_of(open_page, bakery, user):
    return open_page(user, f"/werkgevers/{bakery.pk}/contact/")


def note(page):
    return page.get_by_label("Notitie")


def test_three_taps_after_opening(open_page, axe, bakery, adviser_lwl):
    PortfolioEntryFactory(employer=bakery, adviser=adviser_lwl)
    page, taps = open_page(adviser_lwl, "/"), Taps()
    taps.on(page.get_by_role("link", name="Contact", exact=True))
    taps.on(page.get_by_role("link", name="Bakkerij De Lindt"))
    taps.on(page.get_by_role("button", name="Niet bereikt, bel over 2 dagen terug"))
    expect(page.locator("main")).to_contain_text("Contact met Bakkerij De Lindt vastgelegd.")
    assert taps.count <= 3
    assert ContactMoment.objects.get(adviser=adviser_lwl).result == "no_answer"


def test_a_follow_up_of_today_is_offered_first(open_page, axe, bakery, adviser_lwl):
    FollowUpFactory(employer=bakery, adviser=adviser_lwl)
    page = open_page(adviser_lwl, "/contact/")
    expect(page.locator("#gevonden")).to_contain_text("Vandaag op te volgen")
    assert axe(page) == []


def test_without_a_connection_nothing_is_lost(open_page, context, axe, problems, bakery, adviser_lwl):
    page = form_of(open_page, bakery, adviser_lwl)
    note(page).fill(NOTE)
    context.set_offline(True)
    page.get_by_role("button", name="Niet bereikt, bel over 2 dagen terug").tap()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("Er is geen verbinding.")
    expect(note(page)).to_have_value(NOTE)
    context.set_offline(False)
    assert axe(page) == []
    problems.clear()  # the browser reports the connection that was gone
    page.get_by_role("button", name="Verstuur opnieuw").tap()
    expect(page.locator("main")).to_contain_text("vastgelegd.")
    assert ContactMoment.objects.get(adviser=adviser_lwl).notes == NOTE
    assert drafts(page) == 0


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('concept:')).length")


def test_after_a_lost_sign_in_the_draft_is_there(open_page, context, axe, problems, bakery, adviser_lwl):
    page = form_of(open_page, bakery, adviser_lwl)
    page.get_by_text("Gesproken", exact=True).tap()
    note(page).fill(NOTE)
    context.clear_cookies()
    page.get_by_role("button", name="Opslaan", exact=True).tap()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("U bent niet meer ingelogd.")
    way_back = f"/account/inloggen/?next=/werkgevers/{bakery.pk}/contact/"
    expect(page.get_by_role("link", name="Log opnieuw in")).to_have_attribute("href", way_back)
    page = form_of(open_page, bakery, adviser_lwl)
    expect(page.locator("[data-draft-offer]")).to_contain_text("Concept van")
    assert axe(page) == []
    page.get_by_role("button", name="Terugzetten").tap()
    expect(note(page)).to_have_value(NOTE)
    expect(page.get_by_label("Gesproken", exact=True)).to_be_checked()
    page.get_by_role("button", name="Opslaan", exact=True).tap()
    expect(page.locator("main")).to_contain_text("vastgelegd.")
    assert drafts(page) == 0
    problems.clear()


def test_a_colleague_on_the_same_phone_does_not_see_it(open_page, bakery, adviser_lwl, adviser_baanbrekend):
    note(form_of(open_page, bakery, adviser_lwl)).fill(NOTE)
    page = form_of(open_page, bakery, adviser_baanbrekend)
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
    page = form_of(open_page, bakery, adviser_lwl)
    page.get_by_role("button", name="Weggooien").tap()
    assert drafts(page) == 0


def test_signing_out_takes_drafts_along(open_page, bakery, adviser_lwl):
    note(form_of(open_page, bakery, adviser_lwl)).fill(NOTE)
    page = open_page(adviser_lwl, "/profiel/")
    assert drafts(page) == 1
    page.get_by_role("button", name="Uitloggen").tap()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert drafts(page) == 0


def test_a_bsn_and_an_old_draft_are_not_kept(open_page, bakery, adviser_lwl):
    page = form_of(open_page, bakery, adviser_lwl)
    note(page).fill("Nummer 111222333, belt later.")
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "111222333" not in kept
    assert "belt later." in kept
    page.evaluate(
        "key => localStorage[key] = JSON.stringify({...JSON.parse(localStorage[key]), at: Date.now() - 8 * 864e5})",
        f"concept:{adviser_lwl.pk}:{bakery.pk}",
    )
    page.goto(page.url)
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
    assert drafts(page) == 0


def test_a_mistake_is_told_by_the_server_and_kept(open_page, bakery, adviser_lwl):
    page = form_of(open_page, bakery, adviser_lwl)
    note(page).fill(NOTE)
    page.get_by_role("button", name="Opslaan", exact=True).tap()
    expect(page.locator("#fouten")).to_contain_text("Nog niet opgeslagen.")
    expect(note(page)).to_have_value(NOTE)
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
