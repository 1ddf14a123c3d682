"""How far the plan is: per phase the activities and the small employers reached in its sectors."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Value

from accounts.models import User
from employers.models import Employer
from outreach.models import ContactMoment
from targets.dashboards import target_tallies
from targets.frame import Frame
from targets.links import employers_url
from targets.measures import in_one_query
from targets.models import PlanActivity, PlanPhase, Target
from targets.progress import Progress, progress_of, svg_number
from targets.stored import stored_rows

DONE, LATE = "klaar", "telaat"


@dataclass(frozen=True)
class ActivityLine:
    activity: PlanActivity
    is_late: bool
    progress: Progress | None  # of its target


@dataclass(frozen=True)
class PhaseProgress:
    """`reached` of `small`: small employers in the sectors of the phase, reached by anyone since it began.

    `blind` are those among them to call first.
    """

    phase: PlanPhase
    lines: list[ActivityLine]
    dropped: list[PlanActivity]
    small: int
    reached: int
    blind: int
    blind_url: str
    small_url: str
    reached_url: str
    is_running: bool
    has_begun: bool

    @property
    def done(self) -> int:
        return sum(line.activity.is_done for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.lines)

    def shown(self, stand: str) -> list[ActivityLine]:
        """All activities, or those that are done or late."""
        kept = {DONE: lambda line: line.activity.is_done, LATE: lambda line: line.is_late}.get(stand)
        return [line for line in self.lines if kept is None or kept(line)]

    @property
    def width(self) -> str:
        return svg_number(100 * self.done / len(self.lines) if self.lines else 0)


def plan_progress(user: User, frame: Frame, running: list[Target]) -> list[PhaseProgress]:
    """In a fixed number of queries."""
    on = frame.on
    phases = list(PlanPhase.objects.visible_to(user).with_activities())
    targets = {each.target for phase in phases for each in phase.activities.all() if each.target}
    progress = {each.target.pk: each for each in progress_of(targets, on, target_tallies(frame, running))}
    counts = reach(phases, frame)
    return [_phase(phase, counts.get(phase.pk, {}), progress, on) for phase in phases]


def reach(phases: Iterable[PlanPhase], frame: Frame) -> dict[int, dict[str, int]]:
    """What each phase counts, by its key; counted beforehand in a very large register."""
    small = frame.employers.small()
    about = [each.counted_by for each in phases]
    rows = stored_rows(
        frame, lambda: in_one_query([_reach(each, small, frame.on) for each in phases]), "plan", frame.on, *about
    )
    return {key: {"small": number, "reached": reached, "blind": blind} for key, number, reached, blind in rows}


def _reach(phase, small, on):
    talks = ContactMoment.objects.reaching().between(phase.from_on, min(phase.until_on, on))
    sectors = [each.pk for each in phase.sectors.all()]
    employers = small.filter(sector__in=sectors) if sectors else small
    reached = Count("pk", filter=Q(pk__in=talks.values("employer")))
    blind = Count("pk", filter=Q(pk__in=Employer.objects.blind_spots(on).values("pk")))
    phases = employers.order_by().values(key=Value(phase.pk))
    return phases.annotate(small=Count("pk"), reached=reached, blind=blind)


def _phase(phase, counts, progress, on):
    activities = phase.activities.all()
    sectors = [each.slug for each in phase.sectors.all()] or None
    filters = {"klein": "ja", "sector": sectors}
    period = {"bereikt_vanaf": phase.from_on, "bereikt_tot": min(phase.until_on, on)}
    return PhaseProgress(
        phase=phase,
        lines=[
            ActivityLine(each, each.is_late(on), progress.get(each.target_id))
            for each in activities
            if not each.is_dropped
        ],
        dropped=[each for each in activities if each.is_dropped],
        small=counts.get("small", 0),
        reached=counts.get("reached", 0),
        blind=counts.get("blind", 0),
        blind_url=employers_url(blind="ja", sector=sectors),
        small_url=employers_url(**filters),
        reached_url=employers_url(**filters, bereikt="ja", **period),
        is_running=phase.is_running(on),
        has_begun=phase.from_on <= on,
    )
