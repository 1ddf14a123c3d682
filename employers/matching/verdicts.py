"""From evidence to a verdict. Hard facts decide; a doubtful row goes to a person; precision goes before recall."""

from employers.matching.evidence import Evidence
from employers.matching.prepared import Prepared
from employers.matching.records import Candidate, Match, Verdict

CERTAIN_FROM = 80
LIKELY_FROM = 50
SHOWN_FROM = 30
CLEAR_GAP = 15
UNIQUE_NAME = 14
SHOWN = 5


def decide(ours: Prepared, weighed: list[Evidence], establishments: int) -> Match:
    """`establishments`: how many employers the register has under the row's KvK number."""
    ranked = sorted(_best_per_employer(weighed), key=lambda evidence: (-evidence.points, evidence.prepared.id))
    for evidence in ranked:
        _weigh_company(evidence, ours, ranked, establishments)
        _weigh_uniqueness(evidence, ranked)
    ranked.sort(key=lambda evidence: (-evidence.points, evidence.prepared.id))
    candidates = tuple(_candidate(evidence) for evidence in ranked[:SHOWN] if evidence.points >= SHOWN_FROM)
    if not ranked or ranked[0].points < LIKELY_FROM:
        return Match(Verdict.NEW, None, candidates[0].score if candidates else 0, _new_reasons(candidates), candidates)
    best, runner_up = ranked[0], ranked[1].points if len(ranked) > 1 else 0.0
    if _is_certain(best, ours) and best.points - runner_up >= CLEAR_GAP:
        return _match(Verdict.CERTAIN, candidates)
    has_rival = runner_up >= LIKELY_FROM and best.points - runner_up < CLEAR_GAP
    return _match(Verdict.SEVERAL if has_rival else Verdict.LIKELY, candidates)


def exact(employer_id: int, reason: str) -> Match:
    """The link that numbers alone decide."""
    return _match(Verdict.CERTAIN, (Candidate(employer_id, 100, (reason,)),))


def _match(verdict: Verdict, candidates: tuple[Candidate, ...]) -> Match:
    best = candidates[0]
    return Match(verdict, best.employer_id, best.score, best.reasons, candidates)


def _candidate(evidence: Evidence) -> Candidate:
    reasons = tuple(words for _, words in sorted(evidence.reasons, key=lambda reason: -abs(reason[0])))
    return Candidate(evidence.prepared.id, max(0, min(100, round(evidence.points))), reasons)


def _new_reasons(candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    return ("lijkt te weinig op wat in het register staat",) if candidates else ("niets in het register lijkt hierop",)


def _best_per_employer(weighed: list[Evidence]) -> list[Evidence]:
    """One employer may stand in the register with several records: its best one counts."""
    best: dict[int, Evidence] = {}
    for evidence in weighed:
        known = best.get(evidence.prepared.id)
        if known is None or evidence.points > known.points:
            best[evidence.prepared.id] = evidence
    return list(best.values())


def _weigh_company(evidence: Evidence, ours: Prepared, ranked: list[Evidence], establishments: int) -> None:
    """A shared KvK number names the company: with several establishments the place or address has to choose."""
    if not evidence.same_kvk_number:
        return
    if establishments > 1:
        evidence.add(0, f"{establishments} vestigingen onder dit KvK-nummer")
        if "address" not in evidence.kinds and _siblings_in_place(evidence, ranked):
            evidence.conflicts.append("meer vestigingen in deze plaats")
    elif evidence.points < LIKELY_FROM:
        evidence.add(LIKELY_FROM - evidence.points, "enige vestiging onder dit KvK-nummer")


def _siblings_in_place(evidence: Evidence, ranked: list[Evidence]) -> bool:
    if not evidence.same_place:
        return True
    return any(other.same_kvk_number and other.same_place for other in ranked if other is not evidence)


def _weigh_uniqueness(evidence: Evidence, ranked: list[Evidence]) -> None:
    """A telling name that only one firm in the place has, where nothing else is known to differ."""
    if not evidence.same_place or evidence.other_address or evidence.conflicts or "address" in evidence.kinds:
        return
    if evidence.name.likeness < 0.95 or evidence.name.information < 0.7:
        return
    if any(other.same_place and other.name.likeness >= 0.75 for other in ranked if other is not evidence):
        return
    evidence.add(UNIQUE_NAME, "enige met deze naam in deze plaats", "unique")


def _is_certain(best: Evidence, ours: Prepared) -> bool:
    if best.points < CERTAIN_FROM or best.conflicts or len(best.kinds) < 2:
        return False
    if not best.same_place and "address" not in best.kinds and ours.areas and best.prepared.areas:
        return False  # another place: moved, or the branch of a chain
    return "name" in best.kinds or {"kvk", "address"} <= best.kinds
