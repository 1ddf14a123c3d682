"""Deliveries: the job with its state, its rows, and what people answered about them."""

from imports.models.answers import ColumnMapping, RememberedAnswer
from imports.models.batches import ImportBatch, ImportFile
from imports.models.corrections import Correction
from imports.models.groups import GroupDecision
from imports.models.return_files import ReturnFile
from imports.models.rows import TO_ACCEPT, Category, ImportRow, Outcome
from imports.models.undo_lines import Fate, UndoLine
from imports.models.writes import Write

__all__ = [
    "TO_ACCEPT", "Category", "ColumnMapping", "Correction", "Fate", "GroupDecision", "ImportBatch", "ImportFile",
    "ImportRow", "Outcome", "RememberedAnswer", "ReturnFile", "UndoLine", "Write",
]  # fmt: skip
