"""An adviser's home page, the manager's overview of portfolios, and assigning employers."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.models import Organisation, User
from accounts.permissions import manager_required
from employers.filters import EmployerFilter
from employers.models import Employer
from employers.views.undo import say_undoable
from lwl_crm.days import week_end
from outreach.agenda import SHOWN, Agenda, last_contacts, partner_organisations
from outreach.forms.portfolios import CapacityForm
from outreach.load import load_of, loads, recently
from outreach.meeting_agenda import without_contact
from outreach.models import Capacity, Lead
from outreach.portfolios import assign_portfolio, choose_lead, may_assign, undo_assignment, undo_lead
from outreach.views.back import back_to


def portfolio(request):
    """The signed-in adviser's, or the one in ?adviseur= for managers, who see all advisers without it."""
    adviser = adviser_asked_for(request)
    if adviser is None and request.user.is_manager:
        return _overview(request)
    agenda = Agenda(adviser or request.user, request.user, timezone.localdate())
    employers = agenda.employers()
    page = Paginator(employers, 25).get_page(request.GET.get("pagina"))
    follow_ups, planned = list(agenda.follow_ups()[: SHOWN + 1]), list(agenda.planned()[: SHOWN + 1])
    due_count = agenda.follow_ups().count()
    context = {
        "agenda": agenda,
        "adviser": agenda.adviser,
        "is_own": agenda.adviser == request.user,
        "page": page,
        "organisations": partner_organisations(),
        "last": last_contacts(list(page), request.user),
        "follow_ups": follow_ups[:SHOWN],
        "has_more_follow_ups": len(follow_ups) > SHOWN,
        "planned": planned[:SHOWN],
        "overdue_count": agenda.follow_ups().overdue().count(),
        "due_count": due_count,
        "load": load_of(agenda.adviser, employers=page.paginator.count, week=due_count),
        "planned_count": agenda.planned().count(),
        "unknown": employers.with_unknown_size()[:5],
        "unknown_count": employers.with_unknown_size().count(),
    }
    return render(request, "outreach/portfolio.html", context)


def _overview(request):
    visible = Employer.objects.visible_to(request.user)
    today = timezone.localdate()
    context = {
        "rows": loads(request.user, today),
        "recent": recently(today),
        "week_end": week_end(today),
        "small_left": without_contact(visible).count(),
        "a_year": settings.CONTACTS_A_YEAR,
        "minutes": settings.MINUTES_A_CONTACT,
        "weeks": settings.WORKING_WEEKS,
    }
    return render(request, "outreach/portfolio_overview.html", context)


@manager_required
def capacity_edit(request, pk):
    """How many hours a week an adviser has."""
    adviser = get_object_or_404(User.objects.advisers().select_related("organisation", "capacity"), pk=pk)
    capacity = getattr(adviser, "capacity", None) or Capacity(adviser=adviser)
    form = CapacityForm(request.POST or None, instance=capacity)
    if form.is_valid():
        form.instance.changed_by = request.user
        form.save()
        messages.success(request, f"{adviser.name} heeft {number_format(capacity.hours)} uur per week.")
        return redirect("outreach:portfolio")
    context = {"form": form, "adviser": adviser}
    return render(request, "outreach/capacity_form.html", context, status=422 if form.errors else 200)


@require_POST
def lead(request, pk):
    """Which organisation leads at an employer: `organisatie`, or nothing."""
    employer = get_object_or_404(Employer.objects.visible_to(request.user).current(), pk=pk)
    asked = request.POST.get("organisatie", "")
    organisation = next((each for each in partner_organisations() if str(each.pk) == asked), None)
    before = Lead.objects.at([employer]).first()
    choose_lead(employer=employer, organisation=organisation, by=request.user)
    keys = [before.organisation_id if before else 0, organisation.pk if organisation else 0]
    say_undoable(request, _who_leads(organisation, employer), reverse("outreach:lead_undo", args=[employer.pk, *keys]))
    return back_to(request, employer)


