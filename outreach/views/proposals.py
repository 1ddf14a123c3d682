"""Rules that propose a fixed contact, and taking over what they propose."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.permissions import manager_required
from employers.models import Employer
from employers.views.undo import say_undoable
from outreach.agenda import partner_organisations
from outreach.forms.assignment_rules import AssignmentRuleForm
from outreach.meeting_agenda import without_contact
from outreach.models import AssignmentRule
from outreach.portfolios import advisers_for, may_assign
from outreach.proposing import accept_proposals, proposed, rules_of
from outreach.views.back import back_to

PAGE = 50


def proposals(request):
    """Whom the rules propose for one organisation (`organisatie`); `regel` shows those of one rule."""
    organisation = _organisation(request, request.GET)
    rules = rules_of(organisation)
    visible = Employer.objects.visible_to(request.user)
    found = proposed(organisation, rules, visible)
    counts = dict(found.order_by().values_list("rule").annotate(Count("pk")))
    asked = _rule(request.GET)
    shown = found.filter(rule=asked) if asked else found
    page = Paginator(shown.select_related("sector", "company").order_by("trade_name", "pk"), PAGE)
    context = {
        "organisation": organisation,
        "organisations": [each for each in partner_organisations() if may_assign(request.user, each)],
        "rules": [(rule, counts.get(rule.pk, 0)) for rule in rules],
        "asked": asked,
        "by_key": {rule.pk: rule for rule in rules},
        "advisers": _advisers(request, organisation),
        "page": page.get_page(request.GET.get("pagina")),
        "total": sum(counts.values()),
        "small_left": without_contact(visible).count(),
    }
    return render(request, "outreach/proposals.html", context)


@require_POST
def proposals_accept(request):
    """Take over the chosen ones (`kies`), one (`een`) or `alles`; `adviseur-12` names another adviser."""
    organisation = _organisation(request, request.POST)
    among = Employer.objects.visible_to(request.user)
    instead = {}
    if not request.POST.get("alles"):
        keys = [request.POST["een"]] if request.POST.get("een") else request.POST.getlist("kies")
        among = among.filter(pk__in=[int(key) for key in keys if key.isdecimal()])
        instead = _instead(request, organisation, keys)
    done = accept_proposals(
        organisation=organisation, among=among, by=request.user, rule=_rule(request.POST), instead=instead
    )
    if done.opened:
        firms = "1 werkgever" if done.opened == 1 else f"{done.opened} werkgevers"
        say_undoable(request, f"{firms} toegewezen.", reverse("outreach:assign_undo", args=[done.key]))
    else:
        messages.warning(request, "Er is niets toegewezen. Kies een werkgever waarvoor het voorstel nog geldt.")
    return back_to(request, "outreach:proposals")


@manager_required
def rules(request):
    shown = AssignmentRule.objects.filter(is_active=True).with_people()
    return render(request, "outreach/assignment_rules.html", {"rules": shown})


@manager_required
def rule_create(request):
    return _edit(request, AssignmentRule())


@manager_required
def rule_edit(request, pk):
    return _edit(request, get_object_or_404(AssignmentRule, pk=pk))


def _edit(request, rule):
    form = AssignmentRuleForm(request.POST or None, instance=rule, by=request.user)
    if form.is_valid():
        rule = form.save()
        messages.success(request, f"De regel “{rule.words}” is bewaard.")
        return redirect("outreach:assignment_rules")
    return render(request, "outreach/assignment_rule_form.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@manager_required
def rule_drop(request, pk):
    rule = get_object_or_404(AssignmentRule, pk=pk)
    AssignmentRule.objects.filter(pk=pk).update(is_active=False)
    say_undoable(request, f"De regel “{rule.words}” is weg.", reverse("outreach:assignment_rule_restore", args=[pk]))
    return redirect("outreach:assignment_rules")


@require_POST
@manager_required
def rule_restore(request, pk):
    rule = get_object_or_404(AssignmentRule, pk=pk)
    AssignmentRule.objects.filter(pk=pk).update(is_active=True)
    messages.success(request, f"De regel “{rule.words}” is terug.")
    return redirect("outreach:assignment_rules")


def _organisation(request, sent):
    """The one in `organisatie`, else the own one."""
    asked = next((each for each in partner_organisations() if str(each.pk) == sent.get("organisatie")), None)
    if asked and not may_assign(request.user, asked):
        raise PermissionDenied("U kunt alleen voor uw eigen organisatie toewijzen.")
    return asked or request.user.organisation


def _rule(sent):
    asked = sent.get("regel", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def _advisers(request, organisation):
    return [each for each in advisers_for(request.user) if each.organisation_id == organisation.pk]


def _instead(request, organisation, keys):
    """Employer → the adviser that was chosen for it on the page."""
    advisers = {str(each.pk): each for each in _advisers(request, organisation)}
    named = {int(key): advisers.get(request.POST.get(f"adviseur-{key}")) for key in keys if key.isdecimal()}
    return {key: adviser for key, adviser in named.items() if adviser}
