"""Figures about deliveries, counted from their rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Count
from django.urls import reverse

from imports.columns import FIELDS_BY_NAME
from imports.gone import GONE, doubts_about_gone, gone_entries, gone_share, marked_entries, why_none_is_gone
from imports.models import TO_ACCEPT, Category, ImportBatch, ImportRow, Outcome
from imports.models.rows import outcomes_of
from imports.row_filter import VALUES, rows_url

CHANGED_FIELDS = """
SELECT change ->> 'label', count(DISTINCT id) FILTER (WHERE (change ->> 'applied')::boolean),
       count(DISTINCT id) FILTER (WHERE NOT (change ->> 'applied')::boolean)
FROM imports_importrow, jsonb_array_elements(changes) AS change
WHERE batch_id = %s AND decision <> 'skip' AND changes <> '[]'
GROUP BY 1 ORDER BY 2 DESC, 1
"""

TOLD_FIELDS = """
SELECT told ->> 'field', count(DISTINCT id)
FROM imports_importrow, jsonb_array_elements({column}) AS told
WHERE batch_id = %s AND verdict <> 'rejected' AND decision <> 'skip' AND {column} <> '[]'
GROUP BY GROUPING SETS ((1), ()) ORDER BY 2 DESC, 1
"""


Judged = Mapping[tuple[str, str], int]  # rows per verdict and decision


class Part(NamedTuple):
    """A few words under a tile; with a number in them they lead to the rows that it counts."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Tile:
    """One number of rows (or entries) with the list of exactly those; `key` is an outcome, a category or `GONE`."""

    key: str
    label: str
    count: int
    parts: list[Part]
    url: str

    @property
    def text(self) -> str:
        return ", ".join(part.text for part in self.parts)


@dataclass(frozen=True)
class FieldCount:
    label: str
    written: int
    kept: int
    written_url: str
    kept_url: str


def tiles_of(batch: ImportBatch) -> list[Tile]:
    """What becomes of the rows; of a list that came before, what differs from then."""
    return diff_tiles_of(batch) if batch.is_diff else outcome_tiles_of(batch)


def outcome_tiles_of(batch: ImportBatch, judged: Judged | None = None) -> list[Tile]:
    """Five numbers that add up to the rows of the file; `judged`: counted before."""
    judged = judged or batch.rows.judged_counts()
    counts, changed = outcomes_of(judged), batch.rows.changed().count()
    done = batch.is_applied
    texts = {
        Outcome.NEW: [Part("Toegevoegd als werkgever" if done else "Wordt toegevoegd als werkgever")],
        Outcome.LINKED: [
            Part(f"{_number(changed)} met wijzigingen", rows_url(batch, gewijzigd="ja") if changed else "")
        ],
        Outcome.REVIEW: _review_parts(batch, _reviewed(judged), counts[Outcome.REVIEW]),
        Outcome.UNCHANGED: [Part("Stonden er al zo in")],
        Outcome.REJECTED: [_rejected_part(counts[Outcome.REJECTED])],
    }
    return [_tile(batch, each, each.label, counts[each], texts[each], "stand") for each in Outcome]


def diff_tiles_of(batch: ImportBatch, judged: Judged | None = None) -> list[Tile]:
    """Eight numbers; without what is gone, which has no row, they add up to the rows of the file."""
    counts = batch.rows.category_counts()
    tiles = [_category_tile(batch, counts, key) for key in TO_ACCEPT[:-1]]
    same, linked = (counts.get(each, (0, 0)) for each in (Category.UNCHANGED, Category.LINKED))
    part = Part("Staan er nog precies zo op")
    if linked[0]:
        part = Part(f"{_number(linked[0])} anders geschreven", rows_url(batch, soort=Category.LINKED))
    unchanged = _tile(batch, Category.UNCHANGED, "Ongewijzigd", same[0] + linked[0], [part], "soort")
    judged = judged or batch.rows.judged_counts()
    left = counts.get(Category.REVIEW, (0, 0))[0]
    parts = _review_parts(batch, _reviewed(judged), left)
    review = _tile(batch, Category.REVIEW, "Te beoordelen", left, parts, "soort")
    number = counts.get(Category.REJECTED, (0, 0))[0]
    rejected = _tile(batch, Category.REJECTED, "Niet ingelezen", number, [_rejected_part(number)], "soort")
    return [*tiles, _gone_tile(batch), unchanged, review, rejected]


