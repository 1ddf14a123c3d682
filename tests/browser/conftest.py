"""Chromium against a live server with one employer that Baanbrekend spoke to last week."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from playwright.sync_api import sync_playwright

from tests.factories import ContactMomentFactory, ContactPersonFactory, EmployerFactory

AXE = Path(django_settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {"bureau": {"width": 1440, "height": 1000}, "telefoon": {"width": 390, "height": 844}}

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs an event loop of its own


def find_chromium():
    """The browser to drive: CHROMIUM, or one on the path; None lets Playwright use its own."""
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES)
def size(request):
    return request.param


@pytest.fixture
def open_page(browser, live_server, client, settings, size):
    """Sign a user in without the form and open a page: `open_page(user, "/werkgevers/")`."""
    context = browser.new_context(viewport=SIZES[size], locale="nl-NL", bypass_csp=True, has_touch=size == "telefoon")
    context.set_default_timeout(10_000)
    page = context.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))

    def visit(user, path):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")
        return page

    yield visit
    context.close()
    assert problems == []


@pytest.fixture
def axe():
    """Every violation of WCAG 2.2 A and AA on the page, in words."""

    def violations(page):
        page.add_script_tag(path=str(AXE))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = page.evaluate("tags => axe.run({runOnly: tags})", tags)["violations"]
        return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]

    return violations


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
