"""A return file as Excel workbook, or as csv in the delimiter and encoding of the list itself."""

import csv
import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from imports.models import ImportBatch
from imports.protected_text import protect
from imports.readers.delimited import written_as

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # Excel refuses these, and nobody can see them
SPECIAL = re.compile(r"^[=+\-@#\t\r]")
OUR_DELIMITER, OUR_ENCODING = ";", "utf-8-sig"


def as_csv(batch: ImportBatch, lines: Iterable[list[str]]) -> bytes:
    """As the list came; when the register knows a letter that its encoding lacks, as UTF-8."""
    delimiter, encoding = (OUR_DELIMITER, OUR_ENCODING)
    if batch.kind == "csv":
        delimiter, encoding = written_as(batch.file.read())
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([protect(text) for text in line] for line in lines)
    try:
        return file.getvalue().encode(encoding)
    except UnicodeEncodeError:
        return file.getvalue().encode(OUR_ENCODING)


def as_xlsx(lines: Iterable[list[str]], own_width: int) -> bytes:
    """Every cell is text, so that nothing runs and no leading zero gets lost; the header stays in view."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Retour")
    sheet.freeze_panes = "A2"
    for number, line in enumerate(lines):
        sheet.append(
            [_cell(sheet, text, is_bold=not number and column >= own_width) for column, text in enumerate(line)]
        )
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _cell(sheet, text: str, *, is_bold: bool):
    """Plain text as it is; what Excel would take for something else as text with Excel's own mark for it."""
    text = CONTROL.sub("", text)
    is_special = bool(SPECIAL.match(text))
    if not is_special and not is_bold:
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type, cell.quotePrefix = "s", is_special
    if is_bold:
        cell.font = Font(bold=True)
    return cell
