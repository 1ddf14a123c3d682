"""A handful of rows with everything in the register that they are about, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from employers.models import Company, ContactPerson, Employer, ErasedPerson, Registration
from imports.drafts import Subject
from imports.extras import Extras
from imports.kept_corrections import corrections_of, with_corrections
from imports.models import Correction, ImportBatch, ImportRow
from imports.raw_rows import raw_values


class Chunk:
    """`lock` holds the employers until the end of the transaction, so that nobody's change gets lost in between."""

    def __init__(self, batch: ImportBatch, rows: Sequence[ImportRow], *, lock: bool = False) -> None:
        self.batch = batch
        self.rows = rows
        self.lock = lock
        self.companies = self._read_companies()
        self.subjects: dict[int, Subject] = {}
        self.subjects_by_number: dict[tuple[str, str], Subject] = {}
        self.subjects_by_row: dict[int, Subject] = {}

    def company_of(self, row: ImportRow) -> Company | None:
        """The company with the row's KvK number, else that of its sister; a new one is not saved yet."""
        number = row.cleaned.get("kvk_number")
        if number and number not in self.companies:
            self.companies[number] = Company(kvk_number=number)
        if not number and (sister := self.sister_of(row)):
            return sister.employer.company
        return self.companies.get(number)

    def sister_of(self, row: ImportRow) -> Subject | None:
        """The employer that a person said is of the same company as this row; an earlier row may have become it."""
        return (
            self._known(row.sister_id)
            or self.subjects_by_row.get(row.sister_row)
            or self._known(self.employers_by_twin.get(row.sister_row))
        )

    def subject_of(self, row: ImportRow) -> Subject:
        """The employer that the row is about: known, or new with this row or with an earlier one of the list.

        Numbers decide before anything else: a vestiging stands in the register once.
        """
        subject = (
            self._known(self.employers_by_number.get(_numbers(row)))
            or self.subjects_by_number.get(_numbers(row))
            or self._linked(row)
            or self._registered(row)
            or Subject(Employer())
        )
        self.subjects_by_row[row.row_number] = subject
        if _numbers(row):
            self.subjects_by_number[_numbers(row)] = subject
        return subject

    def raw_of(self, row: ImportRow) -> dict[str, str]:
        """What the list says of the entry, with the cells that somebody corrected."""
        return raw_values(self.batch.header, with_corrections(row.raw, self.corrections.get(row.row_number, ())))

    @cached_property
    def corrections(self) -> dict[int, list[Correction]]:
        return corrections_of(self.batch, [row.row_number for row in self.rows])

    def is_repeat(self, row: ImportRow) -> bool:
        """An earlier delivery had exactly this entry."""
        known = self.registrations.get(row.own_key)
        return known is not None and known.raw == self.raw_of(row)

    def is_corrected(self, row: ImportRow) -> bool:
        """An earlier delivery had this entry with other values."""
        return row.own_key in self.registrations and not self.is_repeat(row)

    def told(self, row: ImportRow, changes: list[dict], *, makes: bool) -> list[dict]:
        """What the row is shown with: nothing when it makes the employer, nor when it repeats what stays as it is."""
        is_written = any(change["applied"] for change in changes)
        return [] if makes or (changes and not is_written and self.is_repeat(row)) else changes

    @cached_property
    def extras(self) -> Extras:
        return Extras(self.batch, self.rows, self.employers_by_twin.values())

    @cached_property
    def registrations(self) -> dict[str, Registration]:
        keys = [row.own_key for row in self.rows]
        return {each.own_key: each for each in self.batch.source.registrations.filter(own_key__in=keys)}

    @cached_property
    def employers_by_number(self) -> dict[tuple[str, str], int]:
        """Asked by company too: only both numbers together have an index."""
        numbers = {pair[1] for row in self.rows if (pair := _numbers(row))}
        companies = [company.pk for company in self.companies.values() if company.pk]
        known = Employer.objects.current().filter(company__in=companies, establishment_number__in=numbers)
        values = known.values_list("company__kvk_number", "establishment_number", "pk")
        return {(kvk_number, number): pk for kvk_number, number, pk in values}

    @cached_property
    def employers_by_twin(self) -> dict[int, int]:
        """The employers that earlier rows of this list have become."""
        twins = {row.twin_row or row.sister_row for row in self.rows} - {None}
        rows = self.batch.rows.filter(row_number__in=twins, employer__isnull=False)
        return dict(rows.values_list("row_number", "employer"))

    @cached_property
    def employers(self) -> dict[int, Employer]:
        """By number; one that was merged leads to the one that is left."""
        wanted = {key for row in self.rows for key in (row.employer_id, row.sister_id)}
        wanted |= {*self.employers_by_number.values()}
        wanted |= {*self.employers_by_twin.values(), *(each.employer_id for each in self.registrations.values())}
        found = self._read_employers(wanted - {None})
        survivors = self._read_employers(each.merged_into_id for each in found.values() if each.merged_into_id)
        return {pk: survivors.get(each.merged_into_id, each) for pk, each in (found | survivors).items()}

    @cached_property
    def people(self) -> dict[int, list[ContactPerson]]:
        people = defaultdict(list)
        keys = {employer.pk for employer in self.employers.values()}
        for person in ContactPerson.objects.filter(employer__in=keys).order_by("pk"):
            people[person.employer_id].append(person)
        return people

    @cached_property
    def erased(self) -> dict[int, set[str]]:
        """Marks of people who had their data erased."""
        marks = defaultdict(set)
        for employer, mark in ErasedPerson.objects.filter(employer__in=self.employers).values_list("employer", "mark"):
            marks[employer].add(mark)
        return marks

    def _linked(self, row: ImportRow) -> Subject | None:
        """What matching or a person said that the row is."""
        if row.decision in ImportRow.APART or (not row.decision and row.verdict == ImportRow.Verdict.NEW):
            return self._known(row.employer_id)  # there is one only when an undo left the employer that this row made
        twin = row.twin_row
        return (
            self._known(row.employer_id)
            or (self.subjects_by_row.get(twin) if twin else None)
            or (self._known(self.employers_by_twin.get(twin)) if twin else None)
        )

    def _registered(self, row: ImportRow) -> Subject | None:
        """What another delivery of the same list made of this entry in the meantime."""
        registration = self.registrations.get(row.own_key)
        return self._known(registration.employer_id) if registration else None

    def _known(self, pk: int | None) -> Subject | None:
        employer = self.employers.get(pk) if pk else None
        if employer is None:
            return None
        if employer.pk not in self.subjects:
            self.subjects[employer.pk] = Subject(employer, self.people[employer.pk], erased=self.erased[employer.pk])
        return self.subjects[employer.pk]

    def _read_companies(self) -> dict[str, Company]:
        numbers = {row.cleaned.get("kvk_number") for row in self.rows} - {None, ""}
        return {each.kvk_number: each for each in Company.objects.filter(kvk_number__in=numbers)}

    def _read_employers(self, keys: Iterable[int]) -> dict[int, Employer]:
        employers = Employer.objects.select_related("company", "municipality", "sector").filter(pk__in=set(keys))
        if self.lock:
            employers = employers.select_for_update(of=("self",)).order_by("pk")
        return {each.pk: each for each in employers}


def _numbers(row: ImportRow) -> tuple[str, str] | None:
    """KvK number and vestigingsnummer, when the row has both."""
    pair = row.cleaned.get("kvk_number") or "", row.cleaned.get("establishment_number") or ""
    return pair if all(pair) else None
