"""A list that names every establishment by its number may claim one employer several times: the best claim counts.

The rows of such a list are looked through before they are matched. An employer without vestigingsnummer then goes to
the row that fits clearly best, whichever comes first; where two fit equally well a person chooses.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from math import inf

from employers.matching.evidence import TWIN_NAME, Evidence
from employers.matching.prepared import Prepared

CLAIM_FROM = 30  # points from which a row may be the employer
CLEAR_LEAD = 15  # points that the other rows must lie behind
MOST_CLAIMS = 5  # kept for one employer: the best


class Standing(Enum):
    """How the claim of a row compares with those of the other rows of its list."""

    UNKNOWN = "the list was not looked through"
    BEST = "no other row comes near"
    TIED = "another row fits as well"
    BEATEN = "another row fits better"
    NEIGHBOUR = "another branch in the same street is told apart by its house number alone"


@dataclass(frozen=True, slots=True)
class Claim:
    """How well one row fits an employer. What branches share counts against other firms, not among branches."""

    points: float
    branch_points: float
    kvk_number: str
    name_likeness: float
    is_neighbour: bool
    has_own_contact: bool

    def lead_over(self, other: "Claim") -> float:
        if self._is_branch_of(other):
            return self.branch_points - other.branch_points
        return self.points - other.points

    def is_neighbour_of(self, other: "Claim") -> bool:
        """A branch in the street of the employer: one slip in a house number makes the one row the other."""
        return other.is_neighbour and not self.has_own_contact and self._is_branch_of(other)

    def _is_branch_of(self, other: "Claim") -> bool:
        if self.kvk_number and self.kvk_number == other.kvk_number:
            return True
        return min(self.name_likeness, other.name_likeness) >= TWIN_NAME


@dataclass(slots=True)
class Claims:
    """By employer the claims of the rows that may be it, by vestigingsnummer."""

    by_employer: dict[int, dict[str, Claim]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, ours: Prepared, weighed: Iterable[Evidence]) -> bool:
        """Keep what the row may be; False when it is like no employer at all."""
        is_like_any = False
        for evidence in weighed:
            if evidence.points < CLAIM_FROM and not evidence.same_kvk_number:
                continue
            is_like_any = True
            claims = self.by_employer[evidence.prepared.id]
            claims[ours.establishment_number] = Claim(
                evidence.points, evidence.branch_points, ours.kvk_number, evidence.name.likeness,
                evidence.is_neighbour, "own contact" in evidence.kinds,
            )  # fmt: skip
            if len(claims) > MOST_CLAIMS:
                del claims[min(claims, key=lambda number: claims[number].points)]
        return is_like_any

    def standing(self, establishment_number: str, employer: int) -> Standing:
        claims = self.by_employer.get(employer)
        if not claims or not establishment_number:
            return Standing.UNKNOWN
        ours = claims.get(establishment_number)
        if ours is None:
            return Standing.BEATEN
        others = [each for number, each in claims.items() if number != establishment_number]
        lead = min(map(ours.lead_over, others), default=inf)
        if lead >= CLEAR_LEAD:
            return Standing.NEIGHBOUR if any(map(ours.is_neighbour_of, others)) else Standing.BEST
        return Standing.BEATEN if lead <= -CLEAR_LEAD else Standing.TIED
