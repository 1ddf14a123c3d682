"""Throwing away a delivery that was not applied: first what goes, then it is gone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import admin_required
from imports.discarding import DiscardRefused, discard, why_not_discard
from imports.models import ImportBatch


@admin_required
@require_http_methods(["GET", "POST"])
def discard_delivery(request, pk):
    batch = get_object_or_404(ImportBatch.objects.with_people(), pk=pk)
    if request.method == "POST":
        return _discard(request, batch)
    if why := why_not_discard(batch):
        messages.info(request, why)
        return redirect(batch)
    counts = {
        "row_count": batch.rows.count(),
        "answer_count": batch.rows.reviewed().count(),
        "corrected": batch.corrections.standing().row_count(),
    }
    return render(request, "imports/discard.html", {"batch": batch} | counts)


def _discard(request, batch):
    try:
        name = discard(batch.pk, by=request.user)
    except ImportBatch.DoesNotExist:
        messages.info(request, "Een collega heeft deze aanlevering net weggegooid.")
    except DiscardRefused as refused:
        messages.error(request, str(refused))
        return redirect(batch)
    else:
        messages.success(request, f"{name} is weggegooid. Het register is niet veranderd.")
    return redirect("imports:list")
