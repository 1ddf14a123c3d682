"""An admin takes a delivery through: upload, columns, preview, review by keyboard, apply, report."""

import io

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from employers.models import Employer
from imports.models import ImportBatch
from tests.browser.conftest import AT_A_DESK
from tests.imports.delivered import BAANBREKEND, KVK, KVK_ROWS, applied

pytestmark = pytest.mark.browser

ALL_DONE = "Alles is beoordeeld"
FILENAME = "Bedrijven maart.xlsx"
DELIVERED = [
    ["Lasbedrijf Es", "Havenweg 4, 3361 ZZ Sliedrecht", "Industrie", "", "", "", "R1"],
    ["Korenaar", "Merwestraat 20, 3311 ZZ Dordrecht", "Industrie", "Jan Bos", "078-0001104", "", "R2"],
    ["Kapsalon Knip", "Dorpsstraat 9, 3331 ZZ Zwijndrecht", "", "", "", "", "R3"],
    ["Tuincentrum Ver Weg", "Akkerlaan 1, 4201 AA Gorinchem", "Detailhandel", "Eva Maas", "", "", "R4"],
    ["", "", "", "", "", "", "R5"],
]


@pytest.fixture
def spreadsheet():
    """As Baanbrekend delivers it: a title above the header."""
    book, file = Workbook(), io.BytesIO()
    for row in [["Bedrijven Baanbrekend"], [], BAANBREKEND, *DELIVERED]:
        book.active.append(row)
    book.save(file)
    return {"name": FILENAME, "mimeType": "application/octet-stream", "buffer": file.getvalue()}


@pytest.fixture
def register(transactional_db):
    applied("kvk", KVK, KVK_ROWS)


def test_a_delivery_from_file_to_report(open_page, register, spreadsheet, admin):
    page = open_page(admin, "/imports/")
    upload(page, spreadsheet)
    page.get_by_role("button", name="Lezen en vergelijken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lijst Baanbrekend controleren")
    assert tiles(page) == {"Nieuw": 1, "Gekoppeld": 1, "Te beoordelen": 2, "Ongewijzigd": 0, "Niet ingelezen": 1}
    page.get_by_role("link", name="2 rijen beoordelen").click()
    review_by_keys(page)
    page.get_by_role("button", name="doorvoeren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lijst Baanbrekend: verslag")
    assert tiles(page) == {"Nieuw": 2, "Gekoppeld": 2, "Te beoordelen": 0, "Ongewijzigd": 0, "Niet ingelezen": 1}
    names = Employer.objects.filter(registrations__source__slug="baanbrekend").values_list("trade_name", flat=True)
    assert {*names} == {"Lasbedrijf Van Es", "Korenaar", "Kapsalon Knip en Zo", "Tuincentrum Ver Weg"}


def upload(page, file):
    page.get_by_role("link", name="Lijst inlezen").first.click()
    page.get_by_label("Welke lijst is het?").select_option(label="Lijst Baanbrekend")
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Bestand lezen").click()
    expect(page.get_by_label("Rij met de kolomnamen")).to_have_value("3")
    expect(page.get_by_label("Veld voor kolom Bedrijfsnaam")).to_have_value("trade_name")


def tiles(page):
    """Rows per outcome, as the tiles above the page say."""
    lines = [tile.inner_text().split("\n") for tile in page.locator(".crm-tile").all()]
    return {name: int(number) for name, number, *_ in lines}


def review_by_keys(page):
    """Later, same, other, back, other again: by number keys and Z."""
    bench = page.locator("#bank")
    expect(bench).to_contain_text("Korenaar")
    for key, shown in [("3", "Knip"), ("1", "Korenaar"), ("2", ALL_DONE), ("z", "Korenaar"), ("2", ALL_DONE)]:
        page.keyboard.press(key)
        expect(bench).to_contain_text(shown)


@AT_A_DESK
def test_a_file_that_cannot_be_read_says_why(open_page, admin):
    page = open_page(admin, "/imports/nieuw/")
    page.get_by_label("Welke lijst is het?").select_option(label="KvK")
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": "foto.xlsx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" * 20}
    )
    page.get_by_role("button", name="Bestand lezen").click()
    expect(page.locator(".crm-error")).to_contain_text("foto.xlsx")
    assert not ImportBatch.objects.exists()
