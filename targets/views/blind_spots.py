"""The page of blind spots, and its tables as spreadsheets."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from employers.spreadsheets import spreadsheet
from targets.blind_spots.page import BlindSpots
from targets.frame import frame_for


@require_safe
def blind_spots(request):
    return render(request, "targets/blind_spots.html", {"page": _page(request)})


@require_safe
def blind_spots_export(request):
    """`welke` is one of the tables of the page, `vorm` xlsx or csv; the rest is the query string of the page."""
    sheet = _page(request).sheet(request.GET.get("welke", ""))
    form = request.GET.get("vorm")
    return spreadsheet(slugify(sheet.title), sheet.headings, sheet.rows, form=form, title=sheet.title)


def _page(request):
    organisations = list(Organisation.objects.partners().active())
    frame = frame_for(request.user, [], None, timezone.localdate())
    return BlindSpots(frame, organisations, request.GET.dict(), user=request.user)
