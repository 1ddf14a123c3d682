"""Events: planning, who comes, who was there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from employers.models import Employer
from employers.size import Band
from outreach.events import change_list, event_calendar, put_on_list
from outreach.forms.events import EventForm
from outreach.models import ContactMoment, EventAttendance, NetworkEvent
from outreach.name_list import match_names
from outreach.views.networks import found_to_add, only_for_partners

MEMBERS_SHOWN = 300


def events(request):
    """What is planned, and what has been with how many were there and reached."""
    every = _with_numbers(NetworkEvent.objects.visible_to(request.user))
    page = Paginator(every.past(), 25).get_page(request.GET.get("pagina"))
    return render(request, "outreach/events.html", {"ahead": every.ahead(), "page": page})


def _with_numbers(events):
    """`listed` is everybody on the list, `been` who was there, `reached` which employers were reached at it."""
    reached = ContactMoment.objects.reaching().filter(event=OuterRef("pk"), employer__merged_into=None).order_by()
    reached = reached.values("event").annotate(n=Count("employer", distinct=True)).values("n")
    return events.select_related("network").annotate(
        listed=Count("attendances"),
        been=Count("attendances", filter=Q(attendances__status=EventAttendance.Status.BEEN)),
        reached=Coalesce(Subquery(reached), 0),
    )


def event(request, pk):
    """One event with its list; `tekst` looks for an employer to put on it."""
    event = get_object_or_404(_with_numbers(NetworkEvent.objects.visible_to(request.user)), pk=pk)
    attendances = event.attendances.select_related("employer", "contact_person")
    text = request.GET.get("tekst", "").strip()
    listed = Employer.objects.filter(pk__in=event.attendances.values("employer"))
    logged = event.contact_moments.filter(organisation=request.user.organisation_id).values_list("employer", flat=True)
    context = {
        "event": event,
        "organisers": event.organisers.all(),
        "attendances": attendances,
        "logged": set(logged),
        "unknown_sizes": sum(each.employer.size_band == Band.UNKNOWN for each in attendances),
        "statuses": EventAttendance.Status.choices,
        **found_to_add(request, text, leaving_out=listed),
    }
    return render(request, "outreach/event.html", context)


def event_create(request):
    only_for_partners(request)
    network = request.GET.get("netwerk", "")
    begins = timezone.localtime().replace(hour=16, minute=0, second=0, microsecond=0)
    initial = {
        "network": network if network.isdecimal() else None,
        "starts_at": begins,
        "organisers": [request.user.organisation_id],
    }
    event = NetworkEvent(created_by=request.user)
    form = EventForm(request.POST or None, instance=event, initial=initial)
    if form.is_valid():
        event = form.save()
        todo = "wie u uitnodigt" if event.is_ahead else "wie er waren"
        messages.success(request, f"{event} is vastgelegd. Zet nu op de lijst {todo}.")
        return redirect(event)
    return render(request, "outreach/event_form.html", {"form": form}, status=422 if form.errors else 200)


def event_edit(request, pk):
    event = _own_event(request, pk)
    form = EventForm(request.POST or None, instance=event)
    if form.is_valid():
        messages.success(request, f"{form.save()} is gewijzigd.")
        return redirect(event)
    context = {"form": form, "event": get_object_or_404(NetworkEvent, pk=pk)}
    return render(request, "outreach/event_form.html", context, status=422 if form.errors else 200)


def event_ics(request, pk):
    event = get_object_or_404(NetworkEvent.objects.visible_to(request.user), pk=pk)
    content = event_calendar(event, request.build_absolute_uri(event.get_absolute_url()))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(event.title) or "bijeenkomst"}.ics"'
    return response


@require_POST
def attendees_add(request, pk):
    """Put the chosen employers (`kies` repeated) on the list with the status in `stand`."""
    event = _own_event(request, pk)
    chosen = [int(key) for key in request.POST.getlist("kies") if key.isdecimal()]
    employers = Employer.objects.visible_to(request.user).current().filter(pk__in=chosen)
    status = request.POST.get("stand", "")
    if status not in EventAttendance.Status.values:
        status = EventAttendance.Status.INVITED if event.is_ahead else EventAttendance.Status.BEEN
    added = put_on_list(by=request.user, event=event, employers=employers, status=status)
    if added:
        messages.success(request, f"{added} {'werkgever' if added == 1 else 'werkgevers'} op de lijst gezet.")
    else:
        messages.info(request, "Er is niemand op de lijst gezet: kies een werkgever die er nog niet op staat.")
    return redirect(event)


@require_POST
def attendees_change(request, pk):
    """Per attendance its status in `stand_<key>`; "weg" takes it off the list."""
    event = _own_event(request, pk)
    asked = {name.removeprefix("stand_"): value for name, value in request.POST.items() if name.startswith("stand_")}
    changed = change_list(event=event, statuses={int(key): value for key, value in asked.items() if key.isdecimal()})
    messages.success(request, f"De lijst is bijgewerkt: {changed} gewijzigd." if changed else "Er was niets gewijzigd.")
    return redirect(event)


def attendees_find(request, pk):
    """Many at once: a pasted list of names with what each may be, or ticking members of the network."""
    event = _own_event(request, pk)
    employers = Employer.objects.visible_to(request.user).current().select_related("municipality")
    members = employers.active().member_of(event.network) if event.network_id else None
    names = request.POST.get("namen", "")
    listed = set(event.attendances.values_list("employer", flat=True))
    context = {
        "event": event,
        "names": names,
        "lines": match_names(employers, names, members) if names else [],
        "listed": listed,
        "members": members.exclude(pk__in=listed)[:MEMBERS_SHOWN] if members is not None else [],
    }
    return render(request, "outreach/event_find.html", context)


def _own_event(request, pk):
    """404 for what this user may not know of; everybody of a partner may keep the list."""
    event = get_object_or_404(NetworkEvent.objects.visible_to(request.user), pk=pk)
    only_for_partners(request)
    return event
