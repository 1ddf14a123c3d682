"""Where the header row stands, on which sheet, and the rows under it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from imports.readers.cells import Note, NoteKind, Row
from imports.readers.errors import BadFile
from imports.readers.limits import MAX_COLUMNS, MAX_ROWS
from imports.readers.workbook import Sheet, Workbook

LOOKS_LIKE_DATA = re.compile(r"\d{7,}|\S@\S+\.\w|^[1-9]\d{3}\s?[A-Za-z]{2}$|^\d+([.,]\d+)?$|^0\d{1,3}[ -]\d")
IsKnown = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """The most likely header. `row_number` 0 means that the list has none: `header` then holds column letters."""

    row_number: int
    header: tuple[str, ...]
    recognised: int
    sheet: str = ""


def find_header(rows: Iterable[Row], known: IsKnown, column_count: int = 0) -> HeaderGuess | None:
    """The row with the most headers that `known` recognises; title rows above it are passed over.

    Without any recognised header: the first row with at least two texts, unless that already looks like data.
    None when there are no rows.
    """
    candidates = [(_recognised(row.cells, known), row) for row in rows]
    if not candidates:
        return None
    width = max(column_count, *(len(row.cells) for _, row in candidates))
    score, best = max(candidates, key=lambda each: (each[0], -each[1].number))
    if score:
        return HeaderGuess(best.number, _padded(best.cells, width), score)
    first = next((row for _, row in candidates if _filled(row.cells) > 1), candidates[0][1])
    if any(LOOKS_LIKE_DATA.search(cell.strip()) for cell in first.cells):
        return HeaderGuess(0, tuple(f"Kolom {column_letters(index)}" for index in range(width)), 0)
    return HeaderGuess(first.number, _padded(first.cells, width), 0)


def propose_headers(workbook: Workbook, known: IsKnown) -> list[HeaderGuess]:
    """One guess per sheet with anything on it, the most recognised first; hidden sheets after visible ones."""
    guesses = []
    for sheet in workbook.sheets:
        width = min(sheet.column_count, MAX_COLUMNS)
        guess = find_header(sheet.head, known, width)
        if guess:
            guesses.append((guess.recognised, not sheet.is_hidden, -sheet.index, guess, sheet))
    guesses.sort(key=lambda each: each[:3], reverse=True)
    return [
        HeaderGuess(guess.row_number, guess.header, guess.recognised, sheet.name) for _, _, _, guess, sheet in guesses
    ]


def header_at(workbook: Workbook, sheet: str, row_number: int) -> tuple[str, ...]:
    """The header that stands in a row that a person or an earlier delivery points out."""
    chosen = workbook.sheet(sheet)
    width = min(chosen.column_count, MAX_COLUMNS)
    if not row_number:
        return tuple(f"Kolom {column_letters(index)}" for index in range(width))
    for row in chosen.head:
        if row.number == row_number:
            return _padded(row.cells, width)
    raise BadFile(f"{workbook.place(sheet)}: in rij {row_number} staat geen kopregel.")


def data_rows(workbook: Workbook, sheet: str, row_number: int) -> Iterator[Row]:
    """The rows under the header, each as wide as the header at least; a repeated header row is no data.

    Raises `BadFile` when there is nothing under the header, or more than we read. In a text file a row that is wider
    than its header carries a note: an unquoted delimiter then moved its values to the wrong columns.
    """
    chosen = workbook.sheet(sheet)
    _refuse_too_large(workbook, chosen)
    header = tuple(map(str.strip, header_at(workbook, sheet, row_number)))
    width = len(_without_empty_end(header))
    count = 0
    for row in workbook.read(chosen):
        if row.number <= row_number or tuple(map(str.strip, _padded(row.cells, len(header)))) == header:
            continue
        count += 1
        if count > MAX_ROWS:
            raise BadFile(f"{workbook.place(sheet)} {_too_many_rows()}")
        yield _fitted(row, width, is_text=not sheet)
    if not count:
        where = f"Onder de kopregel in rij {row_number} staan geen rijen" if row_number else "Er staan geen rijen in"
        raise BadFile(f"{workbook.place(sheet)} is leeg. {where}. Controleer of u het goede bestand hebt gekozen.")


def _refuse_too_large(workbook: Workbook, sheet: Sheet) -> None:
    place = workbook.place(sheet.name)
    if sheet.column_count > MAX_COLUMNS:
        raise BadFile(
            f"{place} heeft meer dan {MAX_COLUMNS} kolommen. Vaak staat er dan rechts van de lijst nog een losse "
            "waarde. Kopieer alleen de kolommen van de lijst naar een nieuw bestand en upload dat."
        )


def _too_many_rows() -> str:
    count = f"{MAX_ROWS:,}".replace(",", ".")
    return f"heeft meer dan {count} rijen. Verdeel de lijst over meer bestanden."


def _fitted(row: Row, width: int, *, is_text: bool) -> Row:
    if len(row.cells) < width:
        return row._replace(cells=_padded(row.cells, width))
    extra = _filled(row.cells[width:])
    if not is_text or not extra:
        return row
    message = (
        f"De rij heeft {extra} {'cel' if extra == 1 else 'cellen'} meer dan de kopregel. Waarschijnlijk staat er een "
        "scheidingsteken in een waarde, waardoor waarden in de verkeerde kolom staan."
    )
    return row._replace(notes=(*row.notes, Note(width, NoteKind.TOO_LONG, message)))


def column_letters(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA: how spreadsheets name their columns."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _recognised(cells: Sequence[str], known: IsKnown) -> int:
    """Different headers in the row that are known; a row with one long text is a title."""
    return len({cell.strip().lower() for cell in cells if cell.strip() and len(cell) < 80 and known(cell)})


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells)) if len(cells) < width else cells


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
