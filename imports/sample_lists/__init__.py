"""Invented deliveries of the three lists, with the report's figures, real lists' flaws, and the truth about them."""

from imports.sample_lists.making import make_lists
from imports.sample_lists.more import make_more_lists
from imports.sample_lists.records import SampleList, SampleLists, TruthRow
from imports.sample_lists.workbooks import write_lists

__all__ = ["SampleList", "SampleLists", "TruthRow", "make_lists", "make_more_lists", "write_lists"]
