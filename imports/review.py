"""Asking a person which employer a doubtful row is, and taking the answer exactly once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from employers.models import Employer
from imports.chunks import Chunk
from imports.drafts import Subject, Writer
from imports.models import ImportBatch, ImportRow, RememberedAnswer
from imports.reference_data import ReferenceData
from imports.refusals import proposals

SAME, OTHER, SKIP = ImportRow.Decision.SAME, ImportRow.Decision.OTHER, ImportRow.Decision.SKIP


@dataclass(frozen=True)
class Candidate:
    """What the row may be: an employer of the register, or an earlier new row of the same list."""

    index: int
    score: int
    reasons: list[str]
    employer: Employer | None = None
    row: ImportRow | None = None

    @property
    def name(self) -> str:
        return self.employer.trade_name if self.employer else self.row.name


def next_question(batch: ImportBatch) -> ImportRow | None:
    """The first row that nobody has answered; those put off come round again at the end."""
    return batch.rows.in_review().order_by("is_postponed", "decided_at", "row_number").first()


def candidates_of(row: ImportRow) -> list[Candidate]:
    """The candidates that are still there, the best first; an applied twin row stands for its employer."""
    twins = row.batch.rows.filter(row_number__in=[each["row"] for each in row.candidates if each["row"]])
    twins = {twin.row_number: twin for twin in twins}
    keys = {each["employer"] for each in row.candidates} | {twin.employer_id for twin in twins.values()}
    employers = _survivors(keys - {None})
    found = []
    for index, each in enumerate(row.candidates):
        twin = twins.get(each["row"])
        employer = employers.get(each["employer"] or (twin.employer_id if twin else None))
        if employer or twin:
            found.append(Candidate(index, each["score"], each["reasons"], employer, None if employer else twin))
    return found


def _survivors(keys: set[int]) -> dict[int, Employer]:
    """Employers by number; one that was merged since leads to the one that is left."""
    related = ("company", "municipality", "sector")
    employers = Employer.objects.select_related(*related, *(f"merged_into__{each}" for each in related)).in_bulk(keys)
    return {key: employer.merged_into or employer for key, employer in employers.items()}


def effect_of(row: ImportRow, employer: Employer, reference: ReferenceData) -> list[dict]:
    """What "dezelfde werkgever" would change on that employer and what it would leave, as in the preview."""
    people = list(employer.contact_persons.all())
    chunk = Chunk(row.batch, [row])
    writer = Writer.of(row.batch, reference)
    subject = Subject(employer, people)
    return writer.write(row, subject, chunk.company_of(row), is_corrected=chunk.is_corrected(row))


@transaction.atomic
def decide(row: ImportRow, decision: str, *, by, candidate: Candidate | None = None) -> bool:
    """Write a person's answer; False when somebody else answered first or the row has been applied.

    "Dezelfde" needs the candidate. The answer is remembered for the next delivery of the list.
    """
    is_same = decision == SAME
    changed = _unanswered(row).update(
        decision=decision,
        decided_by=by,
        decided_at=timezone.now(),
        employer=candidate.employer if is_same else None,
        twin_row=candidate.row.row_number if is_same and candidate.row else None,
    )
    if changed and is_same and candidate.employer:
        _remember(row, [candidate.employer.pk], True, by)
    elif changed and decision == OTHER:
        _remember(row, [each["employer"] for each in proposals(row) if each["employer"]], False, by)
    return bool(changed)


def postpone(row: ImportRow, *, by) -> bool:
    """Later: the row goes to the end of the queue."""
    return bool(_unanswered(row).update(is_postponed=True, decided_by=by, decided_at=timezone.now()))


@transaction.atomic
def take_back(batch: ImportBatch, *, by) -> ImportRow | None:
    """Undo this person's last answer that is not in the register yet; the row is a question again."""
    mine = batch.rows.filter(decided_by=by, applied_at__isnull=True, decided_at__isnull=False)
    row = mine.order_by("-decided_at").select_for_update(of=("self",)).first()
    if row is None:
        return None
    RememberedAnswer.objects.filter(source=batch.source_id, own_key=row.own_key, answered_by=by).delete()
    row.decision, row.is_postponed, row.decided_by, row.decided_at = "", False, None, None
    row.employer, row.twin_row = None, None
    row.save(update_fields=["decision", "is_postponed", "decided_by", "decided_at", "employer", "twin_row"])
    return row


def _unanswered(row: ImportRow):
    """The row, if the question is still open the moment the statement runs."""
    return ImportRow.objects.in_review().filter(pk=row.pk, applied_at__isnull=True)


def _remember(row: ImportRow, employers: list[int], is_same: bool, by) -> None:
    known = Employer.objects.filter(pk__in=employers).values_list("pk", flat=True)
    RememberedAnswer.objects.bulk_create(
        [
            RememberedAnswer(
                source_id=row.batch.source_id, own_key=row.own_key, employer_id=pk, is_same=is_same,
                answered_by=by, answered_at=timezone.now(),
            )
            for pk in known
        ],
        update_conflicts=True,
        unique_fields=["source", "own_key", "employer"],
        update_fields=["is_same", "answered_by", "answered_at"],
    )  # fmt: skip
