"""One row cleaned and checked: canonical values, what was wrong, what was repaired. Nothing changes in silence.

A fatal problem rejects the row. Any other drops one value and keeps the row; the raw row keeps what stood there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from employers.normalise import (
    Normalised,
    NotNormal,
    normalise_email,
    normalise_establishment_number,
    normalise_house_number,
    normalise_kvk_number,
    normalise_phone,
    normalise_postcode,
    normalise_sbi_code,
    normalise_size,
    normalise_text,
    normalise_website,
)
from imports.addresses import parse_address, split_street
from imports.columns import FIELDS_BY_NAME
from imports.crebo import FIELDS as CREBO_FIELDS
from imports.crebo import Cell, read_accreditations
from imports.dates import read_date
from imports.readers.files import NoteKind, Row, column_letters
from imports.sources import ListFacts, ListSource

Value = str | int | bool | None | list[dict]
MOST_PEOPLE = 500_000  # more working people than any Dutch employer has: then the column holds something else
FORMULA_ERRORS = {
    "#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!", "#NAME?", "#NAAM?", "#NULL!",
    "#LEEG!", "#NUM!", "#GETAL!",
}  # fmt: skip
PLACEHOLDERS = {
    "-",
    "--",
    "?",
    "n.v.t.",
    "nvt",
    "n.v.t",
    "onbekend",
    "geen",
    "n.b.",
    "nb",
    "null",
    "none",
    "n/a",
    "x",
    ".",
}
YES = {"ja", "j", "yes", "y", "1", "true", "waar", "x", "h", "hoofdvestiging"}
NO = {"nee", "n", "no", "0", "false", "onwaar", "nevenvestiging"}
DROPPED = "De waarde is niet overgenomen."
REJECTED = "Verbeter de cel en lees de rij opnieuw in."


class Problem(NamedTuple):
    """What was wrong with a value; `column` is the header in the file, `message` a full Dutch sentence."""

    field: str
    column: str
    value: str
    message: str
    is_fatal: bool = False


class Repair(NamedTuple):
    field: str
    before: str
    after: str
    message: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a delivery must be read: which list it is, which column (from 0) holds which field, and its header."""

    source: type[ListSource]
    mapping: Mapping[int, str]
    header: Sequence[str]
    facts: ListFacts = field(default_factory=ListFacts)

    def column_name(self, column: int) -> str:
        """The header as the sheet shows it, or the letter of a column without one."""
        header = " ".join(self.header[column].split()) if column < len(self.header) else ""
        return header or f"Kolom {column_letters(column)}"


