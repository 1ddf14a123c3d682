"""Finding employers by what somebody remembers."""

import pytest

from employers.models import Employer
from employers.search import terms
from tests.factories import CompanyFactory, ContactPersonFactory, EmployerFactory

pytestmark = pytest.mark.django_db


def found(text):
    return [employer.trade_name for employer in Employer.objects.search(text)]


@pytest.fixture
def bakery():
    return EmployerFactory(
        trade_name="Bakkerij Van den Berg & Zonen B.V.",
        company=CompanyFactory(kvk_number="01234567", legal_name="Bergholding Noord B.V."),
        establishment_number="000098765432",
        street="Lindtsedijk",
        house_number=112,
        postcode="3336 LE",
        place="Zwijndrecht",
        phone="+31786120000",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bakkerij", id="a word of the name"),
        pytest.param("akker", id="the middle of a word"),
        pytest.param("BERG bakk", id="words in another order and case"),
        pytest.param("van den berg en zonen", id="and for &"),
        pytest.param("Bakkerij van den Bérg", id="accents"),
        pytest.param("bakkerij van den berg bv", id="legal form written differently"),
        pytest.param("01234567", id="KvK number"),
        pytest.param("0123 4567", id="KvK number in two pieces"),
        pytest.param("234567", id="part of the KvK number"),
        pytest.param("000098765432", id="vestigingsnummer"),
        pytest.param("lindtsedijk 112", id="street and house number"),
        pytest.param("3336LE", id="postcode in one piece"),
        pytest.param("3336 le 112", id="postcode and house number"),
        pytest.param("zwijndrecht bakkerij", id="place and name"),
        pytest.param("bergholding", id="name of the company"),
        pytest.param("078-6120000", id="phone number"),
        pytest.param("Jolanda Özer", id="contact person"),
        pytest.param("ozer zwijndrecht", id="contact person and place"),
    ],
)
def test_is_found_by(text, bakery):
    EmployerFactory(trade_name="Garage Visser", street="Kade", house_number=9, place="Papendrecht")
    ContactPersonFactory(employer=bakery, name="Jolanda Özer")
    assert found(text) == ["Bakkerij Van den Berg & Zonen B.V."]


@pytest.mark.parametrize("text", ["slager", "bakkerij sliedrecht", "3336 LX", "9999999", "?!", "%", "_"])
def test_is_not_found_by(text, bakery):
    assert found(text) == []


def test_names_that_begin_with_the_text_come_first():
    for name in ("Autobergbedrijf", "Garage Berg", "Bergman Bouw", "Aannemer Bergsma"):
        EmployerFactory(trade_name=name)
    assert found("berg") == ["Bergman Bouw", "Aannemer Bergsma", "Garage Berg", "Autobergbedrijf"]


def test_nothing_typed_narrows_nothing(bakery):
    assert found("  ") == [bakery.trade_name]


def test_a_name_of_linking_words_alone_is_still_looked_for():
    EmployerFactory(trade_name="Het")
    assert terms("het") == ["het"]
    assert found("het") == ["Het"]
