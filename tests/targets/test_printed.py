import re
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from employers.models import Municipality, Sector, SourceList
from targets.printed import printed_tables
from tests.factories import AccreditationFactory, EmployerFactory, RegistrationFactory

COUNT = re.compile(r"<h2[^>]*aria-live[^>]*>\s*([\d.]+)")


@pytest.fixture
def register(db):
    """Two shops and a factory on the trade register's list, a shop on Baanbrekend's, one leerbedrijf in Dordrecht."""
    retail, industry = (Sector.objects.get(slug=slug) for slug in ("detailhandel", "industrie"))
    dordrecht = Municipality.objects.get(name="Dordrecht")
    shops = [EmployerFactory(size=size, sector=retail, municipality=dordrecht) for size in (3, 12)]
    factory = EmployerFactory(size=300, sector=industry, municipality=Municipality.objects.get(name="Sliedrecht"))
    for employer in (*shops, factory):
        RegistrationFactory(employer=employer, source=SourceList.objects.get(slug="kvk"))
    RegistrationFactory(employer=shops[0], source=SourceList.objects.get(slug="baanbrekend"))
    AccreditationFactory(employer=shops[0])


@pytest.fixture
def tables(register, manager):
    return {each["key"]: each for each in printed_tables(manager, timezone.localdate())}


def texts(table):
    return {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in table["rows"]}


def test_sizes_stand_beside_table_1(tables):
    rows = texts(tables["omvang"])
    assert rows["1 tot en met 4"] == ["4.739", "1", "−4.738", "1"]
    assert rows["Tot en met 25"] == ["7.204", "2", "−7.202", "2"]
    assert rows["Hele lijst"] == ["7.706", "3", "−7.703", "3"]


def test_the_list_of_baanbrekend_stands_beside_chart_1(tables):
    rows = texts(tables["baanbrekend"])
    assert rows["Industrie"] == ["144", "0", "−144"]
    assert rows["Detailhandel"] == ["–", "1", "–"]
    assert rows["Geen sector"] == ["11", "0", "−11"]
    assert rows["Totaal"] == ["646", "1", "−645"]


def test_small_firms_of_the_trade_register_stand_beside_chart_2(tables):
    rows = texts(tables["kvk"])
    assert rows["Detailhandel"] == ["1.256", "2", "−1.254"]
    assert rows["Zakelijke dienstverlening"] == ["1.682", "0", "−1.682"]
    assert "Industrie" not in rows
    assert rows["Totaal"] == ["7.204", "2", "−7.202"]


def test_leerbedrijven_stand_beside_table_2(tables):
    rows = texts(tables["leerbedrijven"])
    assert rows["Dordrecht"] == ["1.820", "1", "−1.819"]
    assert rows["Hardinxveld-Giessendam"] == ["–", "0", "–"]
    assert rows["Totaal"] == ["3.876", "1", "−3.875"]


def test_every_number_is_the_count_of_its_list(tables, as_user, manager):
    client = as_user(manager)
    cells = [cell for table in tables.values() for row in table["rows"] for cell in row if cell["url"]]
    assert len(cells) > 20
    for cell in cells:
        assert COUNT.search(client.get(cell["url"]).text)[1] == cell["text"], cell["url"]


def test_the_page_says_why_numbers_differ(register, as_user, manager):
    page = as_user(manager).get(reverse("targets:printed")).text
    assert "De banden in het rapport tellen op tot 7.203" in page
    assert "Hardinxveld-Giessendam hoort sinds 2018 bij de regio" in page
    assert "augustus 2017" in page


def test_without_a_list_of_sbb_the_page_says_what_to_do(as_user, manager):
    assert "Er is nog geen lijst van SBB ingelezen." in as_user(manager).get(reverse("targets:printed")).text
    table = next(each for each in printed_tables(manager, timezone.localdate()) if each["key"] == "leerbedrijven")
    assert [cell["text"] for cell in table["rows"][-1]] == ["Totaal", "3.876", "onbekend", "onbekend"]
    spots = as_user(manager).get(reverse("targets:blind_spots")).text
    assert "Leerbedrijven: erkend door SBB" in spots
    assert "Er is nog geen lijst van SBB ingelezen." in spots


def test_a_table_is_taken_along_with_numbers_as_numbers(register, as_user, manager):
    client = as_user(manager)
    book = load_workbook(BytesIO(client.get(reverse("targets:printed"), {"tabel": "kvk", "vorm": "xlsx"}).content))
    rows = list(book.active.values)
    assert rows[0] == ("Sector", "Rapport", "Nu", "Verschil")
    assert ("Detailhandel", 1256, 2, -1254) in rows
    text = client.get(reverse("targets:printed"), {"tabel": "kvk", "vorm": "csv"}).content.decode("utf-8-sig")
    assert "Detailhandel;1256;2;-1254" in text.splitlines()
    assert client.get(reverse("targets:printed"), {"tabel": "geen"}).status_code == 404


def test_the_number_of_queries_is_fixed(register, as_user, manager, django_assert_max_num_queries):
    client = as_user(manager)
    with django_assert_max_num_queries(14):
        client.get(reverse("targets:printed"))
