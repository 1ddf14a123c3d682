"""What calamine does not tell of an xlsx: cells with an error value (it gives them as empty) and rows without cells."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from xml.etree import ElementTree

CHUNK = 4 * 1024 * 1024
LONGEST_CELL = 64 * 1024
LARGEST_INDEX = 4 * 1024 * 1024  # workbook.xml and its relations: a few kB in any honest file
ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\st="e")[^>]*\sr="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!</(?:\w+:)?c>).){0,20000}?'
    rb"<(?:\w+:)?v>([^<]{1,40})</",
    re.DOTALL,
)
ROW_START = re.compile(rb"<(?:\w+:)?row\b")
DUTCH = {
    "#N/A": "#N/B",
    "#REF!": "#VERW!",
    "#VALUE!": "#WAARDE!",
    "#DIV/0!": "#DEEL/0!",
    "#NAME?": "#NAAM?",
    "#NULL!": "#LEEG!",
    "#NUM!": "#GETAL!",
}


class WorkbookParts:
    """The xml inside an xlsx; for other kinds (empty content) there is nothing to tell."""

    def __init__(self, content: bytes):
        self.archive = zipfile.ZipFile(io.BytesIO(content)) if content else None

    @cached_property
    def paths(self) -> dict[str, str]:
        """Sheet name to the name of its part."""
        if not self.archive:
            return {}
        targets = {each.get("Id"): each.get("Target", "") for each in self._index("xl/_rels/workbook.xml.rels")}
        sheets = self._index("xl/workbook.xml").iterfind("{*}sheets/{*}sheet")
        return {each.get("name", ""): _part_name(targets.get(_relation(each), "")) for each in sheets}

    def _index(self, name: str) -> ElementTree.Element:
        if name not in self.archive.NameToInfo or self.archive.getinfo(name).file_size > LARGEST_INDEX:
            return ElementTree.Element("none")
        return ElementTree.fromstring(self.archive.read(name))

    def error_cells(self, sheet: str) -> dict[int, dict[int, str]]:
        """Row number to column (from 0) to the error value as a Dutch Excel shows it."""
        found: dict[int, dict[int, str]] = {}
        for chunk in self._chunks(sheet):
            if b't="e"' not in chunk:
                continue
            for letters, number, text in ERROR_CELL.findall(chunk):
                value = text.decode("utf-8", "replace")
                found.setdefault(int(number), {})[_column(letters)] = DUTCH.get(value, value)
        return found

    def row_count(self, sheet: str) -> int:
        """How many rows the sheet has, empty ones included; chunks overlap a little, so it is a rough number."""
        return sum(len(ROW_START.findall(chunk)) for chunk in self._chunks(sheet, overlap=4))

    def _chunks(self, sheet: str, overlap: int = LONGEST_CELL) -> Iterator[bytes]:
        path = self.paths.get(sheet, "")
        if not self.archive or path not in self.archive.NameToInfo:
            return
        with self.archive.open(path) as part:
            tail = b""
            while piece := part.read(CHUNK):
                yield tail + piece
                tail = piece[-overlap:]


def _relation(sheet: ElementTree.Element) -> str | None:
    return next((value for name, value in sheet.items() if name.endswith("}id")), None)


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _column(letters: bytes) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters.decode():
        number = number * 26 + ord(letter) - 64
    return number - 1
