""" "Een andere werkgever": that two employers are not the same is kept for good, so that nobody asks it again."""

from collections.abc import Iterable

from employers.matching.scores import LIKELY_FROM
from employers.models import Employer, PossibleDuplicate
from imports.models import ImportBatch, ImportRow


def keep_refusals(batch: ImportBatch, rows: Iterable[ImportRow]) -> None:
    """Store the pairs of what these rows became and what they are not; call it after the rows are saved."""
    refused = [(row, each) for row in rows if row.decision in ImportRow.APART for each in proposals(row)]
    if not refused:
        return
    twins = batch.rows.filter(row_number__in={each["row"] for _, each in refused if each["row"]})
    of_twins = dict(twins.values_list("row_number", "employer"))
    known = set(Employer.objects.filter(pk__in={each["employer"] for _, each in refused}).values_list("pk", flat=True))
    pairs = {}
    for row, candidate in refused:
        other = candidate["employer"] or of_twins.get(candidate["row"])
        if other != row.employer_id and (other in known or candidate["row"]) and other:
            pair = _pair(row, candidate, other)
            pairs[pair.first_id, pair.second_id] = pair
    PossibleDuplicate.objects.bulk_create(
        pairs.values(),
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["answer", "answered_by", "answered_at"],
    )


def proposals(row: ImportRow) -> list[dict]:
    """The candidates that a person was asked about."""
    return [candidate for candidate in row.candidates if candidate["score"] >= LIKELY_FROM]


def _pair(row: ImportRow, candidate: dict, other: int) -> PossibleDuplicate:
    first, second = sorted((row.employer_id, other))
    return PossibleDuplicate(
        first_id=first,
        second_id=second,
        score=candidate["score"],
        reasons=candidate["reasons"],
        answer=PossibleDuplicate.Answer.DIFFERENT,
        answered_by_id=row.decided_by_id,
        answered_at=row.decided_at,
    )
