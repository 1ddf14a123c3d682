"""Counts over linked rows: how often right, how often asked, how often missed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from employers.matching import Verdict
from imports.benchmark.linking import Linked

ASKED = (Verdict.LIKELY, Verdict.SEVERAL)
PRECISION = 0.995  # of unattended links
CHAINS_AND_HOLDINGS = {"chain", "franchise", "second_branch", "holding"}


@dataclass(slots=True)
class Measures:
    """Over one or more runs; two of them add up."""

    runs: int = 0
    pairs: int = 0
    right: int = 0
    wrong: int = 0
    questions: int = 0
    asked_pairs: int = 0
    seconds: float = 0.0
    scores: list["Scored"] = field(default_factory=list)
    by_noise: Counter = field(default_factory=Counter)
    wrong_traps: Counter = field(default_factory=Counter)

    def __add__(self, other: "Measures") -> "Measures":
        return Measures(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def precision(self) -> float:
        return share(self.right, self.right + self.wrong)

    @property
    def unattended(self) -> float:
        """The part of the true pairs that is linked without a person."""
        return share(self.right, self.pairs)

    @property
    def found(self) -> float:
        """The part of the true pairs that is linked, or that a person gets to see."""
        return share(self.right + self.asked_pairs, self.pairs)

    @property
    def queue(self) -> float:
        """Questions for one delivery of the three lists."""
        return self.questions / self.runs if self.runs else 0.0

    @property
    def chain_errors(self) -> int:
        return sum(count for trap, count in self.wrong_traps.items() if trap in CHAINS_AND_HOLDINGS)


@dataclass(frozen=True, slots=True)
class Scored:
    """The best proposal for one row, whatever the means: its score, whether it is right, whether there was one."""

    score: float
    is_right: bool
    is_pair: bool


def share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def measure(linked: Iterable[Linked], seconds: float) -> Measures:
    measures = Measures(runs=1, seconds=seconds)
    for each in linked:
        _count(measures, each)
    return measures


def _count(measures: Measures, each: Linked) -> None:
    verdict = each.match.verdict
    outcome = "missed"
    measures.pairs += each.is_pair
    measures.scores.append(Scored(each.best_score, each.is_right, each.is_pair))
    if verdict is Verdict.CERTAIN and each.is_right:
        measures.right += 1
        outcome = "unattended"
    elif verdict is Verdict.CERTAIN:
        measures.wrong += 1
        measures.wrong_traps[each.entry.trap or each.other_trap or "geen"] += 1
    elif verdict in ASKED:
        measures.questions += 1
        measures.asked_pairs += each.is_pair and each.is_among
        outcome = "asked" if each.is_among else "missed"
    if each.is_pair:
        measures.by_noise.update((kind, outcome) for kind in each.entry.noise or ("none",))


@dataclass(frozen=True, slots=True)
class Threshold:
    """One score above which everything is linked."""

    score: float = 0.0
    precision: float = 1.0
    recall: float = 0.0

    @property
    def f1(self) -> float:
        return share(2 * self.precision * self.recall, self.precision + self.recall) if self.recall else 0.0


def thresholds(scores: Sequence[Scored]) -> list[Threshold]:
    """What every possible threshold would give."""
    pairs = sum(each.is_pair for each in scores)
    ranked = sorted((each for each in scores if each.score > 0), key=lambda each: -each.score)
    found, right = [], 0
    for count, each in enumerate(ranked, 1):
        right += each.is_right
        if count == len(ranked) or ranked[count].score < each.score:
            found.append(Threshold(each.score, right / count, share(right, pairs)))
    return found


def best_threshold(scores: Sequence[Scored]) -> Threshold:
    return max(thresholds(scores), key=lambda each: each.f1, default=Threshold())


def safe_threshold(scores: Sequence[Scored]) -> Threshold:
    """The lowest threshold at which links are right often enough to do without a person."""
    safe = [each for each in thresholds(scores) if each.precision >= PRECISION]
    return max(safe, key=lambda each: each.recall, default=Threshold())
