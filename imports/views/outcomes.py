"""One delivery: how far it is, what it will do or did, its rows, and applying it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import admin_required
from employers.models import Registration
from imports import tasks
from imports.correcting import why_not
from imports.deliveries import earlier_deliveries
from imports.gone import GONE, doubts_about_gone, gone_entries, gone_share, marked_entries, why_none_is_gone
from imports.kept_corrections import corrections_of
from imports.models import Category, ImportBatch, Outcome
from imports.reports import categories_of, changed_fields, diff_tiles_of, outcome_tiles_of, tiles_of, value_tiles_of
from imports.resources.rejected import rejected_file
from imports.row_filter import RowFilter

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
    judged = batch.rows.judged_counts()
    tiles = outcome_tiles_of(batch, judged)
    counts = {tile.key: tile.count for tile in tiles}
    context = {
        "tiles": tiles,
        "outcomes": tiles,
        "total": sum(counts.values()),
        "in_review": counts[Outcome.REVIEW],
        "rejected_count": counts[Outcome.REJECTED],
        "to_apply": batch.rows.to_apply().count(),
        "fields": changed_fields(batch),
        "value_tiles": value_tiles_of(batch),
        "rejected": _first_rejected(batch) if counts[Outcome.REJECTED] else [],
        "corrected": batch.corrections.standing().row_count(),
        **_dropped(batch),
        "earlier": None if batch.is_applied else earlier_deliveries(batch).first(),
    }
    return context | (_diff(batch, judged) if batch.is_diff else {})


def _dropped(batch) -> dict:
    """How many corrections were dropped, and how many rows of now they were about."""
    dropped = batch.corrections.dropped()
    count = dropped.count()
    rows = batch.rows.filter(row_number__in=dropped.values("row_number")).count() if count else 0
    return {"dropped": count, "dropped_rows": rows}


def _diff(batch, judged=None, chosen=None) -> dict:
    """Beside the delivery of before: what differs, and what of it to accept now."""
    tiles = diff_tiles_of(batch, judged)
    unchanged = next(tile.count for tile in tiles if tile.key == Category.UNCHANGED)
    return {"tiles": tiles, "unchanged": unchanged, "categories": categories_of(batch, chosen)}


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
@require_POST
def addition(request, pk):
    """Whether it is the whole list or an addition, of which nothing is gone; the counts follow at once."""
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    if batch.may_apply:
        batch.call_addition("aanvulling" in request.POST)
    if not request.htmx:
        return redirect(batch)
    context = {"batch": batch} | _diff(batch, chosen=request.POST.getlist("categorie"))
    return render(request, "imports/_addition.html", context)


@admin_required
def rows(request, pk):
    """The rows of a delivery that are asked for (`RowFilter`), or all."""
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    asked = RowFilter(batch, request.GET)
    paginator = Paginator(asked.rows(), ROWS_PER_PAGE)
    if (count := asked.count()) is not None:
        paginator.count = count
    page = paginator.get_page(request.GET.get("pagina"))
    corrections = corrections_of(batch, [row.row_number for row in page])
    for row in page:
        row.corrections = corrections.get(row.row_number, [])
        row.may_correct = not why_not(batch, row)
    current = asked.category or asked.outcome
    context = {"batch": batch, "page": page, "tiles": tiles_of(batch), "asked": asked, "current": current}
    context["value_tiles"] = value_tiles_of(batch)
    return render(request, "imports/rows.html", context)


@admin_required
def gone(request, pk):
    """The entries that this delivery does not have any more: those that it marked and those that wait for that.

    `gemarkeerd`: only the first (ja) or the last (nee).
    """
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    waiting, marked = (each.order_by() for each in (gone_entries(batch), marked_entries(batch)))
    (number, share), done = gone_share(batch), marked.count()
    asked = request.GET.get("gemarkeerd")
    shown = {"ja": marked.values("pk"), "nee": waiting.values("pk")}
    either = waiting.values("pk").union(marked.values("pk"))
    entries = Registration.objects.filter(pk__in=shown.get(asked, either))
    entries = entries.select_related("employer").order_by("employer__trade_name", "pk")
    paginator = Paginator(entries, ROWS_PER_PAGE)
    paginator.count = {"ja": done, "nee": number}.get(asked, number + done)
    page = paginator.get_page(request.GET.get("pagina"))
    doubts = doubts_about_gone(batch, share) if number else ""
    none = "" if paginator.count else why_none_is_gone(batch)
    context = {"batch": batch, "page": page, "doubts": doubts, "none": none, "current": GONE}
    return render(request, "imports/gone.html", context)


@admin_required
def rejected(request, pk):
    batch = get_object_or_404(ImportBatch, pk=pk)
    content, content_type, extension = rejected_file(batch)
    response = HttpResponse(content, content_type=content_type)
    name = f"niet-ingelezen-{batch.source.slug}-{batch.reference_date.isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