@dataclass(slots=True)
class CleanRow:
    """`values` holds only fields that the list has: a missing key is a column it lacks, "" or None an empty cell."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    @property
    def is_rejected(self) -> bool:
        return any(problem.is_fatal for problem in self.problems)

    @property
    def rejection(self) -> str:
        """Why the row is rejected, in Dutch; "" when it is not."""
        return " ".join(problem.message for problem in self.problems if problem.is_fatal)


def clean_row(row: Row, layout: Layout) -> CleanRow:
    """The row in our fields, every value canonical or absent."""
    clean = CleanRow(row.number)
    cells = _cells_per_field(row, layout, clean)
    for name in sorted(cells.keys() - CREBO_FIELDS, key=_turn):
        CLEANERS.get(name, _clean_text)(clean, name, cells[name], layout)
    _read_crebo(clean, cells)
    _finish_address(clean, cells)
    _finish_name(clean)
    _check_needs(clean, cells, layout)
    return clean


def _turn(name: str) -> int:
    """Cells that hold several fields come last: a column of its own goes before what they say."""
    return {"postcode": 1, "address": 2}.get(name, 0)


def _cells_per_field(row: Row, layout: Layout, clean: CleanRow) -> dict[str, list[Cell]]:
    """The filled cells of each mapped field, error values of formulas taken out and told."""
    cells: dict[str, list[Cell]] = {}
    for column, name in sorted(layout.mapping.items()):
        text = row.cells[column] if column < len(row.cells) else ""
        title = layout.column_name(column)
        found = cells.setdefault(name, [])
        if text.strip().upper() in FORMULA_ERRORS:
            message = f'Kolom "{title}": in de cel staat de foutwaarde {text.strip()} van een formule. {DROPPED}'
            clean.problems.append(Problem(name, title, text, message))
        elif text.strip():
            found.append(Cell(title, text))
    _tell_notes(row, layout, clean)
    return cells


def _tell_notes(row: Row, layout: Layout, clean: CleanRow) -> None:
    """What the reader saw in cells that we use."""
    for note in row.notes:
        name = layout.mapping.get(note.column, "")
        if note.kind == NoteKind.TOO_LONG:
            clean.problems.append(Problem("", "", "", f"{note.message} Verbeter de rij en lees hem opnieuw in.", True))
        elif name and note.kind in (NoteKind.INVISIBLE, NoteKind.AS_TEXT):
            clean.repairs.append(Repair(name, "", row.cells[note.column], note.message))


def _drop(clean: CleanRow, name: str, cell: Cell, reason: str, *, is_fatal: bool = False) -> None:
    message = f'Kolom "{cell.column}": {_after_colon(reason)} {REJECTED if is_fatal else DROPPED}'
    clean.problems.append(Problem(name, cell.column, cell.text, message, is_fatal))


def _after_colon(reason: str) -> str:
    """A sentence that goes on; a name or a value at its beginning stays as it is written."""
    first = reason.partition(" ")[0]
    return reason[0].lower() + reason[1:] if first in {"Alleen", "De", "Dit", "Een", "Er", "Het"} else reason


def _keep(clean: CleanRow, name: str, cell: Cell, normal: Normalised) -> None:
    clean.values[name] = normal.value
    if normal.repair:
        clean.repairs.append(Repair(name, cell.text, normal.value, f'Kolom "{cell.column}": {normal.repair}.'))


def _too_long(name: str, text: str) -> str:
    longest = FIELDS_BY_NAME[name].max_length
    return f"De tekst heeft {len(text)} tekens; er passen er {longest}." if len(text) > longest else ""


def _clean_text(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    clean.values[name] = ""
    for cell in cells[:1]:
        normal = normalise_text(cell.text)
        if normal.value.lower() in PLACEHOLDERS:
            continue
        if reason := _too_long(name, normal.value):
            _drop(clean, name, cell, reason, is_fatal=name == "trade_name")
        else:
            _keep(clean, name, cell, normal)


def _cleaner(normalise: Callable[[str], Normalised]):
    """A cleaner for fields that one function of `employers.normalise` understands."""

    def clean_with(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
        clean.values[name] = ""
        required = layout.source.requires(name)
        for cell in cells[:1]:
            if cell.text.strip().lower() in PLACEHOLDERS and not required:
                continue
            try:
                normal = normalise(cell.text)
            except NotNormal as error:
                _drop(clean, name, cell, str(error), is_fatal=required)
                continue
            if reason := _too_long(name, normal.value):
                _drop(clean, name, cell, reason, is_fatal=required)
            else:
                _keep(clean, name, cell, normal)

    return clean_with


def _clean_phones(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    """The first number that can be read; further ones are told, not lost in silence."""
    clean.values[name] = ""
    clean_one = _cleaner(normalise_phone)
    for cell in cells:
        if not clean.values[name]:
            clean_one(clean, name, [cell], layout)
        elif cell.text.strip().lower() not in PLACEHOLDERS:
            _drop(clean, name, cell, "Alleen het eerste telefoonnummer past.")


def _clean_remarks(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    """Remarks keep their lines; more columns stand under each other, with their header when there are several."""
    texts = []
    for cell in cells:
        lines = [normalise_text(line).value for line in cell.text.splitlines()]
        text = "\n".join(line for line in lines if line)
        texts.append(f"{cell.column}: {text}" if len(cells) > 1 else text)
    clean.values[name] = "\n".join(texts)
    if reason := _too_long(name, "\n".join(texts)):
        clean.values[name] = ""
        _drop(clean, name, cells[0], reason)


def _clean_contact_name(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    """First name, infix and surname in separate columns become one name, in the order of the columns."""
    parts = [normalise_text(cell.text).value for cell in cells]
    whole = " ".join(part for part in parts if part.lower() not in PLACEHOLDERS)
    clean.values[name] = ""
    if cells:
        _clean_text(clean, name, [Cell(cells[0].column, cells[0].text if len(cells) == 1 else whole)], layout)


def _clean_house_number(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    clean.values["house_number"] = None
    clean.values.setdefault("house_letter", "")
    clean.values.setdefault("house_number_addition", "")
    for cell in cells[:1]:
        if cell.text.strip().lower() in PLACEHOLDERS:
            continue
        try:
            number, letter, addition = normalise_house_number(cell.text)
        except NotNormal as error:
            _drop(clean, name, cell, str(error))
            continue
        clean.values["house_number"] = number
        clean.values["house_letter"] = clean.values["house_letter"] or letter
        clean.values["house_number_addition"] = clean.values["house_number_addition"] or addition


def _clean_house_letter(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    """A letter column of loose lists also holds additions: more than one letter is an addition."""
    for cell in cells[:1]:
        text = normalise_text(cell.text).value.strip(" -")
        if text.lower() in PLACEHOLDERS - {"x"}:
            continue
        if len(text) == 1 and text.isalpha():
            clean.values["house_letter"] = text.upper()
        elif len(text) <= FIELDS_BY_NAME["house_number_addition"].max_length:
            clean.values["house_number_addition"] = text
            message = f'Kolom "{cell.column}": "{text}" is geen huisletter en is als toevoeging gelezen.'
            clean.repairs.append(Repair(name, cell.text, text, message))
        else:
            _drop(clean, name, cell, f'"{text}" is geen huisletter.')
    clean.values.setdefault("house_letter", "")


def _clean_addition(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    earlier = clean.values.get(name) or ""
    _clean_text(clean, name, cells, layout)
    clean.values[name] = str(clean.values[name]).strip(" -") or earlier


def _clean_postcode(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    """A postcode; with a place behind it in the same cell, both."""
    if cells and (address := parse_address(cells[0].text)).postcode and address.place and not address.street:
        cells = [Cell(cells[0].column, cells[0].text.replace(address.place, "", 1))]
        clean.values["place"] = clean.values.get("place") or address.place
    _cleaner(normalise_postcode)(clean, name, cells, layout)


def _clean_address(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    """One cell into street, number, postcode and place; what has a column of its own wins from it."""
    keys = ("street", "house_number", "house_letter", "house_number_addition", "postcode", "place")
    address = parse_address(cells[0].text) if cells else parse_address("")
    for key, value in zip(keys, address, strict=False):
        if isinstance(value, str) and _too_long(key, value):
            _drop(clean, name, cells[0], f'"{value}" is te lang.')
            value = ""
        clean.values.setdefault(key, value)
        clean.values[key] = clean.values[key] or value
    if address.rest:
        message = (
            f'Kolom "{cells[0].column}": van het adres is "{address.rest}" niet te plaatsen. De rest is overgenomen.'
        )
        clean.problems.append(Problem(name, cells[0].column, cells[0].text, message))


def _finish_address(clean: CleanRow, cells: Mapping[str, list[Cell]]) -> None:
    """A street column that also holds the house number, in a list without a column for that number."""
    if not cells.get("street") or "house_number" in cells or clean.values.get("house_number"):
        return
    part = split_street(str(clean.values["street"]))
    if part.house_number is None or part.after:
        return
    clean.values["street"] = part.street
    clean.values["house_number"] = part.house_number
    clean.values["house_letter"] = clean.values.get("house_letter") or part.house_letter
    clean.values["house_number_addition"] = clean.values.get("house_number_addition") or part.house_number_addition


def _finish_name(clean: CleanRow) -> None:
    """A firm without a trade name goes by its legal name."""
    legal_name = clean.values.get("legal_name")
    if legal_name and not clean.values.get("trade_name"):
        clean.values["trade_name"] = legal_name
        message = "Er staat geen handelsnaam. De statutaire naam is als naam gebruikt."
        clean.repairs.append(Repair("trade_name", "", str(legal_name), message))


def _clean_size(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    """Working people as number, or bounds of a class; all None when empty, "onbekend" or unreadable."""
    clean.values.update(working_people=None, size_minimum=None, size_maximum=None)
    for cell in cells[:1]:
        try:
            size = normalise_size(cell.text, is_class_code=layout.facts.sizes_are_codes)
        except NotNormal as error:
            _drop(clean, name, cell, str(error))
            continue
        if max(size.minimum or 0, size.maximum or 0) > MOST_PEOPLE:
            _drop(clean, name, cell, f'"{cell.text.strip()}" kan geen aantal werkzame personen zijn.')
            continue
        clean.values.update(working_people=size.number, size_minimum=size.minimum, size_maximum=size.maximum)


def _clean_sbi(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    _cleaner(normalise_sbi_code)(clean, name, cells, layout)
    clean.values["sbi_version"] = layout.facts.sbi_version if clean.values[name] else ""


def _read_crebo(clean: CleanRow, cells: Mapping[str, list[Cell]]) -> None:
    if "crebo_codes" not in cells:
        return
    clean.values["accreditations"], refused = read_accreditations(cells)
    for name, cell, reason in refused:
        _drop(clean, name, cell, reason)


def _clean_yes_no(clean: CleanRow, name: str, cells: list[Cell], layout: Layout) -> None:
    """True, False, or None when the list does not say."""
    clean.values[name] = None
    for cell in cells[:1]:
        text = normalise_text(cell.text).value.lower()
        if text in YES or text in NO:
            clean.values[name] = text in YES
        elif text not in PLACEHOLDERS:
            _drop(clean, name, cell, f'"{cell.text.strip()}" is geen ja of nee.')


CLEANERS = {
    "kvk_number": _cleaner(normalise_kvk_number),
    "establishment_number": _cleaner(normalise_establishment_number),
    "address": _clean_address,
    "house_number": _clean_house_number,
    "house_letter": _clean_house_letter,
    "house_number_addition": _clean_addition,
    "postcode": _clean_postcode,
    "sbi_code": _clean_sbi,
    "working_people": _clean_size,
    "phone": _clean_phones,
    "mobile_phone": _cleaner(normalise_phone),
    "contact_phone": _cleaner(normalise_phone),
    "email": _cleaner(normalise_email),
    "contact_email": _cleaner(normalise_email),
    "website": _cleaner(normalise_website),
    "contact_name": _clean_contact_name,
    "remarks": _clean_remarks,
    "is_non_mailing": _clean_yes_no,
    "is_address_shielded": _clean_yes_no,
    "is_main_establishment": _clean_yes_no,
    "last_contact_on": _cleaner(read_date),
    "size_reference_date": _cleaner(read_date),
    "member_since_on": _cleaner(read_date),
}


def _check_needs(clean: CleanRow, cells: Mapping[str, list[Cell]], layout: Layout) -> None:
    """Reject a row that lacks what its list cannot do without; a value refused before has its own message."""
    refused = {problem.field for problem in clean.problems if problem.is_fatal}
    for need in layout.source.needs:
        if refused.intersection(need.fields) or any(clean.values.get(name) for name in need.fields):
            continue
        columns = [layout.column_name(column) for column, name in layout.mapping.items() if name in need.fields]
        where = f'Kolom "{columns[0]}": er' if columns else "Er"
        message = f"{where} staat geen {need.short}. Vul de cel in en lees de rij opnieuw in."
        clean.problems.append(Problem(need.fields[0], columns[0] if columns else "", "", message, True))
