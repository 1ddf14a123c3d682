"""Networks of entrepreneurs: who is in them, who keeps the relation, and what they reach."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from employers.models import Employer, Network
from employers.search import matching
from employers.suggesting import lookalikes, suggestions
from employers.views.undo import say_undoable
from outreach.forms.networks import NetworkForm
from outreach.models import NetworkEvent
from outreach.network_history import history
from outreach.network_reach import MUNICIPALITY, SECTOR, beside_members, blind_table, members_alike, network_rows
from outreach.networks import NetworkChangedError, add_member, change_network, remove_member


def networks(request):
    """All networks with their numbers, and which of them reaches which blind spots (`per`: sector or gemeente)."""
    by = MUNICIPALITY if request.GET.get("per") == "gemeente" else SECTOR
    every = Network.objects.all()
    groups = members_alike(request.user, every, by)
    context = {
        "rows": network_rows(groups, every),
        "table": blind_table(groups, every, by=by),
        "by_municipality": by == MUNICIPALITY,
    }
    return render(request, "outreach/networks.html", context)


def network(request, pk):
    """One network; `tekst` looks for an employer to add as a member."""
    network = get_object_or_404(Network.objects.select_related("municipality", "member_of"), pk=pk)
    text = request.GET.get("tekst", "").strip()
    members = Employer.objects.visible_to(request.user).active().member_of(network)
    events = NetworkEvent.objects.visible_to(request.user).filter(network=network)
    one = Network.objects.filter(pk=pk)
    groups = members_alike(request.user, one, SECTOR, MUNICIPALITY)
    counts = network_rows(groups, one)[0].counts
    counts.update(beside_members(request.user, network))
    context = {
        "network": network,
        "counts": counts,
        "sectors": blind_table(groups, one, by=SECTOR),
        "places": blind_table(groups, one, by=MUNICIPALITY),
        "keepers": network.keepers.select_related("adviser", "organisation"),
        "page": Paginator(members.select_related("sector", "company"), 50).get_page(request.GET.get("pagina")),
        "events": events.annotate(been=Count("attendances", filter=Q(attendances__status="been")))[:10],
        "steps": history(network)[:10],
        **found_to_add(request, text, leaving_out=members),
    }
    return render(request, "outreach/network.html", context)


def found_to_add(request, text, *, leaving_out):
    """What a page shows of a search: employers that are called so, or are meant (`is_nearly`); never who is in."""
    employers = Employer.objects.visible_to(request.user).current().select_related("municipality")
    others = employers.exclude(pk__in=leaving_out.values("pk"))
    found = suggestions(others, text, limit=10) if len(text) > 1 else []
    is_somebody = found or len(text) < 2 or matching(employers, text).exists()
    meant = [] if is_somebody else lookalikes(others, text)
    return {"text": text, "found": found or meant, "is_nearly": bool(meant)}


def network_edit(request, pk):
    only_for_partners(request)
    network = get_object_or_404(Network, pk=pk)
    form = NetworkForm(request.POST or None, instance=network, user=request.user, initial={"version": network.version})
    if form.is_valid():
        try:
            change_network(by=request.user, network=Network(pk=network.pk), **form.writing())
        except NetworkChangedError:
            _show_what_stands(form, pk)
        else:
            messages.success(request, f"{network} is gewijzigd.")
            return redirect(network)
    context = {"form": form, "network": get_object_or_404(Network, pk=pk)}
    return render(request, "outreach/network_form.html", context, status=422 if form.errors else 200)


def _show_what_stands(form, pk):
    """Both stay on screen: what was typed, and what somebody else saved meanwhile; saving again writes knowingly."""
    current = Network.objects.get(pk=pk)
    form.data = form.data.copy()
    form.data["version"] = current.version
    form.add_error(None, "Iemand anders heeft dit netwerk intussen gewijzigd. Vergelijk en sla dan opnieuw op.")
    for name in form.changed_data:
        if hasattr(current, name) and name != "version" and getattr(current, name) != form.cleaned_data[name]:
            form.add_error(name, f"Daar staat nu: {getattr(current, name) or 'leeg'}")


@require_POST
def member_add(request, pk, employer):
    only_for_partners(request)
    network, employer = _pair(request, pk, employer)
    if add_member(network=network, employer=employer):
        undo = reverse("outreach:member_remove", args=[network.pk, employer.pk])
        say_undoable(request, f"{employer} is nu lid van {network}.", undo)
    else:
        messages.info(request, f"{employer} was al lid van {network}.")
    return redirect(network)


@require_POST
def member_remove(request, pk, employer):
    only_for_partners(request)
    network, employer = _pair(request, pk, employer)
    if remove_member(network=network, employer=employer):
        undo = reverse("outreach:member_add", args=[network.pk, employer.pk])
        say_undoable(request, f"{employer} is geen lid meer van {network}.", undo)
    else:
        messages.info(request, f"{employer} was al geen lid meer van {network}.")
    return redirect(network)


def _pair(request, pk, employer):
    employers = Employer.objects.visible_to(request.user).current()
    return get_object_or_404(Network, pk=pk), get_object_or_404(employers, pk=employer)


def only_for_partners(request):
    """403 for people of an organisation that takes no part in a region."""
    if not request.user.organisation.regions.exists():
        raise PermissionDenied("Uw organisatie werkt niet in deze regio.")
