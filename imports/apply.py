"""Writing the decided rows of a delivery to the register.

In chunks that are each one transaction and mark their own rows: a worker killed at any moment and started again goes
on where it was, and the register ends the same. Deliveries are written one after another, never together: what one
adds may be what the next one has too.
"""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from employers.models import (
    Accreditation,
    Company,
    ContactPerson,
    Employer,
    NetworkMembership,
    PossibleDuplicate,
    Registration,
)
from imports import jobs
from imports.bulk import commit_without_waiting, forget_plans, know_tables, save_many
from imports.chunks import Chunk
from imports.drafts import Subject, Writer
from imports.forgetting import remember_again
from imports.gone import GONE, mark_gone
from imports.ledger import Ledger
from imports.models import ImportBatch, ImportRow, Write
from imports.own_keys import number_of
from imports.preview import MANY, Judge, in_chunks
from imports.reference_data import ReferenceData
from imports.refusals import keep_refusals

CHUNK = 500
CLOCK_SLACK = timedelta(seconds=2)  # between the moment that a row is stamped and the moment that others see it
ANSWERED_ELSEWHERE = "beoordeeld in de aanlevering"
COMPANY_TEXTS = ("legal_name", "legal_form")
REGISTRATION_FIELDS = ("employer", "raw", "last_seen_on", "is_current", "gone_on")
PERSON_FIELDS = ("name", "role", "phone", "email", "source_name", "source_date", "updated_at")
MATCHED_FIELDS = (
    "verdict", "score", "reasons", "candidates", "employer", "twin_row", "sister", "sister_row", "changes",
    "registration", "decision",
)  # fmt: skip
DONE_FIELDS = ("employer", "registration", "changes", "made_employer", "applied_at")
GROWING = (Company, Employer, Registration, ContactPerson, ImportRow, Write)


def apply_batch(batch_id: int, tell: jobs.Tell | None = None) -> bool:
    """Write what is decided and not yet written; running it twice changes nothing. False when it is not its turn."""
    with jobs.in_turn(batch_id) as is_ours:
        return is_ours and jobs.run(batch_id, ImportBatch.State.APPLYING, _apply, tell)


def _apply(batch: ImportBatch) -> None:
    if _register_changed_since(batch):
        _match_again(batch)
    remember_again(batch)
    rows = batch.rows.to_apply()
    if batch.categories is not None:
        rows = rows.of_categories(batch.categories)
    keys = array("q", rows.order_by("row_number").values_list("pk", flat=True).iterator())
    batch.start(total=len(keys))
    writer = Writer.of(batch, ReferenceData.load())
    for count, chunk in enumerate(in_chunks(keys, CHUNK), start=1):
        _write_chunk(batch, chunk, writer)
        if len(chunk) == CHUNK and _is_power_of_two(count):
            know_tables(*GROWING, sizes_only=True)
    if len(keys) >= MANY:
        know_tables(*GROWING)
    if GONE in (batch.categories or ()):
        mark_gone(batch)
    batch.finish(ImportBatch.State.APPLIED, applied_at=timezone.now(), undo_started_at=None, undone_at=None)


def _is_power_of_two(count: int) -> bool:
    """True for 1, 2, 4, 8: each time that as much again has been written, at the cost of a look now and then."""
    return count & (count - 1) == 0


def _register_changed_since(batch: ImportBatch) -> bool:
    """Whether employers came in after the preview looked; once the writing has begun its verdicts stand."""
    if batch.rows.filter(applied_at__isnull=False).exists():
        return False
    if batch.undone_at:
        return True
    written = Q(applied_at__gte=batch.matched_at) | Q(undone_at__gte=batch.matched_at)
    created = Employer.objects.filter(created_at__gte=batch.matched_at - CLOCK_SLACK)
    others = ImportBatch.objects.exclude(pk=batch.pk).filter(written)
    return others.exists() or created.exists() or _corrected_since(batch)


def _corrected_since(batch: ImportBatch) -> bool:
    """A corrected row was judged by itself; rows further down may be like it too."""
    since = Q(made_at__gte=batch.matched_at) | Q(ended_at__gte=batch.matched_at, ended_by__isnull=False)
    return batch.corrections.filter(since).exists()


def _match_again(batch: ImportBatch) -> None:
    """Judge the undecided rows against the register as it is now; what people decided stands."""
    looked_at = timezone.now()
    judge = Judge(batch)
    rows = batch.rows.exclude(verdict=ImportRow.Verdict.REJECTED).order_by("row_number")
    batch.start(total=rows.count())
    judge.expect(rows.filter(decision="").iterator(CHUNK))
    for chunk in in_chunks(rows.iterator(CHUNK), CHUNK):
        judge.judge(chunk)
        save_many(chunk, MATCHED_FIELDS)
        batch.beat(len(chunk))
    _ask_again_about_twins(batch)
    judge.foresee_together()
    ImportBatch.objects.filter(pk=batch.pk).update(matched_at=looked_at)


