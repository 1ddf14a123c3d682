"""Runs as a process of its own and opens one spreadsheet with calamine: `python -m imports.readers.child KIND TASK`.

A process, because calamine fills memory for the whole rectangle around the cells: one stray value in the far corner of
a sheet ends the process that reads it. Here that process has limits and is not the worker. The file comes in on
standard input; frames of marshalled tuples go out (see `spreadsheets.py`, the other end).
"""

import contextlib
import io
import itertools
import marshal
import resource
import struct
import sys

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from imports.readers.cells import Note, formula_error, text_of, visible
from imports.readers.limits import MEMORY, SECONDS
from imports.readers.workbook_parts import WorkbookParts

HEAD_ROWS = 60
CELLS_PER_FRAME = 50_000


def main() -> None:
    _limit_itself()
    kind, task = sys.argv[1:]
    content = sys.stdin.buffer.read()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        parts = WorkbookParts(content if kind == "xlsx" else b"")
        if task == "survey":
            _survey(workbook, parts)
        else:
            _read_sheet(workbook.get_sheet_by_index(int(task)), parts)
        _send("done", None)
    except PasswordError:
        _send("password", None)
    except MemoryError:
        _send("memory", None)
    except BrokenPipeError:
        sys.exit(0)
    except BaseException as error:  # calamine panics are BaseExceptions
        _send("damaged", f"{type(error).__name__}: {error}"[:300])


def _limit_itself() -> None:
    """Some systems refuse a limit, or have set a lower one already."""
    for limit, value in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _send(what: str, data: object) -> None:
    frame = marshal.dumps((what, data))
    sys.stdout.buffer.write(struct.pack(">I", len(frame)) + frame)
    sys.stdout.buffer.flush()


def _survey(workbook: CalamineWorkbook, parts: WorkbookParts) -> None:
    """Per sheet its index, name, size, whether it is hidden, and the first rows with anything in them."""
    for index, metadata in enumerate(workbook.sheets_metadata):
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(index)
        rows, columns = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        empty_rows = parts.row_count(sheet.name) if not sheet.end else 0
        head = list(itertools.islice(_rows(sheet, parts), HEAD_ROWS))
        hidden = metadata.visible != SheetVisibleEnum.Visible
        _send("sheet", (index, metadata.name, rows, columns, hidden, empty_rows, head))


def _read_sheet(sheet: CalamineSheet, parts: WorkbookParts) -> None:
    rows = _rows(sheet, parts)
    size = max(1, CELLS_PER_FRAME // max(1, sheet.total_width))
    while batch := list(itertools.islice(rows, size)):
        _send("rows", batch)


def _rows(sheet: CalamineSheet, parts: WorkbookParts):
    """Rows with anything in them as (number, cells, columns of numbers, notes)."""
    if not sheet.end:
        return
    errors = parts.error_cells(sheet.name)
    before = ("",) * sheet.start[1]
    for number, values in enumerate(sheet.iter_rows(), start=1):
        found = errors.get(number, {})
        if found or any(value != "" for value in values):
            row = _row(number, before, values, found)
            if any(row[1]):
                yield row


def _row(number: int, before: tuple[str, ...], values: list, errors: dict[int, str]):
    notes: list[Note] = []
    cells = list(before)
    numbers = []
    for column, value in enumerate(values, start=len(before)):
        if type(value) is str:
            cells.append(visible(value, column, notes) if value else "")
        else:
            cells.append(text_of(value))
            if type(value) in (float, int):
                numbers.append(column)
    for column, text in errors.items():
        if column < len(cells) and not cells[column]:
            cells[column] = text
            notes.append(formula_error(column, text))
    return number, tuple(cells), tuple(numbers), tuple((column, kind.value, text) for column, kind, text in notes)


if __name__ == "__main__":
    main()
