"""Adding and changing an employer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render

from employers.editing import change_employer, create_employer
from employers.forms.employers import EmployerForm, typed_so_far
from employers.models import Employer, Region
from employers.similar import similar_employers
from employers.views.details import standing_employer
from lwl_crm.sending import after_saving, ask_again

TAKEN = "Een collega voegde net dezelfde vestiging toe. Zoek haar op in de lijst."


def employer_create(request):
    """What looks like the new employer is shown first; whoever saw that and saves again, saves."""
    if not Region.objects.filter(partners=request.user.organisation_id).exists():
        raise PermissionDenied("Uw organisatie werkt niet in deze regio.")
    form = EmployerForm(request.POST or None, initial={"trade_name": request.GET.get("naam", "")})
    similar = _similar(request, request.POST) if request.method == "POST" else []
    if form.is_valid() and _has_seen(request, similar) and (employer := _created(request, form, similar)):
        messages.success(request, f"{employer} is toegevoegd.")
        _warn_outside_region(request, employer)
        return after_saving(request, employer)
    context = {"form": form, "similar": similar}
    return render(request, "employers/form.html", context, status=422 if form.is_bound else 200)


def _has_seen(request, similar):
    seen = set(request.POST.getlist("gezien"))
    return all(str(each.employer.pk) in seen for each in similar)


def _created(request, form, similar):
    try:
        with transaction.atomic():
            return create_employer(by=request.user, values=form.values(request.user), similar=similar)
    except IntegrityError:
        form.add_error(None, TAKEN)
        return None


def similar(request):
    """Employers that look like what is typed so far (htmx); nothing while nothing looks alike."""
    found = _similar(request, request.GET)
    return render(request, "employers/_similar.html", {"similar": found})


def _similar(request, data):
    return similar_employers(Employer.objects.visible_to(request.user).active(), typed_so_far(data))


@transaction.atomic
def employer_edit(request, pk):
    """What somebody else changed meanwhile is kept, or shown beside what this person typed."""
    employer = _locked(request, pk)
    if employer.merged_into_id:
        return ask_again(request) or _merged(request, pk)
    form = EmployerForm(request.POST or None, employer=employer)
    if not form.is_bound or not form.is_valid():
        return _render(request, form, status=422 if form.is_bound else 200)
    if conflicts := form.conflicts():
        return _render(request, form.beside(), conflicts, status=409)
    try:
        with transaction.atomic():
            changes = change_employer(by=request.user, employer=employer, values=form.values(request.user))
    except IntegrityError:
        form.add_error(None, TAKEN)
        return _render(request, form, status=422)
    messages.success(request, _told(employer, changes))
    _warn_outside_region(request, employer)
    return after_saving(request, employer)


def _locked(request, pk):
    employers = Employer.objects.visible_to(request.user).select_related("company", "municipality", "sector")
    if request.method == "POST":
        employers = employers.select_for_update(of=("self",))
    return get_object_or_404(employers, pk=pk)


def _merged(request, pk):
    kept = standing_employer(request, pk)
    if request.method == "POST":
        messages.warning(request, "Wat u wijzigde, is niet opgeslagen. Kijk of het ook bij deze werkgever moet.")
    return redirect(kept)


def _render(request, form, conflicts=(), status=200):
    context = {"form": form, "employer": form.employer, "conflicts": conflicts}
    return render(request, "employers/form.html", context, status=status)


def _told(employer, changes):
    written = [str(change.label) for change in changes if change.applied]
    return f"Opgeslagen: {', '.join(written)}." if written else f"{employer} is niet veranderd."


def _warn_outside_region(request, employer):
    if employer.place and not employer.municipality:
        text = f"De plaats {employer.place} kennen wij niet in de regio. De werkgever telt daarom niet mee in de regio."
        messages.warning(request, f"{text} Klopt dat niet? Kies dan zelf de gemeente.")
    elif not employer.municipality:
        messages.warning(request, "Zonder plaats of gemeente telt de werkgever nergens mee. Vul de plaats in.")
