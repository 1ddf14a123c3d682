"""Forms sent empty: the page says what is wrong, beside the field and for a screen reader too."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import AT_A_DESK

pytestmark = [pytest.mark.browser, pytest.mark.long(15)]

FORMS = [
    ("manager", "employers:create", (), "Opslaan"),
    ("adviser_lwl", "outreach:contact_create", ("employer",), "Opslaan"),
    ("manager", "outreach:overlaps", (), "Afsluiten"),
    ("manager", "targets:create", (), "Opslaan"),
    ("admin", "imports:upload", (), "Bestand lezen"),
    ("admin", "accounts:user_invite", (), "Uitnodigen"),
]


@AT_A_DESK
def test_mistakes_are_told_to_everybody(open_page, world, axe, request):
    wrong = {}
    for role, name, arguments, button in FORMS:
        page = open_page(request.getfixturevalue(role), reverse(name, args=[world[each] for each in arguments]))
        page.get_by_role("button", name=button).first.click()
        expect(page.locator(".crm-error").first).to_be_visible()
        if name != "outreach:overlaps":  # a small form among others
            expect(page.locator("#fouten")).to_be_focused()
        wrong[name] = axe(page) + page.locator(".crm-error").evaluate_all(NOT_TIED)
    assert {name: found for name, found in wrong.items() if found} == {}


# A message is tied to its field, or group of fields, with aria-describedby
NOT_TIED = """errors => errors.filter(error => !document.querySelector(`[aria-describedby~="${error.id}"]`))
    .map(error => `los van het veld: ${error.innerText}`)"""


def test_what_opens_is_accessible_too(open_page, world, axe, manager, adviser_lwl, size):
    page = open_page(adviser_lwl, "/portefeuille/")
    page.locator("summary").filter(has_text="Later").first.click()
    found = axe(page)
    page = open_page(manager, "/werkgevers/?klein=ja")
    if size == "telefoon":
        page.get_by_role("button", name="Filter").click()
        found += axe(page)
        page.get_by_role("button", name="Filter").click()
    page.get_by_label("Kies alle werkgevers op deze pagina").check()
    assert found + axe(page) == []
