"""A few employers while somebody types, and whom somebody meant who made a slip of the pen."""

from datetime import date

import pytest
from django.urls import reverse

from employers.models import Employer
from employers.suggesting import lookalikes, picks, suggestions
from tests.factories import ContactPersonFactory, EmployerFactory
from tests.shown import text_of

pytestmark = pytest.mark.django_db


def test_suggestions_are_few_and_begin_with_the_text():
    for number in range(12):
        EmployerFactory(trade_name=f"Bakkerij {number}")
    EmployerFactory(trade_name="Dorpsbakkerij")
    names = [employer.trade_name for employer in suggestions(Employer.objects.all(), "bakk", limit=8)]
    assert len(names) == 8
    assert "Dorpsbakkerij" not in names


def test_suggestions_fall_back_to_any_part():
    EmployerFactory(trade_name="Dorpsbakkerij")
    assert [str(employer) for employer in suggestions(Employer.objects.all(), "bakk")] == ["Dorpsbakkerij"]
    assert suggestions(Employer.objects.all(), "'; & |") == []


@pytest.fixture
def bakery(db):
    EmployerFactory(trade_name="Garage Visser", street="Kade", house_number=9, place="Papendrecht")
    return EmployerFactory(
        trade_name="Bakkerij De Lindt B.V.", street="Lindtsedijk", house_number=112, place="Zwijndrecht"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bakerij lindt", id="a letter missing"),
        pytest.param("Bakkkerij", id="a letter too many"),
        pytest.param("lidnt", id="two letters turned round"),
        pytest.param("Bakkerij de Lint BV", id="another letter, legal form and linking word"),
        pytest.param("lindsedijk 112", id="street and house number"),
        pytest.param("bakkerij zwijdrecht", id="a place"),
        pytest.param("zweindrecht", id="two slips in a long word"),
    ],
)
def test_a_slip_of_the_pen_is_understood(text, bakery):
    assert not Employer.objects.search(text).filter(pk=bakery.pk)
    assert lookalikes(Employer.objects.all(), text) == [bakery]


@pytest.mark.parametrize("text", ["lin", "kde", "9998", "bakkerij papendrect", "slagerij", "?!", ""])
def test_what_is_too_far_off_is_not(text, bakery):
    assert lookalikes(Employer.objects.all(), text) == []


def test_the_nearest_come_first(bakery):
    other = EmployerFactory(trade_name="Bakkerei Lindt")
    assert lookalikes(Employer.objects.all(), "bakkerei lint") == [other, bakery]
    assert lookalikes(Employer.objects.all(), "bakkerei lint", limit=1) == [other]


@pytest.mark.parametrize("text", ["bakkerij lindt", "bakk", "fischer"])
def test_nobody_is_meant_when_a_filter_is_in_the_way(text, as_user, adviser_lwl, bakery):
    ContactPersonFactory(employer=bakery, name="Anna Fischer")
    for trade_name in ("Bakkerei Lind", "Zaak Bank Noord", "Ficher"):
        EmployerFactory(trade_name=trade_name)
    shown = as_user(adviser_lwl).get(reverse("employers:list"), {"tekst": text, "erkend": "ja"})
    assert "Geen werkgevers gevonden" in text_of(shown)
    assert "Bedoelt u" not in text_of(shown)


def test_who_is_left_alone_or_stopped_is_proposed_with_a_warning(as_user, adviser_lwl, bakery):
    Employer.objects.filter(pk=bakery.pk).update(is_opted_out=True, ended_on=date(2026, 1, 1))
    shown = as_user(adviser_lwl).get(reverse("employers:list"), {"tekst": "bakerij lindt"})
    assert "gestopt · niet benaderen" in text_of(shown)


def test_not_for_a_long_text(bakery):
    assert lookalikes(Employer.objects.all(), "bakerij lindt lindtsedijk zwijndrecht bakkerij") == [bakery]
    assert lookalikes(Employer.objects.all(), "bakerij lindt lindtsedijk zwijndrecht bakkerij lind") == []


def test_not_in_a_register_that_is_too_large_to_read(bakery, monkeypatch):
    monkeypatch.setattr("employers.suggesting.is_very_large", lambda employers: True)
    assert lookalikes(Employer.objects.all(), "bakerij") == []


@pytest.mark.parametrize("page", ["employers:list", "employers:suggest", "outreach:contact_pick"])
def test_where_nothing_is_found_the_lookalike_is_proposed(page, as_user, adviser_lwl, bakery):
    client = as_user(adviser_lwl)
    shown = client.get(reverse(page), {"tekst": "bakerij lindt"})
    assert "Bedoelt u misschien" in text_of(shown)
    assert bakery.trade_name in text_of(shown)
    assert "Bedoelt u misschien" not in text_of(client.get(reverse(page), {"tekst": "bakkerij"}))


def test_picks_say_that_it_is_a_guess(bakery):
    [(title, found)] = picks(Employer.objects.all(), "bakerij")
    assert title == "Niets gevonden met “bakerij”. Bedoelt u misschien:"
    assert found == [bakery]
