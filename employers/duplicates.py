"""Doubles in the register: finding pairs that look alike, and people's answers about them.

A pair that somebody answered is never asked again. An open one stays as long as it looks alike.
"""

from collections.abc import Callable, Iterable

from celery import current_app
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from employers.matching import Candidate, Record, Register, Verdict
from employers.matching.scores import LIKELY_FROM
from employers.models import DuplicateScan, Employer, Merge, PossibleDuplicate
from employers.records import own_records
from employers.sisters import share_company, unshare_company

BEAT = 500  # employers between two signs of life
LOCK = 0x0E71B0
OPEN, DIFFERENT = PossibleDuplicate.Answer.OPEN, PossibleDuplicate.Answer.DIFFERENT

Pair = tuple[int, int]
Tell = Callable[[int, int], None]


# Finding


def find_pairs(records: Iterable[Record], tell: Tell = lambda done, total: None) -> dict[Pair, Candidate]:
    """Every two records that may be the same employer; of both ways of looking the higher score."""
    records = list(records)
    register = Register(records)
    pairs: dict[Pair, Candidate] = {}
    for done, record in enumerate(records, start=1):
        for candidate in _lookalikes(register, record):
            pair = min(record.id, candidate.employer_id), max(record.id, candidate.employer_id)
            pairs[pair] = max(candidate, pairs.get(pair, candidate), key=lambda it: it.score)
        if done % BEAT == 0:
            tell(done, len(records))
    return pairs


def _lookalikes(register: Register, record: Record) -> list[Candidate]:
    match = register.match(record, is_known=True)
    if match.verdict is Verdict.NEW:
        return []
    return [candidate for candidate in match.candidates if candidate.score >= LIKELY_FROM]


def start_scan(by: User | None = None) -> DuplicateScan | None:
    """A new scan to be run, or None while one is running."""
    with transaction.atomic():
        _lock()
        latest = DuplicateScan.objects.first()
        return None if latest and latest.is_running else DuplicateScan.objects.create(started_by=by)


def run_scan(scan: DuplicateScan) -> None:
    """Look through the whole register and bring the open pairs in line with what is found; twice changes nothing."""

    def tell(done: int, total: int) -> None:
        DuplicateScan.objects.filter(pk=scan.pk).update(rows_done=done, rows_total=total, heartbeat_at=timezone.now())

    pairs = find_pairs(own_records(), tell)
    with transaction.atomic():
        _lock()
        scan.found, scan.removed = _write(pairs)
        scan.finished_at = timezone.now()
        scan.rows_done = scan.rows_total = Employer.objects.current().count()
        scan.save(update_fields=["found", "removed", "finished_at", "rows_done", "rows_total"])
    if scan.found or scan.removed:
        _send("outreach.tasks.sweep_overlaps")


