"""A list taken along as a spreadsheet, safe to open: xlsx, or csv that a Dutch spreadsheet program reads at once."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook

from employers.resources import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(name: str, headers: Sequence[str], rows: Iterable[Sequence], *, form: str = "xlsx") -> HttpResponse:
    """A download called `name` and today's date; days are written as 31-12-2026."""
    cells = ([_cell(value) for value in row] for row in rows)
    content, kind = (
        (_csv(headers, cells), "text/csv; charset=utf-8") if form == "csv" else (_xlsx(headers, cells), XLSX)
    )
    response = HttpResponse(content, content_type=kind)
    ending = "csv" if form == "csv" else "xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.{ending}"'
    return response


def _cell(value):
    if value is None:
        return ""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else harmless(value)


def _xlsx(headers, rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 40
    for row in (headers, *rows):
        sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _csv(headers, rows) -> str:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([headers, *rows])
    return "\ufeff" + text.getvalue()
