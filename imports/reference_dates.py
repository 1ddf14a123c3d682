"""The day that a delivered list is of, as its file tells it: a proposal that a person sees and may change.

Looked for where lists put it, the surest place first: a column such as "Peildatum", the title rows above the header,
the name of the sheet, the name of the file. A day that has yet to come is no reference date.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.utils import timezone
from django.utils.formats import date_format

from employers.normalise import NotNormal
from imports.column_headers import REFERENCE_DATE
from imports.columns import header_key
from imports.dates import dates_in_name, dates_in_titles, read_date
from imports.readers.files import BadFile, Row, Workbook, data_rows, header_at
from lwl_crm.forms import EARLIEST_YEAR

MOST_ROWS = 50_000  # looked at: a person is waiting for the page
NOT_IN_FILE = "de dag van uploaden, want in het bestand staat geen datum"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a header stands on a sheet."""

    sheet: str
    header_row: int
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class ProposedDate:
    """`reason` says where it stands, `remarks` what to know before trusting it; both in Dutch."""

    day: date
    reason: str
    remarks: tuple[str, ...] = ()


def proposed_date(workbook: Workbook, places: Sequence[Place]) -> ProposedDate | None:
    """The newest day of the surest place that has one, and what other places say; None when there is no day."""
    found = [each for each in _found(workbook, places) if each]
    if not found:
        return None
    first, *others = found
    differs = [
        f"Let op: {other.reason} blijkt een andere datum, {in_words(other.day)}."
        for other in others
        if other.day != first.day
    ]
    return ProposedDate(first.day, first.reason, (*first.remarks, *differs))


def _found(workbook: Workbook, places: Sequence[Place]) -> Iterator[ProposedDate | None]:
    yield _in_column(workbook, places)
    titles = [day for place in places for day in _in_titles(workbook, place)]
    yield _newest(titles, "uit de regels boven de lijst", "De regels boven de lijst noemen")
    sheets = [day for place in places for day in dates_in_name(place.sheet)]
    yield _newest(sheets, "uit de naam van het tabblad", "De namen van de tabbladen noemen")
    yield _newest(dates_in_name(workbook.filename), "uit de naam van het bestand", "De naam van het bestand noemt")


def _in_titles(workbook: Workbook, place: Place) -> list[date]:
    """The word "Peildatum" and its day may stand in two cells of a row."""
    above = [" ".join(row.cells) for row in workbook.sheet(place.sheet).head if row.number < place.header_row]
    return dates_in_titles(above)


def _newest(days: Sequence[date], reason: str, subject: str) -> ProposedDate | None:
    counted = Counter(day for day in days if can_be_of_a_list(day))
    if not counted:
        return None
    return ProposedDate(max(counted), reason, _which(counted, subject))


def _which(days: Counter[date], subject: str) -> tuple[str, ...]:
    if len(days) == 1:
        return ()
    between = f"van {in_words(min(days))} tot en met {in_words(max(days))}"
    return (f"{subject} {len(days)} verschillende data, {between}. Dit is de nieuwste.",)


def _in_column(workbook: Workbook, places: Sequence[Place]) -> ProposedDate | None:
    column = _Column()
    for place in places:
        header = header_at(workbook, place.sheet, place.header_row, place.header_rows)
        index = next((index for index, text in enumerate(header) if header_key(text) in REFERENCE_DATE), None)
        if index is not None:
            rows = data_rows(workbook, place.sheet, place.header_row, place.header_rows)
            with contextlib.suppress(BadFile):  # reading the list tells what is wrong
                column.read(rows, index, " ".join(header[index].split()))
    return column.proposal()


class _Column:
    """The days in one column, perhaps over several sheets."""

    def __init__(self) -> None:
        self.title = ""
        self.days: Counter[date] = Counter()
        self.row_count = self.other_count = 0

    def read(self, rows: Iterator[Row], index: int, title: str) -> None:
        self.title = self.title or title
        for row in islice(rows, MOST_ROWS - self.row_count):
            self.row_count += 1
            text = row.cells[index].strip() if index < len(row.cells) else ""
            if day := _day(text):
                self.days[day] += 1
            elif text:
                self.other_count += 1

    def proposal(self) -> ProposedDate | None:
        if not self.days:
            return None
        remarks = _which(self.days, f"De rijen hebben in de kolom {self.title}")
        return ProposedDate(max(self.days), f"uit de kolom {self.title}", (*remarks, *self._limits()))

    def _limits(self) -> Iterator[str]:
        if self.other_count == 1:
            yield "1 rij heeft daar geen datum die kan kloppen. Die telt hiervoor niet mee."
        elif self.other_count:
            yield f"{self.other_count} rijen hebben daar geen datum die kan kloppen. Die tellen hiervoor niet mee."
        if self.row_count == MOST_ROWS:
            yield f"Wij keken naar de eerste {MOST_ROWS:,} rijen.".replace(",", ".")


def _day(text: str) -> date | None:
    try:
        iso = read_date(text).value
    except NotNormal:
        return None
    return day if iso and can_be_of_a_list(day := date.fromisoformat(iso)) else None


def can_be_of_a_list(day: date) -> bool:
    return day.year >= EARLIEST_YEAR and day <= timezone.localdate()


def in_words(day: date) -> str:
    return date_format(day, "j F Y")
