"""Figures about deliveries, counted from their rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count
from django.urls import reverse

from imports.gone import GONE, doubts_about_gone, gone_entries, gone_share, marked_entries, why_none_is_gone
from imports.models import TO_ACCEPT, Category, ImportBatch, ImportRow, Outcome
from imports.models.rows import outcomes_of

CHANGED_FIELDS = """
SELECT change ->> 'label', count(*) FILTER (WHERE (change ->> 'applied')::boolean),
       count(*) FILTER (WHERE NOT (change ->> 'applied')::boolean)
FROM imports_importrow, jsonb_array_elements(changes) AS change
WHERE batch_id = %s AND decision <> 'skip' AND changes <> '[]'
GROUP BY 1 ORDER BY 2 DESC, 1
"""


Judged = Mapping[tuple[str, str], int]  # rows per verdict and decision


@dataclass(frozen=True)
class Tile:
    """One number of rows (or entries) with the list of exactly those; `key` is an outcome, a category or `GONE`."""

    key: str
    label: str
    count: int
    text: str
    url: str


@dataclass(frozen=True)
class FieldCount:
    label: str
    written: int
    kept: int


def tiles_of(batch: ImportBatch) -> list[Tile]:
    """What becomes of the rows; of a list that came before, what differs from then."""
    return diff_tiles_of(batch) if batch.is_diff else outcome_tiles_of(batch)


def outcome_tiles_of(batch: ImportBatch, judged: Judged | None = None) -> list[Tile]:
    """Five numbers that add up to the rows of the file; `judged`: counted before."""
    judged = judged or batch.rows.judged_counts()
    counts, changed = outcomes_of(judged), batch.rows.changed().count()
    done = batch.is_applied
    texts = {
        Outcome.NEW: "Toegevoegd als werkgever" if done else "Wordt toegevoegd als werkgever",
        Outcome.LINKED: f"{_number(changed)} met wijzigingen",
        Outcome.REVIEW: _review_text(_reviewed(judged), counts[Outcome.REVIEW]),
        Outcome.UNCHANGED: "Stonden er al zo in",
        Outcome.REJECTED: _rejected_text(counts[Outcome.REJECTED]),
    }
    return [_tile(batch, each, each.label, counts[each], texts[each], "stand") for each in Outcome]


def diff_tiles_of(batch: ImportBatch, judged: Judged | None = None) -> list[Tile]:
    """Eight numbers; without what is gone, which has no row, they add up to the rows of the file."""
    counts = batch.rows.category_counts()
    tiles = [_tile(batch, key, key.label, *_counted(counts, key), "soort") for key in TO_ACCEPT[:-1]]
    same, linked = (counts.get(each, (0, 0)) for each in (Category.UNCHANGED, Category.LINKED))
    text = f"{_number(linked[0])} anders geschreven" if linked[0] else "Staan er nog precies zo op"
    unchanged = _tile(batch, Category.UNCHANGED, "Ongewijzigd", same[0] + linked[0], text, "soort")
    judged = judged or batch.rows.judged_counts()
    left = counts.get(Category.REVIEW, (0, 0))[0]
    review = _tile(batch, Category.REVIEW, "Te beoordelen", left, _review_text(_reviewed(judged), left), "soort")
    number = counts.get(Category.REJECTED, (0, 0))[0]
    rejected = _tile(batch, Category.REJECTED, "Niet ingelezen", number, _rejected_text(number), "soort")
    return [*tiles, _gone_tile(batch), unchanged, review, rejected]


def _counted(counts: Mapping[str, tuple[int, int]], key: str) -> tuple[int, str]:
    number, done = counts.get(key, (0, 0))
    return number, _done_text(number, done)


def _gone_tile(batch: ImportBatch) -> Tile:
    done = marked_entries(batch).count()
    number = done + gone_entries(batch).count()
    text = _done_text(number, done, "gemarkeerd") if number else why_none_is_gone(batch)
    return Tile(GONE, "Verdwenen", number, text, reverse("imports:gone", args=[batch.pk]))


def _done_text(number: int, done: int, word: str = "doorgevoerd") -> str:
    if not number:
        return "Geen"
    if not done:
        return f"Nog niet {word}"
    return f"Alles {word}" if done == number else f"{_number(done)} {word}, {_number(number - done)} nog niet"


def _tile(batch: ImportBatch, key: str, label: str, count: int, text: str, name: str) -> Tile:
    if key == Outcome.REVIEW and count:
        return Tile(key, label, count, text, reverse("imports:review", args=[batch.pk]))
    return Tile(key, label, count, text, f"{reverse('imports:rows', args=[batch.pk])}?{name}={key}")


@dataclass(frozen=True)
class CategoryLine:
    """One kind of change, how many rows of it wait, and whether it is proposed to apply it now."""

    value: str
    label: str
    waiting: int
    url: str
    is_proposed: bool = True
    warning: str = ""


def categories_of(batch: ImportBatch, chosen: Collection[str] | None = None) -> list[CategoryLine]:
    """What waits per category; rows that only say that an entry is still listed are in none.

    `chosen`: what a person had ticked so far; else everything is proposed of which there is no doubt.
    """
    waiting = batch.rows.to_apply().order_by().values_list("category").annotate(Count("pk"))
    counts, rows = dict(waiting), reverse("imports:rows", args=[batch.pk])
    lines = [
        CategoryLine(
            each.value, each.label, counts[each], f"{rows}?soort={each}", chosen is None or each.value in chosen
        )
        for each in TO_ACCEPT
        if counts.get(each)
    ]
    number, share = gone_share(batch)
    if number:
        warning = doubts_about_gone(batch, share)
        url = reverse("imports:gone", args=[batch.pk])
        lines.append(CategoryLine(GONE, "Verdwenen van de lijst", number, url, not warning, warning))
    return lines


def _reviewed(judged: Judged) -> int:
    return sum(count for (verdict, decision), count in judged.items() if decision and verdict in ImportRow.REVIEW)


def _review_text(done: int, left: int) -> str:
    if not done and not left:
        return "Geen twijfel"
    return f"{_number(done)} gedaan, {_number(left)} te gaan"


def _rejected_text(number: int) -> str:
    return "Met de reden per rij" if number else "Alle rijen zijn gelezen"


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
