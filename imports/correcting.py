"""Correcting cells of a row in the preview: cleaned, matched and described again as if they had stood in the file.

The row keeps its cells as delivered; a correction says what one of them should be (`models/corrections.py`).
"""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from employers.models import Employer
from employers.validators import refuse_bsn
from imports.columns import FREE_TEXT
from imports.deliveries import clean_into, layout_of
from imports.foreseeing import Links, foresee_beside
from imports.kept_corrections import with_corrections
from imports.models import Correction, ImportBatch, ImportRow, RememberedAnswer
from imports.own_keys import PART, own_key_of
from imports.preview import Judge
from imports.raw_rows import WITHOUT_BSN
from imports.readers.files import Row
from imports.review import UNDECIDED
from imports.rows import Layout
from lwl_crm.templatetags import crm

RETRIED = "Een collega heeft deze rij net verbeterd. Hieronder staat wat er nu staat."
BUSY = "De lijst wordt nu gelezen of doorgevoerd. Verbeter de rij daarna."
APPLIED = "Deze rij staat al in het register. Verbeter de gegevens bij de werkgever zelf."
TOO_LONG = "In deze rij staat een cel die te lang is. Zo’n rij kunt u alleen in het bestand verbeteren."
LONGEST = 32_767  # characters that a cell of a spreadsheet can hold
JUDGED = (
    "verdict", "score", "reasons", "candidates", "employer", "twin_row", "sister", "sister_row", "changes",
    "registration",
)  # fmt: skip
CLEANED = ("cleaned", "problems", "repairs", "own_key")
UNJUDGED = {
    "verdict": "", "score": 0, "reasons": [], "candidates": [], "employer": None, "twin_row": None, "sister": None,
    "sister_row": None, "changes": [], "registration": None,
}  # fmt: skip


class CorrectionRefused(Exception):
    """Why the row cannot be corrected, in a Dutch sentence."""


class CellsRefused(Exception):
    """Cells with a value that cannot be; `messages` by column, from 0."""

    def __init__(self, messages: Mapping[int, str]) -> None:
        super().__init__(" ".join(messages.values()))
        self.messages = dict(messages)


def why_not(batch: ImportBatch, row: ImportRow) -> str:
    """Why this row cannot be corrected; "" when it can."""
    if batch.is_waiting or not batch.is_compared:
        return BUSY
    if row.applied_at:
        return APPLIED
    return TOO_LONG if any(each["is_fatal"] and not each["field"] for each in row.problems) else ""


def latest_of(batch: ImportBatch, row_number: int) -> int:
    """The number of the newest correction of a row, ended or not; 0 when it has none."""
    last = batch.corrections.filter(row_number=row_number).order_by("pk").last()
    return last.pk if last else 0


def cells_now(row: ImportRow, corrections: Iterable[Correction]) -> list[str]:
    """The cells with the corrections in them; a text that was left out because of a BSN is empty."""
    return with_corrections(["" if text == WITHOUT_BSN else text for text in row.raw], corrections)


@transaction.atomic
def correct_row(batch: ImportBatch, row_number: int, texts: Mapping[int, str], *, by, seen: int) -> ImportRow:
    """Give cells (column from 0 → text) these contents; what is as it was changes nothing.

    `seen` is the newest correction that the person saw (`latest_of`). A decision about the row stands.
    """
    batch, row = _lock(batch, row_number)
    if latest_of(batch, row_number) != seen:
        raise CorrectionRefused(RETRIED)
    layout, standing = layout_of(batch), _standing(batch, row_number)
    now = cells_now(row, standing.values())
    mapped = {column: text for column, text in texts.items() if column in layout.mapping}
    changed = {column: text for column, text in mapped.items() if _lines(_at(now, column)) != _lines(text)}
    if changed:
        _refuse_texts(layout, changed)
        _record(batch, row, layout, standing, changed, by)
        _clean_again(batch, row, layout, checked=changed)
    return row


@transaction.atomic
def take_back_correction(correction: Correction, *, by) -> ImportRow:
    """The cell is as delivered again."""
    batch, row = _lock(correction.batch, correction.row_number)
    ended = batch.corrections.standing().filter(pk=correction.pk)
    if ended.update(ended_by=by, ended_at=timezone.now()):
        _clean_again(batch, row, layout_of(batch), checked={})
    return row


