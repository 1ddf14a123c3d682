"""Taking a delivery back: first what will happen, then what happened."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import admin_required
from imports import tasks
from imports.models import Fate, ImportBatch
from imports.undo import UndoRefused, promise_undo, refusal
from imports.undo_report import ask_foresight, keep, needs_foresight, reported, with_employers

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
    if needs_foresight(batch) and ask_foresight(batch):
        tasks.foresee_undo.delay(batch.pk)
    if batch.foreseen_at is None:
        return render(request, "imports/undo_awaited.html", {"batch": batch})
    return _page(request, batch, is_done=False)


@admin_required
@require_POST
def foresee(request, pk):
    """Work out anew what an undo would do: a colleague may have changed something since."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    if batch.may_undo and ask_foresight(batch):
        tasks.foresee_undo.delay(batch.pk)
    return redirect("imports:undo", pk)


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
    if not batch.undo_lines.filter(is_done=True).exists():
        keep(batch, reported(batch), is_done=True)  # undone before reports were kept
    return _page(request, batch, is_done=True)


def _page(request, batch, *, is_done):
    lines, chosen = batch.undo_lines.filter(is_done=is_done), request.GET.get("toon", "")
    counts = lines.fate_counts()
    if chosen not in Fate.values:
        chosen = Fate.STAYED if counts[Fate.STAYED] else ""
    paginator = Paginator(lines.filter(fate=chosen) if chosen else lines, LINES_PER_PAGE)
    paginator.count = counts[chosen] if chosen else sum(counts.values())
    page = paginator.get_page(request.GET.get("pagina"))
    page.object_list = with_employers(list(page.object_list))
    address = reverse("imports:undo_report" if is_done else "imports:undo", args=[batch.pk])
    tiles = [
        {"fate": fate, "count": counts[fate], "label": label, "text": text, "url": f"{address}?toon={fate}"}
        for fate, (label, text) in TEXTS[is_done].items()
    ]
    context = {"batch": batch, "page": page, "tiles": tiles, "chosen": chosen, "is_done": is_done}
    context["total"] = sum(counts.values())
    return render(request, "imports/undo.html", context)
