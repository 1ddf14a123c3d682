"""What leaves the register in a spreadsheet."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from employers.spreadsheets import harmless
from tests.factories import CompanyFactory, ContactPersonFactory, EmployerFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
EXPORT = reverse("employers:export")


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_filtered_list_as_csv(as_user, adviser_lwl):
    company = CompanyFactory(kvk_number="01234567")
    employer = EmployerFactory(trade_name="Bakkerij Berg", company=company, size=12, phone="+31780001234")
    RegistrationFactory(employer=employer)
    EmployerFactory(trade_name="Garage Vos")
    (row,) = rows_of(as_user(adviser_lwl).get(EXPORT, {"tekst": "bakkerij", "vorm": "csv"}))
    assert (row["Naam"], row["KvK-nummer"], row["Telefoon"]) == ("Bakkerij Berg", "01234567", "078 000 12 34")
    assert (row["Werkzame personen"], row["Klein mkb"], row["Staat op"]) == ("12", "ja", "Lijst Baanbrekend")


def test_chosen_employers_as_excel_keep_their_leading_zeros(as_user, adviser_lwl):
    chosen = EmployerFactory(company=CompanyFactory(kvk_number="00123456"))
    EmployerFactory()
    response = as_user(adviser_lwl).post(EXPORT, {"kies": [chosen.pk], "vorm": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [row[1].value for row in sheet.iter_rows()] == ["KvK-nummer", "00123456"]
    assert "werkgevers-" in response["Content-Disposition"]


def test_all_found_employers_after_choosing_all(as_user, adviser_lwl):
    EmployerFactory(trade_name="Bakkerij Berg")
    EmployerFactory(trade_name="Garage Vos")
    response = as_user(adviser_lwl).post(EXPORT, {"alles": "1", "vraag": "tekst=garage", "vorm": "csv"})
    assert [row["Naam"] for row in rows_of(response)] == ["Garage Vos"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\x0b=1", "'=1"),
        ("Bakkerij\x07 Berg", "Bakkerij Berg"),
        ("Bakkerij = Berg", "Bakkerij = Berg"),
        (12, 12),
    ],
)
def test_a_formula_becomes_text(raw, expected):
    assert harmless(raw) == expected


def test_a_name_that_is_a_formula_is_harmless_in_the_file(as_user, adviser_lwl):
    EmployerFactory(trade_name='=HYPERLINK("x")')
    response = as_user(adviser_lwl).get(EXPORT, {"vorm": "xlsx"})
    cell = load_workbook(io.BytesIO(response.content)).active["A2"]
    assert (cell.value, cell.data_type) == ('\'=HYPERLINK("x")', "s")


def test_who_does_not_want_to_be_approached_stays_out(as_user, adviser_lwl):
    EmployerFactory(trade_name="Wel")
    left_alone = EmployerFactory(trade_name="Niet", is_opted_out=True)
    client = as_user(adviser_lwl)
    assert [row["Naam"] for row in rows_of(client.get(EXPORT, {"vorm": "csv"}))] == ["Wel"]
    asked = client.get(EXPORT, {"vorm": "csv", "nietbenaderen": "ja"})
    assert [row["Naam"] for row in rows_of(asked)] == ["Niet"]
    refused = client.post(EXPORT, {"kies": [left_alone.pk], "vorm": "csv"}, follow=True)
    assert "Er is niets om te exporteren" in refused.content.decode()
    refused = client.get(EXPORT, {"tekst": "Niet", "vorm": "csv"}, follow=True)
    assert refused.redirect_chain[-1][0] == "/werkgevers/?tekst=Niet"


def test_a_shielded_address_and_a_person_who_opted_out_stay_out(as_user, adviser_lwl):
    employer = EmployerFactory(street="Kade", house_number=3, postcode="3311 AB", is_address_shielded=True)
    ContactPersonFactory(employer=employer, name="Rob Bakker", role="Eigenaar")
    ContactPersonFactory(employer=employer, name="Ilse Vermeer", is_opted_out=True)
    (row,) = rows_of(as_user(adviser_lwl).get(EXPORT, {"vorm": "csv"}))
    assert (row["Adres"], row["Postcode"]) == ("afgeschermd", "")
    assert row["Contactpersonen"] == "Rob Bakker (Eigenaar)"


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_does_not_grow(number, as_user, adviser_lwl, django_assert_num_queries):
    EmployerFactory.create_batch(number)
    client = as_user(adviser_lwl)
    with django_assert_num_queries(17):
        client.get(EXPORT, {"vorm": "csv"})


@pytest.mark.parametrize(("query", "is_told"), [("", True), ("?nietbenaderen=ja", False), ("?nietbenaderen=nee", True)])
def test_the_list_says_whom_an_export_leaves_out(as_user, adviser_lwl, query, is_told):
    for is_opted_out in (True, False):
        EmployerFactory(is_opted_out=is_opted_out)
    page = as_user(adviser_lwl).get(f"/werkgevers/{query}").content.decode()
    assert "Alles exporteren" in page
    assert ("zonder wie niet benaderd wil worden" in page) == is_told
