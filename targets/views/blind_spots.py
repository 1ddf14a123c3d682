"""The page of blind spots, and its tables as spreadsheets."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from employers.spreadsheets import spreadsheet
from targets.blind_spots.page import SHEETS, BlindSpots
from targets.blind_spots.panels import BANDS_OF, blind_then, trend
from targets.blind_spots.table import Names, Segment
from targets.frame import frame_for
from targets.views.pages import employers_page, render_counted


@require_safe
def blind_spots(request):
    page = _page(request)
    return render_counted(request, "targets/blind_spots.html", {"page": page}, page.frame)


@require_safe
def blind_spots_then(request):
    """The blind spots on the day `op`, one of those in the course over time, in the register as it is now."""
    try:
        day = parse_date(request.GET.get("op", ""))
    except ValueError:
        day = None
    if day is None or day > timezone.localdate():
        raise Http404
    chosen = {name: request.GET.get(name) or None for name in ("sector", "omvang", "gemeente")}
    if chosen["omvang"] not in (None, *BANDS_OF):
        raise Http404
    frame, segment = _frame(request), Segment(**chosen)
    found = blind_then(frame, day, segment)
    counted = {quarter.day: quarter.blind for quarter in trend(frame, segment)} if frame.census else {}
    page = employers_page(found, request.GET.get("pagina"), request.user, count=counted.get(day))
    context = {
        "page": page,
        "day": day,
        "about": _in_words(chosen),
        "counted_at": frame.counted_at if day in counted else None,
    }
    return render(request, "targets/blind_spots_then.html", context)


def _in_words(chosen):
    """The names of what is chosen, in the order of the address."""
    if not any(chosen.values()):
        return []
    names = Names().of
    return [names[axis].get(key, key) for axis, key in chosen.items() if key]


@require_safe
def blind_spots_export(request):
    """`welke` is one of the tables of the page, `vorm` xlsx or csv; the rest is the query string of the page."""
    name = request.GET.get("welke", "tabel")
    if name not in SHEETS:
        raise Http404
    sheet = _page(request).sheet(name)
    form = request.GET.get("vorm")
    return spreadsheet(slugify(sheet.title), sheet.headings, sheet.rows, form=form, title=sheet.title)


def _page(request):
    organisations = list(Organisation.objects.partners().active())
    return BlindSpots(_frame(request), organisations, request.GET.dict(), user=request.user)


def _frame(request):
    return frame_for(request.user, [], None, timezone.localdate())
