"""Cell values as text, and what is worth telling about a cell."""

import datetime
import re
from enum import StrEnum
from typing import NamedTuple

from employers.normalise import INVISIBLE

FORMULA_TEXT = re.compile(r'^="([^"]*)"$')


class NoteKind(StrEnum):
    FORMULA_ERROR = "formula_error"
    INVISIBLE = "invisible"
    AS_TEXT = "as_text"
    TOO_LONG = "too_long"


class Note(NamedTuple):
    """Something about one cell that the reader saw; `column` counts from 0."""

    column: int
    kind: NoteKind
    message: str


class Row(NamedTuple):
    """One row with anything in it. `number` is the row number as the spreadsheet shows it.

    `numbers` are the columns whose cell held a number instead of text: their leading zeros, if any, are gone.
    """

    number: int
    cells: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


def visible(text: str, column: int, notes: list[Note]) -> str:
    """The text without characters that nobody can see; their removal is noted."""
    if text.isprintable():
        return text
    cleaned, count = INVISIBLE.subn("", text)
    if count:
        what = "Er is een onzichtbaar teken" if count == 1 else f"Er zijn {count} onzichtbare tekens"
        notes.append(Note(column, NoteKind.INVISIBLE, f"{what} uit de cel verwijderd."))
    return cleaned


def formula_error(column: int, text: str) -> Note:
    return Note(column, NoteKind.FORMULA_ERROR, f"In de cel staat de foutwaarde {text} van een formule.")


def text_of(value: object) -> str:
    """A spreadsheet value as text: whole numbers without decimals, dates in ISO form, booleans Ja and Nee."""
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", _precision(value))
    if isinstance(value, datetime.time):
        return value.isoformat(_precision(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _number_text(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)


def _precision(value: datetime.datetime | datetime.time) -> str:
    return "seconds" if value.second else "minutes"
