from targets.models.plans import PlanActivity, PlanPhase, PlanRole
from targets.models.reports import HalfYearReport
from targets.models.snapshots import SnapshotRow, TargetSnapshot
from targets.models.snoozes import Snooze
from targets.models.targets import Measure, Target

__all__ = [
    "HalfYearReport",
    "Measure",
    "PlanActivity",
    "PlanPhase",
    "PlanRole",
    "SnapshotRow",
    "Snooze",
    "Target",
    "TargetSnapshot",
]
