"""The call list of today, and leaving one employer for another day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required
from employers.filters import EmployerFilter
from employers.models import Employer
from employers.views.undo import say_undoable
from outreach.agenda import last_contacts
from outreach.claims import claims_on
from outreach.models import Lead
from outreach.models.names import with_names
from outreach.views.back import back_to
from targets.call_list import A_DAY, CallList
from targets.models import Snooze
from targets.views.pages import render_counted

writers_only = role_required(Role.ADVISER, Role.MANAGER)
MOST = 200
ON_HOME_PAGE = 3


@require_safe
@writers_only
def call_list(request):
    """Twenty a day; `toon` asks for more. Filters of the employer list make it a list of those employers only."""
    asked = request.GET.get("toon", "")
    number = min(max(int(asked), A_DAY), MOST) if asked.isdecimal() and len(asked) < 5 else A_DAY
    employer_filter = _filter(request)
    today = CallList(request.user, timezone.localdate(), employer_filter and employer_filter.qs)
    calls = today.calls(number + 1)
    employers = [call.employer for call in calls[:number]]
    context = {
        "today": today,
        "filter": employer_filter,
        "calls": calls[:number],
        "more": number + A_DAY if len(calls) > number and number < MOST else None,
        "claims": claims_on(employers),
        "leads": {lead.employer_id: lead for lead in Lead.objects.at(employers)},
        "last": last_contacts(employers, request.user),
        "snoozed": with_names(Snooze.objects.today(request.user), "employer"),
    }
    return render_counted(request, "targets/call_list.html", context, today.frame)


def _filter(request):
    """Nothing when no filter of the employer list is asked."""
    if set(request.GET) <= {"toon"}:
        return None
    employer_filter = EmployerFilter(request.GET, Employer.objects.all(), request=request)
    return employer_filter if employer_filter.asked else None


@require_safe
@writers_only
def first_calls(request):
    """Part of the adviser's home page, fetched after it (htmx)."""
    calls = CallList(request.user, timezone.localdate()).calls(ON_HOME_PAGE)
    return render(request, "targets/_first_calls.html", {"calls": calls})


@require_POST
@writers_only
def snooze(request, pk):
    employer = get_object_or_404(Employer.objects.visible_to(request.user).current(), pk=pk)
    Snooze.objects.get_or_create(employer=employer, adviser=request.user, on=timezone.localdate())
    undo = reverse("targets:unsnooze", args=[pk])
    say_undoable(request, f"{employer} staat vandaag niet meer op uw lijst.", undo)
    return back_to(request, "targets:call_list")


@require_POST
@writers_only
def unsnooze(request, pk):
    employer = get_object_or_404(Employer.objects.visible_to(request.user), pk=pk)
    Snooze.objects.today(request.user).filter(employer=employer).delete()
    messages.success(request, f"{employer} kan weer op uw lijst komen.")
    return back_to(request, "targets:call_list")
