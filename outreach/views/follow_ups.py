"""Follow-ups: the list, done with one tap, moved to another day."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.models import Organisation
from employers.views.undo import say_undoable
from lwl_crm.days import week_end
from lwl_crm.forms import refuse_unlikely_year
from outreach.follow_ups import finish_follow_ups, postpone_follow_up, reopen_follow_ups
from outreach.forms.contact import FollowUpIn
from outreach.handing_over import portfolio_of
from outreach.models import FollowUp
from outreach.views.portfolio import adviser_asked_for

EVERYBODY = "alle"


def follow_ups(request):
    """Open follow-ups of one adviser, or with `wie` of an organisation or everybody, the longest overdue first.

    `wanneer` narrows to overdue or this week, `tot` to what is due on that day or before it, `waar=portefeuille` to
    employers of which the adviser is the fixed contact.
    """
    whose = _whose(request)
    adviser = adviser_asked_for(request) or request.user
    mine = FollowUp.objects.open().visible_to(request.user)
    mine = _of_whose(mine, whose) if whose else mine.filter(adviser=adviser)
    in_portfolio = request.GET.get("waar") == "portefeuille" and not whose
    mine = mine.filter(employer__in=portfolio_of(adviser).order_by().values("pk")) if in_portfolio else mine
    when = request.GET.get("wanneer", "")
    today = timezone.localdate()
    until = _day(request.GET.get("tot", ""))
    mine = mine.due(until) if until else mine
    narrowed = {"telaat": mine.overdue(today), "week": mine.due(week_end(today))}.get(when, mine)
    page = Paginator(narrowed.with_names(), 50).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "adviser": adviser,
        "whose": whose,
        "organisation": Organisation.objects.filter(slug=whose).first() if whose else None,
        "of": f"wie={whose}" if whose else f"adviseur={adviser.pk}",
        "when": when,
        "today": today,
        "until": until,
        "in_portfolio": in_portfolio,
    }
    return render(request, "outreach/follow_ups.html", context)


def _whose(request):
    """`wie`: "alle" or the name of an organisation, for who steers; empty for one adviser."""
    asked = request.GET.get("wie", "")
    if asked and not request.user.is_manager:
        raise PermissionDenied("Alleen managers bekijken de vervolgacties van iedereen.")
    return asked if asked == EVERYBODY or Organisation.objects.filter(slug=asked).exists() else ""


def _of_whose(follow_ups, whose):
    return follow_ups if whose == EVERYBODY else follow_ups.filter(adviser__organisation__slug=whose)


def _day(asked):
    """A day in the address; one that makes no sense narrows nothing."""
    try:
        return parse_date(asked)
    except ValueError:
        return None


@require_POST
def follow_up_done(request, pk):
    follow_up = _own(request, pk)
    if finish_follow_ups(follow_ups=FollowUp.objects.filter(pk=pk), by=request.user):
        say_undoable(
            request, f"{follow_up} bij {follow_up.employer} is klaar.", reverse("outreach:follow_up_reopen", args=[pk])
        )
    return _back(request, follow_up)


@require_POST
def follow_up_reopen(request, pk):
    follow_up = _own(request, pk)
    reopen_follow_ups(follow_ups=FollowUp.objects.filter(pk=pk))
    messages.success(request, f"{follow_up} bij {follow_up.employer} staat weer open.")
    return _back(request, follow_up)


@require_POST
def follow_up_postpone(request, pk):
    """Move it by `naar`: morgen, week, maand, seen from today and on a working day, or to the day in `datum`."""
    follow_up = _own(request, pk)
    day = _asked_day(request.POST)
    if day is None:
        messages.error(request, "Kies een dag vanaf vandaag om de vervolgactie naartoe te verplaatsen.")
    else:
        postpone_follow_up(follow_up=follow_up, due_on=day)
        messages.success(request, f"{follow_up} bij {follow_up.employer} staat nu op {format_date(day, 'j F Y')}.")
    return _back(request, follow_up)


def _asked_day(posted):
    if posted.get("naar") in FollowUpIn.DAYS:
        return FollowUpIn.day(posted["naar"])
    try:
        day = forms.DateField(required=False, validators=[refuse_unlikely_year]).clean(posted.get("datum"))
    except forms.ValidationError:
        return None
    return day if day and day >= timezone.localdate() else None


def _own(request, pk):
    """404 for what this user may not see, 403 for another organisation's."""
    follow_up = get_object_or_404(FollowUp.objects.visible_to(request.user).with_people(), pk=pk)
    if follow_up.adviser.organisation_id != request.user.organisation_id or request.user.is_admin:
        raise PermissionDenied("Deze vervolgactie is van een andere organisatie.")
    return follow_up


def _back(request, follow_up):
    """To the page the button stood on, else the employer."""
    came_from = request.POST.get("terug", "")
    if came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return redirect(came_from)
    return redirect(follow_up.employer)
