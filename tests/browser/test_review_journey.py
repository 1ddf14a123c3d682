"""Ten doubtful pairs and more by keyboard alone, each answer one htmx swap."""

import pytest
from playwright.sync_api import expect

from imports.models import ImportBatch
from tests.imports.delivered import BAANBREKEND, KVK, applied, previewed

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["bureau"])]
TRADES = "Bakkerij Slagerij Kapsalon Garage Drukkerij Kwekerij Smederij Zeilmakerij Visserij Zagerij Wasserij Branderij"
PAIRS = 12
KEYS = ["1", "2", "1", "4", "1", "2", "1", "1", "2", "1", "4", "1"]
DECISIONS = {"1": "same", "2": "other", "4": "sister"}


@pytest.fixture
def batch(transactional_db):
    """Twelve firms that the register has under the same name, a few doors further."""
    known, delivered = [], []
    for place, trade in enumerate(TRADES.split()):
        name, postcode = f"{trade} Van {trade[:4]}huizen", f"33{11 + place} ZZ"
        number = f"{99_100_000 + place}"
        known.append([number, f"0000{number}", name, "Merwestraat", "18", postcode, "Dordrecht", "12"])
        delivered.append([name, f"Kade 3, 3351 A{chr(65 + place)} Papendrecht", "", "", "", "", f"R{place}", number])
    applied("kvk", KVK, known)
    batch = previewed("baanbrekend", BAANBREKEND, delivered)
    assert batch.rows.in_review().count() == PAIRS
    return batch


def test_twelve_pairs_by_number_keys(open_page, batch, admin, axe):
    page = open_page(admin, f"/imports/{batch.pk}/beoordelen/")
    assert axe(page) == []
    loads = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    for place, key in enumerate(KEYS):
        expect(page.locator("#bank")).to_contain_text(f"{place + 1} van {PAIRS}")
        page.keyboard.press(key)
        is_last = place + 1 == PAIRS
        said = "Alles is beoordeeld" if is_last else f"Vraag {place + 2} van {PAIRS}"
        expect(page.locator("#voorgelezen")).to_contain_text(said)
        expect(page.locator("#klaar" if is_last else "#vraag")).to_be_focused()
    rows = ImportBatch.objects.get(pk=batch.pk).rows.order_by("row_number")
    assert list(rows.values_list("decision", flat=True)) == [DECISIONS[key] for key in KEYS]
    page.keyboard.press("z")
    expect(page.locator("#bank")).to_contain_text(f"{PAIRS} van {PAIRS}")
    page.keyboard.press("3")
    expect(page.locator("#bank")).to_contain_text(f"{PAIRS} van {PAIRS}")
    assert loads == []
