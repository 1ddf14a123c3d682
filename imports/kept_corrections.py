"""Corrected cells: reading them, and holding on to them when a file is read again or delivered again."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from imports.models import Correction, ImportBatch, ImportRow
from imports.raw_rows import raw_values
from imports.readers.files import Row

Place = tuple[int, int]  # row number and column


def corrections_of(batch: ImportBatch, row_numbers: Iterable[int]) -> dict[int, list[Correction]]:
    """The standing corrections by row number, in one query."""
    standing = batch.corrections.standing().filter(row_number__in=list(row_numbers)).select_related("made_by")
    return _by_row(standing.order_by("row_number", "column"))


def with_corrections(cells: Sequence[str], corrections: Iterable[Correction]) -> list[str]:
    """The cells of a row with the corrections in them."""
    cells = list(cells)
    for correction in corrections:
        cells += [""] * (correction.column + 1 - len(cells))
        cells[correction.column] = correction.after
    return cells


class KeptCorrections:
    """The corrections that hold while a file is read.

    Those of this delivery, as long as the same column and value stand in the same place; and those of earlier
    deliveries of the list, for a row that is delivered again exactly as it was. Without the last, the same file again
    would bring the mistakes back.
    """

    def __init__(self, batch: ImportBatch, titles: Sequence[str]) -> None:
        self.batch = batch
        self.titles = titles
        own = list(batch.corrections.all())
        self.own = _by_row(each for each in own if each.ended_at is None and each.sheet == batch.sheet)
        self.settled: set[Place] = {(each.row_number, each.column) for each in own}
        self.earlier = _earlier(batch)
        self.used: set[int] = set()
        self.carried: dict[Place, Correction] = {}

    def put_in(self, row: Row) -> Row:
        """The row with its corrected cells."""
        holding = [each for each in self.own.get(row.number, ()) if self._holds(each, row)]
        self.used |= {each.pk for each in holding}
        holding += self._carried_to(row)
        return row._replace(cells=tuple(with_corrections(row.cells, holding))) if holding else row

    def save_carried(self, up_to: int) -> None:
        """Store what earlier deliveries brought along for the rows that have been written."""
        done = {place: each for place, each in self.carried.items() if place[0] <= up_to and place not in self.settled}
        Correction.objects.bulk_create(done.values())
        self.settled |= set(done)

    def drop_unused(self) -> None:
        """End what is not in this reading of the file any more."""
        gone = self.batch.corrections.standing().filter(made_at__lt=self.batch.job_started_at)
        gone = gone.exclude(pk__in=self.used)
        gone.update(ended_at=timezone.now())

    def _holds(self, correction: Correction, row: Row) -> bool:
        is_there = correction.column < len(self.titles) and self.titles[correction.column] == correction.title
        return is_there and _cell(row, correction.column) == correction.before

    def _carried_to(self, row: Row) -> list[Correction]:
        if not self.earlier:
            return []
        carried = []
        for correction in self.earlier.get(_identity(self.batch.header, row.cells), ()):
            column = self.titles.index(correction.title) if correction.title in self.titles else None
            if column is None or _cell(row, column) != correction.before:
                continue
            place = row.number, column
            if place in self.settled and place not in self.carried:
                continue
            carried.append(self.carried.setdefault(place, self._copy(correction, *place)))
        return carried

    def _copy(self, correction: Correction, row_number: int, column: int) -> Correction:
        return Correction(
            batch=self.batch, sheet=self.batch.sheet, row_number=row_number, column=column, title=correction.title,
            before=correction.before, after=correction.after, made_by_id=correction.made_by_id,
        )  # fmt: skip


def _earlier(batch: ImportBatch) -> dict[frozenset, list[Correction]]:
    """Standing corrections of other deliveries of the list, by the row as it was delivered; the newest last."""
    standing = Correction.objects.standing().filter(batch__source=batch.source_id).exclude(batch=batch.pk)
    by_row: dict[Place, list[Correction]] = {}
    for correction in standing.order_by("pk"):
        by_row.setdefault((correction.batch_id, correction.row_number), []).append(correction)
    if not by_row:
        return {}
    rows = ImportRow.objects.filter(batch__in={key for key, _ in by_row}, row_number__in={key for _, key in by_row})
    found: dict[frozenset, list[Correction]] = {}
    for row in rows.select_related("batch").only("row_number", "raw", "batch__header").order_by("batch", "row_number"):
        if corrections := by_row.get((row.batch_id, row.row_number)):
            found[_identity(row.batch.header, row.raw)] = corrections
    return found


def _identity(header: Sequence[str], cells: Sequence[str]) -> frozenset:
    return frozenset(raw_values(header, cells).items())


def _by_row(corrections: Iterable[Correction]) -> dict[int, list[Correction]]:
    found: dict[int, list[Correction]] = {}
    for correction in corrections:
        found.setdefault(correction.row_number, []).append(correction)
    return found


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""
