"""Asking a person which employer a doubtful row is, and taking the answer exactly once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils import timezone

from employers.models import Employer
from employers.sisters import check_one_company
from imports.chunks import Chunk
from imports.drafts import Subject, Writer, address_text
from imports.foreseeing import Links, foresee_beside
from imports.models import Correction, GroupDecision, ImportBatch, ImportRow, RememberedAnswer
from imports.reference_data import ReferenceData
from imports.refusals import proposals

SAME, OTHER, SKIP = ImportRow.Decision.SAME, ImportRow.Decision.OTHER, ImportRow.Decision.SKIP
SISTER = ImportRow.Decision.SISTER
TRIES = 3
MOST_POINTS = 58  # for a name (`employers/matching/evidence.py`)
CAPPED = "bij twijfel telt meer dan 89 punten niet mee"
LIFTED = "een vraag heeft altijd minstens 50 punten"
SHOWN_FOR = timedelta(seconds=75)  # so long a question is offered to colleagues last
UNDECIDED = {
    "decision": "", "is_postponed": False, "decided_by": None, "decided_at": None, "employer": None, "twin_row": None,
    "sister": None, "sister_row": None, "group": None,
}  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """Why a candidate may be the one, or may not, and what that counts for; `points` is None when that was not kept."""

    words: str
    points: int | None = None

    @property
    def width(self) -> int:
        """Of its bar, in percent; a name says at most 58."""
        return min(100, round(abs(self.points or 0) / MOST_POINTS * 100))


@dataclass(frozen=True)
class Candidate:
    """What the row may be: an employer of the register, or an earlier new row of the same list."""

    index: int
    score: int
    reasons: list[str]
    employer: Employer | None = None
    row: ImportRow | None = None
    points: list[int] = field(default_factory=list)

    @property
    def weighed(self) -> list[Reason]:
        """The reasons with their points; what a question cannot score more or less than stands as the last of them.

        Of rows that were judged before points were kept, the reasons only.
        """
        if len(self.points) != len(self.reasons):
            return [Reason(words) for words in self.reasons]
        told = [Reason(words, points) for words, points in zip(self.reasons, self.points, strict=True)]
        left = self.score - sum(self.points)
        if abs(left) > len(told):
            told.append(Reason(CAPPED if left < 0 else LIFTED, left))
        elif left and told:  # what rounding left over goes to the heaviest
            told[0] = Reason(told[0].words, told[0].points + left)
        return told

    @property
    def tells_apart(self) -> list[str]:
        """By what two candidates of one name differ: address, KvK number, size."""
        employer = self.employer or _as_employer(self.row)
        size = f"omvang {employer.size_text()}" if employer.size_minimum is not None else ""
        number = f"KvK {self.kvk_number}" if self.kvk_number else ""
        return [part for part in (address_text(employer), number, size) if part]

    @property
    def name(self) -> str:
        return self.employer.trade_name if self.employer else self.row.name

    @property
    def kvk_number(self) -> str:
        return self.employer.kvk_number if self.employer else self.row.cleaned.get("kvk_number") or ""


def next_question(batch: ImportBatch, by=None) -> ImportRow | None:
    """The first row that nobody has answered; those put off come round again at the end.

    With `by` the row is from now on shown to that person: for a short while it comes last for others. Two people who
    ask in the same moment get two rows.
    """
    if by is None:
        return batch.rows.in_review().order_by("is_postponed", "decided_at", "row_number").first()
    for _ in range(TRIES):
        row = _take_next(batch, by)
        if row is None or not is_shown_to_another(row, by):
            break
    return row


@transaction.atomic
def _take_next(batch: ImportBatch, by) -> ImportRow | None:
    """A colleague may have been shown the row between our look and our lock; then it comes back as theirs."""
    row = _questions(batch, by).select_for_update(of=("self",), skip_locked=True).first()
    row = row or _questions(batch, by).first()
    show(row, by)
    return row


def _questions(batch: ImportBatch, by) -> QuerySet:
    elsewhere = Q(shown_at__gte=timezone.now() - SHOWN_FOR) & ~Q(shown_to=by)
    is_elsewhere = Case(When(elsewhere, then=Value(True)), default=Value(False), output_field=BooleanField())
    return batch.rows.in_review().order_by(is_elsewhere, "is_postponed", "decided_at", "row_number")


def show(row: ImportRow | None, by) -> None:
    """Somebody looks at this row; a colleague who does so already keeps it."""
    if row and not is_shown_to_another(row, by):
        row.shown_to, row.shown_at = by, timezone.now()
        ImportRow.objects.filter(pk=row.pk).update(shown_to=by, shown_at=row.shown_at)


def is_shown_to_another(row: ImportRow, by) -> bool:
    is_fresh = row.shown_at is not None and row.shown_at >= timezone.now() - SHOWN_FOR
    return is_fresh and row.shown_to_id not in (None, by.pk)


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
            found.append(
                Candidate(
                    index, each["score"], each["reasons"], employer, None if employer else twin, each.get("points", [])
                )
            )
    return found


def _as_employer(row: ImportRow) -> Employer:
    """A row that is no employer yet, as far as it is shown beside others."""
    shown = (
        "street", "house_number", "house_letter", "house_number_addition", "postcode", "place", "working_people",
        "size_minimum", "size_maximum",
    )  # fmt: skip
    return Employer(**{name: row.cleaned[name] for name in shown if row.cleaned.get(name) is not None})


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
    subject = Subject(employer, people, erased=set(employer.erased_people.values_list("mark", flat=True)))
    return writer.write(row, subject, chunk.company_of(row), is_corrected=chunk.is_corrected(row))


@transaction.atomic
def decide(
    row: ImportRow, decision: str, *, by, candidate: Candidate | None = None, group: GroupDecision | None = None
) -> bool:
    """Write a person's answer; False when somebody else answered first or the row has been applied.

    "Dezelfde" and "zelfde onderneming" need the candidate; the last is refused (`DifferentCompanies`) between two KvK
    numbers. The answer is remembered for the next delivery of the list. What it changes is foreseen at once; for an
    answer about a `group` by whoever gives it.
    """
    if decision == SISTER:
        check_one_company(row.name, row.cleaned.get("kvk_number") or "", candidate.name, candidate.kvk_number)
    links = _links(decision, candidate)
    answer = {"decision": decision, "decided_by": by, "decided_at": timezone.now(), "group": group}
    changed = _unanswered(row).update(**UNDECIDED | links | answer)
    if changed:
        _remember(row, decision, candidate, by)
    if changed and decision == SKIP:
        _followers(row).filter(decision="").update(decision=SKIP)
    if changed and group is None:
        foresee_beside(row.batch, Links.of(row.batch.rows.filter(pk=row.pk)))
    return bool(changed)


def _links(decision: str, candidate: Candidate | None) -> dict:
    if decision not in (SAME, SISTER):
        return {}
    employer, twin_row = ("employer", "twin_row") if decision == SAME else ("sister", "sister_row")
    return {employer: candidate.employer, twin_row: candidate.row.row_number if candidate.row else None}


def postpone(row: ImportRow, *, by) -> bool:
    """Later: the row goes to the end of the queue."""
    return bool(_unanswered(row).update(is_postponed=True, decided_by=by, decided_at=timezone.now()))


@transaction.atomic
def take_back(batch: ImportBatch, *, by) -> ImportRow | None:
    """Undo this person's last answer that is not in the register yet; the row is a question again.

    Was that the answer about a group, then the whole group is a question again, and its first row is returned.
    """
    mine = batch.rows.filter(decided_by=by, applied_at__isnull=True, decided_at__isnull=False)
    row = mine.order_by("-decided_at").select_for_update(of=("self",)).first()
    if row is None:
        return None
    together = batch.rows.filter(group=row.group_id, applied_at__isnull=True) if row.group_id else [row]
    reopened = reopen(together, by=by)
    if row.group_id:
        GroupDecision.objects.filter(pk=row.group_id).update(taken_back_by=by, taken_back_at=timezone.now())
    return reopened[0]


def reopen(rows, *, by) -> list[ImportRow]:
    """Make questions of these answered rows again, and forget what was remembered with the answers."""
    rows = list(rows)
    links = Links.of(rows)
    for row in rows:
        _forget(row, row.decided_at, row.decided_by)
        _followers(row).filter(decision=SKIP, decided_by=None).update(decision="")
        for name, value in UNDECIDED.items():
            setattr(row, name, value)
        row.shown_to, row.shown_at = by, timezone.now()
        row.save(update_fields=[*UNDECIDED, "shown_to", "shown_at"])
    if rows:
        foresee_beside(rows[0].batch, links)
    return rows


def _forget(row: ImportRow, since: datetime, by) -> None:
    """Only what this answer taught: what the same person said in an earlier delivery stays."""
    corrections = Correction.objects.filter(batch=row.batch_id, row_number=row.row_number)
    keys = {row.own_key, *corrections.values_list("own_key", flat=True)} - {""}
    answers = RememberedAnswer.objects.filter(source=row.batch.source_id, own_key__in=keys, answered_by=by)
    answers.filter(answered_at__gte=since).delete()


def _followers(row: ImportRow):
    """Rows about the same leerbedrijf, which become what this one becomes."""
    return row.batch.rows.filter(twin_row=row.row_number, verdict=ImportRow.Verdict.CERTAIN, applied_at__isnull=True)


def _unanswered(row: ImportRow):
    """The row, if the question is still open the moment the statement runs."""
    return ImportRow.objects.in_review().filter(pk=row.pk, applied_at__isnull=True)


def _remember(row: ImportRow, decision: str, candidate: Candidate | None, by) -> None:
    chosen = candidate.employer.pk if candidate and candidate.employer else None
    if decision == SAME:
        asked = {chosen}
    elif decision in ImportRow.APART:
        asked = {each["employer"] for each in proposals(row)} | ({chosen} if decision == SISTER else set())
    else:
        return
    known = Employer.objects.filter(pk__in=asked - {None}).values_list("pk", flat=True)
    sister = chosen if decision == SISTER else None
    answers = [_answer(row, pk, by, is_same=decision == SAME, is_sister=pk == sister) for pk in known]
    RememberedAnswer.objects.bulk_create(
        answers,
        update_conflicts=True,
        unique_fields=["source", "own_key", "employer"],
        update_fields=["is_same", "is_sister", "answered_by", "answered_at"],
    )


def _answer(row: ImportRow, employer: int, by, **said: bool) -> RememberedAnswer:
    return RememberedAnswer(
        source_id=row.batch.source_id, own_key=row.own_key, employer_id=employer, answered_by=by, **said
    )
