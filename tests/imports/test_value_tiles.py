"""Values that were not taken over or were repaired: counted, and each number leads to its rows."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from imports.reports import value_tiles_of
from imports.row_filter import RowFilter
from tests.imports.delivered import BAANBREKEND, KVK, KVK_ROWS, apply, previewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoiled():
    """A bad mail address and a bad KvK number in one row, a bad phone in the next, a short KvK number in the third."""
    rows = [
        ["Een", "Kade 1, 3311 ZZ Dordrecht", "", "", "", "geen adres", "R1", "12A45678"],
        ["Twee", "Kade 2, 3311 ZZ Dordrecht", "", "", "bel maar", "", "R2", ""],
        ["Drie", "Kade 3, 3311 ZZ Dordrecht", "", "", "", "", "R3", "1234567"],
        ["Vier", "Kade 4, 3311 ZZ Dordrecht", "", "", "", "", "R4", ""],
    ]
    return previewed("baanbrekend", BAANBREKEND, rows)


def numbers_behind(batch, url):
    return list(RowFilter(batch, QueryDict(url.partition("?")[2])).rows().values_list("row_number", flat=True))


def test_refused_and_repaired_values_are_counted_apart_and_lead_to_their_rows(spoiled):
    refused, repaired = value_tiles_of(spoiled)
    assert (refused.count, numbers_behind(spoiled, refused.url)) == (2, [2, 3])
    assert (repaired.count, numbers_behind(spoiled, repaired.url)) == (1, [4])


def test_the_fields_of_refused_values_add_up(spoiled):
    refused, repaired = value_tiles_of(spoiled)
    assert refused.parts[0].text == "3 waarden"
    assert sum(len(numbers_behind(spoiled, part.url)) for part in refused.parts[1:]) == 3
    assert {part.text for part in refused.parts[1:]} == {"1x E-mailadres", "1x KvK-nummer", "1x Telefoon"}
    assert repaired.parts[0].text == "1 waarde"


def test_a_rejected_row_is_not_among_rows_with_refused_values():
    wrong = ["12A45678", "000099000009", "Timmerfabriek Kort", "", "", "33 ZZ", "Dordrecht", "3"]
    batch = previewed("kvk", KVK, [*KVK_ROWS, wrong])
    assert batch.rows.filter(verdict="rejected").count() == 1
    assert value_tiles_of(batch) == []


@pytest.mark.parametrize("is_applied", [False, True], ids=["preview", "report"])
def test_preview_and_report_say_what_was_not_taken_over(as_user, admin, spoiled, is_applied):
    batch = apply(spoiled) if is_applied else spoiled
    text = as_user(admin).get(batch.get_absolute_url()).text
    link = reverse("imports:rows", args=[batch.pk]) + "?waarden=niet"
    assert "Rijen met een waarde die niet is overgenomen" in text
    assert f'<a class="utrecht-link" href="{link}">2 rijen</a> is een waarde niet overgenomen' in text


def test_the_page_of_rows_shows_those_with_one_refused_field(as_user, admin, spoiled):
    url = reverse("imports:rows", args=[spoiled.pk])
    text = as_user(admin).get(url, {"waarden": "niet", "gegeven": "email"}).text
    assert "1 rij" in text
    assert "met een waarde die niet is overgenomen (E-mailadres)" in text
    assert "Toon alles" in text


def test_a_list_without_spoiled_values_has_no_such_tile(as_user, admin):
    batch = previewed("kvk", KVK, KVK_ROWS)
    assert "niet is overgenomen" not in as_user(admin).get(batch.get_absolute_url()).text
