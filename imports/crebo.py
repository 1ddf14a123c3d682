"""SBB's accreditations as lists write them: one code a row, several codes in a cell, or a column for each code."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from employers.normalise import NotNormal, normalise_text
from imports.dates import read_date

FIELDS = ("crebo_codes", "qualification_name", "qualification_level", "accredited_from_on", "accredited_until_on")
CODE = re.compile(r"(?<!\d)(\d{5})(?!\d)(?:[.,]0+(?!\d))?")
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}")
LEVEL = re.compile(r"(?:niveau|niv\.?)\s*([1-4])\b", re.IGNORECASE)
LAST_NUMBER = re.compile(r"(\d{1,2})\s*$")
NO_TEXT = ("-", "n.v.t.", "nvt", "geen", "onbekend")
LONGEST_NAME = 160


class Cell(NamedTuple):
    column: str
    text: str


class Refused(NamedTuple):
    """A value that could not be used, with the reason as a Dutch sentence."""

    field: str
    cell: Cell
    reason: str


def read_accreditations(cells: Mapping[str, Sequence[Cell]]) -> tuple[list[dict[str, Any]], list[Refused]]:
    """The accreditations of one row, each code once, in the order of the cells; dates in ISO form or ""."""
    found: dict[str, dict[str, Any]] = {}
    refused: list[Refused] = []
    for cell in cells.get("crebo_codes", ()):
        pieces = _pieces(cell.text)
        if not pieces and cell.text.strip().lower() not in NO_TEXT:
            reason = f'"{cell.text.strip()}" is geen crebocode van 5 cijfers.'
            refused.append(Refused("crebo_codes", cell, reason))
        for code, text in pieces:
            found.setdefault(code, _one(code, text, cell, cells, refused))
    return list(found.values()), refused


def _pieces(text: str) -> list[tuple[str, str]]:
    """Each code with the text behind it: "25180 Kok (niveau 2); 25182 …"; dates hold no codes."""
    codes = list(CODE.finditer(text))
    ends = [*(code.start() for code in codes[1:]), len(text)][: len(codes)]
    return [(code[1], text[code.end() : end]) for code, end in zip(codes, ends, strict=True)]


def _one(code: str, text: str, cell: Cell, cells, refused: list[Refused]) -> dict[str, Any]:
    """What stands behind the code itself goes before the columns beside it."""
    dates = [_date(found, "crebo_codes", cell, refused) for found in DATE.findall(text)]
    since = dates[0] if dates else _of_column("accredited_from_on", cell, cells, refused)
    until = dates[1] if len(dates) > 1 else _of_column("accredited_until_on", cell, cells, refused)
    if since and until and until < since:
        reason = f"De erkenning eindigt ({until}) voordat die begint ({since})."
        refused.append(Refused("accredited_until_on", cell, reason))
        until = ""
    level = LEVEL.search(text)
    name = _name(text) or _text(_beside("qualification_name", cell, cells))
    return {
        "crebo": code, "qualification": name[:LONGEST_NAME],
        "level": int(level[1]) if level else _level(_beside("qualification_level", cell, cells), refused),
        "from_on": since, "until_on": until,
    }  # fmt: skip


def _beside(field: str, cell: Cell, cells) -> Cell | None:
    """The cell of another column that belongs to this code: "Startdatum 2" to "Crebo 2", an unnumbered one to all."""
    others = cells.get(field, ())
    number = LAST_NUMBER.search(cell.column)
    if number:
        others = [each for each in others if not (its := LAST_NUMBER.search(each.column)) or its[1] == number[1]]
    return others[0] if others else None


def _of_column(field: str, cell: Cell, cells, refused: list[Refused]) -> str:
    beside = _beside(field, cell, cells)
    return _date(beside.text, field, beside, refused) if beside else ""


def _date(text: str, field: str, cell: Cell, refused: list[Refused]) -> str:
    try:
        return read_date(text).value
    except NotNormal as error:
        if not any(each.cell == cell and each.field == field for each in refused):
            refused.append(Refused(field, cell, str(error)))
        return ""


def _level(cell: Cell | None, refused: list[Refused]) -> int | None:
    text = _text(cell).lower()
    if not text or text in NO_TEXT:
        return None
    if text == "entree":
        return 1
    found = re.fullmatch(r"(?:mbo|niveau|niv\.?|mbo-niveau)?\s*([1-4])(?:[.,]0+)?", text)
    if not found:
        refused.append(Refused("qualification_level", cell, f'"{text}" is geen niveau. Een niveau is 1, 2, 3 of 4.'))
    return int(found[1]) if found else None


def _name(text: str) -> str:
    """The words behind a code, without level, dates and punctuation."""
    bare = LEVEL.sub(" ", DATE.sub(" ", text))
    bare = re.sub(r"\b(?:vanaf|van|tot|t/m|tot en met|sinds)\b(?!\s+[a-z]{4})|[()|;,]|\bt/m\b", " ", bare)
    return normalise_text(bare).value.strip(" -:/.")


def _text(cell: Cell | None) -> str:
    return normalise_text(cell.text).value if cell else ""
