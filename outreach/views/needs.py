"""What employers want help with: the list, noting one, changing it, ending it with one tap, taking that back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.permissions import role_required
from employers.spreadsheets import spreadsheet
from employers.views.details import standing_employer
from employers.views.undo import say_undoable
from lwl_crm.sending import after_saving
from outreach.forms.needs import NeedForm
from outreach.models import SupportNeed
from outreach.need_list import HEADERS, NeedFilter, counts_per_kind, rows
from outreach.needs import NeedChangedError, change_need, note_need, undo_need
from outreach.views.back import back_to

writers_only = role_required(Role.ADVISER, Role.MANAGER)
PAGE = 50


def needs(request):
    found = _asked(request)
    query = request.GET.copy()
    for name in ("pagina", "soort"):
        query.pop(name, None)
    context = {
        "filter": found,
        "page": Paginator(found.qs, PAGE).get_page(request.GET.get("pagina")),
        "kinds": counts_per_kind(found.qs),
        "query": query.urlencode(),
        "opted_out_count": found.qs.filter(employer__is_opted_out=True).count(),
    }
    return render(request, "outreach/needs.html", context)


def needs_export(request):
    """The list with the same filters; `bestand` is xlsx or csv."""
    found = _asked(request).qs
    return spreadsheet("hulpvragen", HEADERS, rows(found), form=request.GET.get("bestand", "xlsx"))


def _asked(request):
    needs = SupportNeed.objects.visible_to(request.user).with_people()
    return NeedFilter(request.GET, needs.order_by(F("due_on").asc(nulls_last=True), "pk"), request=request)


@writers_only
def need_create(request, pk):
    employer = standing_employer(request, pk)
    form = NeedForm(request.POST or None, user=request.user, initial={"kind": request.GET.get("soort", "")})
    if form.is_valid():
        need = note_need(by=request.user, employer=employer, **form.writing())
        say_undoable(request, f"De hulpvraag van {employer} is vastgelegd.", _undo_url(need))
        return after_saving(request, employer)
    return _render(request, form, employer, None)


def need(request, pk):
    """Everybody reads it; the organisations that noted it or take care of it write."""
    need = _visible(request, pk)
    may_write = need.is_written_by(request.user)
    if request.method == "POST" and not may_write:
        raise PermissionDenied("Deze hulpvraag is van een andere organisatie.")
    form = NeedForm(request.POST or None, instance=need, user=request.user) if may_write else None
    if form and form.is_valid():
        try:
            changed = change_need(
                by=request.user, need=need, version=form.cleaned_data["version"] or 0, **form.writing()
            )
        except NeedChangedError as stale:
            _show_what_stands(form, stale.current)
        else:
            say_undoable(request, f"De hulpvraag van {need.employer} is gewijzigd.", _undo_url(changed))
            return after_saving(request, need.employer)
    return _render(request, form, need.employer, need)


@require_POST
def need_set_status(request, pk):
    """One tap: `stand` is underway, met or dropped, on the version in `versie`."""
    need = _own(request, pk)
    status = request.POST.get("stand", "")
    if status not in SupportNeed.Status.values:
        messages.error(request, "Deze stand bestaat niet.")
        return back_to(request, need.employer)
    try:
        changed = change_need(by=request.user, need=need, version=_number(request.POST.get("versie")), status=status)
    except NeedChangedError:
        messages.warning(request, "Iemand anders heeft deze hulpvraag intussen gewijzigd. Kijk eerst hoe die nu staat.")
    else:
        label = changed.get_status_display()
        say_undoable(request, f"De hulpvraag van {need.employer} heeft nu de stand ‘{label}’.", _undo_url(changed))
    return back_to(request, need.employer)


@require_POST
def need_undo(request, pk, version):
    need = _own(request, pk)
    if undo_need(by=request.user, need=need, version=version):
        messages.success(request, "De hulpvraag is weer zoals hij was.")
    else:
        messages.warning(request, "Iemand heeft deze hulpvraag intussen gewijzigd. Er is niets teruggedraaid.")
    return back_to(request, need.employer)


def _render(request, form, employer, need):
    history = SupportNeed.pgh_event_model.objects.filter(pgh_obj=need) if need else SupportNeed.objects.none()
    if need:
        history = history.select_related("updated_by", "adviser").order_by("-pgh_id")
    context = {"form": form, "employer": employer, "need": need, "history": history}
    status = 422 if form is not None and form.errors else 200
    return render(request, "outreach/need_form.html", context, status=status)


def _show_what_stands(form, current):
    """Both stay on screen: what was typed and what somebody else saved; saving again writes knowingly."""
    form.data = form.data.copy()
    form.data["version"] = current.version
    form.add_error(None, "Iemand anders heeft deze hulpvraag intussen gewijzigd. Vergelijk en sla dan opnieuw op.")
    for name in form.changed_data:
        if name != "version":
            shown = getattr(current, f"get_{name}_display", lambda name=name: getattr(current, name))()
            form.add_error(name, f"Daar staat nu: {shown or 'leeg'}")


def _visible(request, pk):
    return get_object_or_404(SupportNeed.objects.visible_to(request.user).with_people(), pk=pk)


def _own(request, pk):
    need = _visible(request, pk)
    if not need.is_written_by(request.user):
        raise PermissionDenied("Deze hulpvraag is van een andere organisatie.")
    return need


def _undo_url(need):
    return reverse("outreach:need_undo", args=[need.pk, need.version])


def _number(text):
    return int(text) if text and text.isdecimal() else -1
