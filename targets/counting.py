"""What a worker counts beforehand for the dashboards of a very large register (`targets/stored.py`)."""

from dataclasses import replace

from django.utils import timezone

from accounts.models import Organisation
from employers.models import Employer
from targets.answers import reached_before
from targets.blind_spots.panels import trend
from targets.blind_spots.table import Segment
from targets.dashboards import funnel, known_sizes, portfolios, target_tallies, work_of
from targets.frame import frame_of
from targets.growth import growth
from targets.models import PlanPhase, Target
from targets.plan.progress import reach


def count_dashboards() -> None:
    """Of each partner, and of all together; a chosen period or segment is counted when somebody asks for it."""
    on = timezone.localdate()
    targets = list(Target.objects.running(on).with_segment())
    organisations = list(Organisation.objects.filter(is_active=True, regions__isnull=False).distinct())
    for organisation in [None, *organisations]:
        frame = replace(frame_of(Employer.objects.active(), targets, organisation, on), is_counting=True)
        growth(frame)
        reached_before(frame)
        known_sizes(frame, targets, organisations)
        funnel(frame)
        portfolios(frame)
        work_of(frame)
        target_tallies(frame, targets)
        if organisation is None:
            reach(PlanPhase.objects.prefetch_related("sectors"), frame)
    trend(replace(frame_of(Employer.objects.active(), [], None, on), is_counting=True), Segment())
