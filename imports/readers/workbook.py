"""A delivered file as sheets and rows of text, whatever kind of file it was. Knows nothing of employers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from imports.readers.cells import Row
from imports.readers.errors import BadFile
from imports.readers.kinds import Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. The counts are those of the rectangle around everything in it; a csv is one sheet without a name.

    `head` holds the first rows with anything in them; `empty_row_count` counts rows of a sheet without any value.
    """

    index: int
    name: str
    row_count: int
    column_count: int
    head: tuple[Row, ...]
    is_hidden: bool = False
    empty_row_count: int = 0


@dataclass(frozen=True)
class Workbook:
    """An opened file. `notices` are Dutch sentences about the file as a whole, for the administrator."""

    filename: str
    kind: Kind
    sheets: tuple[Sheet, ...]
    read: Callable[[Sheet], Iterator[Row]]
    notices: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet:
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        names = ", ".join(f'"{sheet.name}"' for sheet in self.sheets)
        raise BadFile(f'"{self.filename}" heeft geen tabblad "{name}". De tabbladen zijn: {names}.')

    def rows(self, sheet: str) -> Iterator[Row]:
        """Every row of the sheet with anything in it, one by one."""
        return self.read(self.sheet(sheet))

    def place(self, sheet: str) -> str:
        """The sheet in words, for messages: `Tabblad "Blad1" van "kvk.xlsx"`."""
        return f'Tabblad "{sheet}" van "{self.filename}"' if sheet else f'"{self.filename}"'
