"""For managers: what another window would have flagged, and how often a double approach was truly double."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import manager_required
from outreach.looking_back import WINDOWS, look_back, months_of, years_of


@manager_required
def looking_back(request):
    today = timezone.localdate()
    windows = sorted({*WINDOWS, settings.OVERLAP_DAYS})
    rows = look_back(today, windows)
    months = months_of(rows, settings.OVERLAP_DAYS, today)
    context = {
        "years": years_of(rows, windows),
        "months": [(index, (row.month - months[0].month).days, row) for index, row in enumerate(months)],
        "window": settings.OVERLAP_DAYS,
        "has_judged": any(row.judged for row in months),
        "today": today,
    }
    return render(request, "outreach/looking_back.html", context)