def value_tiles_of(batch: ImportBatch) -> list[Tile]:
    """Rows with values that were not taken over, and rows with values that were repaired; a row may be in both."""
    tiles = (_value_tile(batch, key, f"Rijen {words}", column) for key, (words, column) in VALUES.items())
    return [tile for tile in tiles if tile.count]


def _value_tile(batch: ImportBatch, key: str, label: str, column: str) -> Tile:
    """How many rows and values, and per field in how many rows; a field counts once a row, so that these add up."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD_FIELDS.format(column=column), [batch.pk])
        counts = dict(cursor.fetchall())
    number = counts.pop(None)
    parts = [
        Part(f"{_number(count)}x {FIELDS_BY_NAME[name].label}", rows_url(batch, waarden=key, gegeven=name))
        for name, count in counts.items()
    ]
    total = sum(counts.values())
    said = Part("1 waarde" if total == 1 else f"{_number(total)} waarden")
    return Tile(key, label, number, [said, *parts], rows_url(batch, waarden=key))


def _category_tile(batch: ImportBatch, counts: Mapping[str, tuple[int, int]], key: Category) -> Tile:
    number, done = counts.get(key, (0, 0))
    urls = [rows_url(batch, soort=key, doorgevoerd=each) for each in ("ja", "nee")]
    return _tile(batch, key, key.label, number, _done_parts(number, done, *urls), "soort")


def _gone_tile(batch: ImportBatch) -> Tile:
    done = marked_entries(batch).count()
    number = done + gone_entries(batch).count()
    url = reverse("imports:gone", args=[batch.pk])
    urls = f"{url}?gemarkeerd=ja", f"{url}?gemarkeerd=nee"
    parts = _done_parts(number, done, *urls, "gemarkeerd") if number else [Part(why_none_is_gone(batch))]
    return Tile(GONE, "Verdwenen", number, parts, url)


def _done_parts(number: int, done: int, done_url: str, left_url: str, word: str = "doorgevoerd") -> list[Part]:
    if not number:
        return [Part("Geen")]
    if not done:
        return [Part(f"Nog niet {word}")]
    if done == number:
        return [Part(f"Alles {word}")]
    return [Part(f"{_number(done)} {word}", done_url), Part(f"{_number(number - done)} nog niet", left_url)]


def _tile(batch: ImportBatch, key: str, label: str, count: int, parts: list[Part], name: str) -> Tile:
    if key == Outcome.REVIEW and count:
        return Tile(key, label, count, parts, reverse("imports:review", args=[batch.pk]))
    return Tile(key, label, count, parts, rows_url(batch, **{name: key}))


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
    counts = dict(waiting)
    lines = [
        CategoryLine(
            each.value,
            each.label,
            counts[each],
            rows_url(batch, soort=each, doorgevoerd="nu"),
            chosen is None or each.value in chosen,
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


def _review_parts(batch: ImportBatch, done: int, left: int) -> list[Part]:
    if not done and not left:
        return [Part("Geen twijfel")]
    is_done = Part(f"{_number(done)} gedaan", rows_url(batch, beoordeeld="ja") if done else "")
    return [is_done, Part(f"{_number(left)} te gaan", reverse("imports:review", args=[batch.pk]) if left else "")]


def _rejected_part(number: int) -> Part:
    return Part("Met de reden per rij" if number else "Alle rijen zijn gelezen")


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def changed_fields(batch: ImportBatch) -> list[FieldCount]:
    """Per field in how many rows the list changes it, and in how many it stays as another source goes first."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED_FIELDS, [batch.pk])
        return [_field_count(batch, *line) for line in cursor.fetchall()]


def _field_count(batch: ImportBatch, label: str, written: int, kept: int) -> FieldCount:
    urls = rows_url(batch, veld=label), rows_url(batch, veld=label, blijft="ja")
    return FieldCount(label, written, kept, *urls)


def outcome_counts_of(batches: Iterable[ImportBatch]) -> dict[int, dict]:
    """Rows per outcome for several deliveries, in one query."""
    keys = [batch.pk for batch in batches]
    counted = ImportRow.objects.filter(batch__in=keys).order_by().values_list("batch", "verdict", "decision")
    judged: dict[int, dict] = {key: {} for key in keys}
    for key, verdict, decision, count in counted.annotate(Count("pk")):
        judged[key][verdict, decision] = count
    return {key: outcomes_of(counts) for key, counts in judged.items()}
