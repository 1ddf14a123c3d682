"""From a seed to the three lists."""

from random import Random

from imports.sample_lists.baanbrekend import baanbrekend_entries, baanbrekend_list
from imports.sample_lists.kvk import kvk_list
from imports.sample_lists.lwl import lwl_firms, lwl_list
from imports.sample_lists.noise import USUAL_LEVEL
from imports.sample_lists.population import Maker
from imports.sample_lists.records import SampleLists
from imports.sample_lists.register import register_establishments


def make_lists(seed: int = 1, noise: float = USUAL_LEVEL) -> SampleLists:
    """The three lists of one invented region; the same seed and noise give the same cells.

    `noise` runs from 0 (typed over from the register) to 1 (twice the usual number of flaws).
    """
    if not 0 <= noise <= 1:
        raise ValueError(f"noise lies between 0 and 1, not {noise}")
    maker = Maker(Random(f"firms {seed}"))
    register = register_establishments(maker)
    entries = baanbrekend_entries(maker, register, noise)
    firms = lwl_firms(maker, register, entries)
    kvk = kvk_list(Random(f"kvk {seed}"), register, noise)
    kvk_rows = {row.entity: row.row for row in kvk.truth}
    baanbrekend = baanbrekend_list(Random(f"baanbrekend {seed}"), entries, kvk_rows, noise)
    return SampleLists(kvk, baanbrekend, lwl_list(Random(f"lwl {seed}"), firms, kvk_rows, noise))
