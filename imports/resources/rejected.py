"""The rows that were not read, in the form in which they came, with the reason behind them."""

import csv
import io
from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from employers.spreadsheets import harmless
from imports.kept_corrections import corrections_of, with_corrections
from imports.models import ImportBatch, Outcome

REASON = "Reden"
ROW = "Rij"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rejected_file(batch: ImportBatch) -> tuple[bytes, str, str]:
    """Content, content type and extension: csv for a csv delivery, else an Excel workbook."""
    if batch.kind == "csv":
        return _as_csv(_lines(batch)), CSV_TYPE, "csv"
    return _as_xlsx(batch, _lines(batch)), XLSX_TYPE, "xlsx"


def _lines(batch: ImportBatch) -> Iterator[list[str]]:
    """The header and every row, all as text that no spreadsheet runs."""
    width = len(batch.header)
    yield [harmless(text) for text in batch.header] + [ROW, REASON]
    rows = batch.rows.with_outcome().with_this_outcome(Outcome.REJECTED).order_by("row_number")
    rows = list(rows.defer("candidates", "changes"))
    corrections = corrections_of(batch, [row.row_number for row in rows])
    for row in rows:
        cells = [*with_corrections(row.raw, corrections.get(row.row_number, ())), *[""] * width][:width]
        yield [harmless(text) for text in cells] + [row.place, row.rejection]


def _as_csv(lines: Iterable[list[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(lines)
    return file.getvalue().encode("utf-8-sig")


def _as_xlsx(batch: ImportBatch, lines: Iterable[list[str]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Niet ingelezen")
    for number, line in enumerate(lines):
        sheet.append([_text_cell(sheet, text, is_bold=not number) for text in line])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _text_cell(sheet, text: str, *, is_bold: bool):
    """A cell that is text whatever stands in it; longer texts than a cell can hold do not occur."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell
