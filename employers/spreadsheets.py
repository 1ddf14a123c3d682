"""Any table taken along as a spreadsheet, safe to open: xlsx, or csv that a Dutch spreadsheet program reads at once.

Figures stay figures, days are written as 31-12-2026, and no text runs as a formula.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FORMULA = re.compile(r"^[=+\-@\t\r]")
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a workbook refuses these, and nobody can see them
MOST_OF_A_TITLE = 31  # signs, says Excel
NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")  # says Excel too


@dataclass(frozen=True)
class Sheet:
    """One table: its title, the headings and the rows as they stand on the page."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence]

    def lines(self) -> Iterator[list]:
        for row in (self.headings, *self.rows):
            yield [_cell(value) for value in row]


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = INVISIBLE.sub("", value)
    return f"'{text}" if FORMULA.match(text) else text


def spreadsheet(
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence],
    *,
    form: str | None = "xlsx",
    title: str = "Lijst",
    on: date | None = None,
) -> HttpResponse:
    """A download called `name` and the day that it is about, today unless told; `form` is csv, else an xlsx is made."""
    sheet, filename = Sheet(title, headings, rows), f"{name}-{on or timezone.localdate():%Y-%m-%d}"
    if form == "csv":
        return attachment(_csv(sheet), CSV, f"{filename}.csv")
    return attachment(workbook(sheet), XLSX, f"{filename}.xlsx")


def workbook(*sheets: Sheet) -> bytes:
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(NOT_IN_A_TITLE.sub("", sheet.title)[:MOST_OF_A_TITLE].strip())
        page.freeze_panes = "B2"
        page.column_dimensions["A"].width = 40
        headings, *lines = sheet.lines()
        page.append([_bold(page, heading) for heading in headings])
        for line in lines:
            page.append(line)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def attachment(content: str | bytes, kind: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _cell(value):
    if value is None:
        return ""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else harmless(value)


def _bold(page, heading):
    cell = WriteOnlyCell(page, value=heading)
    cell.font = Font(bold=True)
    return cell


def _csv(sheet) -> str:
    """With a mark that tells Excel it is UTF-8, and the semicolons that a Dutch Excel expects."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(sheet.lines())
    return "\ufeff" + text.getvalue()
