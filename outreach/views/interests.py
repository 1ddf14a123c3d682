"""One variant of Leren en Werken for one employer: what stands, and how it came so."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from employers.views.details import standing_employer
from outreach.accrediting import missed_accreditation
from outreach.field_history import history
from outreach.forms.interest import InterestForm, steps_for
from outreach.interests import FIELDS, set_interest
from outreach.models import Barrier, Interest, Variant
from outreach.models.sector_sheets import zzp_note

LAST = "belemmering"


def interest_edit(request, pk, variant):
    """Everybody reads the stand and its history, advisers and managers write it; `vraag` asks one thing at a time."""
    employer = standing_employer(request, pk)
    if variant not in Variant.values:
        raise Http404("Deze vorm is er niet.")
    steps, step = steps_for(variant), request.GET.get("vraag", "")
    if step and step not in steps:
        raise Http404("Deze vraag is er niet.")
    interest = Interest.objects.filter(employer=employer, variant=variant).select_related("updated_by").first()
    if request.method == "POST" and request.user.is_admin:
        raise PermissionDenied("Uw rol mag dit niet.")
    form = InterestForm(request.POST or None, instance=interest, employer=employer, variant=variant, step=step)
    if form.is_valid() and _is_seen(request, form, interest):
        written = set_interest(employer=employer, variant=variant, by=request.user, **form.writing())
        return _onwards(request, employer, written, steps, step)
    context = {
        "form": form,
        "employer": employer,
        "interest": interest,
        "seen": _stamp(interest),
        "variant": Variant(variant),
        "others": [other for other in Variant if other != variant],
        "history": history(interest, FIELDS, {"barriers": _barriers()}) if interest and not step else [],
        "step": step,
        "steps": list(steps),
        "number": list(steps).index(step) + 1 if step else 0,
        "missed": missed_accreditation(employer, interest) if interest else "",
        "zzp_note": zzp_note(employer) if variant == Variant.BPV else "",
    }
    return render(request, "outreach/interest_form.html", context, status=422 if form.errors else 200)


def _onwards(request, employer, written, steps, step):
    """The next question; after the last, or with everything saved at once, the employer."""
    order = list(steps)
    following = order[order.index(step) + 1 :] if step else []
    if step == "stand" and written.status == Interest.Status.NONE:
        following = [LAST]
    if following and "klaar" not in request.POST:
        address = reverse("outreach:interest_edit", args=[employer.pk, written.variant])
        return redirect(f"{address}?vraag={following[0]}")
    messages.success(request, f"{written.get_variant_display()} bij {employer} bijgewerkt.")
    return redirect(employer)


def _barriers():
    return dict(Barrier.objects.values_list("slug", "name"))


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
