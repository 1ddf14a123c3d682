"""Spreadsheets (xlsx, xlsb, xls, ods): a separate process reads the file, this side receives its rows."""

import contextlib
import marshal
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from imports.readers.archives import check_archive
from imports.readers.cells import Note, NoteKind, Row
from imports.readers.errors import BadFile
from imports.readers.kinds import DAMAGED, PASSWORD, SAVE_AS, Kind
from imports.readers.workbook import Sheet, Workbook

ROOT = Path(__file__).resolve().parents[2]
TOO_WIDE = (
    "vraagt te veel geheugen of tijd. Vaak staat er dan ver onder of rechts van de lijst nog een losse waarde. "
    "Kopieer alleen de lijst naar een nieuw Excel-bestand en upload dat."
)
REFUSALS = {"password": PASSWORD, "memory": TOO_WIDE, "damaged": DAMAGED}
PANIC = 101


def open_spreadsheet(content: bytes, filename: str, kind: Kind) -> Workbook:
    if kind != Kind.XLS:
        check_archive(content, filename)
    sheets = tuple(_sheet(data) for data in _frames(content, filename, kind, "survey", "sheet"))
    _refuse_empty(sheets, filename)

    def read(sheet: Sheet) -> Iterator[Row]:
        for batch in _frames(content, filename, kind, str(sheet.index), "rows"):
            yield from map(_as_row, batch)

    return Workbook(filename, kind, sheets, read)


def _sheet(data: tuple) -> Sheet:
    index, name, rows, columns, is_hidden, empty_rows, head = data
    return Sheet(index, name, rows, columns, tuple(map(_as_row, head)), is_hidden, empty_rows)


def _as_row(data: tuple) -> Row:
    number, cells, numbers, notes = data
    return Row(number, cells, numbers, tuple(Note(column, NoteKind(kind), text) for column, kind, text in notes))


def _refuse_empty(sheets: tuple[Sheet, ...], filename: str) -> None:
    if any(sheet.head for sheet in sheets):
        return
    rows = max((max(sheet.empty_row_count, sheet.row_count) for sheet in sheets), default=0)
    if rows > 1:
        count = f"{rows:,}".replace(",", ".")
        raise BadFile(
            f'"{filename}" heeft {count} rijen, maar ze zijn allemaal leeg. Controleer of u het goede bestand hebt.'
        )
    raise BadFile(f'"{filename}" is leeg: er staat op geen enkel tabblad iets. Controleer of u het goede bestand hebt.')


def _frames(content: bytes, filename: str, kind: Kind, task: str, expected: str) -> Iterator:
    """The data of every `expected` frame; ends with `BadFile` when the other process ended any other way than well."""
    command = [sys.executable, "-m", "imports.readers.child", kind, task]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(content)
            process.stdin.close()
        while frame := _next_frame(process.stdout):
            what, data = frame
            if what == "done":
                return
            if what != expected:
                raise BadFile(f'"{filename}" {REFUSALS[what]}')
            yield data
        raise BadFile(f'"{filename}" {_ending(process, kind)}')
    finally:
        _end(process)


def _next_frame(stream) -> tuple | None:
    size = stream.read(4)
    if len(size) < 4:
        return None
    (length,) = struct.unpack(">I", size)
    frame = stream.read(length)
    return marshal.loads(frame) if len(frame) == length else None


def _ending(process: subprocess.Popen, kind: Kind) -> str:
    """A panic is damage; ended by the system is a lack of memory or time."""
    if process.wait() == PANIC:
        return DAMAGED
    return f"{TOO_WIDE} {SAVE_AS}" if kind == Kind.XLS else TOO_WIDE


def _end(process: subprocess.Popen) -> None:
    """Stop the process also when the caller wanted only the first rows."""
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            stream.close()
    if process.poll() is None:
        process.kill()
    process.wait()
