"""What rows that belong together will write, foreseen in the order in which they will be written.

Most rows are about an employer of their own and are laid beside it one by one (`preview.py`). Where several rows are
about one employer, or about one company of which the list says more than one thing, what the first of them writes makes
a difference for the next: the preview must say what will happen, whatever the chunks and whatever was answered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from imports.bulk import save_many
from imports.chunks import Chunk
from imports.drafts import Writer
from imports.models import ImportBatch, ImportRow
from imports.reference_data import ReferenceData

AT_ONCE = 250
LINKED = [ImportRow.Verdict.CERTAIN, ImportRow.Verdict.UNCHANGED]
LINKS = ("row_number", "employer_id", "twin_row", "sister_id", "sister_row")
COMPANY_CHANGED = Q(changes__contains=[{"field": "legal_name"}]) | Q(changes__contains=[{"field": "legal_form"}])


@dataclass
class Links:
    """What rows are tied together by: employers, rows of the list, and numbers of companies that they change."""

    employers: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    companies: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, rows: Iterable[ImportRow]) -> "Links":
        links = cls()
        links.add(rows)
        return links

    def add(self, rows: Iterable[ImportRow]) -> None:
        for row in rows:
            self.employers |= {row.employer_id, row.sister_id} - {None}
            self.rows |= {row.row_number, row.twin_row, row.sister_row} - {None}
            if any(change["field"] in ("legal_name", "legal_form") for change in row.changes):
                self.companies.add(row.cleaned.get("kvk_number") or "")

    @property
    def size(self) -> int:
        return len(self.employers) + len(self.rows) + len(self.companies)


def foresee_beside(batch: ImportBatch, links: Links) -> None:
    """After an answer or a correction: these rows and all that are tied to them, anew."""
    foresight = Foresight(batch, Writer.of(batch, ReferenceData.load()))
    size = 0
    while links.size > size:
        size = links.size
        rows = list(_tied(batch, links))
        foresight.describe(rows)
        links.add(rows)


def _tied(batch: ImportBatch, links: Links) -> QuerySet:
    asked = [
        Q(employer__in=links.employers), Q(sister__in=links.employers), Q(row_number__in=links.rows),
        Q(twin_row__in=links.rows), Q(sister_row__in=links.rows),
    ]  # fmt: skip
    found = Q(*asked, _connector=Q.OR)
    if companies := links.companies - {""}:
        found |= Q(cleaned__kvk_number__in=companies)
    return batch.rows.filter(found, applied_at__isnull=True).order_by("row_number")


class Foresight:
    """Writes rows in memory, on copies of what they are about."""

    def __init__(self, batch: ImportBatch, writer: Writer) -> None:
        self.batch = batch
        self.writer = writer

    def of_the_list(self, beat: Callable[[], Any]) -> None:
        """Every row of the list that is tied to another one, or that a person said is an employer of the register."""
        for keys in _packed(_groups(self._tied_rows())):
            self.describe(list(self.batch.rows.filter(pk__in=keys).order_by("row_number")))
            beat()

    def _tied_rows(self) -> QuerySet:
        rows = self.batch.rows.to_apply()
        linked = rows.filter(employer__isnull=False).order_by().values("employer")
        several = linked.annotate(rows=Count("pk")).filter(rows__gt=1)
        to_rows = self.batch.rows.filter(Q(twin_row__isnull=False) | Q(sister_row__isnull=False))
        companies = self.batch.rows.exclude(changes=[]).filter(COMPANY_CHANGED).values_list("cleaned__kvk_number")
        tied = [
            Q(employer__in=several.values("employer")), Q(decision__in=ImportRow.WRITTEN),
            Q(twin_row__isnull=False), Q(row_number__in=to_rows.values("twin_row")),
            Q(employer__in=self.batch.rows.filter(sister__isnull=False).values("sister")),
            Q(row_number__in=to_rows.values("sister_row")),
        ]  # fmt: skip
        numbers = {number for (number,) in companies.distinct() if number}
        numbers |= set(to_rows.values_list("cleaned__kvk_number", flat=True).distinct()) - {None, ""}
        if numbers:
            tied.append(Q(cleaned__kvk_number__in=numbers))
        return rows.filter(Q(*tied, _connector=Q.OR)).order_by("row_number")

    def describe(self, rows: list[ImportRow]) -> None:
        """These rows, in the order of the list; of what will not be written now nothing is foreseen."""
        written = set(self.batch.rows.to_apply().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        before = {row.pk: (row.verdict, row.changes) for row in rows}
        for row in rows:
            row.changes = []
        self._write([row for row in rows if row.pk in written])
        save_many([row for row in rows if before[row.pk] != (row.verdict, row.changes)], ("verdict", "changes"))

    def _write(self, rows: list[ImportRow]) -> None:
        chunk = Chunk(self.batch, rows)
        for row in rows:
            subject, is_corrected = chunk.subject_of(row), chunk.is_corrected(row)
            makes = subject.begin()
            self._share_company(chunk, row)
            changes = self.writer.write(row, subject, chunk.company_of(row), is_corrected=is_corrected)
            changes += chunk.extras.changes(row, subject.employer)
            row.changes = chunk.told(row, changes, makes=makes)
            if not row.decision and row.verdict in LINKED:
                is_as_it_was = not row.changes and chunk.is_repeat(row)
                row.verdict = ImportRow.Verdict.UNCHANGED if is_as_it_was else ImportRow.Verdict.CERTAIN

    def _share_company(self, chunk: Chunk, row: ImportRow) -> None:
        """As `apply.py` does it."""
        sister, company = chunk.sister_of(row), chunk.company_of(row)
        if sister and company and not sister.employer.kvk_number:
            sister.employer.company = company


def _groups(rows: QuerySet) -> Iterable[list[int]]:
    """Numbers of rows, those that are tied together in one group."""
    root: dict[tuple, tuple] = {}

    def root_of(key: tuple) -> tuple:
        while (up := root.setdefault(key, key)) != key:
            root[key] = key = root[up]
        return key

    tied: list[tuple[int, tuple]] = []
    values = rows.values_list("pk", *LINKS, "cleaned__kvk_number")
    for pk, number, employer, twin, sister, sister_row, company in values.iterator(2_000):
        keys = [("row", number), ("employer", employer), ("row", twin), ("employer", sister), ("row", sister_row)]
        for key in [*keys, ("company", company)]:
            if key[1]:
                root[root_of(key)] = root_of(keys[0])
        tied.append((pk, keys[0]))
    groups = defaultdict(list)
    for pk, key in tied:
        groups[root_of(key)].append(pk)
    return groups.values()


def _packed(groups: Iterable[list[int]]) -> Iterator[list[int]]:
    """Whole groups together, about as many rows at a time as are read at once."""
    packed: list[int] = []
    for group in groups:
        if packed and len(packed) + len(group) > AT_ONCE:
            yield packed
            packed = []
        packed += group
    if packed:
        yield packed
