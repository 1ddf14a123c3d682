"""A delivered file as a batch: taking it in, choosing its columns, and its rows read and cleaned."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property

from employers.models import SourceList
from employers.validators import refuse_bsn
from imports.columns import (
    FREE_TEXT,
    guess_mapping,
    header_signature,
    is_known_header,
    missing_fields,
    own_header,
)
from imports.kept_corrections import KeptCorrections
from imports.models import ColumnMapping, ImportBatch, ImportFile, ImportRow
from imports.own_keys import OwnKeys
from imports.protected_text import unprotect
from imports.raw_rows import WITHOUT_BSN, bsn_columns
from imports.readers.files import (
    MAX_BYTES,
    MOST_BYTES,
    BadFile,
    HeaderGuess,
    Row,
    Workbook,
    data_rows,
    header_at,
    open_file,
    propose_headers,
)
from imports.reference_dates import NOT_IN_FILE, Place, ProposedDate, proposed_date
from imports.rows import CleanRow, Layout, Problem, clean_row
from imports.sources import list_facts, source_for

SAMPLE_ROWS = 20


def take_in(
    source: SourceList,
    filename: str,
    content: bytes,
    *,
    reference_date: date | None = None,
    by=None,
    most_bytes: int = MAX_BYTES,
) -> ImportBatch:
    """Store a delivered file with our best guess of its sheet, header and columns; `BadFile` stores nothing.

    Without a reference date the one that the file tells holds, else today; the batch says which it is.
    """
    workbook = open_file(content, filename, most_bytes)
    guesses = propose_headers(workbook, known_to(source))
    guess = guesses[0]
    more_sheets = sheets_alike(workbook, guesses, guess.sheet, guess.header)
    proposed = None if reference_date else proposed_date(workbook, _places(guesses, [guess.sheet, *more_sheets]))
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            source=source, filename=filename[-255:], kind=workbook.kind,
            reference_date=reference_date or (proposed.day if proposed else timezone.localdate()),
            reference_date_reason="" if reference_date else reason_of(proposed),
            sha256=hashlib.sha256(content).hexdigest(), sheet=guess.sheet, header_row=guess.row_number,
            header_rows=guess.row_count, more_sheets=more_sheets, header=list(guess.header),
            notices=list(workbook.notices), uploaded_by=by,
        )  # fmt: skip
        ImportFile.objects.store(batch, content)
        batch.mapping = guessed_mapping(batch, guess.header, sample_rows(workbook, guess.sheet, guess.row_number))
        batch.save(update_fields=["mapping"])
    return batch


def known_to(source: SourceList) -> Callable[[str], bool]:
    """Whether a text is a header that this list may have."""
    return partial(is_known_header, source_slug=source.slug)


def open_batch(batch: ImportBatch) -> Workbook:
    return open_file(batch.file.read(), batch.filename, MOST_BYTES)


def sheets_alike(workbook: Workbook, guesses: Sequence[HeaderGuess], sheet: str, header: Sequence[str]) -> list[str]:
    """Other visible sheets with rows under the same header, such as a sheet for each municipality."""
    signature = header_signature(_filled(header))
    found = {
        guess.sheet: guess.row_number
        for guess in guesses
        if guess.recognised > 1 and guess.sheet != sheet and header_signature(_filled(guess.header)) == signature
    }
    return [
        each.name
        for each in workbook.sheets
        if each.name in found and not each.is_hidden and each.head[-1].number > found[each.name]
    ]


def _filled(header: Sequence[str]) -> list[str]:
    """Without empty columns at the end: one sheet may be wider than another."""
    end = max((column for column, text in enumerate(header, start=1) if text.strip()), default=0)
    return list(header[:end])


def earlier_deliveries(batch: ImportBatch):
    """The same file of the same list, uploaded before."""
    same = ImportBatch.objects.filter(source=batch.source_id, sha256=batch.sha256, pk__lt=batch.pk)
    return same.exclude(
        state__in=[ImportBatch.State.UPLOADED, ImportBatch.State.FAILED, ImportBatch.State.UNDONE]
    ).with_people()


def sample_rows(workbook: Workbook, sheet: str, header_row: int) -> list[Row]:
    """The first rows under the header, to show and to guess from."""
    below = (row for row in workbook.sheet(sheet).head if row.number > header_row)
    return list(islice(below, SAMPLE_ROWS))


def reason_of(proposed: ProposedDate | None) -> str:
    """Where the reference date comes from when nobody chose one."""
    return proposed.reason[:255] if proposed else NOT_IN_FILE


def date_in_file(
    batch: ImportBatch, workbook: Workbook, place: Place, more_sheets: Sequence[str]
) -> ProposedDate | None:
    """The reference date that the file tells when the list stands there; with the sheets that are read along."""
    guesses = propose_headers(workbook, known_to(batch.source)) if more_sheets else []
    return proposed_date(workbook, [place, *_places(guesses, more_sheets)])


def _places(guesses: Sequence[HeaderGuess], sheets: Sequence[str]) -> list[Place]:
    by_sheet = {guess.sheet: Place(guess.sheet, guess.row_number, guess.row_count) for guess in guesses}
    return [by_sheet[name] for name in sheets if name in by_sheet]


def guessed_mapping(batch: ImportBatch, header: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Column to field: as a person chose it before for this list and header, else as recognised."""
    signature = header_signature(header)
    remembered = ColumnMapping.objects.filter(source=batch.source_id, signature=signature).first()
    cells = [row.cells for row in rows]
    mapping = guess_mapping(header, batch.source.slug, cells, remembered.mapping if remembered else None)
    return {str(column): field for column, field in mapping.items()}


