from targets.models.reports import HalfYearReport
from targets.models.targets import Measure, Target

__all__ = ["HalfYearReport", "Measure", "Target"]
