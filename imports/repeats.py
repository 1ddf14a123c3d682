"""Entries that another standing delivery of the same list has exactly so: they stay, and are that one's from now on.

The second delivery wrote nothing because all of it stood there already. Were the first one taken back simply, its
entries would vanish although the list still has them.
"""

from collections import defaultdict

from django.db.models import Q, QuerySet

from employers.models import Employer
from imports.models import ImportBatch, ImportRow


def hand_over_repeats(batch: ImportBatch) -> int:
    """Let the writes about employers whose rows were all delivered again count as those of the later delivery."""
    later = _later_rows(batch)
    taken, left = defaultdict(set), set()
    mine = batch.rows.filter(applied_at__isnull=False).only("own_key", "cleaned", "employer", "applied_at")
    for row in mine.iterator(1_000) if later else ():
        twin = later.get(row.own_key)
        if twin and twin.cleaned == row.cleaned and twin.applied_at > row.applied_at:
            taken[twin.batch_id].add(row.employer_id)
        else:
            left.add(row.employer_id)
    moved = 0
    for other, employers in taken.items():
        about = batch.writes.standing().filter(employer_number__in=employers - left)
        moved += _companies(batch, employers - left).update(batch=other) + about.update(batch=other)
    return moved


def _later_rows(batch: ImportBatch) -> dict[str, ImportRow]:
    """By own key, the last row of a delivery of the same list and reference date that wrote nothing new."""
    rows = ImportRow.objects.filter(
        ~Q(batch__state=ImportBatch.State.UNDONE), batch__source=batch.source_id, applied_at__isnull=False,
        batch__reference_date=batch.reference_date,
    )  # fmt: skip
    closed_by_us = batch.writes.filter(model="imports.importrow").values("object_id")
    rows = rows.exclude(batch=batch).exclude(pk__in=closed_by_us).only("own_key", "cleaned", "batch", "applied_at")
    return {row.own_key: row for row in rows.order_by("applied_at").iterator(1_000)}


def _companies(batch: ImportBatch, employers: set[int]) -> QuerySet:
    companies = Employer.objects.filter(pk__in=employers).values("company")
    return batch.writes.standing().filter(model="employers.company", object_id__in=companies)
