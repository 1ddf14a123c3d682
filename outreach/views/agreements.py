"""Agreements between the organisations: which hold, which ended, and ending one early."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.permissions import manager_required
from employers.views.undo import say_undoable
from outreach.agreeing import end_agreement, restore_agreement, with_covered
from outreach.models import Agreement

PAGE = 50
STATES = {"": "Geldig", "straks": "Gaat nog in", "voorbij": "Voorbij"}


def agreements(request):
    """`stand` is empty for those that hold today, "straks" for those to come, "voorbij" for those that ended."""
    state = request.GET.get("stand", "")
    if state not in STATES:
        raise Http404("Deze lijst bestaat niet.")
    visible = Agreement.objects.visible_to(request.user)
    lists = {"": visible.valid_on(), "straks": visible.coming(), "voorbij": visible.expired()}
    page = Paginator(lists[state].order_by("-from_on", "-pk"), PAGE).get_page(request.GET.get("pagina"))
    page.object_list = with_covered(page.object_list.with_people())
    states = [(key, label, lists[key].count()) for key, label in STATES.items()]
    return render(request, "outreach/agreements.html", {"page": page, "states": states, "state": state})


@require_POST
@manager_required
def agreement_end(request, pk):
    agreement = _agreement(request, pk)
    if end_agreement(agreement=agreement, by=request.user):
        undo = reverse("outreach:agreement_restore", args=[pk])
        say_undoable(request, f"De afspraak over {agreement.employer} stopt. Vandaag geldt hij nog.", undo)
    else:
        messages.warning(request, "Deze afspraak was al voorbij.")
    return redirect("outreach:agreements")


@require_POST
@manager_required
def agreement_restore(request, pk):
    agreement = _agreement(request, pk)
    if restore_agreement(agreement=agreement):
        messages.success(request, f"De afspraak over {agreement.employer} loopt weer door.")
    else:
        messages.warning(request, "Deze afspraak liep al door.")
    return redirect("outreach:agreements")


def _agreement(request, pk):
    return get_object_or_404(Agreement.objects.visible_to(request.user).select_related("employer"), pk=pk)
