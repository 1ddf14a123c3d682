"""Text files: delimiter, quotes and encoding are found out, rows come one by one."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from imports.readers.cells import FORMULA_TEXT, Note, NoteKind, Row, visible
from imports.readers.encodings import FALLBACK, Encoding, encoding_of
from imports.readers.errors import BadFile
from imports.readers.kinds import NO_LIST, Kind
from imports.readers.limits import MAX_COLUMNS
from imports.readers.workbook import Sheet, Workbook

DELIMITERS = ";,\t|"
HEAD_ROWS = 60
CONTROL = re.compile("[\u0001-\u0008\u000e-\u0019\u001b-\u001f]")
PROTECTED_DIGITS = re.compile(r"^'[+0-9]")


class Dialect(NamedTuple):
    """How the text is written. `starts_at` skips the lines before the table that only tell the delimiter."""

    encoding: Encoding
    delimiter: str
    quoting: int = csv.QUOTE_MINIMAL
    starts_at: int = 1


def open_text(content: bytes, filename: str) -> Workbook:
    encoding = encoding_of(content)
    if not encoding or _looks_binary(content, encoding):
        raise BadFile(f'"{filename}" is geen spreadsheet en ook geen gewone tekst. {NO_LIST}')
    dialect = _settle_quotes(content, filename, _dialect(content, encoding))
    head = tuple(itertools.islice(_rows(content, dialect), HEAD_ROWS))
    if not head:
        raise BadFile(f'"{filename}" is leeg. Controleer of u het goede bestand hebt gekozen.')
    rows, columns = _size(content, dialect)
    sheet = Sheet(0, "", rows, columns, head)
    notices = (HALF_UTF_8,) if encoding.errors == FALLBACK else ()
    return Workbook(filename, Kind.TEXT, (sheet,), lambda _: _rows(content, dialect), notices)


def written_as(content: bytes) -> tuple[str, str]:
    """Delimiter and encoding of a text file, to write another one like it."""
    encoding = encoding_of(content) or Encoding("utf-8-sig")
    return _dialect(content, encoding).delimiter, encoding.name


TOO_LONG = (
    "een cel met meer dan 131.072 tekens. Dat past in geen enkel spreadsheet. Maak die cel korter of leeg en upload "
    "het bestand opnieuw."
)
HALF_UTF_8 = "Een deel van het bestand heeft een andere tekencodering. Controleer namen met letters als é en ë."


def _looks_binary(content: bytes, encoding: Encoding) -> bool:
    sample = _text(content[:65_536], encoding._replace(errors="replace")).read()
    return len(CONTROL.findall(sample)) > max(2, len(sample) // 200)


def _text(content: bytes, encoding: Encoding) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding.name, encoding.errors, newline="")


def _records(content: bytes, dialect: Dialect, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """(row number as a spreadsheet shows it, cells): a cell with line breaks in it is still one row."""
    lines = _text(content, dialect.encoding)
    reader = csv.reader(lines, delimiter=dialect.delimiter, quoting=dialect.quoting, strict=strict)
    for number, cells in enumerate(reader, start=1):
        if number >= dialect.starts_at:
            yield number, cells


def _dialect(content: bytes, encoding: Encoding) -> Dialect:
    first = _text(content[:200], encoding._replace(errors="replace")).readline().strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == 5 and first[4] in DELIMITERS:
        return Dialect(encoding, first[4], starts_at=2)
    if first == "sep=":
        return Dialect(encoding, "\t", starts_at=2)
    return max((Dialect(encoding, delimiter) for delimiter in DELIMITERS), key=lambda each: _fit(content, each))


def _fit(content: bytes, dialect: Dialect) -> int:
    """How well a delimiter explains the first rows: many rows with the same, high number of columns."""
    widths = Counter()
    try:
        for _, cells in itertools.islice(_records(content, dialect), HEAD_ROWS):
            widths[len(cells)] += 1
    except csv.Error:
        return 0
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _settle_quotes(content: bytes, filename: str, dialect: Dialect) -> Dialect:
    """Read quotes as quotes when all of them close; as ordinary signs when the rows then fit better; else refuse.

    An unclosed quote would swallow the rows after it without a trace.
    """
    row = _last_good_row(content, dialect)
    if row is None:
        return dialect
    plain = dialect._replace(quoting=csv.QUOTE_NONE)
    try:
        widths = {len(cells) for _, cells in _records(content, plain) if any(cells)}
    except csv.Error:
        raise BadFile(f'In "{filename}" staat in rij {row + 1} {TOO_LONG}') from None
    if len(widths) == 1 and widths != {1}:
        return plain
    raise BadFile(
        f'In "{filename}" klopt in rij {row + 1} een aanhalingsteken (") niet: het hoort aan het begin en het eind van '
        "een cel te staan. Verbeter die rij, of open het bestand in Excel en sla het op als Excel-werkmap (.xlsx)."
    )


def _last_good_row(content: bytes, dialect: Dialect) -> int | None:
    """The row before the first one with a wrong quote, None when there is none."""
    number = 0
    try:
        for number, _ in _records(content, dialect, strict=True):  # noqa: B007 - the last number is the answer
            pass
    except csv.Error:
        return number
    return None


def _rows(content: bytes, dialect: Dialect) -> Iterator[Row]:
    for number, cells in _records(content, dialect):
        if any(cells):
            notes: list[Note] = []
            cleaned = tuple(_cell(text, column, notes) if text else "" for column, text in enumerate(cells))
            if any(text.strip() for text in cleaned):
                yield Row(number, cleaned, (), tuple(notes))


def _cell(text: str, column: int, notes: list[Note]) -> str:
    """The cell without the tricks that keep Excel from eating zeros: ="0012" and '0012."""
    text = visible(text, column, notes)
    bare = text
    if found := FORMULA_TEXT.match(text):
        bare = found[1]
    elif PROTECTED_DIGITS.match(text):
        bare = text[1:]
    if bare != text:
        notes.append(Note(column, NoteKind.AS_TEXT, f'"{text}" is gelezen als "{bare}".'))
    return bare


def _size(content: bytes, dialect: Dialect) -> tuple[int, int]:
    rows = columns = 0
    for number, cells in _records(content, dialect):
        rows = number
        if len(cells) > columns:
            columns = len(cells)
    return rows, min(columns, MAX_COLUMNS + 1)
