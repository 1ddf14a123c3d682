"""The plan of approach: reading it, and for managers changing its phases, activities and roles."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organisation
from accounts.permissions import manager_required
from employers.models import Region
from lwl_crm.sending import after_saving
from targets.frame import frame_for
from targets.models import PlanActivity, PlanPhase, PlanRole, Target
from targets.plan.changing import add_to_plan, begin_plan, save_changed, set_status
from targets.plan.forms import ActivityForm, PhaseForm, RoleForm, filters_for_all
from targets.plan.progress import plan_progress
from targets.views.pages import render_counted

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def plan(request):
    on = timezone.localdate()
    roles = PlanRole.objects.visible_to(request.user).select_related("organisation")
    partners = Organisation.objects.partners().active()
    missing = partners.exclude(pk__in=roles.values("organisation"))
    running = list(Target.objects.visible_to(request.user).running(on).with_segment())
    frame = frame_for(request.user, running, None, on)
    phases = plan_progress(request.user, frame, running)
    asked = {request.GET.get("fase"): request.GET.get("stand")}
    context = {
        "phases": phases,
        "activities": {each.phase.pk: each.shown(asked.get(str(each.phase.pk))) for each in phases},
        "frame": frame,
        "roles": roles,
        "missing": missing if request.user.is_manager else [],
        "on": on,
    }
    return render_counted(request, "targets/plan.html", context, frame)


@manager_required
@require_POST
def plan_begin(request):
    begin_plan(on=timezone.localdate())
    messages.success(request, "Het plan uit het onderzoek staat klaar. Pas het aan zoals u het hebt afgesproken.")
    return redirect("targets:plan")


@manager_required
@require_http_methods(FORM_METHODS)
def phase_create(request):
    return _edit(request, PhaseForm, None, "Fase toevoegen")


@manager_required
@require_http_methods(FORM_METHODS)
@transaction.atomic
def phase_edit(request, pk):
    return _edit(request, PhaseForm, _locked(request, PlanPhase, pk), "Fase wijzigen")


@manager_required
@require_POST
def phase_delete(request, pk):
    """Only an empty phase: its activities are moved or dropped first, so nothing is lost."""
    phase = get_object_or_404(PlanPhase.objects.visible_to(request.user), pk=pk)
    try:
        phase.delete()
    except ProtectedError:
        messages.error(request, "Deze fase heeft nog activiteiten. Zet die eerst in een andere fase.")
        return redirect(phase)
    messages.success(request, f"De fase {phase.name} is verwijderd.")
    return redirect("targets:plan")


@manager_required
@require_http_methods(FORM_METHODS)
def activity_create(request):
    asked = {
        "phase": request.GET.get("fase"),
        "call_list": filters_for_all(request.GET.get("bellijst", ""), request.user),
    }
    return _edit(request, _activity_form(request), None, "Activiteit toevoegen", initial=asked)


@manager_required
@require_http_methods(FORM_METHODS)
@transaction.atomic
def activity_edit(request, pk):
    return _edit(request, _activity_form(request), _locked(request, PlanActivity, pk), "Activiteit wijzigen")


@manager_required
@require_POST
@transaction.atomic
def activity_status(request, pk):
    activity = _locked(request, PlanActivity, pk)
    status = request.POST.get("stand")
    if status not in PlanActivity.Status.values:
        return HttpResponseBadRequest("Kies een stand uit de lijst.")
    set_status(activity=activity, status=status)
    messages.success(request, f"{activity.name}: {activity.get_status_display().lower()}.")
    return redirect(activity)


@manager_required
@require_http_methods(FORM_METHODS)
@transaction.atomic
def role_edit(request, slug):
    partners = Organisation.objects.filter(is_active=True, pk__in=Region.objects.values("partners"))
    partners = partners.select_for_update() if request.method == "POST" else partners
    organisation = get_object_or_404(partners, slug=slug)
    found = PlanRole.objects.filter(organisation=organisation).first() or PlanRole(organisation=organisation)
    return _edit(request, RoleForm, found, f"Rol van {organisation.name}")


def _activity_form(request):
    return partial(ActivityForm, user=request.user)


def _locked(request, model, pk):
    """Locked while it is saved: of two people at once the second sees the first one's version."""
    rows = model.objects.visible_to(request.user)
    return get_object_or_404(rows.select_for_update() if request.method == "POST" else rows, pk=pk)


def _save(request, form, *, is_new):
    if is_new and not add_to_plan(form):
        messages.info(request, "Dit stond al in het plan. Het is niet nog een keer opgeslagen.")
        return
    if not is_new:
        save_changed(form)
    messages.success(request, "Het plan is opgeslagen.")


def _edit(request, form_class, instance, title, initial=None):
    form = form_class(request.POST if request.method == "POST" else None, instance=instance, initial=initial)
    if request.method == "POST" and form.is_valid():
        _save(request, form, is_new=instance is None)
        return after_saving(request, "targets:plan")
    both = form.both() if form.conflict else []
    if form.conflict:
        form.rebase()
    context = {"form": form, "title": title, "both": both}
    return render(request, "targets/plan_form.html", context, status=422 if form.errors else 200)
