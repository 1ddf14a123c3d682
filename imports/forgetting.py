"""What people answered about the rows of a delivery, forgotten when it is undone and known again when it is applied."""

from django.db.models import Max

from employers.models import Employer
from imports.models import ImportBatch, ImportRow, RememberedAnswer


def forget_answers(batch: ImportBatch) -> int:
    """Forget what was answered in this delivery, unless the same was asked again in a later one; it is kept aside."""
    rows = batch.rows.exclude(decided_at=None).exclude(own_key="").exclude(decision="")
    answers = rows.values_list("own_key", "decided_by", "decided_at")
    decided = {(own_key, by): decided_at for own_key, by, decided_at in answers}
    keys = {own_key for own_key, _ in decided}
    others = ImportRow.objects.filter(batch__source=batch.source_id, own_key__in=keys).exclude(batch=batch)
    later = dict(others.exclude(decision="").values_list("own_key").annotate(Max("decided_at")))
    forgotten = []
    for answer in RememberedAnswer.objects.filter(source=batch.source_id, own_key__in=keys):
        since = decided.get((answer.own_key, answer.answered_by_id))
        asked_again = later.get(answer.own_key)
        if since and answer.answered_at >= since and not (asked_again and asked_again > since):
            forgotten.append(answer)
    batch.forgotten = [
        [each.own_key, each.employer_id, each.is_same, each.is_sister, each.answered_by_id] for each in forgotten
    ]
    batch.save(update_fields=["forgotten"])
    RememberedAnswer.objects.filter(pk__in=[each.pk for each in forgotten]).delete()
    return len(forgotten)


def remember_again(batch: ImportBatch) -> None:
    """Put back what an undo forgot, as far as those employers are still there."""
    there = set(Employer.objects.filter(pk__in=[each[1] for each in batch.forgotten]).values_list("pk", flat=True))
    answers = [
        RememberedAnswer(
            source_id=batch.source_id, own_key=own_key, employer_id=employer, is_same=is_same, is_sister=is_sister,
            answered_by_id=by,
        )
        for own_key, employer, is_same, is_sister, by in batch.forgotten
        if employer in there
    ]  # fmt: skip
    RememberedAnswer.objects.bulk_create(answers, ignore_conflicts=True)