def choose_columns(
    batch: ImportBatch, *, sheet: str, header_row: int, mapping: Mapping, header_rows: int = 1,
    more_sheets: Sequence[str] = (), by=None,
) -> bool:  # fmt: skip
    """Settle how the file is read and hand it to a worker; a person's choice is remembered for the next delivery.

    False when somebody did so a moment before. `BadFile` when there is no such sheet or header row.
    """
    header = list(header_at(open_batch(batch), sheet, header_row, header_rows))
    places = {"sheet": sheet, "more_sheets": list(more_sheets), "header_row": header_row, "header_rows": header_rows}
    chosen = {str(column): field for column, field in mapping.items()}
    with transaction.atomic():
        promised = batch.promise(ImportBatch.State.READING, header=header, mapping=chosen, **places)
        if promised and by:
            ColumnMapping.objects.update_or_create(
                source=batch.source, signature=header_signature(header), defaults={"mapping": chosen}
            )
    return promised


def layout_of(batch: ImportBatch) -> Layout:
    """How this batch was read; what only whole columns tell is asked of its rows."""
    mapping = _mapping_of(batch)
    columns = (_column_in(mapping, "sbi_code"), _column_in(mapping, "working_people"))
    cells = (() if column is None else batch.rows.values_list(f"raw__{column}", flat=True) for column in columns)
    codes, sizes = (Counter(text or "" for text in texts) for texts in cells)
    return _layout(batch, mapping, codes, sizes)


def titles_of(batch: ImportBatch) -> list[str]:
    """Every column by name: its header, or its letter."""
    layout = Layout(source_for(batch.source.slug), {}, batch.header)
    return [layout.column_name(column)[:255] for column in range(len(batch.header))]


def _mapping_of(batch: ImportBatch) -> dict[int, str]:
    return {int(column): field for column, field in batch.mapping.items()}


def _column_in(mapping: Mapping[int, str], field: str) -> int | None:
    return next((column for column, name in mapping.items() if name == field), None)


def _layout(batch: ImportBatch, mapping: Mapping[int, str], codes: Counter, sizes: Counter) -> Layout:
    column = _column_in(mapping, "working_people")
    header = batch.header[column] if column is not None else ""
    facts = list_facts(batch.reference_date, codes.elements(), sizes, header)
    return Layout(source_for(batch.source.slug), mapping, batch.header, facts)


def clean_into(result: ImportRow, row: Row, layout: Layout) -> ImportRow:
    """Put the cleaned row on `result`: its values, and what was wrong with it or repaired."""
    clean = clean_row(row, layout)
    _leave_out_bsn(row, clean, layout)
    result.row_number, result.cleaned = row.number, clean.values
    result.problems = [problem._asdict() for problem in clean.problems]
    result.repairs = [repair._asdict() for repair in clean.repairs]
    result.verdict = ImportRow.Verdict.REJECTED if clean.is_rejected else ""
    return result


def _leave_out_bsn(row: Row, clean: CleanRow, layout: Layout) -> None:
    """Free text with a burgerservicenummer is not taken over (AVG)."""
    for column in _with_bsn(row, layout):
        field = layout.mapping[column]
        clean.values[field] = ""
        title = layout.column_name(column)
        message = f'Kolom "{title}": in de tekst staat een burgerservicenummer. De tekst is niet overgenomen.'
        clean.problems.append(Problem(field, title, "", message))


