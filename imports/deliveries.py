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

from employers.models import SourceList
from employers.validators import refuse_bsn
from imports.columns import guess_mapping, header_signature, is_known_header, missing_fields
from imports.dates import date_in_titles
from imports.models import ColumnMapping, ImportBatch, ImportFile, ImportRow
from imports.own_keys import OwnKeys
from imports.readers import BadFile, Row, Workbook, column_letters, data_rows, header_at, open_file, propose_headers
from imports.rows import CleanRow, Layout, Problem, clean_row
from imports.sources import list_facts, source_for

SAMPLE_ROWS = 20
WITHOUT_BSN = "(weggelaten: burgerservicenummer)"


def take_in(
    source: SourceList, filename: str, content: bytes, *, reference_date: date | None = None, by=None
) -> ImportBatch:
    """Store a delivered file with our best guess of its sheet, header and columns; `BadFile` stores nothing.

    Without a reference date the one in its title rows holds, else today.
    """
    workbook = open_file(content, filename)
    guess = propose_headers(workbook, known_to(source))[0]
    reference_date = reference_date or title_date(workbook, guess.sheet, guess.row_number) or timezone.localdate()
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            source=source, filename=filename[-255:], kind=workbook.kind, reference_date=reference_date,
            sha256=hashlib.sha256(content).hexdigest(), sheet=guess.sheet, header_row=guess.row_number,
            header=list(guess.header), notices=list(workbook.notices), uploaded_by=by,
        )  # fmt: skip
        ImportFile.objects.create(batch=batch, content=content)
        batch.mapping = guessed_mapping(batch, guess.header, sample_rows(workbook, guess.sheet, guess.row_number))
        batch.save(update_fields=["mapping"])
    return batch


def known_to(source: SourceList) -> Callable[[str], bool]:
    """Whether a text is a header that this list may have."""
    return partial(is_known_header, source_slug=source.slug)


def open_batch(batch: ImportBatch) -> Workbook:
    return open_file(bytes(batch.file.content), batch.filename)


def earlier_deliveries(batch: ImportBatch):
    """The same file of the same list, uploaded before."""
    same = ImportBatch.objects.filter(source=batch.source_id, sha256=batch.sha256, pk__lt=batch.pk)
    return same.exclude(state__in=[ImportBatch.State.UPLOADED, ImportBatch.State.FAILED]).with_people()


def sample_rows(workbook: Workbook, sheet: str, header_row: int) -> list[Row]:
    """The first rows under the header, to show and to guess from."""
    below = (row for row in workbook.sheet(sheet).head if row.number > header_row)
    return list(islice(below, SAMPLE_ROWS))


def title_date(workbook: Workbook, sheet: str, header_row: int) -> date | None:
    """The reference date that the title rows above the header give, such as "Peildatum: 1 maart 2026"."""
    above = [cell for row in workbook.sheet(sheet).head if row.number < header_row for cell in row.cells]
    return date_in_titles(above)


