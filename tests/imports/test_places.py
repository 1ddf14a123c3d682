"""Where a list stands in a file: header rows lower down, headers of two rows with merged cells, several sheets."""

import io
from datetime import date

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from employers.models import Employer, SourceList
from imports.deliveries import take_in
from imports.models import ImportBatch
from imports.readers.files import data_rows, header_at, open_file
from imports.resources.rejected import rejected_file
from tests.imports.bad_files import xlsx
from tests.imports.delivered import apply, read

pytestmark = pytest.mark.django_db
UPPER = ["Bedrijf", None, "Bezoekadres", None, None, None, "Contactpersoon", None]
LOWER = ["Naam", "Branche", "Straat", "Nr", "Postcode", "Plaats", "Naam", "Telefoon"]
MERGED = [(1, 1), (3, 6), (7, 8)]  # columns, from 1, that one cell of the upper row covers
ROWS = [
    ["Salon Mooi", "Kapper", "Voorstraat", "12", "3311 ZZ", "Dordrecht", "Jan Bos", "078-0001101"],
    ["Garage Snel", "Techniek", "Kerkbuurt", "3", "3361 ZZ", "Sliedrecht", "Eva Maas", "078-0001102"],
]
TITLES = [["Overzicht werkgevers"], ["Peildatum: 1 maart 2026"], []]


def merged_xlsx() -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    for row in [*TITLES, UPPER, LOWER, *ROWS]:
        sheet.append(row)
    for first, last in MERGED[1:]:
        sheet.merge_cells(start_row=4, end_row=4, start_column=first, end_column=last)
    return _saved(workbook)