@require_POST
def lead_undo(request, pk, before, after):
    """Put back who led before; the keys of organisations, 0 for nobody."""
    employer = get_object_or_404(Employer.objects.visible_to(request.user).current(), pk=pk)
    were, are = (get_object_or_404(Organisation, pk=key) if key else None for key in (before, after))
    if undo_lead(employer=employer, before=were, after=are, by=request.user):
        messages.success(request, _who_leads(were, employer))
    else:
        messages.warning(request, f"Iemand koos intussen anders wie leidend is bij {employer}. Er is niets veranderd.")
    return back_to(request, employer)


def _who_leads(organisation, employer):
    return f"{organisation} is leidend bij {employer}." if organisation else f"Bij {employer} is niemand leidend."


def adviser_asked_for(request):
    """The adviser in ?adviseur=, whom only managers and the adviser may ask for; None without it."""
    key = request.GET.get("adviseur", "")
    if not key:
        return None
    if key != str(request.user.pk) and not request.user.is_manager:
        raise PermissionDenied("Alleen managers bekijken de portefeuille van een ander.")
    people = User.objects.of_partners().select_related("organisation")
    return get_object_or_404(people, pk=int(key) if key.isdecimal() else None)


@require_POST
def assign(request):
    """Give the chosen employers a fixed contact: `kies` repeated, or `alles` with the list's filter in `vraag`.

    `adviseur` is a key, or "leeg" to release them, for the own organisation or the one in `organisatie`.
    """
    back = _back(request)
    adviser, organisation, problem = _assignee(request)
    employers = [] if problem else list(_chosen(request).only("pk"))
    if problem or not employers:
        messages.error(request, problem or "Kies eerst een of meer werkgevers.")
        return redirect(back)
    if not may_assign(request.user, organisation):
        raise PermissionDenied("U kunt alleen adviseurs van uw eigen organisatie kiezen.")
    done = assign_portfolio(employers=employers, adviser=adviser, by=request.user, organisation=organisation)
    say_undoable(request, _told(done, adviser, len(employers)), reverse("outreach:assign_undo", args=[done.key]))
    return redirect(back)


@require_POST
def assign_undo(request, key):
    count = undo_assignment(key=key, by=request.user)
    if count:
        messages.success(request, f"De toewijzing van {_employers(count)} is teruggedraaid.")
    else:
        messages.warning(request, "Deze toewijzing is al teruggedraaid of intussen veranderd.")
    return redirect(_back(request))


def _assignee(request):
    """(adviser or None to release, organisation, what is wrong in words)."""
    key = request.POST.get("adviseur", "")
    if key == "leeg":
        asked = request.POST.get("organisatie", "")
        organisation = Organisation.objects.filter(pk=int(asked) if asked.isdecimal() else None).first()
        return None, organisation or request.user.organisation, ""
    adviser = (
        User.objects.advisers().select_related("organisation").filter(pk=int(key) if key.isdecimal() else None).first()
    )
    if adviser is None:
        return None, None, "Kies eerst een adviseur."
    return adviser, adviser.organisation, ""


def _chosen(request):
    employers = Employer.objects.visible_to(request.user).current()
    if request.POST.get("alles"):
        chosen = EmployerFilter(QueryDict(request.POST.get("vraag", "").lstrip("?")), employers, request=request)
        return employers.none() if chosen.problems else chosen.qs
    return employers.filter(pk__in=[int(key) for key in request.POST.getlist("kies") if key.isdecimal()])


def _told(done, adviser, asked):
    if adviser is None:
        return f"{_employers(done.closed)} losgelaten."
    if not done.opened:
        return f"{_employers(asked)} had {adviser.name} al als vast contact."
    return f"{_employers(done.opened)} toegewezen aan {adviser.name}."


def _employers(count):
    return "1 werkgever" if count == 1 else f"{count} werkgevers"


def _back(request):
    """Where the button stood: `terug`, or the list with its filter."""
    came_from = request.POST.get("terug", "")
    if came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return came_from
    query = request.POST.get("vraag", "").lstrip("?")
    return reverse("employers:list") + (f"?{query}" if query else "")
