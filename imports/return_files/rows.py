"""The rows of a delivery laid beside the register, in a number of queries that does not depend on their number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from django.db.models import QuerySet

from employers.models import ContactPerson, Employer, PossibleDuplicate
from employers.names import plain_words
from imports.models import ImportBatch, ImportRow
from imports.preview import in_chunks
from imports.reference_data import ReferenceData
from imports.return_files.columns import Beside, beside

CHUNK = 2_000
MOST_ROWS_NAMED = 5
READ = (
    "batch", "row_number", "sheet", "sheet_row", "raw", "cleaned", "problems", "verdict", "decision",
    "employer", "made_employer", "applied_at",
)  # fmt: skip


class RowsBeside:
    """Call it with rows of one delivery; every row comes back once, in the order of the sheet."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.reference = ReferenceData.load()

    def all(self) -> Iterator[list[Beside]]:
        """Handful by handful."""
        rows = self.batch.rows.with_outcome().only(*READ).order_by("row_number")
        for chunk in in_chunks(rows.iterator(CHUNK), CHUNK):
            yield self.of(chunk)

    def of(self, rows: Iterable[ImportRow]) -> list[Beside]:
        rows = list(rows)
        keys = {row.employer_id for row in rows} - {None}
        employers = Employer.objects.select_related("company", "municipality", "sector").defer("remarks").in_bulk(keys)
        return [self._beside(row, employers.get(row.employer_id)) for row in rows]

    def _beside(self, row: ImportRow, employer: Employer | None) -> Beside:
        if employer is None:
            return beside(row, None, self.reference)
        others = [place for number, place in self.rows_of[employer.pk] if number != row.row_number]
        alike = [place for _, place in sorted(its for other in self.alike[employer.pk] for its in self.rows_of[other])]
        return beside(
            row, employer, self.reference, same_rows=tuple(others[:MOST_ROWS_NAMED]),
            alike_rows=tuple(alike[:MOST_ROWS_NAMED]), opted_out_people=self.opted_out_people[employer.pk],
        )  # fmt: skip

    @cached_property
    def rows_of(self) -> dict[int, list[tuple[int, str]]]:
        """The rows of this delivery per employer, in order: number and place on the sheet."""
        found = defaultdict(list)
        rows = self.batch.rows.filter(employer__isnull=False).order_by("row_number")
        for row in rows.only("batch", "employer", "row_number", "sheet", "sheet_row").iterator(CHUNK):
            found[row.employer_id].append((row.row_number, row.place))
        return found

    @cached_property
    def alike(self) -> dict[int, set[int]]:
        """Employers that nobody has yet said to be two."""
        found = defaultdict(set)
        for first, second in PossibleDuplicate.objects.askable().values_list("first", "second"):
            found[first].add(second)
            found[second].add(first)
        return found

    @cached_property
    def opted_out_people(self) -> dict[int, frozenset[str]]:
        found: dict[int, frozenset[str]] = defaultdict(frozenset)
        people: QuerySet = ContactPerson.objects.filter(is_opted_out=True)
        for employer, name in people.values_list("employer", "name"):
            found[employer] |= {plain_words(name)}
        return found