def _lock() -> None:
    """Scans write one after another; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _write(pairs: dict[Pair, Candidate]) -> tuple[int, int]:
    """How many pairs were added and how many are no longer alike. Employers merged since the look are left out."""
    current = set(Employer.objects.current().values_list("pk", flat=True))
    pairs = {pair: candidate for pair, candidate in pairs.items() if current.issuperset(pair)}
    known = {(pair.first_id, pair.second_id): pair for pair in PossibleDuplicate.objects.select_for_update()}
    still_open = {key: pair for key, pair in known.items() if pair.answer == OPEN and current.issuperset(key)}
    gone = [pair.pk for key, pair in still_open.items() if key not in pairs]
    PossibleDuplicate.objects.filter(pk__in=gone).delete()
    _renew({pair: pairs[key] for key, pair in still_open.items() if key in pairs})
    new = [_pair(key, candidate) for key, candidate in pairs.items() if key not in known]
    PossibleDuplicate.objects.bulk_create(new, ignore_conflicts=True)
    return len(new), len(gone)


def _pair(key: Pair, candidate: Candidate) -> PossibleDuplicate:
    first, second = key
    reasons = list(candidate.reasons)
    return PossibleDuplicate(first_id=first, second_id=second, score=candidate.score, reasons=reasons)


def _renew(found: dict[PossibleDuplicate, Candidate]) -> None:
    changed = []
    for pair, candidate in found.items():
        if (pair.score, pair.reasons) != (candidate.score, list(candidate.reasons)):
            pair.score, pair.reasons = candidate.score, list(candidate.reasons)
            changed.append(pair)
    PossibleDuplicate.objects.bulk_update(changed, ["score", "reasons"])


# Answering


def questions() -> QuerySet:
    """Open pairs in the order of asking: the most alike first, those put off at the end."""
    related = (f"{end}__{part}" for end in ("first", "second") for part in ("company", "municipality", "sector"))
    pairs = PossibleDuplicate.objects.askable().select_related("answered_by", *related)
    return pairs.order_by("is_postponed", F("answered_at").asc(nulls_first=True), "-score", "pk")


def pair_of(one: Employer, other: Employer) -> PossibleDuplicate | None:
    first, second = sorted([one.pk, other.pk])
    return PossibleDuplicate.objects.filter(first=first, second=second).first()


def mark_different(*, pair: PossibleDuplicate, by: User) -> bool:
    """These are two employers, for good; False when somebody answered first."""
    answered = _unanswered(pair).update(
        answer=DIFFERENT, answered_by=by, answered_at=timezone.now(), is_postponed=False
    )
    if answered:
        _look_for_overlaps(pair)
    return bool(answered)


@transaction.atomic
def mark_one_company(*, pair: PossibleDuplicate, by: User) -> bool:
    """Two employers, of one company from now on; False when somebody answered first.

    Refused (`DifferentCompanies`) when they have two KvK numbers.
    """
    if not _unanswered(pair).select_for_update(of=("self",)).exists():
        return False
    shared = share_company(one=pair.first, other=pair.second, by=by)
    answer = {"answer": DIFFERENT, "answered_by": by, "answered_at": timezone.now(), "is_postponed": False}
    PossibleDuplicate.objects.filter(pk=pair.pk).update(**answer, shared_company=shared)
    _look_for_overlaps(pair)
    return True


def postpone(*, pair: PossibleDuplicate, by: User) -> bool:
    """Later: the pair goes to the end of the queue."""
    return bool(_unanswered(pair).update(is_postponed=True, answered_by=by, answered_at=timezone.now()))


@transaction.atomic
def reopen(*, pair: PossibleDuplicate) -> bool:
    """An answer "niet dezelfde", or a "later", is taken back; with "zelfde onderneming" the company too."""
    answered = PossibleDuplicate.objects.filter(pk=pair.pk).exclude(answer=PossibleDuplicate.Answer.SAME)
    fresh = answered.select_for_update(of=("self",)).first()
    if fresh and fresh.shared_company:
        unshare_company(fresh.shared_company)
    unanswered = {"answer": OPEN, "answered_by": None, "answered_at": None, "is_postponed": False}
    reopened = answered.update(**unanswered, shared_company=None)
    if reopened:
        _look_for_overlaps(pair)
    return bool(reopened)


def last_act(by: User) -> PossibleDuplicate | Merge | None:
    """The latest thing that this person did on the bench and that can be taken back."""
    answers = PossibleDuplicate.objects.filter(answered_by=by, answered_at__isnull=False)
    answer = answers.exclude(answer=PossibleDuplicate.Answer.SAME).order_by("-answered_at").first()
    merge = Merge.objects.standing().filter(merged_by=by).first()
    if answer and merge:
        return answer if answer.answered_at > merge.merged_at else merge
    return answer or merge


def _unanswered(pair: PossibleDuplicate) -> QuerySet:
    """The pair, if it is still a question the moment the statement runs."""
    return PossibleDuplicate.objects.open().filter(pk=pair.pk)


def _look_for_overlaps(pair: PossibleDuplicate) -> None:
    """A pair held to be the same shares its overlaps."""
    for employer in (pair.first_id, pair.second_id):
        _send("outreach.tasks.detect_overlaps_of_employer", employer)


def _send(task: str, *arguments: int) -> None:
    """By name: outreach stands on a higher floor. A lost task is healed by its nightly sweep."""
    transaction.on_commit(current_app.signature(task, args=arguments).apply_async, robust=True)
