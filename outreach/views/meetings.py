"""Alignment meetings: the list, the agenda, working through it on one screen, and the minutes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.permissions import manager_required
from employers.views.undo import say_undoable
from lwl_crm.documents import pdf_response
from outreach.calendar import meeting_calendar
from outreach.closing import AlreadyClosedError
from outreach.forms.meetings import CloseForm, DecisionForm, MeetingForm, NoteForm, PointForm
from outreach.meeting_agenda import mark_doubles, planned_until
from outreach.meetings import (
    AlreadyDecidedError,
    MeetingStateError,
    add_note,
    add_point,
    close_meeting,
    decide,
    move_meeting,
    overlap_of,
    plan_meeting,
    remove_point,
    skip,
    start_meeting,
    take_back,
    undo_start,
)
from outreach.minutes import draft_items, meeting_pdf, sections
from outreach.models import AgendaItem, AlignmentMeeting, Overlap
from outreach.sides import with_sides

PAGE = 25


def meetings(request):
    """What is planned, and earlier meetings with their minutes."""
    visible = AlignmentMeeting.objects.visible_to(request.user)
    closed = visible.closed().with_counts().select_related("closed_by")
    page = Paginator(closed, PAGE).get_page(request.GET.get("pagina"))
    context = {"page": page, "upcoming": visible.upcoming().with_counts(), "closed_count": page.paginator.count}
    return render(request, "outreach/meetings.html", context)


def meeting(request, pk):
    """The agenda before, the items one by one during, and the minutes after the meeting."""
    found = _meeting(request, pk)
    if found.state == AlignmentMeeting.State.OPEN:
        return _work_through(request, found)
    if found.state == AlignmentMeeting.State.CLOSED:
        shown = sections(found.minutes["items"])
        return render(request, "outreach/meeting_minutes.html", {"meeting": found, "sections": shown})
    return _agenda(request, found)


def _agenda(request, found, point_form=None, status=200):
    shown = sections(draft_items(found))
    context = {
        "meeting": found,
        "sections": shown,
        "item_count": sum(section.count for section in shown),
        "until": planned_until(found),
        "point_form": point_form or PointForm(),
        "is_today": found.day == timezone.localdate(),
    }
    return render(request, "outreach/meeting_agenda.html", context, status=status)


def _work_through(request, found, refused=None, note_form=None, status=200):
    """All items, and the one at hand in full: `punt`, or the first without a decision. `refused` has mistakes."""
    items = list(found.items.with_decisions())
    mark_doubles(items)
    points = [it for it in items if not it.is_rest]
    wanted = request.GET.get("punt", "")
    at_hand = refused.item.pk if refused else note_form.item.pk if note_form else wanted
    current = next((it for it in points if str(it.pk) == str(at_hand)), None)
    current = current or next((it for it in points if not _decision(it)), None)
    shown = sections(items)
    context = {
        "meeting": found,
        "sections": shown,
        "current": current,
        "decided_count": sum(_decision(it) is not None for it in points),
        "item_count": len(points),
        "listed_count": sum(section.count for section in shown) - len(points),
        "point_form": PointForm(),
    } | (_at_hand(current, points, refused, note_form) if current else {})
    return render(request, "outreach/meeting_work.html", context, status=status)


def _at_hand(current, items, refused, note_form):
    index = items.index(current)
    overlap = None
    if current.kind == AgendaItem.Kind.OVERLAP:
        live = overlap_of(current)
        cases = Overlap.objects.with_names().with_preventable()
        overlap = live and with_sides(cases.filter(pk=live.pk))[0]
    return {
        "number": index + 1,
        "before": items[index - 1] if index else None,
        "after": items[index + 1] if index + 1 < len(items) else None,
        "overlap": overlap,
        "form": refused or (None if _decision(current) else DecisionForm(item=current)),
        "note_form": note_form or NoteForm(),
    }


def _decision(item):
    return getattr(item, "decision", None)


@manager_required
def meeting_create(request):
    form = MeetingForm(_posted(request), by=request.user)
    if form.is_valid():
        made = plan_meeting(by=request.user, **form.cleaned_data)
        messages.success(request, "Het overleg is gepland. De agenda vult zichzelf tot het overleg begint.")
        return redirect("outreach:meeting", made.pk)
    return render(request, "outreach/meeting_form.html", {"form": form}, status=422 if form.is_bound else 200)


@manager_required
def meeting_edit(request, pk):
    found = _meeting(request, pk)
    form = MeetingForm(_posted(request), by=request.user, meeting=found)
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("starts_at", "duration", "place", "rhythm")}
        try:
            move_meeting(meeting=found, **data)
            messages.success(request, "Het overleg is gewijzigd. Zet het opnieuw in uw agenda, dan schuift het mee.")
        except MeetingStateError:
            messages.warning(request, "Dit overleg is al begonnen en kan niet meer worden verzet.")
        return redirect("outreach:meeting", pk)
    context = {"form": form, "meeting": found}
    return render(request, "outreach/meeting_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@manager_required
def meeting_start(request, pk):
    found = _meeting(request, pk)
    try:
        start_meeting(meeting=found, by=request.user)
    except MeetingStateError:
        messages.warning(request, "Dit overleg is al afgesloten.")
    else:
        undo = reverse("outreach:meeting_undo_start", args=[pk])
        say_undoable(request, "Het overleg is begonnen. De agenda ligt nu vast.", undo)
    return redirect("outreach:meeting", pk)


@require_POST
@manager_required
def meeting_undo_start(request, pk):
    found = _meeting(request, pk)
    try:
        undo_start(meeting=found)
        messages.success(request, "Het overleg staat weer gepland. De agenda vult zichzelf weer.")
    except MeetingStateError:
        messages.warning(request, "Er is al iets vastgelegd. Het overleg blijft begonnen.")
    return redirect("outreach:meeting", pk)


@manager_required
def meeting_close(request, pk):
    found = _meeting(request, pk)
    if found.state != AlignmentMeeting.State.OPEN:
        messages.warning(request, "Alleen een overleg dat bezig is, kan worden afgesloten.")
        return redirect("outreach:meeting", pk)
    form = CloseForm(_posted(request), meeting=found, initial={"present": [request.user.pk]})
    if form.is_valid():
        try:
            close_meeting(meeting=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Het overleg is afgesloten. Dit is het verslag.")
        except MeetingStateError:
            messages.warning(request, "Iemand anders heeft dit overleg net afgesloten.")
        return redirect("outreach:meeting", pk)
    context = {"form": form, "meeting": found, "left": found.items.undecided()}
    return render(request, "outreach/meeting_close.html", context, status=422 if form.is_bound else 200)


def meeting_pdf_file(request, pk):
    found = _meeting(request, pk)
    kind = "verslag" if found.minutes else "agenda"
    return pdf_response(meeting_pdf(found), f"{kind}-overleg-{found.day.isoformat()}")


def meeting_calendar_file(request, pk):
    found = _meeting(request, pk)
    response = HttpResponse(meeting_calendar(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="overleg-{found.day.isoformat()}.ics"'
    return response


@require_POST
def point_add(request, pk):
    found = _meeting(request, pk)
    form = PointForm(request.POST)
    if not form.is_valid():
        if found.state == AlignmentMeeting.State.PLANNED:
            return _agenda(request, found, point_form=form, status=422)
        messages.error(request, " ".join(form.errors["text"]))
        return redirect("outreach:meeting", pk)
    try:
        add_point(meeting=found, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, "Het punt staat op de agenda.")
    except MeetingStateError:
        messages.warning(request, "Dit overleg is al afgesloten. Zet het punt op de agenda van het volgende overleg.")
    return redirect("outreach:meeting", pk)


@require_POST
def point_remove(request, pk):
    item = _item(request, pk)
    if item.kind != AgendaItem.Kind.POINT or not (request.user.is_manager or item.added_by_id == request.user.pk):
        raise PermissionDenied("U kunt alleen uw eigen agendapunten weghalen.")
    try:
        remove_point(item=item)
        messages.success(request, "Het punt is van de agenda.")
    except MeetingStateError:
        messages.warning(request, "Het overleg is al begonnen. Schuif het punt door als u het niet bespreekt.")
    return redirect("outreach:meeting", item.meeting_id)


@require_POST
@manager_required
def item_decide(request, pk):
    item = _item(request, pk)
    is_skipped = request.POST.get("actie") == "doorschuiven"
    form = DecisionForm(request.POST, item=item, is_skipped=is_skipped)
    if not form.is_valid() and item.meeting.state == AlignmentMeeting.State.OPEN:
        return _work_through(request, item.meeting, refused=form, status=422)
    try:
        (skip if is_skipped else decide)(item=item, by=request.user, **form.cleaned_data)
    except AlreadyDecidedError as error:
        messages.warning(request, f"{error.decision.by} was u voor. Het besluit staat bij {item.title}.")
    except AlreadyClosedError:
        messages.warning(request, "Deze dubbele benadering is intussen afgesloten of bestaat niet meer. Schuif door.")
        return redirect(_at(item))
    except MeetingStateError:
        messages.warning(request, "Dit overleg is niet bezig. Er is niets vastgelegd.")
    else:
        done = "doorgeschoven" if is_skipped else "vastgelegd"
        say_undoable(request, f"{item.title}: {done}.", reverse("outreach:item_take_back", args=[pk]))
    return redirect(_at(None, item.meeting_id))


@require_POST
@manager_required
def item_take_back(request, pk):
    item = _item(request, pk)
    try:
        take_back(item=item)
        messages.success(request, f"Het besluit over {item.title} is teruggenomen.")
    except MeetingStateError:
        messages.warning(request, "Het overleg is afgesloten. Het verslag ligt vast.")
    return redirect(_at(item))


@require_POST
def item_note(request, pk):
    item = _item(request, pk)
    form = NoteForm(request.POST)
    form.item = item
    if not form.is_valid() and item.meeting.state == AlignmentMeeting.State.OPEN:
        return _work_through(request, item.meeting, note_form=form, status=422)
    try:
        add_note(item=item, text=form.cleaned_data.get("text", ""), by=request.user)
        messages.success(request, "De notitie staat erbij.")
    except MeetingStateError:
        messages.warning(request, "Dit overleg is niet bezig. Er is niets vastgelegd.")
    return redirect(_at(item))


def _posted(request):
    return request.POST if request.method == "POST" else None


def _meeting(request, pk):
    visible = AlignmentMeeting.objects.visible_to(request.user).select_related("region", "started_by", "closed_by")
    return get_object_or_404(visible.prefetch_related("organisations"), pk=pk)


def _item(request, pk):
    meetings_here = AlignmentMeeting.objects.visible_to(request.user)
    items = AgendaItem.objects.filter(meeting__in=meetings_here).select_related("meeting__region", "employer")
    return get_object_or_404(items, pk=pk)


def _at(item, meeting_id=None):
    """The meeting with this item at hand, or with the next one without a decision."""
    address = reverse("outreach:meeting", args=[item.meeting_id if item else meeting_id])
    return f"{address}?punt={item.pk}#aan-de-beurt" if item else f"{address}#aan-de-beurt"
