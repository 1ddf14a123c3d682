"""Handing over a portfolio to a colleague, and what was handed over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from employers.views.undo import say_undoable
from outreach.forms.handovers import HandoverForm, givers_for
from outreach.handing_over import (
    NothingToHandOverError,
    hand_over,
    planned_contacts,
    portfolio_of,
    promises,
    take_back_handover,
)
from outreach.models import ContactMoment, Handover

PAGE = 25


def handover_create(request):
    """`van` chooses whose; an adviser sees the own portfolio. Of who has none left a manager chooses again."""
    givers = givers_for(request.user)
    asked = request.POST.get("van") or request.GET.get("van") or ("" if request.user.is_manager else request.user.pk)
    giver = givers.filter(pk=asked).first() if str(asked).isdecimal() else None
    if asked and giver is None and not request.user.is_manager and str(asked) != str(request.user.pk):
        raise PermissionDenied("U kunt alleen uw eigen portefeuille overdragen.")
    form = HandoverForm(request.POST if request.method == "POST" else None, by=request.user, giver=giver)
    if form.is_valid() and (done := _handed_over(request, form)):
        undo = reverse("outreach:handover_undo", args=[done.pk])
        say_undoable(request, f"{_firms(done.employer_count)} overgedragen aan {done.receiver.name}.", undo)
        return redirect("outreach:handovers")
    context = {"form": form, "giver": giver, "givers": givers}
    if giver:
        portfolio = portfolio_of(giver)
        context |= {
            "count": portfolio.count(),
            "promised": promises(giver, portfolio).count(),
            "planned": planned_contacts(giver, portfolio).count(),
        }
    return render(request, "outreach/handover_form.html", context, status=422 if form.errors else 200)


def _handed_over(request, form):
    data = form.cleaned_data
    try:
        return hand_over(
            giver=data["van"], receiver=data["naar"], by=request.user, employers=form.employers(),
            with_promises=data["opvolgen"], reason=data["reden"],
        )  # fmt: skip
    except NothingToHandOverError:
        form.add_error(None, "Met deze keuze is er geen werkgever om over te dragen.")
        return None


def handovers(request):
    """What was handed over, the latest first."""
    made = (
        Handover.objects.visible_to(request.user)
        .with_people()
        .annotate(promised=Count("follow_ups"))
        .order_by("-made_at", "-pk")
    )
    page = Paginator(made, PAGE).get_page(request.GET.get("pagina"))
    planned = _planned([each.pk for each in page], request.user)
    for each in page:
        each.can_undo = each.may_undo(request.user)
        each.planned_count = planned.get(each.pk, 0)
    return render(request, "outreach/handovers.html", {"page": page})


def _planned(handovers, user):
    """Planned contacts that went along and that this user may read, by hand-over."""
    moments = ContactMoment.objects.visible_to(user).filter(handovers__in=handovers).order_by()
    return dict(moments.values_list("handovers").annotate(Count("pk")))


@require_POST
def handover_undo(request, pk):
    found = get_object_or_404(Handover.objects.visible_to(request.user).with_people(), pk=pk)
    if not (found.may_undo(request.user) or found.undone_at):
        raise PermissionDenied("U kunt alleen een eigen overdracht terugdraaien.")
    if found.undone_at:
        messages.warning(request, "Deze overdracht was al teruggedraaid.")
    else:
        stayed = take_back_handover(handover=found, by=request.user).stayed_count
        text = f"De overdracht van {found.giver.name} naar {found.receiver.name} is teruggedraaid."
        messages.success(request, text + _stayed(stayed))
    return redirect("outreach:handovers")


def _stayed(count):
    if not count:
        return ""
    got, keep = ("kreeg", "houdt") if count == 1 else ("kregen", "houden")
    return f" {_firms(count)} {got} intussen een ander vast contact en {keep} dat."


def _firms(count):
    return "1 werkgever" if count == 1 else f"{count} werkgevers"
