"""The dashboard, its tables as spreadsheets, and the lists behind its numbers."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employers.models import Employer
from outreach.models import ContactMoment, Overlap, PortfolioEntry
from targets.asked import remember
from targets.board import ME, Board
from targets.dashboard_tables import STANDS, TABLES
from targets.forms import CountedForm, OverlapsForm, PortfoliosForm, TalksForm
from targets.measures import evidence, figure
from targets.models import Measure
from targets.models.targets import OF_EMPLOYERS
from targets.reports.figures import COUNTED
from targets.reports.periods import last_half_year
from targets.stored import NotCountedError
from targets.tasks import count_look_soon
from targets.views.pages import PER_PAGE, employers_page, moments_page, render_counted, table_response

PANELS = [
    "frame", "progress", "more_targets", "growth", "heat", "sizes", "stocks", "funnel", "advisers", "overlaps",
    "gaps", "answers",
]  # fmt: skip


@require_safe
def dashboard(request):
    """Everybody reads it; advisers see their own targets and row first."""
    board = _board(request, waits=True)
    try:
        context = _panels(board)
    except NotCountedError:
        if count_look_soon(board):
            return _awaited(request, board)
        board = _board(request)
        context = _panels(board)
    remember(board)
    if request.htmx:  # asked for by the page that waits
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render_counted(request, "targets/dashboard.html", context, board.frame)


def _board(request, **counting):
    return Board(request.user, request.GET.dict(), timezone.localdate(), **counting)


def _panels(board):
    return {"board": board} | {name: getattr(board, name) for name in PANELS}


def _awaited(request, board):
    """A page that looks again by itself, as long as the worker counts."""
    if request.htmx:
        return HttpResponse(status=204)
    return render(request, "targets/dashboard_awaited.html", {"board": board, "frame": board.frame}, status=202)


@require_safe
def dashboard_table(request, name):
    """One table as xlsx or csv (`vorm`), with the choices of the page."""
    if name not in TABLES:
        raise Http404
    board = _board(request)
    return table_response(TABLES[name](board), *_called(board, name), form=request.GET.get("vorm"))


def _called(board, name):
    """Name of the file, with whose work and which days it is about, and the last of those days."""
    whose = board.organisation.slug if board.organisation else ME if board.adviser else "regio"
    if name in STANDS:
        return f"dashboard-{name}-{whose}", board.today
    return f"dashboard-{name}-{whose}-{board.frame.since:%Y-%m-%d}-tot", board.frame.on


@require_safe
def talks(request):
    """Talks, or the small employers reached in them, of one adviser or organisation in a period."""
    form = TalksForm(request.GET)
    chosen = form.chosen()
    employers = Employer.objects.visible_to(request.user).active().in_region()
    moments = ContactMoment.objects.reaching().between(chosen.get("vanaf"), chosen.get("tot"))
    if chosen.get("adviseur"):
        moments = moments.filter(adviser=chosen["adviseur"])
    if chosen.get("organisatie"):
        moments = moments.filter(organisation=chosen["organisatie"])
    number = request.GET.get("pagina")
    if chosen.get("toon") == TalksForm.EMPLOYERS:
        reached = employers.small().filter(pk__in=moments.values("employer"))
        page = employers_page(reached, number, request.user)
        return render(request, "targets/talks.html", {"form": form, "page": page, "shows_employers": True})
    page = moments_page(moments.filter(employer__in=employers), number, request.user)
    return render(request, "targets/talks.html", {"form": form, "page": page})


@require_safe
def portfolios(request):
    """Who is the fixed contact of which employer in the region, of one adviser or organisation or of all."""
    form = PortfoliosForm(request.GET)
    chosen = form.chosen()
    employers = Employer.objects.visible_to(request.user).active().in_region()
    entries = PortfolioEntry.objects.current().filter(employer__in=employers)
    if chosen.get("adviseur"):
        entries = entries.filter(adviser=chosen["adviseur"])
    if chosen.get("organisatie"):
        entries = entries.filter(adviser__organisation=chosen["organisatie"])
    found = entries.select_related("employer", "adviser__organisation").order_by("employer__trade_name", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "targets/portfolios.html", {"form": form, "page": page})


def _with_outcome(overlaps, outcome):
    if outcome == OverlapsForm.OPEN:
        return overlaps.open()
    if outcome == OverlapsForm.KEPT_APART:
        return overlaps.prevented()
    return overlaps.filter(outcome=outcome) if outcome else overlaps


@require_safe
def counted(request, measure):
    """The employers that one of the main figures counts in a period, as it is counted now."""
    if measure not in COUNTED or measure not in OF_EMPLOYERS:
        raise Http404
    form = CountedForm(request.GET)
    chosen = form.chosen()
    half = last_half_year(timezone.localdate())
    days = chosen.get("vanaf") or half.since, chosen.get("tot") or half.until
    target = figure(Measure(measure), chosen.get("organisatie"), *days)
    employers = evidence(target).filter(pk__in=Employer.objects.visible_to(request.user).values("pk"))
    page = employers_page(employers, request.GET.get("pagina"), request.user)
    return render(request, "targets/counted.html", {"form": form, "target": target, "page": page})


@require_safe
def overlaps_found(request):
    """Double approaches found, or prevented, in a period: of one organisation or adviser, or of all."""
    form = OverlapsForm(request.GET)
    chosen = form.chosen()
    overlaps = Overlap.objects.visible_to(request.user)
    prevents = chosen.get("toon") == OverlapsForm.PREVENTED
    overlaps = overlaps.prevented() if prevents else overlaps
    overlaps = overlaps.between("closed_at" if prevents else "found_at", chosen.get("vanaf"), chosen.get("tot"))
    overlaps = _with_outcome(overlaps, chosen.get("uitkomst"))
    if chosen.get("organisatie"):
        overlaps = overlaps.of_organisation(chosen["organisatie"])
    if chosen.get("adviseur"):
        overlaps = overlaps.of_adviser(chosen["adviseur"])
    people = ("employer", "first_organisation", "second_organisation", "closed_by")
    found = overlaps.select_related(*people).order_by("-found_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "targets/overlaps.html", {"form": form, "page": page, "prevents": prevents})
