"""A table of a page as a spreadsheet: numbers as numbers, text that no spreadsheet runs as a formula."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font

from employers.resources import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_response(table: dict[str, Any], *, form: str, name: str) -> HttpResponse:
    """`form` is csv, else an xlsx is made; `name` is that of the file, without ending."""
    if form == "csv":
        return download(_csv(table), "text/csv; charset=utf-8", f"{name}.csv")
    return download(_xlsx(table), XLSX, f"{name}.xlsx")


def _rows(table: dict[str, Any]) -> Iterable[list[Any]]:
    yield [harmless(name) for name in table["header"]]
    for row in table["rows"]:
        yield [harmless(cell.get("value", cell["text"])) for cell in row]


def _csv(table):
    """With a mark that tells Excel it is UTF-8, and the semicolons that a Dutch Excel expects."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(_rows(table))
    return "\ufeff" + text.getvalue()


def _xlsx(table):
    book = Workbook()
    sheet = book.active
    sheet.title, sheet.freeze_panes = "Tabel", "B2"
    sheet.column_dimensions["A"].width = 40
    for row in _rows(table):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def download(content: str | bytes, content_type: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
