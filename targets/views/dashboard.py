"""The dashboard and the list of talks behind its numbers."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from employers.models import Employer
from outreach.models import ContactMoment
from targets.census import census
from targets.coverage import heat, size_table
from targets.dashboards import (
    adviser_table,
    data_gaps,
    funnel,
    known_sizes,
    known_tallies,
    overlap_panel,
    target_tallies,
)
from targets.forms import TalksForm
from targets.frame import frame_for
from targets.growth import growth
from targets.models import Target
from targets.progress import progress_of
from targets.views.pages import employers_page, moments_page

SHOWN_TARGETS = 8


@require_safe
def dashboard(request):
    """Everybody reads it; advisers see their own targets and row first."""
    on = timezone.localdate()
    organisations = list(Organisation.objects.filter(is_active=True, regions__isnull=False).distinct())
    chosen = next((each for each in organisations if each.slug == request.GET.get("organisatie")), None)
    running = list(Target.objects.visible_to(request.user).running(on).with_segment())
    frame = frame_for(request.user, running, chosen, on)
    grown = growth(frame)
    groups = census(frame)
    stocks = known_sizes(frame, running, organisations)
    shown = _first(running, frame, request.user)
    known = target_tallies(frame, running) | known_tallies(shown, frame, grown.reached, stocks)
    context = {
        "frame": frame,
        "organisations": organisations,
        "progress": progress_of(shown[:SHOWN_TARGETS], on, known),
        "more_targets": max(len(shown) - SHOWN_TARGETS, 0),
        "growth": grown,
        "heat": heat(frame, groups, shows_blind=request.GET.get("kaart") == "blind"),
        "sizes": size_table(groups),
        "stocks": stocks,
        "funnel": funnel(frame),
        "advisers": adviser_table(frame, request.user, grown.reached),
        "overlaps": overlap_panel(frame, request.user),
        "gaps": data_gaps(groups),
    }
    return render(request, "targets/dashboard.html", context)


def _first(targets, frame, user):
    """Targets of the chosen organisation, or all: one's own first, then the main one."""
    chosen = frame.organisation
    mine = [each for each in targets if chosen is None or each.organisation == chosen or _works_at(each, chosen)]
    return sorted(mine, key=lambda each: (each.adviser_id != user.pk, each != frame.main_target))


def _works_at(target, organisation):
    return target.adviser is not None and target.adviser.organisation == organisation


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