def _kept_cells(row: Row, layout: Layout) -> list[str]:
    """The cells to keep, in the raw row too without a burgerservicenummer."""
    left_out = {*_with_bsn(row, layout), *bsn_columns(tuple(layout.header))}
    return [WITHOUT_BSN if text and column in left_out else text for column, text in enumerate(row.cells)]


def _with_bsn(row: Row, layout: Layout) -> list[int]:
    texts = (column for column, field in layout.mapping.items() if field in FREE_TEXT)
    return [column for column in texts if column < len(row.cells) and _holds_bsn(row.cells[column])]


def is_return_file(header: Sequence[str]) -> bool:
    return len(own_header(header)) < len(header)


class Delivery:
    """The rows of a batch, read from its file one by one and cleaned. Reading again gives the same rows."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.workbook = open_batch(batch)
        self.mapping = _mapping_of(batch)
        if missing := missing_fields(self.mapping, batch.source.slug):
            raise BadFile(" ".join(missing))
        self.layout = self._layout()
        self.corrections = KeptCorrections(batch, titles_of(batch))
        self.own_keys = OwnKeys()

    @property
    def has_establishment_numbers(self) -> bool:
        return self._column_of("establishment_number") is not None

    @property
    def row_count(self) -> int:
        """About how many rows there are: empty ones within the list are counted here and skipped in reading."""
        counts = [self.workbook.sheet(name).row_count - first for name, first, _ in self.places]
        return max(1, sum(counts))

    @cached_property
    def places(self) -> list[tuple[str, int, int]]:
        """Per sheet its name, its header row, and what its row numbers count on from.

        Sheets that are not read count too: another choice of sheets gives the others the same numbers.
        """
        batch, main = self.batch, self.workbook.sheet(self.batch.sheet)
        places, offset = [(main.name, batch.header_row, 0)], main.row_count
        if not batch.more_sheets:
            return places
        guesses = {each.sheet: each for each in propose_headers(self.workbook, known_to(batch.source))}
        for sheet in self.workbook.sheets:
            if sheet.name in batch.more_sheets:
                places.append((sheet.name, guesses[sheet.name].row_number, offset))
            offset += sheet.row_count if sheet.name != main.name else 0
        return places

    def rows(self) -> Iterator[ImportRow]:
        self.own_keys = OwnKeys()
        for name, sheet_row, row in self._placed_rows():
            result = self._import_row(row)
            if self.batch.more_sheets:
                result.sheet, result.sheet_row = name, sheet_row
            yield result

    def _data_rows(self) -> Iterator[Row]:
        return (row for _, _, row in self._placed_rows())

    def _placed_rows(self) -> Iterator[tuple[str, int, Row]]:
        """Each row with its sheet and its number there; the row itself has the number that counts on."""
        is_protected = self.batch.kind == "csv" and is_return_file(self.batch.header)
        for name, first, offset in self.places:
            for row in data_rows(self.workbook, name, first, self.batch.header_rows):
                cells = tuple(unprotect(text) for text in row.cells) if is_protected else row.cells
                yield name, row.number, row._replace(number=offset + row.number, cells=cells)

    def _layout(self) -> Layout:
        """The file is read once more when it has columns of which only the whole tells how to read them."""
        codes, sizes = self._column_of("sbi_code"), self._column_of("working_people")
        counted = {column: Counter() for column in (codes, sizes) if column is not None}
        for row in self._data_rows() if counted else ():
            for column, counter in counted.items():
                counter[row.cells[column] if column < len(row.cells) else ""] += 1
        none = Counter()
        return _layout(self.batch, self.mapping, counted.get(codes, none), counted.get(sizes, none))

    def _column_of(self, field: str) -> int | None:
        return _column_in(self.mapping, field)

    def _import_row(self, row: Row) -> ImportRow:
        result = ImportRow(batch=self.batch, raw=_kept_cells(row, self.layout))
        clean_into(result, self.corrections.put_in(row), self.layout)
        if result.verdict != ImportRow.Verdict.REJECTED:
            result.own_key = self.own_keys.next(result.cleaned)
        return result


def _holds_bsn(text: str) -> bool:
    """Also a text that was left out before, in a file that comes back."""
    if text == WITHOUT_BSN:
        return True
    try:
        refuse_bsn(text)
    except ValidationError:
        return True
    return False
