"""The menu: what each role finds there."""

import pytest

pytestmark = pytest.mark.django_db


def labels(page):
    return [entry["label"] for entry in page.context["menu"]]


def test_an_admin_finds_lists_and_users(as_user, admin):
    page = as_user(admin).get("/gebruikers/")
    assert labels(page) == ["Werkgevers", "Netwerken", "Dashboard", "Import", "Afstemming", "Gebruikers"]


def test_an_adviser_finds_the_own_portfolio_and_no_imports(as_user, adviser_lwl):
    page = as_user(adviser_lwl).get("/profiel/")
    assert labels(page) == ["Portefeuille", "Bellijst", "Werkgevers", "Contact", "Netwerken", "Dashboard", "Afstemming"]


def test_the_page_of_a_part_is_marked_in_the_menu(as_user, admin):
    page = as_user(admin).get("/gebruikers/uitnodigen/")
    assert [entry["label"] for entry in page.context["menu"] if entry.get("is_current")] == ["Gebruikers"]


@pytest.mark.parametrize(
    ("role", "path", "on_phone"),
    [
        ("adviser_lwl", "/bellijst/", ["Portefeuille"]),
        ("adviser_lwl", "/netwerken/", ["Contact"]),
        ("adviser_lwl", "/werkgevers/", []),
        ("admin", "/netwerken/", ["Werkgevers"]),
        ("admin", "/bellijst/", []),
    ],
)
def test_on_a_phone_the_entry_that_leads_there_is_marked(role, path, on_phone, as_user, request):
    menu = as_user(request.getfixturevalue(role)).get(path).context["menu"]
    assert [entry["label"] for entry in menu if entry.get("is_current_on_phone")] == on_phone


@pytest.mark.parametrize(("role", "leads"), [("admin", True), ("adviser_lwl", False)])
def test_an_admin_finds_networks_on_a_phone_too(role, leads, as_user, request):
    page = as_user(request.getfixturevalue(role)).get("/werkgevers/").text
    link = 'class="utrecht-button utrecht-button--secondary-action crm-only-phone" href="/netwerken/"'
    assert (link in page) is leads


@pytest.mark.parametrize("role", ["adviser_lwl", "manager", "admin"])
def test_a_phone_has_room_for_five(role, as_user, request):
    page = as_user(request.getfixturevalue(role)).get("/profiel/")
    assert len([entry for entry in page.context["menu"] if not entry["is_wide_only"]]) == 5
