"""All that is known of one employer, and what changed about it."""

from django.contrib import messages
from django.db.models import Case, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from employers.editing import approach_again, leave_alone
from employers.forms.contact_persons import OptOutForm
from employers.history import history
from employers.models import Employer, PossibleDuplicate
from employers.origins import origins
from employers.views.undo import say_undoable

SISTERS_SHOWN = 8
MOMENTS_SHOWN = 25


def employer_detail(request, pk):
    employer = visible_employer(request, pk)
    if employer.merged_into:
        messages.info(request, f"{employer} is samengevoegd met deze werkgever.")
        return redirect(employer.merged_into)
    sisters = employer.sisters()
    memberships = list(employer.network_memberships.select_related("network", "registration__source"))
    shown = None if request.GET.get("tijdlijn") == "alles" else MOMENTS_SHOWN
    moments = list(_moments(employer, request.user)[: shown and shown + 1])
    context = {
        "employer": employer,
        "moments": moments[:shown],
        "has_more_moments": len(moments) > len(moments[:shown]),
        "fixed_contacts": employer.portfolio_entries.current().with_people(),
        "registrations": employer.registrations.select_related("source__organisation"),
        "networks": [each.network for each in memberships if each.is_current],
        "former_memberships": [each for each in memberships if not each.is_current],
        "accreditations": employer.accreditations.select_related("source", "registration"),
        "contact_persons": employer.contact_persons.with_last_used(),
        "sisters": sisters[:SISTERS_SHOWN],
        "sister_count": sisters.count(),
        "duplicates": PossibleDuplicate.objects.open().of_employer(employer),
        "origins": origins(employer),
        "steps": history(employer, limit=3),
    }
    return render(request, "employers/detail.html", context)


def visible_employer(request, pk):
    related = ("company", "municipality", "sector", "merged_into")
    return get_object_or_404(Employer.objects.visible_to(request.user).select_related(*related), pk=pk)


def standing_employer(request, pk):
    """The employer, or the one it was merged into meanwhile, which is told: what somebody sends still lands."""
    employer = kept = visible_employer(request, pk)
    while kept.merged_into_id:
        kept = visible_employer(request, kept.merged_into_id)
    if kept != employer:
        messages.info(request, f"{employer} is samengevoegd met een andere werkgever. Dit gaat nu over {kept}.")
    return kept


def _moments(employer, user):
    """Contacts of all organisations that this user may see, planned first, latest first."""
    is_planned = Case(When(status="planned", then=Value(0)), default=Value(1))
    moments = (
        employer.contact_moments.visible_to(user)
        .with_names("notes", "initiative", "is_joint", "contact_person__name", "interview__status")
        .select_related("interview", "contact_person")
        .prefetch_related("follow_ups")
    )
    return moments.order_by(is_planned, "-happened_at", "-pk")


def employer_history(request, pk):
    employer = visible_employer(request, pk)
    return render(request, "employers/history.html", {"employer": employer, "steps": history(employer)})


def opt_out(request, pk):
    """Ask the reason and leave the employer alone from now on."""
    employer = visible_employer(request, pk)
    form = OptOutForm(request.POST or None)
    if form.is_valid():
        leave_alone(by=request.user, employer=employer, reason=form.cleaned_data["reason"])
        say_undoable(request, f"{employer} wordt niet meer benaderd.", reverse("employers:opt_in", args=[pk]))
        return redirect(employer)
    return render(
        request, "employers/opt_out.html", {"employer": employer, "form": form}, status=422 if form.errors else 200
    )


@require_POST
def opt_in(request, pk):
    employer = visible_employer(request, pk)
    approach_again(by=request.user, employer=employer)
    messages.success(request, f"{employer} mag weer benaderd worden.")
    return redirect(employer)


@require_POST
def different(request, pk, other):
    """Two employers that look alike are not the same: remembered, so that nobody asks again."""
    employer = visible_employer(request, pk)
    pair = get_object_or_404(PossibleDuplicate.objects.of_employer(employer), pk=other)
    is_undone = pair.answer == PossibleDuplicate.Answer.DIFFERENT
    pair.answer = PossibleDuplicate.Answer.OPEN if is_undone else PossibleDuplicate.Answer.DIFFERENT
    pair.answered_by, pair.answered_at = (None, None) if is_undone else (request.user, timezone.now())
    pair.save()
    if not is_undone:
        say_undoable(request, "Vastgelegd: dit zijn twee werkgevers.", request.path)
    return redirect(employer)
