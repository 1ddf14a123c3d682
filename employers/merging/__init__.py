"""Two records of one employer become one: with a plan first, and with a way back (design.md 6)."""

from employers.merging.certain import certain_pairs, merge_pairs, nearly_certain
from employers.merging.fields import KEEP, UNITS
from employers.merging.merge import MergeRefused, follow_pointers, merge_employers, undo_merge
from employers.merging.plan import Plan, plan_merge, suggest_keep
from employers.merging.relations import UnknownRelationError

__all__ = [
    "KEEP",
    "UNITS",
    "MergeRefused",
    "Plan",
    "UnknownRelationError",
    "certain_pairs",
    "follow_pointers",
    "merge_employers",
    "merge_pairs",
    "nearly_certain",
    "plan_merge",
    "suggest_keep",
    "undo_merge",
]
