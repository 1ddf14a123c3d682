"""Size in working people: bands on screen, classes of the trade register, and what counts as small.

A size is a number, or a class with a lower and an upper bound; "onbekend" is counted and shown, never treated as
small or large (design.md 2). Bands the report prints as 1-4 are the sum of the first two.
"""

from collections.abc import Iterable

from django.db import models
from django.db.models import Case, CharField, Q, Value, When


class Band(models.TextChoices):
    """Bands on screen. The three that straddle (10-19, 20-49, 200-499) hold register classes without a number."""

    ZERO = "0", "0"
    ONE = "1", "1 (zzp)"
    TO_4 = "2-4", "2 tot en met 4"
    TO_9 = "5-9", "5 tot en met 9"
    TO_14 = "10-14", "10 tot en met 14"
    TO_19 = "15-19", "15 tot en met 19"
    CLASS_10_19 = "10-19", "10 tot en met 19 (klasse)"
    TO_25 = "20-25", "20 tot en met 25"
    CLASS_20_49 = "20-49", "20 tot en met 49 (klasse)"
    TO_49 = "26-49", "26 tot en met 49"
    TO_99 = "50-99", "50 tot en met 99"
    TO_249 = "100-249", "100 tot en met 249"
    CLASS_200_499 = "200-499", "200 tot en met 499 (klasse)"
    MORE = "250+", "250 of meer"
    UNKNOWN = "unknown", "Onbekend"


BOUNDS = {
    Band.ZERO: (0, 0),
    Band.ONE: (1, 1),
    Band.TO_4: (2, 4),
    Band.TO_9: (5, 9),
    Band.TO_14: (10, 14),
    Band.TO_19: (15, 19),
    Band.CLASS_10_19: (10, 19),
    Band.TO_25: (20, 25),
    Band.CLASS_20_49: (20, 49),
    Band.TO_49: (26, 49),
    Band.TO_99: (50, 99),
    Band.TO_249: (100, 249),
    Band.CLASS_200_499: (200, 499),
    Band.MORE: (250, None),
}
STRADDLING = {Band.CLASS_10_19, Band.CLASS_20_49, Band.CLASS_200_499}
SMALL = [band for band, (low, high) in BOUNDS.items() if low >= 1 and high is not None and high <= 25]
SELF_EMPLOYED = Band.ONE

SUMS = {
    "1-4": [Band.ONE, Band.TO_4],
    "26+": [band for band, (low, _) in BOUNDS.items() if low >= 26],
}

REGISTER_CLASSES = {
    # Code list "klasse werkzame personen totaal" of the trade register (standards.md 3.3)
    "01": (0, 0),
    "02": (1, 1),
    "03": (2, 4),
    "04": (5, 9),
    "05": (10, 19),
    "06": (20, 49),
    "07": (50, 99),
    "08": (100, 199),
    "09": (200, 499),
    "10": (500, 749),
    "11": (750, 999),
    "12": (1000, None),
}


def expand_bands(values: Iterable[str]) -> list[str]:
    """Bands with the sums of bands written out."""
    return [str(band) for value in values for band in SUMS.get(value, [value])]


BANDS_NARROW_FIRST = sorted(BOUNDS, key=lambda band: band in STRADDLING)


def band_of(minimum: int | None, maximum: int | None) -> Band:
    """The narrowest band that holds the whole range; unknown when none does. `band_expression` is its twin in SQL."""
    if minimum is None:
        return Band.UNKNOWN
    for band in BANDS_NARROW_FIRST:
        low, high = BOUNDS[band]
        if minimum >= low and (high is None or (maximum is not None and maximum <= high)):
            return band
    return Band.UNKNOWN


def band_expression(minimum: str, maximum: str) -> Case:
    """`band_of` over two columns, for a generated column."""
    return Case(
        *[
            When(
                Q(**{f"{minimum}__gte": BOUNDS[band][0]})
                & (Q() if BOUNDS[band][1] is None else Q(**{f"{maximum}__lte": BOUNDS[band][1]})),
                then=Value(band.value),
            )
            for band in BANDS_NARROW_FIRST
        ],
        default=Value(Band.UNKNOWN.value),
        output_field=CharField(max_length=10),
    )


def size_text(minimum: int | None, maximum: int | None) -> str:
    """A size in words: "12", "10 tot en met 19", "250 of meer" or "Onbekend"."""
    if minimum is None:
        return Band.UNKNOWN.label
    if minimum == maximum:
        return f"{minimum:,}".replace(",", ".")
    return f"{minimum} of meer" if maximum is None else f"{minimum} tot en met {maximum}"


def is_small(band: str) -> bool | None:
    """Whether a firm of this band is small; None when that cannot be known."""
    if band in (Band.UNKNOWN, Band.CLASS_20_49):
        return None
    return band in SMALL
