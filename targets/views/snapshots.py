"""Kept stands: keep one, read it, and take it along."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import manager_required
from employers.spreadsheets import XLSX, attachment
from lwl_crm.documents import pdf_response
from targets.forms import DayForm
from targets.freezing import take_snapshot
from targets.left_alone import LeftAlone
from targets.models import Target, TargetSnapshot
from targets.pace import day_text
from targets.paper import facts_of, snapshot_pdf, snapshot_xlsx
from targets.views.pages import PER_PAGE


@manager_required
@require_POST
def snapshot_take(request, pk):
    """Of today, or of the past day that was asked for."""
    target = get_object_or_404(Target.objects.visible_to(request.user), pk=pk)
    on = DayForm(request.POST, target=target).day() or timezone.localdate()
    snapshot = take_snapshot(target=target, on=on, by=request.user)
    messages.success(request, f"De stand op {day_text(snapshot.on)} is vastgelegd. Die verandert niet meer.")
    return redirect(snapshot)


@require_safe
def snapshot_detail(request, pk):
    snapshot = _snapshot(request, pk)
    page = Paginator(snapshot.rows.all(), PER_PAGE).get_page(request.GET.get("pagina"))
    page.object_list = [row if row.is_open_to(request.user) else row.veiled() for row in page.object_list]
    left_alone = LeftAlone()
    for row in page.object_list:
        row.is_opted_out = row in left_alone
    context = {"snapshot": snapshot, "target": snapshot.target, "facts": facts_of(snapshot), "page": page}
    return render(request, "targets/snapshot.html", context)


@require_safe
def snapshot_sheet(request, pk):
    snapshot = _snapshot(request, pk)
    return attachment(snapshot_xlsx(snapshot, request.user), XLSX, f"{_filename(snapshot)}.xlsx")


@require_safe
def snapshot_paper(request, pk):
    snapshot = _snapshot(request, pk)
    return pdf_response(snapshot_pdf(snapshot, request.user), _filename(snapshot))


def _snapshot(request, pk):
    snapshots = TargetSnapshot.objects.visible_to(request.user).select_related("target", "taken_by")
    return get_object_or_404(snapshots, pk=pk)


def _filename(snapshot):
    return f"doel-{snapshot.target_id}-stand-{snapshot.on:%Y-%m-%d}"
