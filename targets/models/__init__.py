from targets.models.targets import Measure, Target

__all__ = ["Measure", "Target"]