def guessed_mapping(batch: ImportBatch, header: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Column to field: as a person chose it before for this list and header, else as recognised."""
    signature = header_signature(header)
    remembered = ColumnMapping.objects.filter(source=batch.source_id, signature=signature).first()
    cells = [row.cells for row in rows]
    mapping = guess_mapping(header, batch.source.slug, cells, remembered.mapping if remembered else None)
    return {str(column): field for column, field in mapping.items()}


def choose_columns(batch: ImportBatch, *, sheet: str, header_row: int, mapping: Mapping, by=None) -> bool:
    """Settle how the file is read and hand it to a worker; a person's choice is remembered for the next delivery.

    False when somebody did so a moment before. `BadFile` when there is no such sheet or header row.
    """
    header = list(header_at(open_batch(batch), sheet, header_row))
    chosen = {str(column): field for column, field in mapping.items()}
    with transaction.atomic():
        promised = batch.promise(
            ImportBatch.State.READING, sheet=sheet, header_row=header_row, header=header, mapping=chosen
        )
        if promised and by:
            ColumnMapping.objects.update_or_create(
                source=batch.source, signature=header_signature(header), defaults={"mapping": chosen}
            )
    return promised


def raw_values(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """What stood in the row, by header; of columns with the same header the second is "… (2)"."""
    values, seen = {}, Counter()
    for column, text in enumerate(cells):
        name = " ".join(header[column].split()) if column < len(header) else ""
        name = name or f"Kolom {column_letters(column)}"
        seen[name] += 1
        if text.strip():
            values[name if seen[name] == 1 else f"{name} ({seen[name]})"] = text
    return values


class Delivery:
    """The rows of a batch, read from its file one by one and cleaned. Reading again gives the same rows."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.workbook = open_batch(batch)
        self.mapping = {int(column): field for column, field in batch.mapping.items()}
        source = source_for(batch.source.slug)
        if missing := missing_fields(self.mapping, batch.source.slug):
            raise BadFile(" ".join(missing))
        self.layout = Layout(source, self.mapping, batch.header, self._facts())
        self.own_keys = OwnKeys()

    @property
    def has_establishment_numbers(self) -> bool:
        return self._column_of("establishment_number") is not None

    @property
    def row_count(self) -> int:
        """About how many rows there are: empty ones within the list are counted here and skipped in reading."""
        return max(1, self.workbook.sheet(self.batch.sheet).row_count - self.batch.header_row)

    def rows(self) -> Iterator[ImportRow]:
        self.own_keys = OwnKeys()
        for row in self._data_rows():
            yield self._import_row(row, clean_row(row, self.layout))

    def _data_rows(self) -> Iterator[Row]:
        return data_rows(self.workbook, self.batch.sheet, self.batch.header_row)

    def _facts(self):
        """What only the whole columns tell; the file is read once more for it when it has such columns."""
        codes, sizes = self._column_of("sbi_code"), self._column_of("working_people")
        counted = {column: Counter() for column in (codes, sizes) if column is not None}
        for row in self._data_rows() if counted else ():
            for column, counter in counted.items():
                counter[row.cells[column] if column < len(row.cells) else ""] += 1
        size_header = self.batch.header[sizes] if sizes is not None else ""
        return list_facts(
            self.batch.reference_date,
            counted[codes].elements() if codes is not None else (),
            counted[sizes] if sizes is not None else (),
            size_header,
        )

    def _column_of(self, field: str) -> int | None:
        return next((column for column, name in self.mapping.items() if name == field), None)

    def _import_row(self, row: Row, clean: CleanRow) -> ImportRow:
        cells = self._without_bsn(row, clean)
        result = ImportRow(
            batch=self.batch,
            row_number=row.number,
            raw=cells,
            cleaned=clean.values,
            problems=[problem._asdict() for problem in clean.problems],
            repairs=[repair._asdict() for repair in clean.repairs],
        )
        if clean.is_rejected:
            result.verdict = ImportRow.Verdict.REJECTED
        else:
            result.own_key = self.own_keys.next(clean.values)
        return result

    def _without_bsn(self, row: Row, clean: CleanRow) -> list[str]:
        """The cells to keep: remarks with a burgerservicenummer are left out, in the raw row too (AVG)."""
        cells = list(row.cells)
        for column, field in self.mapping.items():
            if field != "remarks" or column >= len(cells) or not _holds_bsn(cells[column]):
                continue
            cells[column] = WITHOUT_BSN
            clean.values["remarks"] = ""
            title = self.layout.column_name(column)
            message = f'Kolom "{title}": in de tekst staat een burgerservicenummer. De tekst is niet overgenomen.'
            clean.problems.append(Problem("remarks", title, "", message))
        return cells


def _holds_bsn(text: str) -> bool:
    try:
        refuse_bsn(text)
    except ValidationError:
        return True
    return False
