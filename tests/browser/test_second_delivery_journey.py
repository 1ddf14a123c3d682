"""Next year's list: the diff, a doubtful row, apply by category, the return file, and the whole delivery undone."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from employers.models import Employer, Registration
from imports.models import ImportBatch
from tests.browser.conftest import AT_A_DESK
from tests.imports.delivered import BAANBREKEND, KVK, KVK_ROWS, applied, as_csv

pytestmark = [pytest.mark.browser, pytest.mark.long(15)]
FILENAME = "Bedrijven 2026.csv"
HEADER = [*BAANBREKEND, "Aantal medewerkers"]
DE_KORENAAR = [
    "Bakkerij De Korenaar",
    "Merwestraat 18, 3311 ZZ Dordrecht",
    "Industrie",
    "",
    "078-0001104",
    "",
    "R1",
    "",
]
TUINCENTRUM = ["Tuincentrum Ver Weg", "Akkerlaan 1, 4201 AA Gorinchem", "Detailhandel", "", "0183-000104", "", "R3", ""]
MULDER = ["Garage Mulder", "Spuiweg 2, 3311 GA Dordrecht", "Industrie", "", "078-0001105", "", "R4", ""]
BLOEM = ["Bloemen Bloem", "Voorstraat 5, 3311 EN Dordrecht", "Detailhandel", "", "078-0001106", "", "R5", ""]
WEG = ["Drukkerij Weg", "Voorstraat 9, 3311 EN Dordrecht", "Industrie", "", "078-0001107", "", "R6", ""]
STAYS = [
    ["Kapsalon Schaar", "Singel 12, 3311 HA Dordrecht", "Zorg", "", "078-0003101", "", "V1", ""],
    ["Rijschool Groen Licht", "Lange Weg 40, 3361 AK Sliedrecht", "Vervoer", "", "078-0003202", "", "V2", ""],
    ["Tandarts Hoekstra", "Kerkbuurt 7, 3354 XA Papendrecht", "Zorg", "", "078-0003303", "", "V3", ""],
    [
        "Pannenkoekenhuis De Molen",
        "Noordeinde 1, 3341 LW Hendrik-Ido-Ambacht",
        "Horeca",
        "",
        "078-0003404",
        "",
        "V4",
        "",
    ],
    ["Stukadoor Wit", "Raadhuisplein 3, 2951 BB Alblasserdam", "Bouw", "", "078-0003505", "", "V5", ""],
    ["Fysiotherapie Beweeg", "Burgemeester Keijzerweg 8, 3352 AR Papendrecht", "Zorg", "", "078-0003606", "", "V6", ""],
]
BEFORE = [[*each, "4"] for each in (DE_KORENAAR, TUINCENTRUM, MULDER, BLOEM, WEG, *STAYS)]
NOW = [
    [*DE_KORENAAR, "4"],
    [*TUINCENTRUM[:1], "Havenkade 3, 4201 AB Gorinchem", *TUINCENTRUM[2:], "4"],
    [*MULDER, "9"],
    [*BLOEM[:4], "078-0001999", *BLOEM[5:], "4"],
    *([*each, "4"] for each in STAYS),
    ["Fietsen Vlug", "Dorpsstraat 2, 3331 AB Zwijndrecht", "Detailhandel", "", "", "", "R7", "", "3"],
    ["Lasbedrijf Van Es", "Singel 9, 3311 BB Dordrecht", "Metaal", "", "", "", "R8", "99000002", ""],
    ["", "", "", "", "", "", "R9", "", ""],
]
DIFF = {
    "Nieuw": 1, "Gewijzigd": 1, "Verhuisd": 1, "Omvang gewijzigd": 1, "Verdwenen": 1, "Ongewijzigd": 7,
    "Te beoordelen": 1, "Niet ingelezen": 1,
}  # fmt: skip


@pytest.fixture
def register(transactional_db):
    applied("kvk", KVK, KVK_ROWS, on=date(2025, 3, 1))
    return applied("baanbrekend", HEADER, BEFORE, on=date(2025, 3, 1))


@pytest.fixture
def page(open_page, register, admin):
    """The second delivery, read and compared."""
    page = open_page(admin, reverse("imports:upload"))
    page.get_by_label("Welke lijst is het?").select_option(label="Lijst Baanbrekend")
    file = {"name": FILENAME, "mimeType": "text/csv", "buffer": as_csv(HEADER, NOW)}
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Bestand lezen").click()
    page.get_by_role("button", name="Lezen en vergelijken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lijst Baanbrekend controleren")
    return page


def tiles(page):
    lines = [tile.inner_text().split("\n") for tile in page.locator(".crm-tile").all()]
    return {name: int(number) for name, number, *_ in lines}


def apply_ticked(page):
    page.get_by_role("button", name="Doorvoeren wat is aangevinkt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lijst Baanbrekend: verslag")


@AT_A_DESK
def test_a_second_delivery_from_diff_to_return_file_and_back(page, axe):
    before = set(Employer.objects.values_list("trade_name", "street", "phone", "size_minimum"))
    assert tiles(page) == DIFF
    assert axe(page) == []
    look_at_what_is_gone(page, axe)
    call_it_an_addition_and_not(page)
    decide_the_doubtful_row(page, axe)
    apply_new_ones_first(page)
    apply_ticked(page)
    assert tiles(page) == DIFF | {"Te beoordelen": 0, "Nieuw": 2}
    assert not Registration.objects.get(own_key="r6").is_current
    take_the_return_file(page, axe)
    undo_it_all(page, axe)
    assert set(Employer.objects.values_list("trade_name", "street", "phone", "size_minimum")) == before


def look_at_what_is_gone(page, axe):
    page.locator(".crm-tile", has_text="Verdwenen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verdwenen van Lijst Baanbrekend")
    expect(page.get_by_role("row", name="Drukkerij Weg")).to_contain_text("Nog niet doorgevoerd")
    assert axe(page) == []
    page.go_back()


def call_it_an_addition_and_not(page):
    """The counts follow at once."""
    gone = page.locator(".crm-tile", has_text="Verdwenen")
    addition = page.get_by_role("checkbox", name="Dit is een aanvulling")
    addition.check()
    expect(gone).to_contain_text("0")
    expect(page.get_by_role("checkbox", name="Verdwenen van de lijst")).to_have_count(0)
    addition.uncheck()
    expect(page.get_by_role("checkbox", name="Verdwenen van de lijst")).to_be_checked()


def decide_the_doubtful_row(page, axe):
    page.get_by_role("link", name="1 rij beoordelen").click()
    expect(page.locator("#bank")).to_contain_text("Lasbedrijf Van Es")
    assert axe(page) == []
    page.get_by_role("button", name="Andere", exact=False).first.click()
    expect(page.locator("#bank")).to_contain_text("Alles is beoordeeld")
    page.goto(page.url.partition("beoordelen")[0])


def apply_new_ones_first(page):
    for label in ("Gewijzigd", "Verhuisd", "Omvang gewijzigd", "Verdwenen van de lijst"):
        page.get_by_role("checkbox", name=label, exact=True).uncheck()
    apply_ticked(page)
    assert Employer.objects.filter(trade_name="Fietsen Vlug").exists()
    assert Employer.objects.get(trade_name="Tuincentrum Ver Weg").street == "Akkerlaan"
    expect(page.locator(".crm-tile", has_text="Verhuisd")).to_contain_text("Nog niet doorgevoerd")


def take_the_return_file(page, axe):
    page.get_by_role("button", name="Retourbestand maken").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("Bedrijfsnaam;Adres;Branche")
    assert "Register:" in text
    assert axe(page) == []


def undo_it_all(page, axe):
    page.goto(page.url.partition("/imports/")[0] + ImportBatch.objects.get(filename=FILENAME).get_absolute_url())
    page.get_by_role("link", name="Ongedaan maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lijst Baanbrekend ongedaan maken")
    assert tiles(page)["Verdwijnt"] == 2
    assert axe(page) == []
    page.get_by_role("button", name="Aanlevering ongedaan maken").click()
    page.get_by_role("link", name="Verslag van het ongedaan maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lijst Baanbrekend ongedaan gemaakt")
    assert tiles(page)["Verdwenen"] == 2
    assert axe(page) == []
    assert Registration.objects.get(own_key="r6").is_current
