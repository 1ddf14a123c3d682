"""Figures about deliveries, counted from their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count
from django.urls import reverse

from imports.gone import GONE, doubts_about_gone, gone_share
from imports.models import Category, ImportBatch, ImportRow, Outcome
from imports.models.rows import outcomes_of

CHANGED_FIELDS = """
SELECT change ->> 'label', count(*) FILTER (WHERE (change ->> 'applied')::boolean),
       count(*) FILTER (WHERE NOT (change ->> 'applied')::boolean)
FROM imports_importrow, jsonb_array_elements(changes) AS change
WHERE batch_id = %s AND decision <> 'skip' AND changes <> '[]'
GROUP BY 1 ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True)
class Tile:
    """One outcome with its number of rows and the list of exactly those rows."""

    outcome: Outcome
    count: int
    text: str
    url: str


@dataclass(frozen=True)
class FieldCount:
    label: str
    written: int
    kept: int


def tiles_of(batch: ImportBatch) -> list[Tile]:
    """Five numbers that add up to the rows of the file."""
    judged = batch.rows.judged_counts()
    counts, changed = outcomes_of(judged), batch.rows.changed().count()
    rows = reverse("imports:rows", args=[batch.pk])
    review = reverse("imports:review", args=[batch.pk])
    done = batch.is_applied
    texts = {
        Outcome.NEW: "Toegevoegd als werkgever" if done else "Wordt toegevoegd als werkgever",
        Outcome.LINKED: f"{_number(changed)} met wijzigingen",
        Outcome.REVIEW: _review_text(_reviewed(judged), counts[Outcome.REVIEW]),
        Outcome.UNCHANGED: "Stonden er al zo in",
        Outcome.REJECTED: "Reden per rij hieronder" if counts[Outcome.REJECTED] else "Alle rijen zijn gelezen",
    }
    return [
        Tile(
            outcome,
            counts[outcome],
            texts[outcome],
            review if outcome == Outcome.REVIEW and counts[outcome] else f"{rows}?stand={outcome}",
        )
        for outcome in Outcome
    ]


@dataclass(frozen=True)
class CategoryLine:
    """One kind of change, how many rows of it wait, and whether it is proposed to apply it now."""

    value: str
    label: str
    waiting: int
    url: str
    is_proposed: bool = True
    warning: str = ""


def categories_of(batch: ImportBatch) -> list[CategoryLine]:
    """What waits per category; rows that only say that an entry is still listed are in none."""
    waiting = batch.rows.to_apply().order_by().with_category().values_list("category").annotate(Count("pk"))
    counts, rows = dict(waiting), reverse("imports:rows", args=[batch.pk])
    lines = [
        CategoryLine(each.value, each.label, counts[each], f"{rows}?soort={each}")
        for each in Category
        if counts.get(each)
    ]
    number, share = gone_share(batch)
    if number:
        warning = doubts_about_gone(batch, share)
        url = reverse("imports:gone", args=[batch.pk])
        lines.append(CategoryLine(GONE, "Niet meer op de lijst", number, url, not warning, warning))
    return lines


def _reviewed(judged: Mapping[tuple[str, str], int]) -> int:
    return sum(count for (verdict, decision), count in judged.items() if decision and verdict in ImportRow.REVIEW)


def _review_text(done: int, left: int) -> str:
    if not done and not left:
        return "Geen twijfel"
    return f"{_number(done)} gedaan, {_number(left)} te gaan"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def changed_fields(batch: ImportBatch) -> list[FieldCount]:
    """Per field how many values the list changed, and how many stayed because another source goes first."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED_FIELDS, [batch.pk])
        return [FieldCount(*line) for line in cursor.fetchall()]


def outcome_counts_of(batches: Iterable[ImportBatch]) -> dict[int, dict]:
    """Rows per outcome for several deliveries, in one query."""
    keys = [batch.pk for batch in batches]
    counted = ImportRow.objects.filter(batch__in=keys).order_by().values_list("batch", "verdict", "decision")
    judged: dict[int, dict] = {key: {} for key in keys}
    for key, verdict, decision, count in counted.annotate(Count("pk")):
        judged[key][verdict, decision] = count
    return {key: outcomes_of(counts) for key, counts in judged.items()}
