"""One delivery: how far it is, what it will do or did, its rows, and applying it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import admin_required
from imports import tasks
from imports.correcting import why_not
from imports.deliveries import earlier_deliveries
from imports.gone import GONE, gone_entries
from imports.kept_corrections import corrections_of
from imports.models import Category, ImportBatch, Outcome
from imports.reports import categories_of, changed_fields, tiles_of
from imports.resources.rejected import rejected_file

ROWS_PER_PAGE = 50
FIRST_REJECTED = 5


@admin_required
def detail(request, pk):
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    if batch.state == ImportBatch.State.UPLOADED:
        return redirect("imports:columns", pk)
    context = {"batch": batch}
    if batch.is_compared and not batch.is_waiting:
        context |= _outcome(batch)
    return render(request, "imports/detail.html", context)


def _outcome(batch) -> dict:
    tiles = tiles_of(batch)
    counts = {tile.outcome: tile.count for tile in tiles}
    return {
        "tiles": tiles,
        "total": sum(counts.values()),
        "in_review": counts[Outcome.REVIEW],
        "rejected_count": counts[Outcome.REJECTED],
        "to_apply": batch.rows.to_apply().count(),
        "fields": changed_fields(batch),
        "categories": categories_of(batch),
        "rejected": _first_rejected(batch),
        "corrected": batch.corrections.standing().row_count(),
        "dropped": batch.corrections.dropped().count(),
        "earlier": None if batch.is_applied else earlier_deliveries(batch).first(),
    }


def _first_rejected(batch) -> list:
    rows = list(rows_with(batch, Outcome.REJECTED)[:FIRST_REJECTED])
    for row in rows:
        row.may_correct = not why_not(batch, row)
    return rows


def rows_with(batch, outcome):
    return batch.rows.with_outcome().with_this_outcome(outcome).order_by("row_number")


@admin_required
def progress(request, pk):
    """How far the worker is, asked for again and again by the page; when it has ended the page is loaded anew."""
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    response = render(request, "imports/_progress.html", {"batch": batch})
    if not batch.is_waiting:
        response["HX-Refresh"] = "true"
    return response


def _chosen(request) -> dict:
    """Which categories were ticked; of an addition nothing is gone."""
    is_addition = "aanvulling" in request.POST
    chosen = request.POST.getlist("categorie") if "per_categorie" in request.POST else None
    if chosen and is_addition:
        chosen = [category for category in chosen if category != GONE]
    return {"applied_by": request.user, "categories": chosen, "is_addition": is_addition}


@admin_required
@require_POST
def apply(request, pk):
    batch = get_object_or_404(ImportBatch, pk=pk)
    with transaction.atomic():
        started = batch.may_apply and batch.promise(ImportBatch.State.APPLYING, **_chosen(request))
        if started:
            transaction.on_commit(lambda: tasks.start(batch), robust=True)
    if not started:
        messages.info(request, "Deze aanlevering wordt al doorgevoerd, of is daar nog niet klaar voor.")
    return redirect(batch)


@admin_required
def rows(request, pk):
    """The rows of one outcome, or all.

    `gewijzigd`: only those that change something on a known employer; `verbeterd`: only those with a corrected cell.
    """
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    outcome, text = request.GET.get("stand", ""), request.GET.get("tekst", "").strip()
    outcome = outcome if outcome in Outcome.values else ""
    is_changed, is_corrected = (request.GET.get(name) == "ja" for name in ("gewijzigd", "verbeterd"))
    found = batch.rows.with_outcome().select_related("employer", "sister", "decided_by").order_by("row_number")
    if outcome:
        found = found.with_this_outcome(outcome)
    if text:
        found = found.annotate(text=Cast("raw", TextField())).filter(text__icontains=text)
    if is_changed:
        found = found.changed()
    if is_corrected:
        found = found.filter(row_number__in=batch.corrections.standing().values("row_number"))
    if (category := request.GET.get("soort", "")) in Category.values:
        found = found.with_category().filter(category=category)
    tiles, paginator = tiles_of(batch), Paginator(found, ROWS_PER_PAGE)
    if not (text or is_changed or is_corrected or category):
        paginator.count = sum(tile.count for tile in tiles if outcome in ("", tile.outcome))  # counted already
    page = paginator.get_page(request.GET.get("pagina"))
    corrections = corrections_of(batch, [row.row_number for row in page])
    for row in page:
        row.corrections = corrections.get(row.row_number, [])
        row.may_correct = not why_not(batch, row)
    context = {
        "batch": batch, "page": page, "tiles": tiles, "outcome": outcome, "text": text,
        "is_changed": is_changed, "is_corrected": is_corrected,
    }  # fmt: skip
    return render(request, "imports/rows.html", context)


@admin_required
def gone(request, pk):
    """The entries that this delivery does not have any more."""
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    entries = gone_entries(batch).select_related("employer").order_by("employer__trade_name", "pk")
    page = Paginator(entries, ROWS_PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "imports/gone.html", {"batch": batch, "page": page})


@admin_required
def rejected(request, pk):
    batch = get_object_or_404(ImportBatch, pk=pk)
    content, content_type, extension = rejected_file(batch)
    response = HttpResponse(content, content_type=content_type)
    name = f"niet-ingelezen-{batch.source.slug}-{batch.reference_date.isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
