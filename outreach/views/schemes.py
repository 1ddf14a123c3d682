"""The catalogue of schemes, who heard of which, and marking one as explained."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.permissions import admin_required, role_required
from employers.models import Employer
from employers.spreadsheets import spreadsheet
from employers.views.undo import say_undoable
from outreach.field_history import history
from outreach.forms.schemes import SchemeForm
from outreach.models import Scheme, SchemeExplanation
from outreach.schemes import (
    FIELDS,
    SchemeChangedError,
    add_scheme,
    change_scheme,
    employers_per_scheme,
    explain_scheme,
    take_back_explanation,
)

PAGE = 50
HEADERS = ["Werkgever", "Plaats", "Regeling", "Uitgelegd op", "Door", "Organisatie"]


def schemes(request):
    """All of them: those in force, then those that expired or have yet to begin; each with how many heard of it."""
    numbers = employers_per_scheme(request.user)
    every = list(Scheme.objects.all())
    for scheme in every:
        scheme.employer_count = numbers.get(scheme.pk, 0)
    valid = [scheme for scheme in every if not scheme.is_expired]
    return render(request, "outreach/schemes.html", {"valid": valid, "expired": [it for it in every if it.is_expired]})


def scheme(request, pk):
    scheme = get_object_or_404(Scheme, pk=pk)
    context = {
        "scheme": scheme,
        "page": Paginator(_explained(request, scheme), PAGE).get_page(request.GET.get("pagina")),
        "employer_count": employers_per_scheme(request.user).get(scheme.pk, 0),
        "steps": history(scheme, FIELDS),
    }
    return render(request, "outreach/scheme.html", context)


def scheme_export(request, pk):
    """Who heard of it and when, without employers who do not want to be approached (AVG)."""
    told = _explained(request, get_object_or_404(Scheme, pk=pk)).filter(employer__is_opted_out=False)
    rows = (_cells(it) for it in told)
    return spreadsheet("regeling-uitgelegd", HEADERS, rows, form=request.GET.get("bestand", "xlsx"))


def _cells(told):
    employer, by = told.employer, told.explained_by
    return [str(employer), employer.place, told.scheme.name, told.explained_on, by.name, str(told.organisation)]


def _explained(request, scheme):
    return SchemeExplanation.objects.visible_to(request.user).filter(scheme=scheme).with_people()


@admin_required
def scheme_create(request):
    form = SchemeForm(request.POST or None)
    if form.is_valid():
        scheme = add_scheme(by=request.user, **form.writing())
        messages.success(request, f"{scheme} staat bij de regelingen.")
        return redirect(scheme)
    return render(request, "outreach/scheme_form.html", {"form": form}, status=422 if form.errors else 200)


@admin_required
def scheme_edit(request, pk):
    scheme = get_object_or_404(Scheme, pk=pk)
    form = SchemeForm(request.POST or None, instance=Scheme.objects.get(pk=pk))
    if form.is_valid():
        try:
            change_scheme(by=request.user, scheme=scheme, version=form.cleaned_data["version"] or 0, **form.writing())
        except SchemeChangedError:
            _show_what_stands(form, scheme)
        else:
            messages.success(request, f"{scheme} is gewijzigd.")
            return redirect(scheme)
    context = {"form": form, "scheme": scheme}
    return render(request, "outreach/scheme_form.html", context, status=422 if form.errors else 200)


def _show_what_stands(form, current):
    """Both stay on screen: what was typed and what somebody else saved; saving again writes knowingly."""
    form.data = form.data.copy()
    form.data["version"] = current.version
    form.add_error(None, "Iemand anders heeft deze regeling intussen gewijzigd. Vergelijk en sla dan opnieuw op.")
    for name in FIELDS:
        if name in form.cleaned_data and getattr(current, name) != form.cleaned_data[name]:
            form.add_error(name, f"Daar staat nu: {getattr(current, name) or 'leeg'}")


@require_POST
@role_required(Role.ADVISER, Role.MANAGER)
def scheme_explain(request, pk):
    """Mark the scheme in `regeling` as explained to an employer today."""
    employer = get_object_or_404(Employer.objects.visible_to(request.user).current(), pk=pk)
    key = request.POST.get("regeling", "")
    scheme = Scheme.objects.filter(pk=int(key) if key.isdecimal() else None).first()
    if scheme is None:
        messages.error(request, "Kies eerst welke regeling u hebt uitgelegd.")
        return redirect(employer)
    explained = explain_scheme(by=request.user, employer=employer, scheme=scheme)
    undo = reverse("outreach:explanation_undo", args=[explained.pk])
    say_undoable(request, f"{scheme} is uitgelegd aan {employer}.", undo)
    return redirect(employer)


@require_POST
def explanation_undo(request, pk):
    """Only what was noted apart from a contact, by the own organisation; the rest goes with its contact."""
    explained = get_object_or_404(SchemeExplanation.objects.visible_to(request.user).with_people(), pk=pk)
    if explained.organisation_id != request.user.organisation_id or request.user.is_admin:
        raise PermissionDenied("Dit heeft een andere organisatie vastgelegd.")
    if explained.contact_moment_id:
        messages.warning(request, "Dit hoort bij een contact. Wijzig dat contact om de regeling weg te halen.")
    else:
        take_back_explanation(explanation=explained)
        messages.success(request, f"{explained.scheme} staat niet meer als uitgelegd.")
    return redirect(explained.employer)
