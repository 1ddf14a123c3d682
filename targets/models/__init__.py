from targets.models.targets import Target

__all__ = ["Target"]
