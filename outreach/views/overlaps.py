"""The meeting between the organisations: double approaches, what is planned, who has no fixed contact."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.permissions import manager_required
from employers.models import Employer
from employers.views.undo import say_undoable
from outreach.closing import AlreadyClosedError, close_overlap, reopen_overlap
from outreach.forms.closing import ClosingForm
from outreach.meeting_agenda import without_contact
from outreach.models import AlignmentMeeting, ContactMoment, Overlap
from outreach.portfolios import advisers_for
from outreach.sides import with_sides

PAGE = 10
DAYS_AHEAD = 14
PLANNED_SHOWN = 20
WITHOUT_CONTACT_SHOWN = 6


def overlaps(request):
    """Open overlaps, those that can still be prevented first; `stand=afgesloten` lists the closed ones."""
    if request.GET.get("stand") == "afgesloten":
        return _closed(request)
    return _open(request)


def _open(request, refused=None, status=200):
    """The page; `refused` is a closing form with mistakes, with the key of its overlap."""
    page = _page(_found(request).open().preventable_first(), Overlap.objects.with_preventable(), request)
    for overlap in page:
        overlap.form = refused if refused and refused.overlap.pk == overlap.pk else ClosingForm(overlap=overlap)
    today = timezone.localdate()
    planned, without = _planned(request.user, today), _without_contact(request.user)
    context = {
        "page": page,
        "open_count": page.paginator.count,
        "planned": planned[:PLANNED_SHOWN],
        "planned_count": planned.count(),
        "until": today + timedelta(days=DAYS_AHEAD - 1),
        "today": today,
        "without_contact": without.order_by("-created_at", "pk")[:WITHOUT_CONTACT_SHOWN],
        "without_count": without.count(),
        "advisers": list(advisers_for(request.user)),
        "only_employer": _only_employer(request),
        "closed_count": Overlap.objects.closed().visible_to(request.user).count(),
        "meeting": AlignmentMeeting.objects.visible_to(request.user).upcoming().first(),
    }
    return render(request, "outreach/overlaps.html", context, status=status)


def _closed(request):
    closed = _found(request).closed()
    counts = dict(closed.order_by().values_list("outcome").annotate(count=Count("pk")))
    outcome = request.GET.get("uitkomst", "")
    shown = closed.filter(outcome=outcome) if outcome in Overlap.Outcome.values else closed
    page = _page(shown.order_by("-closed_at", "-pk"), Overlap.objects.all(), request)
    context = {
        "page": page,
        "outcomes": [(value, label, counts.get(value, 0)) for value, label in Overlap.Outcome.choices],
        "outcome": outcome,
        "closed_count": sum(counts.values()),
        "open_count": _found(request).open().count(),
        "only_employer": _only_employer(request),
    }
    return render(request, "outreach/overlaps_closed.html", context)


@require_POST
@manager_required
def overlap_close(request, pk):
    overlap = get_object_or_404(Overlap.objects.visible_to(request.user), pk=pk)
    form = ClosingForm(request.POST, overlap=overlap)
    if not form.is_valid():
        return _open(request, refused=form, status=422)
    try:
        close_overlap(overlap=overlap, by=request.user, **form.cleaned_data)
    except AlreadyClosedError:
        return _closed_meanwhile(request, overlap, form)
    else:
        text = f"{overlap.employer} afgesloten: {Overlap.Outcome(form.cleaned_data['outcome']).label.lower()}."
        say_undoable(request, text, reverse("outreach:overlap_reopen", args=[pk]))
    return redirect("outreach:overlaps")


def _closed_meanwhile(request, overlap, form):
    """Both answers are told and neither is lost: that of who was first stands, one's own is in the message."""
    overlap = Overlap.objects.closed().select_related("closed_by").filter(pk=overlap.pk).first()
    if overlap is None:
        messages.warning(request, "Deze dubbele benadering bestaat niet meer.")
        return redirect("outreach:overlaps")
    who = f"{overlap.closed_by} was u voor" if overlap.closed_by else "Dit was al gedaan"
    typed = [form.cleaned_data[name] for name in ("reason", "agreement_text") if form.cleaned_data[name]]
    own = f" Uw tekst is niet opgeslagen: {' / '.join(typed)}" if typed else ""
    messages.warning(request, f"{who}: {overlap.employer} is al afgesloten. Hieronder staat hoe.{own}")
    return redirect(f"{reverse('outreach:overlaps')}?stand=afgesloten&werkgever={overlap.employer_id}")


@require_POST
@manager_required
def overlap_reopen(request, pk):
    overlap = get_object_or_404(Overlap.objects.visible_to(request.user), pk=pk)
    try:
        reopen_overlap(overlap=overlap)
        messages.success(request, f"De dubbele benadering van {overlap.employer} staat weer open.")
    except AlreadyClosedError:
        messages.warning(request, "Deze dubbele benadering staat al open.")
    return redirect("outreach:overlaps")


def _found(request):
    found = Overlap.objects.visible_to(request.user)
    employer = _only_employer(request)
    return found.of_employer(employer) if employer else found


def _only_employer(request):
    key = request.GET.get("werkgever", "")
    if not key:
        return None
    return get_object_or_404(Employer.objects.visible_to(request.user), pk=int(key) if key.isdecimal() else None)


def _page(found, cases, request):
    """Ordered and cut off by their keys alone: what a case shows is read for the cases of this page only."""
    page = Paginator(found.values_list("pk", flat=True), PAGE).get_page(request.GET.get("pagina"))
    keys = list(page.object_list)
    read = cases.with_names().in_bulk(keys)
    page.object_list = with_sides([read[key] for key in keys if key in read])
    return page


def _planned(user, today):
    """What everybody planned, each with the open overlaps it is part of."""
    moments = ContactMoment.objects.visible_to(user).planned().between(today, today + timedelta(days=DAYS_AHEAD - 1))
    pairs = Overlap.objects.open().select_related("first_organisation", "second_organisation")
    overlapping = Prefetch("overlaps", queryset=pairs, to_attr="open_overlaps")
    return moments.with_names().prefetch_related(overlapping).order_by("happened_at", "pk")


def _without_contact(user):
    """Small firms that nobody has as fixed contact."""
    return without_contact(Employer.objects.visible_to(user)).select_related("sector")
