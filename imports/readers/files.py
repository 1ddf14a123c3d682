"""Delivered files to sheets, header and rows of text.

    workbook = open_file(content, filename)
    guess = propose_headers(workbook, is_known)[0]
    for row in data_rows(workbook, guess.sheet, guess.row_number): ...

Everything that can be wrong with a file becomes a `BadFile` with a Dutch sentence; no other exception comes out.
"""

from imports.readers.cells import Note, NoteKind, Row
from imports.readers.delimited import open_text
from imports.readers.errors import BadFile
from imports.readers.headers import HeaderGuess, column_letters, data_rows, find_header, header_at, propose_headers
from imports.readers.kinds import Kind, kind_of
from imports.readers.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, MOST_BYTES
from imports.readers.spreadsheets import open_spreadsheet
from imports.readers.workbook import Sheet, Workbook

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MOST_BYTES",
    "BadFile",
    "HeaderGuess",
    "Kind",
    "Note",
    "NoteKind",
    "Row",
    "Sheet",
    "Workbook",
    "check_size",
    "column_letters",
    "data_rows",
    "find_header",
    "header_at",
    "open_file",
    "propose_headers",
]


def check_size(size: int, filename: str, most: int = MAX_BYTES) -> None:
    """Refuse a file by its size alone, before reading it."""
    if size > most:
        megabytes, limit = -(-size // 1024**2), most // 1024**2
        raise BadFile(
            f'"{filename}" is {megabytes} MB. Dat is te groot: een bestand mag hoogstens {limit} MB zijn. Haal '
            "afbeeldingen en andere tabbladen weg, of verdeel de lijst over meer bestanden."
        )


def open_file(content: bytes, filename: str, most: int = MAX_BYTES) -> Workbook:
    """Open what was delivered; what it is, is decided by the content and not by the extension.

    `most` bytes are allowed; spreadsheets, which are read whole, never more than in the browser.
    """
    check_size(len(content), filename, most)
    kind = kind_of(content, filename)
    if kind == Kind.TEXT:
        return open_text(content, filename)
    check_size(len(content), filename)
    return open_spreadsheet(content, filename, kind)
