"""An event with twenty-five employers, from a pasted list to contacts logged in one go, and taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from employers.models import Network
from outreach.models import ContactMoment, NetworkEvent
from tests.browser.conftest import AT_A_DESK
from tests.factories import ContactPersonFactory, EmployerFactory

pytestmark = [pytest.mark.browser, pytest.mark.long(15)]
NUMBERS = ("Een", "Twee", "Drie", "Vier", "Vijf")
KINDS = ("Kapsalon", "Bakkerij", "Garage", "Slagerij", "Drukkerij")
NAMES = [f"{kind} {number}" for kind in KINDS for number in NUMBERS]


@pytest.fixture
def breakfast(adviser_lwl):
    for name in NAMES:
        EmployerFactory(trade_name=name, size=4)
    return NetworkEvent.objects.create(
        title="Ontbijt van de ondernemers",
        network=Network.objects.first(),
        starts_at=timezone.now() - timedelta(hours=3),
        created_by=adviser_lwl,
    )


@AT_A_DESK
def test_twenty_five_contacts_in_one_go(open_page, axe, breakfast, adviser_lwl):
    ContactPersonFactory(employer=EmployerFactory(trade_name="Garage Drie Elders", place="Zwijndrecht"))
    page = open_page(adviser_lwl, breakfast.get_absolute_url())
    page.get_by_role("link", name="Plak een lijst met namen").click()
    page.get_by_label("Lijst met namen").fill("\n".join([*NAMES, "Bestaat Niet"]))
    page.get_by_role("button", name="Zoek deze namen").click()
    expect(page.locator("main")).to_contain_text("Niet gevonden")
    assert axe(page) == []
    page.get_by_role("button", name="Zet op de lijst").first.click()
    expect(page.locator("main")).to_contain_text("25 werkgevers op de lijst gezet.")
    assert axe(page) == []
    page.get_by_role("link", name="Leg contacten vast").click()
    page.get_by_text("Leren en Werken", exact=True).click()
    page.get_by_label("Notitie voor allemaal").fill("Samen ontbeten.")
    page.get_by_label("Notitie bij Garage Drie").fill("Wil een bbl-leerling.")
    assert axe(page) == []
    page.get_by_role("button", name="Leg alles vast").click()
    expect(page.locator("main")).to_contain_text("25 contacten vastgelegd.")
    assert ContactMoment.objects.reaching().filter(event=breakfast).count() == 25
    assert "Wil een bbl-leerling." in ContactMoment.objects.get(employer__trade_name="Garage Drie").notes
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("main")).to_contain_text("25 contacten zijn verwijderd.")
    assert not ContactMoment.objects.exists()