def _lock(batch: ImportBatch, row_number: int) -> tuple[ImportBatch, ImportRow]:
    """Held until the end: no worker starts on the batch and nobody decides about the row in the meantime."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("source").get(pk=batch.pk)
    row = batch.rows.select_for_update(of=("self",)).get(row_number=row_number)
    if reason := why_not(batch, row):
        raise CorrectionRefused(reason)
    row.batch = batch
    return batch, row


def _standing(batch: ImportBatch, row_number: int) -> dict[int, Correction]:
    return {each.column: each for each in batch.corrections.standing().filter(row_number=row_number)}


def _lines(text: str) -> list[str]:
    """However lines end, the text is the same."""
    return text.splitlines()


def _at(cells: list[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _refuse_texts(layout: Layout, changed: Mapping[int, str]) -> None:
    refused = {}
    for column, text in changed.items():
        if len(text) > LONGEST:
            most, found = crm.number(LONGEST), crm.number(len(text))
            refused[column] = f"In een cel passen {most} tekens, en dit zijn er {found}. Maak de tekst korter."
        elif layout.mapping[column] in FREE_TEXT:
            try:
                refuse_bsn(text)
            except ValidationError as error:
                refused[column] = " ".join(error.messages)
    if refused:
        raise CellsRefused(refused)


def _record(batch, row, layout, standing, changed, by) -> None:
    """A cell has one standing correction: a later one replaces it, and what was delivered is none."""
    for column, text in changed.items():
        if column in standing:
            batch.corrections.filter(pk=standing[column].pk).update(ended_by=by, ended_at=timezone.now())
        if text != _at(row.raw, column):
            Correction.objects.create(
                batch=batch, sheet=batch.sheet, row_number=row.row_number, column=column,
                title=layout.column_name(column)[:255], before=_at(row.raw, column), after=text, own_key=row.own_key,
                made_by=by,
            )  # fmt: skip


def _clean_again(batch: ImportBatch, row: ImportRow, layout: Layout, *, checked: Mapping[int, str]) -> None:
    cells = cells_now(row, _standing(batch, row.row_number).values())
    fresh = clean_into(ImportRow(batch=batch), Row(row.row_number, tuple(cells)), layout)
    _refuse_cells(fresh, layout, checked)
    kept = _kept_problems(row, layout, _standing(batch, row.row_number))
    old_key, links = row.own_key, Links.of([row])
    row.cleaned, row.problems, row.repairs = fresh.cleaned, fresh.problems + kept, fresh.repairs
    is_rejected = fresh.verdict == ImportRow.Verdict.REJECTED
    row.own_key = "" if is_rejected else _own_key(batch, row)
    _keep_answers(row, old_key)
    if not row.decision or is_rejected:
        for name, value in (UNDECIDED | UNJUDGED).items():
            setattr(row, name, value)
        row.verdict = fresh.verdict
    row.save(update_fields=[*CLEANED, *JUDGED, *UNDECIDED])
    judge_again(batch, row, links)


def _refuse_cells(fresh: ImportRow, layout: Layout, checked: Mapping[int, str]) -> None:
    """A new value must be one that is read; what was wrong elsewhere in the row may wait."""
    titles = {layout.column_name(column): column for column in checked}
    refused = {titles[each["column"]]: each["message"] for each in fresh.problems if each["column"] in titles}
    if refused:
        raise CellsRefused(refused)


def _kept_problems(row: ImportRow, layout: Layout, standing: Mapping[int, Correction]) -> list[dict]:
    """That a text was left out is still told."""
    left_out = {
        layout.column_name(column)
        for column, text in enumerate(row.raw)
        if text == WITHOUT_BSN and column not in standing
    }
    return [each for each in row.problems if each["column"] in left_out and not each["is_fatal"]]


def _own_key(batch: ImportBatch, row: ImportRow) -> str:
    """As reading would have given it; one that another row of the delivery has gets a number behind it."""
    key = own_key_of(row.cleaned)
    taken = set(batch.rows.exclude(pk=row.pk).filter(own_key__startswith=key).values_list("own_key", flat=True))
    numbered = [key, *(f"{key}{PART}{number}" for number in range(2, len(taken) + 3))]
    free = [each for each in numbered if each not in taken]
    return row.own_key if row.own_key in free else free[0]


def _keep_answers(row: ImportRow, old_key: str) -> None:
    """What people said about this entry holds under its new key too."""
    if not old_key or not row.own_key or old_key == row.own_key:
        return
    answers = RememberedAnswer.objects.filter(source=row.batch.source_id, own_key=old_key)
    copies = [
        RememberedAnswer(
            source_id=each.source_id, own_key=row.own_key, employer_id=each.employer_id, is_same=each.is_same,
            is_sister=each.is_sister, answered_by_id=each.answered_by_id,
        )
        for each in answers
    ]  # fmt: skip
    RememberedAnswer.objects.bulk_create(copies, ignore_conflicts=True)


def judge_again(batch: ImportBatch, corrected: ImportRow, links: Links) -> None:
    """Judge the row and the later rows that were laid beside it, with the rows before them as they stand.

    `links`: what the row was tied to; what those rows will write is foreseen anew too. Before a first delivery is
    applied, the whole list is matched once more (`apply.py`).
    """
    again = _undecided_again(batch, corrected)
    links.add(again.values())
    if again:
        _judge(batch, again)
    links.add(again.values())
    foresee_beside(batch, links)
    corrected.refresh_from_db(fields=JUDGED)


def _judge(batch: ImportBatch, again: dict[int, ImportRow]) -> None:
    judge = Judge(batch)
    if not judge.needs_matching(list(again.values())):
        _forget_judgement(again.values())
        judge.judge(list(again.values()))
    else:
        _learn_and_judge(batch, judge, again)
        if _is_claimed_by_more(again.values()):
            _look_ahead_and_judge(batch, again)
    for row in again.values():
        row.save(update_fields=JUDGED)


def _undecided_again(batch: ImportBatch, corrected: ImportRow) -> dict[int, ImportRow]:
    open_rows = batch.rows.filter(decision="", applied_at__isnull=True).exclude(verdict=ImportRow.Verdict.REJECTED)
    number = corrected.row_number
    beside = open_rows.filter(candidates__contains=[{"row": number}]) | open_rows.filter(twin_row=number)
    again = open_rows.filter(pk=corrected.pk) | beside.filter(row_number__gt=number)
    return {row.row_number: row for row in again.order_by("row_number")}


def _is_claimed_by_more(rows: Iterable[ImportRow]) -> bool:
    """Whether a candidate has no vestigingsnummer, so that it goes to the row of the list that fits it best."""
    keys = {row.employer_id for row in rows} | {each["employer"] for row in rows for each in row.candidates}
    return Employer.objects.filter(pk__in=keys - {None}, establishment_number="").exists()


def _look_ahead_and_judge(batch: ImportBatch, again: dict[int, ImportRow]) -> None:
    """The same with the whole list looked through first, as reading does; it takes about twice as long."""
    judge, rows = Judge(batch), batch.rows.exclude(verdict=ImportRow.Verdict.REJECTED).order_by("row_number")
    judge.expect(rows.filter(decision="").iterator(500))
    _learn_and_judge(batch, judge, again)


def _forget_judgement(rows: Iterable[ImportRow]) -> None:
    for row in rows:
        for name, value in UNJUDGED.items():
            setattr(row, name, value)


def _learn_and_judge(batch: ImportBatch, judge: Judge, again: dict[int, ImportRow]) -> None:
    _forget_judgement(again.values())
    rows = batch.rows.exclude(verdict=ImportRow.Verdict.REJECTED).order_by("row_number")
    until = rows.filter(row_number__lte=max(again)).defer("raw", "problems", "repairs")
    before: list[ImportRow] = []
    for row in until.iterator(500):
        if row.row_number not in again:
            before.append(row)
        if row.row_number in again or len(before) == 500:
            judge.learn(before)
            before = []
        if row.row_number in again:
            judge.judge([again[row.row_number]])
