"""Correcting a row of the preview: its cells as a form, and taking a correction back."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import admin_required
from imports.columns import FIELDS_BY_NAME
from imports.correcting import (
    CellsRefused,
    CorrectionRefused,
    cells_now,
    correct_row,
    latest_of,
    take_back_correction,
    why_not,
)
from imports.deliveries import titles_of
from imports.kept_corrections import corrections_of
from imports.models import Correction, ImportBatch, ImportRow

LONG = 60  # characters from which a cell gets more lines


@dataclass(frozen=True)
class Cell:
    """One cell of the form: what stands there, and what was delivered when that is something else."""

    column: int
    title: str
    label: str
    hint: str
    text: str
    correction: Correction | None
    message: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG or "\n" in self.text


@admin_required
@require_http_methods(["GET", "POST"])
def correct(request, pk, number):
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    row = get_object_or_404(batch.rows, row_number=number)
    if reason := why_not(batch, row):
        messages.info(request, reason)
        return redirect(batch)
    return _save(request, batch, row) if request.method == "POST" else _form_page(request, batch, row)


def _form_page(request, batch, row, typed=None, refused=None, status=200):
    cells = _cells(batch, row, typed or {}, refused or {})
    context = {"batch": batch, "row": row, "cells": cells, "seen": latest_of(batch, row.row_number)}
    context["refused"] = [cell for cell in cells if cell.message]
    return render(request, "imports/correct.html", context, status=status)


def _cells(batch, row, typed, refused) -> list[Cell]:
    """The columns that the program uses, in the order of the sheet."""
    standing = corrections_of(batch, [row.row_number]).get(row.row_number, [])
    of_column, now, titles = {each.column: each for each in standing}, cells_now(row, standing), titles_of(batch)
    cells = []
    for column, name in sorted((int(column), name) for column, name in batch.mapping.items()):
        field = FIELDS_BY_NAME[name]
        text = typed.get(column, now[column] if column < len(now) else "")
        known = of_column.get(column)
        cells.append(Cell(column, titles[column], field.label, field.hint, text, known, refused.get(column, "")))
    return cells


def _save(request, batch, row):
    typed = _typed(request, batch)
    try:
        corrected = correct_row(batch, row.row_number, typed, by=request.user, seen=_seen(request))
    except CellsRefused as refusal:
        return _form_page(request, batch, row, typed, refusal.messages, status=422)
    except CorrectionRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("imports:correct", batch.pk, row.row_number)
    messages.success(request, _said(corrected))
    return redirect(_after(batch, corrected))


def _typed(request, batch) -> dict[int, str]:
    """The cells that were sent; a browser sends line ends as two characters."""
    columns = ((int(column), f"cel-{column}") for column in batch.mapping)
    sent = {column: request.POST[name] for column, name in columns if name in request.POST}
    return {column: text.replace("\r\n", "\n") for column, text in sent.items()}


def _seen(request) -> int:
    seen = request.POST.get("gezien", "")
    return int(seen) if seen.isdecimal() and len(seen) < 19 else -1


def _said(row) -> str:
    if row.verdict == ImportRow.Verdict.REJECTED:
        return f"Rij {row.place} is bewaard, maar nog niet in te lezen. {row.rejection}"
    verdict = row.get_decision_display() if row.decision else row.get_verdict_display()
    return f"Rij {row.place} is verbeterd. Oordeel: {verdict.lower()}."


def _after(batch, row) -> str:
    """To the question when the row is one now, else to the row in its list."""
    if row.verdict in ImportRow.REVIEW and not row.decision:
        return f"{reverse('imports:review', args=[batch.pk])}?rij={row.row_number}"
    return f"{reverse('imports:rows', args=[batch.pk])}?verbeterd=ja"


@admin_required
@require_POST
def uncorrect(request, pk, correction_pk):
    correction = get_object_or_404(Correction.objects.select_related("batch"), pk=correction_pk, batch=pk)
    try:
        row = take_back_correction(correction, by=request.user)
    except CorrectionRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect(correction.batch)
    messages.success(request, f"Rij {row.place}, {correction.title}: staat weer zoals geleverd.")
    return redirect("imports:correct", pk, row.row_number)
