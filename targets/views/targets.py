"""Targets: the list, one target with its evidence, and making and changing them."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import manager_required
from lwl_crm.sending import after_saving
from targets.agreeing import agree_target, change_target, restore_target, withdraw_target
from targets.course import course
from targets.dashboards import ended_tallies, target_tallies
from targets.dating import CountedUntil
from targets.forms import DayForm, TargetForm
from targets.frame import frame_for
from targets.freezing import row_of
from targets.history import differences, revisions
from targets.links import counted_until_url, evidence_list_url
from targets.measures import evidence, is_past
from targets.models import Target
from targets.pace import dutch
from targets.preview import preview
from targets.progress import detailed_progress, progress_of
from targets.views.pages import PER_PAGE, evidence_page, render_counted


@require_safe
def target_list(request):
    on = timezone.localdate()
    targets = list(Target.objects.visible_to(request.user).with_segment())
    standing = [target for target in targets if target.withdrawn_at is None]
    ended = [each for each in standing if each.until_on < on]
    frame = frame_for(request.user, [], None, on)
    of_ended = replace(frame, moments=[])
    others = [each for each in standing if each not in ended] if frame.census else standing
    known = target_tallies(frame, others) | ended_tallies(of_ended, ended)
    progress = progress_of(standing, on, known)
    context = {
        "frame": frame,
        "of_ended": of_ended,
        "running": [each for each in progress if each.target.from_on <= on <= each.target.until_on],
        "upcoming": [each for each in progress if each.target.from_on > on],
        "ended": [each for each in progress if each.target.until_on < on],
        "withdrawn": [target for target in targets if target.withdrawn_at is not None],
    }
    return render_counted(request, "targets/list.html", context, frame)


@require_safe
def target_detail(request, pk):
    target = get_object_or_404(Target.objects.visible_to(request.user).with_segment(), pk=pk)
    days = DayForm(request.GET, target=target)
    asked = days.day()
    on = asked or timezone.localdate()
    progress = detailed_progress(target, on)
    page, template = evidence_page(target.measure, evidence(target, on), request.GET.get("pagina"), request.user)
    context = {
        "target": target,
        "progress": progress,
        "stands": [_linked(each, target, progress, asked) for each in course(progress.pace, progress.days)],
        "page": page,
        "rows_template": template,
        "list_url": evidence_list_url(target, on),
        "revisions": revisions(target),
        "days": days,
        "on": asked,
        "is_past": is_past(target, on),
        "snapshots": target.snapshots.select_related("taken_by"),
    }
    return render(request, "targets/detail.html", context)


def _linked(stand, target, progress, asked):
    """With the list of what was counted by then; of today that is the list of the target itself."""
    if not stand.realised or not stand.index:
        return stand
    return replace(stand, url=progress.url if stand.is_today else counted_until_url(target, stand.day, asked))


@require_safe
def target_counted(request, pk):
    """What counts for the target and began to do so on the day `tot` or before it, as seen on `op` or today."""
    target = get_object_or_404(Target.objects.visible_to(request.user).with_segment(), pk=pk)
    on = DayForm(request.GET, target=target).day() or timezone.localdate()
    until = DayForm({"op": request.GET.get("tot", "")}, target=target).day() or on
    page = Paginator(CountedUntil(target, on, until), PER_PAGE).get_page(request.GET.get("pagina"))
    page.object_list = [_shown(each, request.user) for each in page.object_list]
    return render(request, "targets/counted_until.html", {"target": target, "until": until, "page": page})


def _shown(counted, user):
    """One counted thing in words, with its link; what is confidential elsewhere has neither."""
    row = row_of(counted)
    if not row.is_open_to(user):
        return row.veiled()
    row.url = counted.employer.get_absolute_url() if counted.employer else ""
    return row


@manager_required
@require_http_methods(["GET", "HEAD", "POST"])
def target_create(request):
    form = TargetForm(request.POST or None, initial={"agreed_on": timezone.localdate()} | request.GET.dict())
    if request.method == "POST" and "bereken" not in request.POST and form.is_valid():
        target = agree_target(target=form.save(commit=False), by=request.user)
        return _saved(request, target, "opgeslagen")
    return _form(request, form)


@manager_required
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def target_edit(request, pk):
    """The row is locked while it is saved: of two people at once the second sees the first one's version."""
    targets = Target.objects.visible_to(request.user)
    target = get_object_or_404(targets.select_for_update() if request.method == "POST" else targets, pk=pk)
    form = TargetForm(request.POST or None, instance=target)
    if request.method == "POST" and "bereken" not in request.POST and form.is_valid():
        target = form.save(commit=False)
        change_target(target=target, changed=form.changed_data)
        return _saved(request, target, "gewijzigd")
    return _form(request, form)


def _saved(request, target, done):
    """What may be a slip is named, not refused: more than there are now, or a time that is over."""
    if target.is_sent_again:
        messages.info(request, "Dit doel stond er al. Het is niet nog een keer opgeslagen.")
        return after_saving(request, target)
    today = timezone.localdate()
    messages.success(request, f"Het doel {target.name} is {done}.")
    known = preview(target, today)
    if known.is_empty:
        messages.warning(request, "Hier zijn nu geen werkgevers voor. Zo kan er niets meetellen. Klopt dat?")
    elif known.is_impossible:
        able = "Nu kan 1 werkgever" if known.population == 1 else f"Nu kunnen {dutch(known.population)} werkgevers"
        messages.warning(request, f"{able} meetellen, en het doel is {dutch(known.number)}. Klopt dat?")
    if target.until_on < today:
        messages.warning(request, "De einddatum van dit doel is al geweest. Klopt de periode?")
    return after_saving(request, target)


def _form(request, form):
    """The form with what was counted so far, and both versions beside each other after a conflict."""
    draft = form.draft() if form.is_bound else form.stored or TargetForm(form.initial).draft()
    both = differences(form.stored, form.instance) if form.conflict else []
    if form.conflict:
        form.rebase()
    if "bereken" in request.POST:
        form = TargetForm(initial=request.POST.dict(), instance=form.stored)
    context = {"form": form, "preview": draft and preview(draft, timezone.localdate()), "both": both}
    is_refused = request.method == "POST" and "bereken" not in request.POST
    return render(request, "targets/form.html", context, status=422 if is_refused else 200)


@manager_required
@require_safe
def target_preview(request):
    """The counts beside the form, fetched again whenever a choice changes."""
    stored = Target.objects.visible_to(request.user).filter(pk=_key(request.GET.get("doel"))).first()
    form = TargetForm(request.GET, instance=stored)
    draft = form.draft()
    found = draft and preview(draft, timezone.localdate())
    return render(request, "targets/_preview.html", {"preview": found, "ignored": form.ignored() if found else []})


def _key(text):
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


@manager_required
@require_POST
def target_withdraw(request, pk):
    """Withdraw, or with `terug` restore: the message of the one offers the other."""
    target = get_object_or_404(Target.objects.visible_to(request.user), pk=pk)
    if "terug" in request.POST:
        restore_target(target=target)
        messages.success(request, f"Het doel {target.name} telt weer mee.")
        return redirect(target)
    withdraw_target(target=target)
    messages.success(request, f"Het doel {target.name} is ingetrokken. Onderaan de lijst kunt u het terugzetten.")
    return redirect("targets:list")
