"""Contact persons whose term is over: reading the proposals, erasing, keeping, and setting the term."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from accounts.permissions import admin_required, manager_required
from employers.forms.retention import KeepForm, RetentionPeriodForm
from employers.models import RetentionPeriod
from employers.retention import (
    erase_people,
    keep_people,
    let_go,
    people_of,
    proposals,
    set_period,
    tell_last_signs,
)

PER_PAGE = 50
KEPT = "bewaard"


@manager_required
def retention(request):
    """Whom to erase; `toon=bewaard` shows who is kept for a reason."""
    return _page(request)


def _page(request, *, keep=None, period_form=None):
    period = RetentionPeriod.objects.in_force()
    found, kept = proposals(request.user, period), people_of(request.user).kept()
    shows_kept = request.GET.get("toon") == KEPT
    page = Paginator(kept if shows_kept else found, PER_PAGE).get_page(request.GET.get("pagina"))
    tell_last_signs(page.object_list)
    context = {
        "period": period,
        "earlier": RetentionPeriod.objects.select_related("set_by")[1:6],
        "page": page,
        "shows_kept": shows_kept,
        "proposed_count": page.paginator.count if not shows_kept else found.count(),
        "kept_count": page.paginator.count if shows_kept else kept.count(),
        "keep": keep or KeepForm(),
        "period_form": period_form or RetentionPeriodForm(instance=period),
        "chosen": {int(key) for key in _keys(request)},
    }
    return render(request, "employers/retention.html", context, status=422 if keep or period_form else 200)


@require_POST
@admin_required
def retention_set(request):
    form = RetentionPeriodForm(request.POST)
    if not form.is_valid():
        return _page(request, period_form=form)
    period = set_period(months=form.cleaned_data["months"], by=request.user)
    messages.success(request, f"De bewaartermijn is {period}. Er wordt niemand vanzelf verwijderd.")
    return redirect("employers:retention")


@require_POST
@manager_required
def retention_erase(request):
    """Asks first, since it cannot be undone; `zeker` does it."""
    people = _chosen(request)
    if not people.exists():
        return _nobody(request)
    if not request.POST.get("zeker"):
        return render(request, "employers/retention_erase.html", {"people": people})
    count = erase_people(people=people, by=request.user)
    messages.success(request, f"{_people(count)} verwijderd.")
    return redirect("employers:retention")


@require_POST
@manager_required
def retention_keep(request):
    people, form = _chosen(request), KeepForm(request.POST)
    if not people.exists():
        return _nobody(request)
    if not form.is_valid():
        return _page(request, keep=form)
    kept = keep_people(people=people, by=request.user, **form.cleaned_data)
    messages.success(request, f"{_people(kept)} bewaard tot en met {date_format(form.cleaned_data['until'], 'j F Y')}.")
    return redirect("employers:retention")


@require_POST
@manager_required
def retention_let_go(request, pk):
    """Keep somebody no longer: the term decides again."""
    person = get_object_or_404(people_of(request.user), pk=pk)
    let_go(people=people_of(request.user).filter(pk=pk))
    messages.success(request, f"Voor {person} geldt de bewaartermijn weer.")
    return redirect("employers:retention")


def _chosen(request):
    """Those chosen (`kies`) who are still proposed."""
    return proposals(request.user, RetentionPeriod.objects.in_force()).filter(pk__in=_keys(request))


def _keys(request):
    return [key for key in request.POST.getlist("kies") if key.isdecimal() and len(key) < 19]


def _nobody(request):
    messages.error(request, "Kies eerst iemand uit de lijst. Wie intussen weer contact had, staat er niet meer op.")
    return redirect("employers:retention")


def _people(count):
    return "1 contactpersoon is" if count == 1 else f"{count} contactpersonen zijn"
