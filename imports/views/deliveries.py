"""The deliveries, uploading one, and choosing its columns."""

from dataclasses import asdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import admin_required
from imports import tasks
from imports.columns import FIELDS_BY_NAME
from imports.deliveries import (
    choose_columns,
    date_in_file,
    earlier_deliveries,
    guessed_mapping,
    known_to,
    open_batch,
    reason_of,
    sample_rows,
    sheets_alike,
)
from imports.forms import ColumnsForm, UploadForm
from imports.models import ImportBatch
from imports.readers.files import BadFile, Workbook, column_letters, header_at, propose_headers
from imports.reference_dates import NOT_IN_FILE, Place
from imports.reports import outcome_counts_of

SAMPLES = 3


@admin_required
def batch_list(request):
    page = Paginator(ImportBatch.objects.with_people(), 25).get_page(request.GET.get("pagina"))
    counts = outcome_counts_of(page.object_list)
    lines = [(batch, counts[batch.pk], sum(counts[batch.pk].values())) for batch in page.object_list]
    return render(request, "imports/list.html", {"page": page, "lines": lines})


@admin_required
@require_http_methods(["GET", "POST"])
def upload(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (batch := form.take_in(by=request.user)):
        return redirect("imports:columns", batch.pk)
    return render(request, "imports/upload.html", {"form": form})


@admin_required
@require_http_methods(["GET", "POST"])
def columns(request, pk):
    """Which column holds what; `tabblad` and `kopregel` in the address look at another part of the file."""
    batch = get_object_or_404(ImportBatch.objects.with_people().select_related("file"), pk=pk)
    if not batch.may_choose_columns:
        messages.info(request, "Deze aanlevering is al verder. De kolommen liggen vast.")
        return redirect(batch)
    try:
        return _columns_page(request, batch, open_batch(batch))
    except BadFile as error:
        messages.error(request, str(error))
        return redirect("imports:columns", pk) if request.GET else redirect("imports:upload")


def _columns_page(request, batch, workbook):
    place = _place(request, batch, workbook)
    sheet, header_row = place.sheet, place.header_row
    header, rows = header_at(workbook, sheet, header_row, place.header_rows), sample_rows(workbook, sheet, header_row)
    titles = _titles(header)
    alike = _sheets_alike(batch, workbook, sheet, header)
    more_sheets = batch.more_sheets or alike
    proposed = date_in_file(batch, workbook, place, more_sheets)
    initial = _initial(batch, workbook, place, header, proposed) | {"more_sheets": more_sheets}
    form = ColumnsForm(request.POST or None, columns=titles, source=batch.source, sheets=alike, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _start_reading(request, batch, form, place, proposed)
    return render(
        request,
        "imports/columns.html",
        {
            "batch": batch, "form": form, "sheets": workbook.sheets, "sheet": sheet, "header_row": header_row,
            "header_rows": place.header_rows,
            "lines": _lines(form, titles, rows), "shown": _fullest(rows), "recognised": _recognised(initial),
            "earlier": earlier_deliveries(batch).first(),
            "proposed": proposed, "is_proposed": proposed and initial["reference_date"] == proposed.day,
            "not_in_file": not proposed and batch.reference_date_reason == NOT_IN_FILE,
            "corrected": batch.corrections.standing().row_count(),
        },
    )  # fmt: skip


def _place(request, batch, workbook: Workbook) -> Place:
    """As asked for, else as settled; another sheet comes with its own guess."""
    sheet = request.GET.get("tabblad", batch.sheet)
    row = request.GET.get("kopregel", "")
    if row.isdecimal() and len(row) < 8:
        return Place(sheet, int(row), 2 if request.GET.get("kopregels") == "2" else 1)
    if sheet == batch.sheet:
        return Place(sheet, batch.header_row, batch.header_rows)
    guesses = {guess.sheet: guess for guess in propose_headers(workbook, known_to(batch.source))}
    guess = guesses.get(sheet)
    return Place(sheet, guess.row_number, guess.row_count) if guess else Place(sheet, 1)


def _sheets_alike(batch, workbook, sheet, header) -> list[str]:
    guesses = propose_headers(workbook, known_to(batch.source)) if len(workbook.sheets) > 1 else []
    return sheets_alike(workbook, guesses, sheet, header)


def _titles(header) -> list[str]:
    return [" ".join(text.split()) or f"Kolom {column_letters(column)}" for column, text in enumerate(header)]


def _initial(batch, workbook, place, header, proposed) -> dict:
    """What was chosen before for this place in the file, else what we recognise."""
    is_settled = place == Place(batch.sheet, batch.header_row, batch.header_rows)
    mapping = batch.mapping
    if not is_settled:
        mapping = guessed_mapping(batch, header, sample_rows(workbook, place.sheet, place.header_row))
    day = _reference_date(batch, proposed)
    return {f"column-{column}": name for column, name in mapping.items()} | {"reference_date": day}


def _recognised(initial) -> int:
    return sum(name.startswith("column-") for name in initial)


def _reference_date(batch, proposed):
    """What a person chose, else what the file tells here, else the day of the upload."""
    if not batch.reference_date_reason:
        return batch.reference_date
    return proposed.day if proposed else timezone.localdate(batch.uploaded_at)


def _lines(form, titles, rows) -> list[dict]:
    """One line per column: its header, what the sample rows have in it, and the choice of field."""
    lines, shown = [], _fullest(rows)
    for column, title in enumerate(titles):
        samples = [_cell(row, column) for row in shown]
        further = "" if any(samples) else next((text for row in rows if (text := _cell(row, column))), "")
        field = form[f"column-{column}"]
        hint = FIELDS_BY_NAME[field.value()].hint if field.value() in FIELDS_BY_NAME else ""
        lines.append(
            {"letters": column_letters(column), "title": title, "samples": samples, "further": further, "field": field,
             "hint": hint}
        )  # fmt: skip
    return lines


def _fullest(rows) -> list:
    """The same few rows for every column, so that a person reads whole entries: those with the most cells filled."""
    by_filled = sorted(rows, key=lambda row: -sum(bool(cell.strip()) for cell in row.cells))
    return sorted(by_filled[:SAMPLES], key=lambda row: row.number)


def _cell(row, column) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _start_reading(request, batch, form, place, proposed):
    with transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk).update(**_chosen_date(batch, form, proposed))
        more = form.cleaned_data.get("more_sheets", [])
        started = choose_columns(batch, **asdict(place), more_sheets=more, mapping=form.mapping, by=request.user)
        if started:
            transaction.on_commit(lambda: tasks.start(batch), robust=True)
    if not started:
        messages.info(request, "Een collega heeft het lezen net al gestart.")
    return redirect(batch)


def _chosen_date(batch, form, proposed) -> dict:
    """The reference date as it was left; one that a person changed has no other reason."""
    day = form.cleaned_data["reference_date"]
    is_ours = day == (proposed.day if proposed else timezone.localdate(batch.uploaded_at))
    keeps_reason = is_ours and (proposed or batch.reference_date_reason)
    return {"reference_date": day, "reference_date_reason": reason_of(proposed) if keeps_reason else ""}
