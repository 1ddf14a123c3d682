"""One variant of Leren en Werken for one employer: what stands, and how it came so."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from employers.models import Employer
from outreach.field_history import history
from outreach.forms.interest import InterestForm
from outreach.interests import FIELDS, set_interest
from outreach.models import Interest, Variant


def interest_edit(request, pk, variant):
    """Everybody reads the stand and its history; advisers and managers write it."""
    employer = get_object_or_404(Employer.objects.visible_to(request.user).current(), pk=pk)
    if variant not in Variant.values:
        raise Http404("Deze vorm is er niet.")
    interest = Interest.objects.filter(employer=employer, variant=variant).select_related("updated_by").first()
    if request.method == "POST" and request.user.is_admin:
        raise PermissionDenied("Uw rol mag dit niet.")
    form = InterestForm(request.POST or None, instance=interest)
    if form.is_valid() and _is_seen(request, form, interest):
        set_interest(employer=employer, variant=variant, by=request.user, **form.cleaned_data)
        messages.success(request, f"{Variant(variant).label} bij {employer} bijgewerkt.")
        return redirect(employer)
    context = {
        "form": form,
        "employer": employer,
        "interest": interest,
        "seen": _stamp(interest),
        "variant": Variant(variant),
        "others": [other for other in Variant if other != variant],
        "history": history(interest, FIELDS) if interest else [],
    }
    return render(request, "outreach/interest_form.html", context, status=422 if form.errors else 200)


def _stamp(interest):
    """Tells one stand from the next, to notice that somebody else saved in between."""
    return interest.updated_at.isoformat() if interest else ""


def _is_seen(request, form, interest):
    """Whether the form was filled in on top of what stands now; else the form says what that is."""
    if request.POST.get("gezien", "") == _stamp(interest):
        return True
    interest.refresh_from_db()
    form.add_error(
        None,
        f"{interest.updated_by} heeft dit intussen gewijzigd in: {interest.get_status_display()}. {interest.reason} "
        "Kijk of uw antwoorden nog kloppen en sla dan opnieuw op.",
    )
    return False