def merged_xls() -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Blad1")
    for first, last in MERGED[1:]:
        sheet.write_merge(3, 3, first - 1, last - 1, UPPER[first - 1])
    for number, row in enumerate([*TITLES, UPPER[:1], LOWER, *ROWS]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    return _saved(workbook)


def merged_ods() -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Blad1")
    for row in [*TITLES, UPPER, LOWER, *ROWS]:
        line = TableRow()
        for column, value in enumerate(row, start=1):
            line.addElement(_ods_cell(value, column if row is UPPER else 0))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def _ods_cell(value, column):
    spans = {first: last - first + 1 for first, last in MERGED if last > first}
    if column and value is None and column > 2:
        return CoveredTableCell()
    cell = TableCell(valuetype="string", **({"numbercolumnsspanned": spans[column]} if column in spans else {}))
    if value is not None:
        cell.addElement(P(text=value))
    return cell


def _saved(workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def taken_in(content, filename="lijst.xlsx", slug="baanbrekend") -> ImportBatch:
    return take_in(SourceList.objects.get(slug=slug), filename, content)


MERGED_FILES = [
    pytest.param(make, f"lijst.{kind}", id=kind)
    for kind, make in (("xlsx", merged_xlsx), ("xls", merged_xls), ("ods", merged_ods))
]


@pytest.mark.parametrize(("make", "filename"), MERGED_FILES)
def test_a_header_of_two_rows_with_merged_cells_is_recognised(make, filename):
    batch = taken_in(make(), filename)
    assert (batch.header_row, batch.header_rows, batch.reference_date) == (5, 2, date(2026, 3, 1))
    assert batch.header[2:6] == ["Bezoekadres Straat", "Bezoekadres Nr", "Bezoekadres Postcode", "Bezoekadres Plaats"]
    fields = ["trade_name", "sector", "street", "house_number", "postcode", "place", "contact_name", "contact_phone"]
    assert [batch.mapping[str(column)] for column in range(8)] == fields


@pytest.mark.parametrize(("make", "filename"), MERGED_FILES)
def test_rows_under_a_header_of_two_rows_are_read(make, filename):
    batch = apply(read(taken_in(make(), filename)))
    assert list(batch.rows.values_list("row_number", flat=True)) == [6, 7]
    employer = Employer.objects.get(trade_name="Salon Mooi")
    assert (employer.address, employer.postcode, employer.place) == ("Voorstraat 12", "3311 ZZ", "Dordrecht")
    assert employer.contact_persons.get().phone == "+31780001101"


def test_one_row_with_names_is_no_header_of_two():
    batch = taken_in(xlsx({"Blad1": [["Overzicht", None], ["Bedrijfsnaam", "Plaats"], ["Salon", "Dordrecht"]]}))
    assert (batch.header_row, batch.header_rows, batch.header) == (2, 1, ["Bedrijfsnaam", "Plaats"])


def test_another_address_over_the_same_names_is_left_alone():
    upper = ["Bedrijf", "Postadres", None, "Bezoekadres", None]
    lower = ["Bedrijfsnaam", "Postcode", "Plaats", "Postcode", "Plaats"]
    batch = taken_in(xlsx({"Blad1": [upper, lower, ["Salon", "3300 AA", "Breda", "3311 ZZ", "Dordrecht"]]}))
    assert batch.header_rows == 2
    assert batch.mapping == {"0": "trade_name", "3": "postcode", "4": "place"}


HEADER = ["Bedrijfsnaam", "Plaats", "Telefoon"]
SHEETS = {
    "Toelichting": [["Dit is de lijst van 2026"]],
    "Dordrecht": [HEADER, ["Salon Mooi", "Dordrecht", ""], ["", "Dordrecht", ""]],
    "Sliedrecht": [["Gemeente Sliedrecht"], [], HEADER, ["Garage Snel", "Sliedrecht", "078-0001102"]],
    "Papendrecht": [HEADER],
    "Anders": [["Contactpersoon", "Functie"], ["Jan", "Baas"]],
}


def test_sheets_with_the_same_header_are_read_as_one_list():
    batch = read(taken_in(xlsx(SHEETS)))
    assert batch.sheets == ["Dordrecht", "Sliedrecht"]
    assert [(row.place, row.name) for row in batch.rows.order_by("row_number")] == [
        ("Dordrecht 2", "Salon Mooi"), ("Dordrecht 3", ""), ("Sliedrecht 4", "Garage Snel"),
    ]  # fmt: skip
    assert sum(batch.rows.outcome_counts().values()) == batch.rows_total == 3


def test_row_numbers_of_one_sheet_stay_those_of_the_sheet():
    batch = read(taken_in(xlsx({"Blad1": SHEETS["Sliedrecht"]})))
    row = batch.rows.get()
    assert (row.row_number, row.place, row.sheet) == (4, "4", "")


def test_rejected_rows_say_on_which_sheet_they_stand():
    batch = apply(read(taken_in(xlsx(SHEETS))))
    content, _, _ = rejected_file(batch)
    workbook = open_file(content, "afgekeurd.xlsx")
    (row,) = data_rows(workbook, "Niet ingelezen", 1)
    assert row.cells[header_at(workbook, "Niet ingelezen", 1).index("Rij")] == "Dordrecht 3"


def test_the_same_employer_on_two_sheets_is_one():
    again = ["Salon Mooi", "Dordrecht", "078-0001101"]
    batch = read(taken_in(xlsx({"A": [HEADER, again], "B": [HEADER, again]})))
    first, second = batch.rows.order_by("row_number")
    assert (second.verdict, second.twin_row) == ("certain", first.row_number)


def columns_page(client, batch, **asked):
    return client.get(f"/imports/{batch.pk}/kolommen/", asked).content.decode()


def test_the_admin_sees_which_sheets_are_read(as_user, admin):
    page = columns_page(as_user(admin), taken_in(xlsx(SHEETS)))
    assert "Ook deze tabbladen lezen" in page
    assert 'value="Sliedrecht"' in page
    assert 'value="Papendrecht" id' not in page


def post_columns(client, batch, query="", **fields):
    columns = {f"column-{column}": field for column, field in batch.mapping.items()}
    client.post(f"/imports/{batch.pk}/kolommen/{query}", {"reference_date": "2026-03-01", **columns, **fields})
    batch.refresh_from_db()


@pytest.mark.parametrize(
    ("chosen", "read_too"), [pytest.param(["Sliedrecht"], ["Sliedrecht"], id="checked"), pytest.param([], [], id="not")]
)
def test_the_admin_chooses_the_sheets(as_user, admin, chosen, read_too):
    batch = taken_in(xlsx(SHEETS))
    post_columns(as_user(admin), batch, more_sheets=chosen)
    assert (batch.sheet, batch.more_sheets) == ("Dordrecht", read_too)


def test_the_admin_chooses_the_number_of_header_rows(as_user, admin):
    batch = taken_in(merged_xlsx())
    client = as_user(admin)
    assert "Bezoekadres Postcode" in columns_page(client, batch)
    assert "Bezoekadres Postcode" not in columns_page(client, batch, kopregel="5", kopregels="1")
    post_columns(client, batch, "?kopregel=5&kopregels=2")
    assert (batch.header_row, batch.header_rows) == (5, 2)
