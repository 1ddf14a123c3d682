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
    """The most likely header. `row_number` 0 means that the list has none: `header` then holds column letters.

    With `row_count` 2 the row above it belongs to it: "Bezoekadres" over "Straat" and "Postcode".
    """

    row_number: int
    header: tuple[str, ...]
    recognised: int
    sheet: str = ""
    row_count: int = 1


def find_header(rows: Iterable[Row], known: IsKnown, column_count: int = 0) -> HeaderGuess | None:
    """The row with the most headers that `known` recognises; title rows above it are passed over.

    Without any recognised header: the first row with at least two texts, unless that already looks like data.
    None when there are no rows.
    """
    rows = list(rows)
    if not rows:
        return None
    width = max(column_count, *(len(row.cells) for row in rows))
    best = max(rows, key=lambda row: (_recognised(row.cells, known), -row.number))
    if score := _recognised(best.cells, known):
        single = HeaderGuess(best.number, _padded(best.cells, width), score)
        return _with_row_above(rows, best, single, known) or single
    first = next((row for row in rows if _filled(row.cells) > 1), rows[0])
    if any(LOOKS_LIKE_DATA.search(cell.strip()) for cell in first.cells):
        return HeaderGuess(0, tuple(f"Kolom {column_letters(index)}" for index in range(width)), 0)
    return HeaderGuess(first.number, _padded(first.cells, width), 0)


def _with_row_above(rows: Sequence[Row], best: Row, single: HeaderGuess, known: IsKnown) -> HeaderGuess | None:
    """The best row as the lower or the upper of two, when the two together say at least as much as it does alone."""
    by_number = {row.number: row for row in rows}
    found = []
    for upper, lower in ((best.number - 1, best.number), (best.number, best.number + 1)):
        if upper in by_number and lower in by_number and _is_group_row(by_number[upper], by_number[lower]):
            header = _padded(combined(by_number[upper].cells, by_number[lower].cells), len(single.header))
            score = _recognised(header, known)
            if score > single.recognised or (score == single.recognised and lower == best.number):
                found.append(HeaderGuess(lower, header, score, row_count=2))
    return max(found, key=lambda guess: guess.recognised, default=None)


def _is_group_row(upper: Row, lower: Row) -> bool:
    """Whether the upper row has names that stretch over several names of the lower one, which holds no data itself."""
    if any(LOOKS_LIKE_DATA.search(cell.strip()) for cell in lower.cells):
        return False
    above = _padded(upper.cells, len(lower.cells))
    return _filled(above) > 1 and any(
        above[column].strip() and not above[column + 1].strip() and lower.cells[column + 1].strip()
        for column in range(len(lower.cells) - 1)
    )


def combined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """One name per column from two rows. Of merged cells only the first has the text: it holds for those behind it."""
    names, group = [], ""
    for column in range(max(len(upper), len(lower))):
        above = upper[column].strip() if column < len(upper) else ""
        below = lower[column].strip() if column < len(lower) else ""
        group = above or (group if below else "")
        names.append(" ".join(part for part in (group, below) if part))
    return tuple(names)


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
        HeaderGuess(guess.row_number, guess.header, guess.recognised, sheet.name, guess.row_count)
        for _, _, _, guess, sheet in guesses
    ]


def header_at(workbook: Workbook, sheet: str, row_number: int, row_count: int = 1) -> tuple[str, ...]:
    """The header that stands in a row that a person or an earlier delivery points out, with the row above it or not."""
    chosen = workbook.sheet(sheet)
    width = min(chosen.column_count, MAX_COLUMNS)
    if not row_number:
        return tuple(f"Kolom {column_letters(index)}" for index in range(width))
    rows = {row.number: row.cells for row in chosen.head}
    if row_number in rows:
        above = rows.get(row_number - 1, ()) if row_count > 1 else ()
        return _padded(combined(above, rows[row_number]) if above else rows[row_number], width)
    raise BadFile(f"{workbook.place(sheet)}: in rij {row_number} staat geen kopregel.")


def data_rows(workbook: Workbook, sheet: str, row_number: int, row_count: int = 1) -> Iterator[Row]:
    """The rows under the header, each as wide as the header at least; a repeated header row is no data.

    Raises `BadFile` when there is nothing under the header, or more than we read. In a text file a row that is wider
    than its header carries a note: an unquoted delimiter then moved its values to the wrong columns.
    """
    chosen = workbook.sheet(sheet)
    _refuse_too_large(workbook, chosen)
    header = header_at(workbook, sheet, row_number, row_count)
    width = len(_without_empty_end(header))
    above = range(row_number - row_count + 1, row_number + 1)
    repeated = {tuple(map(str.strip, _padded(row.cells, len(header)))) for row in chosen.head if row.number in above}
    count = 0
    for row in workbook.read(chosen):
        if row.number <= row_number or tuple(map(str.strip, _padded(row.cells, len(header)))) in repeated:
            continue
        count += 1
        if count > MAX_ROWS:
            raise BadFile(f"{workbook.place(sheet)} {_too_many_rows()}")
        yield _fitted(row, width, is_text=not sheet)
    if not count:
        where = f"onder de kolomnamen in rij {row_number}" if row_number else "in dit bestand"
        raise BadFile(f"{workbook.place(sheet)}: {where} staat niets. Controleer of u het goede bestand hebt gekozen.")


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
