"""Size bands as the research report prints them: 1-4 is the sum of zzp and 2-4.

A key is also a value of the parameter `omvang` of the employer list, so that every number can link to its list.
"""

from dataclasses import dataclass

from employers.size import SMALL, SUMS, Band


@dataclass(frozen=True)
class BandGroup:
    """A column of a table: its key in links, its name on screen and the bands it sums."""

    key: str
    label: str
    bands: tuple[Band, ...]

    @property
    def is_small(self) -> bool:
        return all(band in SMALL for band in self.bands)


ZZP = BandGroup("1", "Zzp", (Band.ONE,))
TO_4 = BandGroup("1-4", "1 tot en met 4", tuple(SUMS["1-4"]))
TO_9 = BandGroup("5-9", "5 tot en met 9", (Band.TO_9,))
TO_14 = BandGroup("10-14", "10 tot en met 14", (Band.TO_14,))
TO_19 = BandGroup("15-19", "15 tot en met 19", (Band.TO_19,))
TO_25 = BandGroup("20-25", "20 tot en met 25", (Band.TO_25,))
CLASS_10_19 = BandGroup("10-19", "10 tot en met 19, klasse", (Band.CLASS_10_19,))
CLASS_20_49 = BandGroup("20-49", "20 tot en met 49, klasse", (Band.CLASS_20_49,))
LARGER = BandGroup("26+", "26 of meer", tuple(SUMS["26+"]))
SMALL_FIRMS = BandGroup("1-25", "Klein mkb (1 tot en met 25)", tuple(SMALL))
NOBODY = BandGroup("0", "0", (Band.ZERO,))
UNKNOWN = BandGroup("unknown", "Onbekend", (Band.UNKNOWN,))

REPORTED = [TO_4, TO_9, TO_14, TO_19, TO_25]
SMALL_GROUPS = [*REPORTED, CLASS_10_19]
MAYBE_SMALL = [CLASS_20_49, UNKNOWN]
ALL_GROUPS = [*SMALL_GROUPS, NOBODY, LARGER, CLASS_20_49, UNKNOWN]
SEGMENTS = {group.key: group for group in [SMALL_FIRMS, ZZP, *REPORTED, LARGER]}
KNOWN = [band for band in Band if band != Band.UNKNOWN]
