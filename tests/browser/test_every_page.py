"""Every page of the table of URLs: accessible, nothing beside the screen, no complaints of the browser."""

import pytest
from django.urls import reverse

from tests.browser.conftest import SIZES
from tests.url_roles import TABLE

pytestmark = [pytest.mark.browser, pytest.mark.long(150)]

PARTS = 4  # so that a first mistake is told soon
WIDTHS = {"bureau": [], "telefoon": ["color-contrast"]}  # and what is left out: colours do not depend on the width
ROLES = ["manager", "adviser_baanbrekend", "adviser_lwl", "admin", "anonymous"]
STATES = {
    "manager": [
        "/werkgevers/?tekst=lindt&klein=ja&gemeente=GM0505",
        "/werkgevers/?tekst=bestaatniet",
        "/afstemming/?stand=afgesloten",
        "/dashboard/?organisatie=lwl&kaart=blind",
        "/dashboard/gesprekken/?toon=werkgevers",
    ],
    "adviser_lwl": ["/imports/", "/bestaat-niet/"],
}
MEASURES = """() => ({
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    beside: document.documentElement.scrollWidth - window.innerWidth,
})"""


def pages(world) -> list[tuple[str, str]]:
    """(role, address) of every page, once, as the first role that may open it."""
    found = {}
    for row in TABLE:
        role = next((role for role in ROLES if row.expected(role) == 200), None)
        if row.is_page and row.method == "GET" and role:
            address = reverse(row.name, args=[world.get(name, name) for name in row.arguments])
            found.setdefault(address + row.query, role)
    states = {**STATES, "admin": [reverse("employers:detail", args=[world["employer"]])]}  # with what others do not see
    return [(role, address) for address, role in found.items()] + [(r, a) for r, many in states.items() for a in many]


@pytest.fixture
def size():
    """Opened at a desk, and then as narrow as a phone; the journeys open pages on a phone too."""
    return "bureau"


def test_a_mistake_is_found(open_page, manager, axe):
    page = open_page(manager, "/plan/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')")
    assert [found for found in axe(page) if found.startswith("button-name: <button>")]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(open_page, world, axe, request, problems, part):
    wrong = {}
    for role, address in sorted(pages(world))[part::PARTS]:
        page = open_page(None if role == "anonymous" else request.getfixturevalue(role), address)
        found = []
        for width, left_out in WIDTHS.items():
            page.set_viewport_size(SIZES[width])
            found += axe(page, without=left_out)
            measured = page.evaluate(MEASURES)  # after it, since a chart takes a moment to get as narrow
            if measured["beside"] > 0:
                found.append(f"{measured['beside']} pixels naast het scherm ({width})")
        found += problems
        problems.clear()
        if measured["headings"] != 1:
            found.append(f"{measured['headings']} keer h1")
        if not measured["title"].partition(" - ")[0].strip():
            found.append("geen titel")
        if found:
            wrong[f"{address} ({role})"] = found
        page.set_viewport_size(SIZES["bureau"])
    assert not wrong, "\n".join(f"{address}: {each}" for address, found in wrong.items() for each in found)
