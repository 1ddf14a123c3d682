"""Questions that are there for the same reasons, answered together: after a look at a sample, and to be taken back."""

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from imports.foreseeing import Links, foresee_beside
from imports.models import GroupDecision, ImportBatch, ImportRow
from imports.review import OTHER, SAME, candidates_of, decide, reopen

FIRST, AT_RANDOM = 5, 5  # rows of the sample
PERCENTAGE = re.compile(r"(\d+)%")
OF_THIS_ROW = re.compile(r" \([^)]*\)")  # whose surname, how many firms
MORE = "meer vestigingen"
ESTABLISHMENTS = re.compile(r"^\d+ vestigingen")


@dataclass(frozen=True)
class Group:
    """Rows in review with one verdict and the same reasons, apart from what is of one row only, such as a surname."""

    key: str
    verdict: str
    reasons: tuple[str, ...]
    stored: list[list[str]] = field(default_factory=list)
    count: int = 0

    @property
    def said(self) -> list[str]:
        """The reasons for a person: that there are more establishments is said once."""
        is_said = any(reason.startswith(f"{MORE} ") for reason in self.reasons)
        return [reason for reason in self.reasons if not (is_said and reason == MORE)]

    @property
    def may_be_same(self) -> bool:
        """With more possibilities than one, somebody has to look which one it is."""
        return self.verdict == ImportRow.Verdict.LIKELY


@dataclass(frozen=True)
class GroupOutcome:
    """What came of an answer: rows decided, and rows that somebody had answered or changed in the meantime."""

    decision: GroupDecision
    decided: int
    passed_over: int


def groups_of(batch: ImportBatch) -> list[Group]:
    """Every group of questions, the largest first."""
    counted = batch.rows.in_review().order_by().values_list("verdict", "reasons").annotate(Count("pk"))
    stored, counts = defaultdict(list), defaultdict(int)
    for verdict, reasons, count in counted:
        kind = verdict, tuple(_kind_of(reason) for reason in reasons)
        stored[kind].append(reasons)
        counts[kind] += count
    groups = [Group(_key(*kind), *kind, stored[kind], counts[kind]) for kind in stored]
    return sorted(groups, key=lambda group: (-group.count, group.verdict, group.reasons))


def group_of(batch: ImportBatch, key: str) -> Group | None:
    return next((group for group in groups_of(batch) if group.key == key), None)


def rows_of(batch: ImportBatch, group: Group) -> QuerySet:
    """The questions of this group, in the order of the list."""
    same = Q(*[("reasons", reasons) for reasons in group.stored], _connector=Q.OR)
    return batch.rows.in_review().filter(same, verdict=group.verdict).order_by("row_number")


def sample_of(rows: QuerySet) -> list[ImportRow]:
    """The first rows and some from all over the list, always the same ones as long as the group is the same."""
    keys = list(rows.values_list("pk", flat=True))
    rest = keys[FIRST:]
    chosen = keys[:FIRST] + random.Random(len(keys)).sample(rest, min(AT_RANDOM, len(rest)))
    return list(rows.filter(pk__in=chosen))


def decide_group(batch: ImportBatch, group: Group, decision: str, *, row_numbers: Iterable[int], by) -> GroupOutcome:
    """Give the rows that were shown one answer, each by the rules of a single decision; nobody's answer is replaced."""
    if decision not in (SAME, OTHER) or (decision == SAME and not group.may_be_same):
        raise ValueError(f"A group cannot be decided as {decision!r}")
    wanted = set(row_numbers)
    made = GroupDecision.objects.create(batch=batch, decision=decision, reasons=list(group.reasons), decided_by=by)
    decided = 0
    for row in list(rows_of(batch, group).filter(row_number__in=wanted)):
        row.batch = batch
        decided += _decide_row(row, decision, by, made)
    foresee_beside(batch, Links.of(made.rows.all()))
    made.row_count = decided
    made.save(update_fields=["row_count"])
    return GroupOutcome(made, decided, len(wanted) - decided)


def _decide_row(row: ImportRow, decision: str, by, made: GroupDecision) -> bool:
    candidate = next(iter(candidates_of(row)), None) if decision == SAME else None
    if decision == SAME and candidate is None:
        return False
    return decide(row, decision, by=by, candidate=candidate, group=made)


@transaction.atomic
def take_back_group(made: GroupDecision, *, by) -> int:
    """Make the whole group a question again; what is in the register already stays. Says how many rows."""
    rows = made.rows.filter(applied_at__isnull=True).order_by("row_number").select_for_update(of=("self",))
    reopened = reopen(rows.select_related("batch"), by=by)
    GroupDecision.objects.filter(pk=made.pk, taken_back_at=None).update(taken_back_by=by, taken_back_at=timezone.now())
    return len(reopened)


def _kind_of(reason: str) -> str:
    """ "naam 93% gelijk" belongs with "naam 97% gelijk"; a percentage of its own would make groups of one."""
    reason = ESTABLISHMENTS.sub(MORE, OF_THIS_ROW.sub("", reason))
    return PERCENTAGE.sub(lambda found: f"{int(found[1]) // 10 * 10}% of meer", reason)


def _key(verdict: str, reasons: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join((verdict, *reasons)).encode()).hexdigest()[:16]
