"""For managers: what another window would have flagged, and how often a double approach was truly double."""

from datetime import datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import manager_required
from lwl_crm.unchanged import Unchanged
from outreach.looking_back import WINDOWS, flagged_cases, look_back, months_of, years_of
from outreach.models import ContactMoment

PAGE = 25
VERDICTS = {  # parameter: (what the heading says, what is asked)
    "": ("gemeld", {}),
    "beoordeeld": ("beoordeeld", {"only_judged": True}),
    "dubbel": ("echt dubbel", {"only_double": True}),
}


@manager_required
def looking_back(request):
    today = timezone.localdate()
    windows = _windows()
    rows = []
    if request.user.is_partner:
        rows = Unchanged().figure(lambda: look_back(today, windows), "look back", windows)
    months = months_of(rows, settings.OVERLAP_DAYS, today)
    context = {
        "years": years_of(rows, windows),
        "months": [(index, (row.month - months[0].month).days, row) for index, row in enumerate(months)],
        "window": settings.OVERLAP_DAYS,
        "has_judged": any(row.judged for row in months),
        "today": today,
    }
    return render(request, "outreach/looking_back.html", context)


@manager_required
def looking_back_cases(request):
    """What one number of the page above counts: `grens` in days, `maand` as 2026-03, `oordeel` as in VERDICTS."""
    today, window = timezone.localdate(), _window(request)
    verdict = request.GET.get("oordeel", "")
    told, asked = VERDICTS.get(verdict, VERDICTS[""])
    month = _month(request)
    cases = []
    if request.user.is_partner:
        about = ("cases", window, month, *asked)
        cases = Unchanged().figure(lambda: flagged_cases(today, window, month, **asked), *about)
    page = Paginator(cases, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "cases": _with_moments(page),
        "told": told,
        "month": month,
        "grens": window,
        "window": settings.OVERLAP_DAYS,
        "today": today,
    }
    return render(request, "outreach/looking_back_cases.html", context)


def _with_moments(cases):
    """Each case with its two approaches, the first first."""
    found = ContactMoment.objects.with_names().in_bulk([key for case in cases for key in (case.one, case.two)])
    for case in cases:
        yield case, sorted((found[case.one], found[case.two]), key=lambda moment: moment.happened_at)


def _windows():
    return sorted({*WINDOWS, settings.OVERLAP_DAYS})


def _window(request):
    asked = request.GET.get("grens", str(settings.OVERLAP_DAYS))
    if asked not in map(str, _windows()):
        raise Http404
    return int(asked)


def _month(request):
    try:
        return datetime.strptime(request.GET["maand"], "%Y-%m").date() if request.GET.get("maand") else None
    except ValueError:
        raise Http404 from None
