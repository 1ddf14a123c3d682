"""Reading a delivery: its rows cleaned, matched and laid beside the register. Nothing is written on employers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from imports import jobs
from imports.bulk import commit_without_waiting, copy_in, forget_plans, know_tables
from imports.chunks import Chunk
from imports.deliveries import Delivery
from imports.drafts import Writer
from imports.foreseeing import Foresight
from imports.matching_rows import RowMatcher
from imports.models import ImportBatch, ImportRow
from imports.reference_data import ReferenceData

CHUNK = 250
MANY = 500  # rows after which PostgreSQL is told how large its tables are now
AT_ONCE = 12_000  # rows kept in memory between looking the list through and judging it


def preview_batch(batch_id: int, tell: jobs.Tell | None = None) -> bool:
    """Read the file of a batch and judge every row. Killed and run again it starts anew, with the same result."""
    return jobs.run(batch_id, ImportBatch.State.READING, _preview, tell)


def in_chunks(items: Iterable, size: int = CHUNK) -> Iterator[list]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _preview(batch: ImportBatch) -> None:
    batch.rows.all()._raw_delete("default")
    delivery = Delivery(batch)
    batch.start(total=delivery.row_count)
    started_at = timezone.now()
    judge = Judge(batch)
    count = 0
    for rows in in_chunks(_expected_rows(delivery, judge)):
        delivery.corrections.save_carried(up_to=rows[-1].row_number)
        judge.judge(rows)
        forget_plans()
        with transaction.atomic():
            commit_without_waiting()
            copy_in(rows)
            batch.beat(len(rows))
        count += len(rows)
    if count >= MANY:
        know_tables(ImportRow)
    delivery.corrections.drop_unused()
    judge.foresee_together()
    batch.finish(ImportBatch.State.PREVIEW, matched_at=started_at, rows_total=count, rows_done=count)


def _expected_rows(delivery: Delivery, judge: "Judge") -> Iterable[ImportRow]:
    """The rows, looked through as a whole first where that makes a difference; a long list is read again for it."""
    if not (delivery.has_establishment_numbers and judge.matcher.is_claimable):
        return delivery.rows()
    if delivery.row_count > AT_ONCE:
        judge.expect(delivery.rows())
        return delivery.rows()
    rows = list(delivery.rows())
    judge.expect(rows)
    return rows


class Judge:
    """Gives rows their verdict and what they would change."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        reference = ReferenceData.load()
        self.matcher = RowMatcher(batch, reference)
        self.writer = Writer.of(batch, reference)

    def expect(self, rows: Iterable[ImportRow]) -> None:
        """Look the whole list through before its first row is judged, where that makes a difference."""
        for chunk in in_chunks(rows) if self.matcher.is_claimable else ():
            self.matcher.expect(chunk)
            self.batch.beat()

    def needs_matching(self, rows: Sequence[ImportRow]) -> bool:
        """Whether nothing tells already, of one of them at least, which employer the entry is."""
        self.matcher.look_up(rows)
        return any(row.own_key not in self.matcher.known and row.own_key not in self.matcher.same for row in rows)

    def learn(self, rows: Sequence[ImportRow]) -> None:
        """Let rows judged after these match what they became."""
        self.matcher.look_up(rows)
        for row in rows:
            if row.own_key not in self.matcher.known:
                self.matcher.learn(row)

    def judge(self, rows: list[ImportRow]) -> None:
        """Undecided rows only; what a person decided is taken as it stands."""
        undecided = [row for row in rows if not row.decision]
        self.matcher.look_up(rows)
        for row in rows:
            if row.decision:
                self.matcher.learn(row)
            elif row.verdict != ImportRow.Verdict.REJECTED:
                self.matcher.judge(row)
        self._describe(undecided)

    def foresee_together(self) -> None:
        """Rows that were judged apart and are about one employer, in the order in which they will be written."""
        Foresight(self.batch, self.writer).of_the_list(self.batch.beat)

    def _describe(self, rows: list[ImportRow]) -> None:
        """Lay the linked rows beside their employers; an entry that brings nothing is unchanged."""
        linked = [row for row in rows if row.verdict == ImportRow.Verdict.CERTAIN and row.employer_id]
        chunk = Chunk(self.batch, linked)
        for row in linked:
            is_corrected = chunk.is_corrected(row)
            subject, company = chunk.subject_of(row), chunk.company_of(row)
            changes = self.writer.write(row, subject, company, is_corrected=is_corrected)
            changes += chunk.extras.changes(row, subject.employer)
            row.changes = chunk.told(row, changes, makes=False)
            if not row.changes and chunk.is_repeat(row):
                row.verdict = ImportRow.Verdict.UNCHANGED
