"""The reference date that a file tells: proposed with its reason, never taken in silence."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from employers.models import SourceList
from imports import reference_dates
from imports.dates import dates_in_name, dates_in_titles
from imports.deliveries import take_in
from imports.models import ImportBatch
from tests.imports import bad_files
from tests.imports.delivered import as_csv

pytestmark = pytest.mark.django_db
LWL = ["Naam organisatie", "Plaats", "Tel"]
ROWS = [["Salon Mooi", "Dordrecht", "0780001111"], ["Klusbedrijf Bos", "Sliedrecht", "0780001112"]]
NAMES = {
    "year first": ("kvk_2026-03-01.xlsx", [date(2026, 3, 1)]),
    "digits only": ("export20260301", [date(2026, 3, 1)]),
    "day first": ("Lijst 01-03-2026 definitief.csv", [date(2026, 3, 1)]),
    "in words": ("stand 1 mrt 2026", [date(2026, 3, 1)]),
    "a KvK number": ("klant 99000001", []),
    "only a year": ("Lijst 2026", []),
    "no such day": ("lijst 31-02-2026", []),
}


@pytest.fixture
def web(admin, as_user):
    return as_user(admin)


def dated(title, days, name="lijst.csv", **options):
    """A delivery of LWL with one more column."""
    rows = [[*row, day] for row, day in zip(ROWS, days, strict=True)]
    return delivered(as_csv([*LWL, title], rows), name, **options)


def delivered(content, name="lijst.csv", **options):
    return take_in(SourceList.objects.get(slug="lwl"), name, content, **options)


def columns_page(web, batch, query=""):
    response = web.get(reverse("imports:columns", args=[batch.pk]) + query)
    return response.context["form"]["reference_date"].value(), response.content.decode()


def answer(web, batch, day):
    fields = {f"column-{column}": name for column, name in batch.mapping.items()}
    web.post(reverse("imports:columns", args=[batch.pk]), fields | {"reference_date": day.isoformat()})
    batch.refresh_from_db()
    return batch.reference_date, batch.reference_date_reason


@pytest.mark.parametrize(("name", "days"), NAMES.values(), ids=NAMES)
def test_days_in_a_name(name, days):
    assert dates_in_name(name) == days


def test_a_title_that_says_so_goes_before_any_other_day():
    titles = ["Periode 1-1-2025 t/m 31-12-2025", "Stand per 1 februari 2026"]
    assert dates_in_titles(titles) == [date(2026, 2, 1)]
    assert dates_in_titles(["Selectie 1-1-2025"]) == [date(2025, 1, 1)]


@pytest.mark.parametrize("title", ["Peildatum", "Stand per", "datum export"])
def test_one_day_in_all_rows_is_proposed_with_its_column(title, web):
    batch = dated(title, ["1-3-2026", "01-03-2026"])
    assert (batch.reference_date, batch.reference_date_reason) == (date(2026, 3, 1), f"uit de kolom {title}")
    day, text = columns_page(web, batch)
    assert day == date(2026, 3, 1)
    assert f"uit de kolom {title}" in text
    assert "verschillende data" not in text


def test_of_different_days_the_newest_is_proposed_and_that_is_said(web):
    batch = dated("Peildatum", ["1-3-2026", "31-12-2025"])
    day, text = columns_page(web, batch)
    assert day == date(2026, 3, 1)
    assert "2 verschillende data, van 31 december 2025 tot en met 1 maart 2026. Dit is de nieuwste." in text


def test_a_day_to_come_or_no_day_does_not_count_and_that_is_said(web):
    batch = dated("Peildatum", ["1-3-2062", "1-3-2026"])
    day, text = columns_page(web, batch)
    assert day == date(2026, 3, 1)
    assert "1 rij heeft daar geen datum die kan kloppen" in text


def test_the_column_goes_before_the_file_name_and_the_difference_is_told(web):
    _, text = columns_page(web, dated("Peildatum", ["1-3-2026"] * 2, name="lijst 2026-04-05.csv"))
    assert "Voorstel: <strong" in text
    assert "uit de naam van het bestand blijkt een andere datum, 5 april 2026" in text


def test_title_rows_in_two_cells(web):
    content = bad_files.xlsx({"Blad1": [["Overzicht LWL"], ["Peildatum", "1-2-2026"], LWL, *ROWS]})
    batch = delivered(content, "lijst.xlsx")
    assert columns_page(web, batch)[0] == date(2026, 2, 1)
    assert batch.reference_date_reason == "uit de regels boven de lijst"


def test_the_name_of_a_sheet_and_of_the_file(web):
    batch = delivered(bad_files.xlsx({"Stand 1 mei 2026": [LWL, *ROWS]}), "lijst.xlsx")
    assert (batch.reference_date, batch.reference_date_reason) == (date(2026, 5, 1), "uit de naam van het tabblad")
    batch = delivered(as_csv(LWL, ROWS), "LWL 20260601.csv")
    assert (batch.reference_date, batch.reference_date_reason) == (date(2026, 6, 1), "uit de naam van het bestand")


def test_another_sheet_brings_its_own_day(web):
    sheets = {"1-5-2026": [LWL, *ROWS], "1-6-2026": [["Naam", "Gemeente"], ["Bos", "Dordrecht"]]}
    batch = delivered(bad_files.xlsx(sheets), "lijst.xlsx")
    assert columns_page(web, batch)[0] == date(2026, 5, 1)
    assert columns_page(web, batch, "?tabblad=1-6-2026")[0] == date(2026, 6, 1)


def test_sheets_that_are_read_as_one_list_give_the_newest(web):
    header = [*LWL, "Peildatum"]
    sheets = {"Dordrecht": [header, [*ROWS[0], "1-3-2026"]], "Sliedrecht": [header, [*ROWS[1], "1-4-2026"]]}
    batch = delivered(bad_files.xlsx(sheets), "lijst.xlsx")
    assert batch.reference_date == date(2026, 4, 1)


def test_without_any_day_in_the_file_the_page_says_so(web):
    batch = delivered(as_csv(LWL, ROWS))
    day, text = columns_page(web, batch)
    assert day == timezone.localdate()
    assert "In het bestand staat geen datum." in text
    assert answer(web, batch, day)[1] == reference_dates.NOT_IN_FILE


def test_what_a_person_chose_stays_and_the_other_day_is_told(web):
    batch = dated("Peildatum", ["1-3-2026"] * 2, reference_date=date(2026, 2, 2))
    day, text = columns_page(web, batch)
    assert day == date(2026, 2, 2)
    assert "U koos een andere datum dan in het bestand staat" in text


def test_a_proposal_that_is_kept_keeps_its_reason_on_every_page(web):
    batch = dated("Peildatum", ["1-3-2026"] * 2)
    assert answer(web, batch, date(2026, 3, 1)) == (date(2026, 3, 1), "uit de kolom Peildatum")
    assert "1 maart 2026 (uit de kolom Peildatum)" in web.get(batch.get_absolute_url()).content.decode()


def test_a_proposal_that_is_changed_is_that_of_a_person(web):
    batch = dated("Peildatum", ["1-3-2026"] * 2)
    other = date(2026, 3, 1) - timedelta(days=5)
    assert answer(web, batch, other) == (other, "")


def test_the_upload_may_leave_the_day_to_the_file(web):
    source = SourceList.objects.get(slug="lwl")
    file = SimpleUploadedFile("lijst.csv", as_csv([*LWL, "Peildatum"], [[*row, "1-3-2026"] for row in ROWS]))
    web.post(reverse("imports:upload"), {"source": source.pk, "reference_date": "", "file": file})
    assert ImportBatch.objects.get().reference_date == date(2026, 3, 1)


def test_of_a_very_long_list_the_first_rows_are_looked_at(web, monkeypatch):
    monkeypatch.setattr(reference_dates, "MOST_ROWS", 1)
    day, text = columns_page(web, dated("Peildatum", ["1-3-2026", "1-4-2026"]))
    assert day == date(2026, 3, 1)
    assert "Wij keken naar de eerste 1 rijen." in text
