"""Claiming an employer with one tap, releasing it, and asking the holder to go together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.permissions import role_required
from employers.models import Employer
from employers.views.undo import say_undoable
from outreach import claims
from outreach.claim_list import ClaimFilter
from outreach.models import Claim, ClaimRequest
from outreach.views.back import back_to

writers_only = role_required(Role.ADVISER, Role.MANAGER)
PAGE = 50


def claim_list(request):
    """Which organisation holds which employer, what ends first on top."""
    visible = Claim.objects.visible_to(request.user).with_people()
    found = ClaimFilter(request.GET, visible, request=request)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("pagina"))
    return render(request, "outreach/claims.html", {"filter": found, "page": page})


@require_POST
@writers_only
def claim(request, pk):
    """Hold an employer; somebody who came second hears who was first."""
    employer = get_object_or_404(Employer.objects.visible_to(request.user).current(), pk=pk)
    if employer.is_opted_out or employer.ended_on:
        why = "wil niet benaderd worden" if employer.is_opted_out else "is gestopt"
        messages.error(request, f"{employer} {why}. Er is niets vastgelegd.")
        return back_to(request, employer)
    try:
        made = claims.claim_employer(employer=employer, by=request.user)
    except claims.ClaimedByOtherError as taken:
        messages.warning(request, f"{_held(taken.claim)}. Vraag op de pagina van de werkgever of u samen kunt gaan.")
        return back_to(request, employer)
    undo = reverse("outreach:claim_undo", args=[made.pk])
    if made.may_undo(request.user):
        say_undoable(request, f"{_held(made)}.", undo)
    else:
        messages.success(request, f"{_held(made)}.")
    return back_to(request, employer)


@require_POST
@writers_only
def claim_undo(request, pk):
    made = _own(request, pk)
    if made.may_undo(request.user):
        claims.undo_claim(claim=made)
        messages.success(request, f"Het benaderslot op {made.employer} is weg.")
    else:
        messages.warning(request, "Ongedaan maken kan niet meer. U kunt het benaderslot nog wel vrijgeven.")
    return back_to(request, made.employer)


@require_POST
@writers_only
def claim_release(request, pk):
    made = _own(request, pk)
    if claims.release_claim(claim=made, by=request.user):
        say_undoable(
            request, f"Het benaderslot op {made.employer} is vrij.", reverse("outreach:claim_resume", args=[made.pk])
        )
    else:
        messages.warning(request, "Dit benaderslot was al afgelopen.")
    return back_to(request, made.employer)


@require_POST
@writers_only
def claim_resume(request, pk):
    made = _own(request, pk)
    if made.may_resume(request.user) and claims.resume_claim(claim=made):
        messages.success(request, f"{_held(made)}.")
    else:
        messages.warning(request, "Dit benaderslot kan niet meer terug. Leg het opnieuw vast als de werkgever vrij is.")
    return back_to(request, made.employer)


@require_POST
@writers_only
def claim_ask(request, pk):
    """Somebody of the other organisation asks to go together."""
    made = get_object_or_404(Claim.objects.visible_to(request.user).with_people(), pk=pk)
    if made.is_held_by(request.user):
        raise PermissionDenied("Uw eigen organisatie benadert deze werkgever al.")
    if made.is_active:
        claims.ask_to_join(claim=made, by=request.user)
        messages.success(request, f"Gevraagd. {made.adviser.name} ziet uw vraag bij Portefeuille.")
    elif made.employer.is_opted_out:
        messages.info(request, f"{made.employer} wil niet benaderd worden. Er is niets gevraagd.")
    else:
        messages.info(request, f"{made.employer} is weer vrij. U kunt zelf een benaderslot vastleggen.")
    return back_to(request, made.employer)


@require_POST
@writers_only
def claim_answer(request, pk):
    asked = _asked(request, pk)
    answer = request.POST.get("antwoord", "")
    if answer not in ClaimRequest.Answer.values:
        messages.error(request, "Kies ja of nee.")
        return back_to(request, asked.claim.employer)
    answered = claims.answer_request(request=asked, answer=answer, by=request.user)
    say_undoable(request, _answered(answered), reverse("outreach:claim_answer_undo", args=[pk]))
    return back_to(request, asked.claim.employer)


@require_POST
@writers_only
def claim_answer_undo(request, pk):
    asked = _asked(request, pk)
    if asked.may_undo(request.user):
        claims.undo_answer(request=asked)
        messages.success(request, "De vraag staat weer open.")
    else:
        messages.warning(request, "Uw antwoord kan niet meer terug. Bel uw collega van de andere organisatie.")
    return back_to(request, asked.claim.employer)


def _own(request, pk):
    """404 for what this user may not see, 403 for what another organisation holds."""
    made = get_object_or_404(Claim.objects.visible_to(request.user).with_people(), pk=pk)
    if not made.is_held_by(request.user):
        raise PermissionDenied("Dit benaderslot is van een andere organisatie.")
    return made


def _asked(request, pk):
    asked = get_object_or_404(ClaimRequest.objects.with_people(), pk=pk)
    _own(request, asked.claim_id)
    return asked


def _held(made):
    until = format_date(made.until_on, "j F")
    return f"{made.organisation.short_name} ({made.adviser.short_name}) benadert {made.employer} tot en met {until}"


def _answered(asked):
    other, employer = asked.organisation.short_name, asked.claim.employer
    if asked.answer == ClaimRequest.Answer.YES:
        until = format_date(asked.claim.until_on, "j F")
        return f"Samen met {other} naar {employer}, tot en met {until}. Dit telt niet als dubbele benadering."
    return f"{other} hoort dat u alleen naar {employer} gaat."
