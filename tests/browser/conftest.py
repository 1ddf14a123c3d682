"""Chromium against a live server, at a desk and on a phone, under the same strict CSP as everybody."""

import os
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from lwl_crm.chromium import find_chromium
from tests.factories import ContactMomentFactory, ContactPersonFactory, EmployerFactory

AXE = Path(django_settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 15_000  # milliseconds: other tests keep the machine busy
SIZES = {"bureau": {"width": 1440, "height": 1000}, "telefoon": {"width": 390, "height": 844}}
AT_A_DESK = pytest.mark.parametrize("size", ["bureau"])  # long, and on a phone it is the same


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs an event loop of its own


@pytest.fixture(scope="session")
def browser():
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES)
def size(request):
    return request.param


@pytest.fixture
def problems():
    """What the browser complained about: errors of scripts, refusals by the CSP, files that are missing."""
    return []


@pytest.fixture
def has_script():
    return True


@pytest.fixture
def context(browser, size, problems, has_script):
    context = browser.new_context(
        viewport=SIZES[size], locale="nl-NL", has_touch=size == "telefoon", java_script_enabled=has_script
    )
    context.set_default_timeout(PATIENCE)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("console", lambda said: problems.append(said.text) if _is_problem(said) else None)
    yield context
    context.close()


def _is_problem(said):
    """The browser also reports that the page itself is a 403, 404 or 422: that is what some tests ask for."""
    return said.type == "error" and said.location["url"] != said.page.url


@pytest.fixture
def open_page(context, live_server, client, settings, problems):
    """Sign a user in without the form, or nobody, and open a page: `open_page(user, "/werkgevers/")`."""
    page = context.new_page()

    def visit(user, path):
        context.clear_cookies()
        if user:
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")
        return page

    yield visit
    assert problems == []


@pytest.fixture
def axe(request):
    """Every violation of WCAG 2.2 A and AA on the page, in words, with no bar scrolled half over anything.

    Colours, half of the work, do not depend on the width: a test that runs at a desk too leaves them out on a phone.
    """
    script = AXE.read_text()
    sizes = getattr(request.node, "callspec", None)
    seen_at_a_desk = ["color-contrast"] if sizes and sizes.params.get("size") == "telefoon" else []

    def violations(page, without=()):
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
            page.context.add_init_script(script)  # what is opened after this one brings it along
        rules = {name: {"enabled": False} for name in (*without, *seen_at_a_desk)}
        asked = {"runOnly": AXE_RULES, "rules": rules, "preload": False, "reporter": "no-passes"}
        with _whole_page_in_view(page):
            found = page.evaluate("asked => axe.run(asked)", asked)
        return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]

    return violations


@contextmanager
def _whole_page_in_view(page):
    size = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    if height <= size["height"]:
        yield
        return
    page.set_viewport_size(size | {"height": height})
    yield
    page.set_viewport_size(size)


@pytest.fixture
def bakery(adviser_baanbrekend):
    """An employer of twelve people that Baanbrekend phoned six days ago about a vacancy."""
    employer = EmployerFactory(trade_name="Bakkerij De Lindt", size=12, street="Lindtstraat", house_number=4)
    ContactPersonFactory(employer=employer, name="Karin Noordzij", phone="+31780000103")
    ContactMomentFactory(
        employer=employer,
        adviser=adviser_baanbrekend,
        topics=["vacancy"],
        notes="Zoekt een bakker.",
        happened_at=timezone.now() - timedelta(days=6),
    )
    return employer