def _ask_again_about_twins(batch: ImportBatch) -> None:
    """Somebody chose "the same as row 12" while row 12 is now in doubt itself: that answer is open again.

    So is "of one company with row 12".
    """
    doubtful = batch.rows.in_review().values("row_number")
    asked = Q(decision=ImportRow.Decision.SAME, twin_row__in=doubtful)
    asked |= Q(decision=ImportRow.Decision.SISTER, sister_row__in=doubtful)
    batch.rows.filter(asked).update(decision="", twin_row=None, sister_row=None, group=None)


def _write_chunk(batch: ImportBatch, keys: list[int], writer: Writer) -> None:
    forget_plans()
    with transaction.atomic(), pghistory.context(batch=batch.pk, user=batch.applied_by_id, source=batch.source.slug):
        commit_without_waiting()
        rows = batch.rows.to_apply().filter(pk__in=keys).order_by("row_number").select_for_update(of=("self",))
        ChunkWriter(batch, list(rows), writer).write()
        batch.beat(len(keys))


class ChunkWriter:
    """Writes the rows of one chunk; call it inside a transaction."""

    def __init__(self, batch: ImportBatch, rows: list[ImportRow], writer: Writer) -> None:
        self.batch = batch
        self.rows = rows
        self.writer = writer
        self.chunk = Chunk(batch, rows, lock=True)
        self.subject_of: dict[int, Subject] = {}
        self.sisters: list[Subject] = []
        self.ledger = Ledger(batch)

    def write(self) -> None:
        self._save_new_companies()
        self.ledger.watch(*self.chunk.companies.values())
        texts = {number: _texts(company) for number, company in self.chunk.companies.items()}
        for row in self.rows:
            self._write_row(row)
        companies = self.chunk.companies.items()
        save_many([each for number, each in companies if _texts(each) != texts[number]], [*COMPANY_TEXTS, "updated_at"])
        self._save_employers()
        self._save_people()
        self._save_registrations()
        self._mark_rows()
        with self._watching_the_rest():
            self.chunk.extras.save()
            keep_refusals(self.batch, self.rows)
        self._close_open_questions()
        self.ledger.save()

    def _save_new_companies(self) -> None:
        """Somebody else may create the same company this moment: then that one is used."""
        companies = {company.kvk_number: company for row in self.rows if (company := self.chunk.company_of(row))}
        new = [company for company in companies.values() if company.pk is None]
        Company.objects.bulk_create(new, ignore_conflicts=True)
        saved = Company.objects.filter(kvk_number__in=[company.kvk_number for company in new])
        self.chunk.companies.update({company.kvk_number: company for company in saved})
        self.ledger.created(*saved)

    def _write_row(self, row: ImportRow) -> None:
        subject = self.subject_of[row.pk] = self.chunk.subject_of(row)
        if sister := self.chunk.sister_of(row):
            self._share_company(row, sister)
        is_new = subject.is_new
        self.ledger.watch(*(() if is_new else (subject.employer,)), *(each for each in subject.people if each.pk))
        is_corrected = self.chunk.is_corrected(row)
        row.made_employer = subject.begin()
        changes = self.writer.write(row, subject, self.chunk.company_of(row), is_corrected=is_corrected)
        changes += self.chunk.extras.changes(row, subject.employer)
        row.changes = self.chunk.told(row, changes, makes=row.made_employer)

    def _share_company(self, row: ImportRow, sister: Subject) -> None:
        """Put the sister in one company with the row, when it is in none with a KvK number (`employers/sisters.py`)."""
        company = self.chunk.company_of(row) or self._new_company()
        if sister.employer.company_id == company.pk or sister.employer.kvk_number:
            return
        self.ledger.watch(*(() if sister.is_new else (sister.employer,)))
        if loose := sister.employer.company_id:
            self._move_members(loose, company)
        sister.employer.company = company
        sister.employer.version += 1
        sister.columns |= {"company", "version"}
        self.sisters.append(sister)

    def _new_company(self) -> Company:
        company = Company.objects.create()
        self.ledger.created(company)
        return company

    def _move_members(self, loose: int, company: Company) -> None:
        """Who was in a company without number comes along; those that this chunk writes are changed in memory too."""
        members = Employer.objects.filter(company=loose).order_by("pk").select_for_update(of=("self",))
        members = [self.chunk.employers.get(member.pk, member) for member in members]
        self.ledger.watch(*members)
        for member in members:
            member.company = company
        Employer.objects.filter(company=loose).update(company=company)

    @property
    def _subjects(self) -> list[Subject]:
        """Each subject once, in the order of the rows, and the sisters that they brought a company."""
        return list({id(subject): subject for subject in (*self.subject_of.values(), *self.sisters)}.values())

    def _save_employers(self) -> None:
        new = [subject.employer for subject in self._subjects if subject.is_new]
        known = [subject for subject in self._subjects if not subject.is_new and subject.columns]
        columns = set().union(*(subject.columns for subject in known))
        save_many([subject.employer for subject in known], columns | {"updated_at"})
        Employer.objects.bulk_create(new)
        self.ledger.created(*new)

    def _save_people(self) -> None:
        touched = [(person, subject) for subject in self._subjects for person in subject.touched_people]
        for person, subject in touched:
            person.employer = subject.employer
        save_many([person for person, _ in touched if person.pk is not None], PERSON_FIELDS)
        new = [person for person, _ in touched if person.pk is None]
        ContactPerson.objects.bulk_create(new)
        self.ledger.created(*new)

    def _save_registrations(self) -> None:
        new, known = [], []
        for row in self.rows:
            registration = self.chunk.registrations.get(row.own_key)
            if registration is None:
                new.append(self._registration(row))
                continue
            self.ledger.watch(registration)
            if self._renew(registration, row):
                known.append(registration)
        save_many(known, REGISTRATION_FIELDS)
        Registration.objects.bulk_create(new)
        self.ledger.created(*new)
        self.chunk.registrations.update({each.own_key: each for each in new})

    def _registration(self, row: ImportRow) -> Registration:
        return Registration(
            employer=self.subject_of[row.pk].employer,
            source=self.batch.source,
            own_key=row.own_key,
            raw=self.chunk.raw_of(row),
            first_seen_on=self.batch.reference_date,
            last_seen_on=self.batch.reference_date,
        )

    def _renew(self, registration: Registration, row: ImportRow) -> bool:
        """Write what this delivery says of a known entry; False when that is nothing new or an older list."""
        employer, day = self.subject_of[row.pk].employer, self.batch.reference_date
        is_as_it_was = self.chunk.is_repeat(row) and registration.last_seen_on >= day and registration.is_current
        if registration.employer_id == employer.pk and (is_as_it_was or registration.last_seen_on > day):
            return False
        registration.employer = employer
        if registration.last_seen_on <= day:
            registration.raw = self.chunk.raw_of(row)
            registration.last_seen_on = day
            if registration.gone_on is None or registration.gone_on <= day:
                registration.is_current, registration.gone_on = True, None
        return True

    def _mark_rows(self) -> None:
        now = timezone.now()
        for row in self.rows:
            row.employer = self.subject_of[row.pk].employer
            row.registration = self.chunk.registrations[row.own_key]
            row.applied_at = now
        save_many(self.rows, DONE_FIELDS)

    @contextmanager
    def _watching_the_rest(self) -> Iterator[None]:
        """Accreditations, memberships and pairs that are not the same, which are written by their own rules."""
        entries = {row.registration_id for row in self.rows if "accreditations" in row.cleaned}
        employers = {row.employer_id for row in self.rows}
        apart = {row.employer_id for row in self.rows if row.decision in ImportRow.APART}
        numbers = {number_of(row.own_key) for row in self.rows if row.cleaned.get("accreditations")}
        accreditations = Accreditation.objects.filter(Q(registration__in=entries) | Q(leerbedrijf_id__in=numbers))
        memberships = NetworkMembership.objects.filter(network=self.chunk.extras.network, employer__in=employers)
        pairs = PossibleDuplicate.objects.filter(Q(first__in=apart) | Q(second__in=apart))
        with (
            self.ledger.around(accreditations if entries else accreditations.none()),
            self.ledger.around(memberships if self.chunk.extras.network else memberships.none()),
            self.ledger.around(pairs if apart else pairs.none()),
        ):
            yield

    def _close_open_questions(self) -> None:
        """The same entry may still be in review in another delivery of this list: that question is answered now."""
        now_known = {row.own_key: row for row in self.rows}
        asked = ImportRow.objects.in_review().filter(batch__source=self.batch.source_id, own_key__in=now_known)
        for row in asked.exclude(batch=self.batch):
            answered = now_known[row.own_key]
            self.ledger.watch(row)
            row.verdict, row.reasons = ImportRow.Verdict.CERTAIN, [f"{ANSWERED_ELSEWHERE} {self.batch.filename}"]
            row.employer, row.registration, row.applied_at = answered.employer, answered.registration, timezone.now()
            row.save(update_fields=["verdict", "reasons", "employer", "registration", "applied_at"])


def _texts(company: Company) -> tuple[str, ...]:
    return tuple(getattr(company, name) for name in COMPANY_TEXTS)
