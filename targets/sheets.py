"""Any table of a steering page as a spreadsheet: figures as figures, and no text that runs as a formula."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook

from employers.resources import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True)
class Sheet:
    """One table: its title, the headings and the rows as they stand on the page."""

    title: str
    headings: list[str]
    rows: Iterable[list]

    def lines(self) -> Iterable[list]:
        yield [harmless(heading) for heading in self.headings]
        for row in self.rows:
            yield [harmless(value) for value in row]


def download(sheet: Sheet, form: str) -> HttpResponse:
    """As `xlsx`, or `csv` the way a Dutch Excel opens it."""
    form = form if form in FORMS else "xlsx"
    response = HttpResponse(_text(sheet) if form == "csv" else _workbook(sheet), content_type=FORMS[form])
    name = f"{slugify(sheet.title)}-{timezone.localdate():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _text(sheet):
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(sheet.lines())
    return "\ufeff" + out.getvalue()


def _workbook(sheet):
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title[:31])
    page.freeze_panes = "B2"
    page.column_dimensions["A"].width = 36
    for line in sheet.lines():
        page.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
