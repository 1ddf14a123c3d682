"""Taking a delivery back: first what will happen, then what happened."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import admin_required
from imports import tasks
from imports.models import ImportBatch
from imports.undo import UndoRefused, promise_undo, refusal
from imports.undo_report import Fate, counts_of, foreseen, reported, with_employers

LINES_PER_PAGE = 50
TEXTS = {
    False: {
        Fate.REMOVED: ("Verdwijnt", "Kwam met deze lijst, verder hangt er niets aan"),
        Fate.RESTORED: ("Gaat terug", "Naar wat er stond vóór deze lijst"),
        Fate.STAYED: ("Blijft (deels)", "Later gewijzigd of nog nodig"),
    },
    True: {
        Fate.REMOVED: ("Verdwenen", "Kwam met deze lijst, verder hing er niets aan"),
        Fate.RESTORED: ("Teruggezet", "Naar wat er stond vóór deze lijst"),
        Fate.STAYED: ("Bleef (deels)", "Later gewijzigd of nog nodig"),
    },
}


@admin_required
@require_http_methods(["GET", "POST"])
def undo(request, pk):
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    if request.method == "POST":
        return _start(request, batch)
    if why := refusal(batch):
        messages.info(request, why)
        return redirect(batch)
    return _page(request, batch, foreseen(batch), is_done=False)


def _start(request, batch):
    try:
        with transaction.atomic():
            promise_undo(batch, by=request.user)
            transaction.on_commit(lambda: tasks.start(batch), robust=True)
    except UndoRefused as refused:
        messages.error(request, str(refused))
    return redirect(batch)


@admin_required
def report(request, pk):
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    if not batch.is_undone:
        messages.info(request, "Deze aanlevering is niet ongedaan gemaakt.")
        return redirect(batch)
    return _page(request, batch, reported(batch), is_done=True)


def _page(request, batch, lines, *, is_done):
    counts, chosen = counts_of(lines), request.GET.get("toon", "")
    if chosen not in Fate.values:
        chosen = Fate.STAYED if counts[Fate.STAYED] else ""
    shown = [line for line in lines if not chosen or line.fate == chosen]
    page = Paginator(shown, LINES_PER_PAGE).get_page(request.GET.get("pagina"))
    page.object_list = with_employers(list(page.object_list))
    address = reverse("imports:undo_report" if is_done else "imports:undo", args=[batch.pk])
    tiles = [
        {"fate": fate, "count": counts[fate], "label": label, "text": text, "url": f"{address}?toon={fate}"}
        for fate, (label, text) in TEXTS[is_done].items()
    ]
    context = {"batch": batch, "page": page, "tiles": tiles, "chosen": chosen, "is_done": is_done, "total": len(lines)}
    return render(request, "imports/undo.html", context)
