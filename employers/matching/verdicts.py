"""From evidence to a verdict. Hard facts decide; a doubtful row goes to a person; precision goes before recall."""

from dataclasses import replace

from employers.matching.addresses import Nearness
from employers.matching.claims import Claims, Standing
from employers.matching.evidence import STRONG_NAME, TWIN_NAME, Evidence
from employers.matching.prepared import Prepared
from employers.matching.records import Candidate, Match, Verdict
from employers.matching.scores import BY_NUMBERS, CHANGED_HANDS, DOUBT, LIKELY_FROM, certain_score, doubtful_score

SHOWN_FROM = 30
SHOWN = 5
HOPELESS = 10  # below this nothing that is weighed later makes a difference
CLEAR_GAP = 15  # points that the runner-up must lie behind
CLEAR_GAP_OF_CONFLICT = 5  # the same when something contradicts the runner-up
UNIQUE_NAME = 14
OTHER_BRANCH = -30
BEATEN = -60
UNIQUE_FROM = 0.95  # likeness
UNIQUE_FROM_BY_PLACE = 0.97  # where only the place is known: the name itself, not one with a word more or less
UNIQUE_GAP = 0.18  # likeness that other names in the place must lie behind
POSSIBLE_BRANCH = "mogelijk een andere vestiging"
NEIGHBOUR_BRANCH = "nog een vestiging in dezelfde straat: alleen het huisnummer verschilt"
MOVED = {Nearness.OTHER_IN_TOWN, Nearness.SAME_STREET}

PATHS = (
    # kinds of evidence that must agree, points from which they decide, whether the place must be the same
    ({"name", "address"}, 64, False),
    ({"name", "near"}, 66, False),
    ({"kvk", "address"}, 80, False),
    ({"address", "contact"}, 80, False),
    ({"kvk", "name"}, 80, True),
    ({"kvk", "contact"}, 80, True),
    ({"name", "contact"}, 80, True),
    ({"name", "unique"}, 74, True),
    ({"contact", "person"}, 95, True),
)
ALIKE_AT_LEAST = 0.6  # likeness of the names below which address and phone together are still two firms' doing


def decide(ours: Prepared, weighed: list[Evidence], establishments: int, claims: Claims) -> Match:
    """`establishments`: how many employers the register has under the row's KvK number."""
    weighed = [evidence for evidence in weighed if evidence.points >= HOPELESS or evidence.same_kvk_number]
    for evidence in weighed:
        standing = claims.standing(ours.establishment_number, evidence.prepared.id)
        _weigh_company(evidence, establishments)
        _weigh_branches(evidence, weighed)
        _weigh_claims(evidence, standing)
        _weigh_unknown_branches(evidence, ours, standing)
        _weigh_uniqueness(evidence, weighed)
    ranked = sorted(weighed, key=lambda evidence: (-evidence.sureness, evidence.prepared.id))
    candidates = tuple(_candidate(evidence) for evidence in ranked[:SHOWN] if evidence.points >= SHOWN_FROM)
    if not ranked or ranked[0].points < LIKELY_FROM:
        return _new(candidates)
    spare = _spare_points(ranked[0], ours)
    if spare is not None and not _has_rival(ranked, CLEAR_GAP_OF_CONFLICT):
        best = replace(candidates[0], score=certain_score(spare))
        return _match(Verdict.CERTAIN, (best, *candidates[1:]))
    is_one = len(ranked) == 1 or ranked[1].points < LIKELY_FROM or not _has_rival(ranked, CLEAR_GAP)
    return _match(Verdict.LIKELY if is_one else Verdict.SEVERAL, candidates)


def exact(employer_id: int, reason: str) -> Match:
    """The link that numbers alone decide."""
    return _match(Verdict.CERTAIN, (Candidate(employer_id, BY_NUMBERS, (reason,)),))


def changed_hands(employer_id: int) -> Match:
    """A vestigingsnummer stays when a firm goes on in another form; a person says whether it did."""
    reason = "zelfde vestigingsnummer, ander KvK-nummer: mogelijk een nieuwe rechtsvorm of eigenaar"
    return _match(Verdict.LIKELY, (Candidate(employer_id, CHANGED_HANDS, (reason,)),))


def nothing_like() -> Match:
    return _new(())


def _match(verdict: Verdict, candidates: tuple[Candidate, ...]) -> Match:
    best = candidates[0]
    return Match(verdict, best.employer_id, best.score, best.reasons, candidates)


def _new(candidates: tuple[Candidate, ...]) -> Match:
    reason = "lijkt te weinig op wat in het register staat" if candidates else "niets in het register lijkt hierop"
    return Match(Verdict.NEW, None, candidates[0].score if candidates else 0, (reason,), candidates)


def _candidate(evidence: Evidence) -> Candidate:
    told = sorted(evidence.reasons, key=lambda reason: -abs(reason[0]))
    reasons = tuple(words for _, words in told)
    points = tuple(round(-DOUBT if evidence.is_doubt(*reason) else reason[0]) for reason in told)
    return Candidate(evidence.prepared.id, doubtful_score(evidence.points, evidence.doubts), reasons, points)


def _has_rival(ranked: list[Evidence], gap_of_conflict: int) -> bool:
    """Whether another employer comes so near that the best is not clearly the one."""
    best, *others = ranked
    return any(
        best.points - other.points < (gap_of_conflict if other.conflicts else CLEAR_GAP)
        or _has_better_name(other, best)
        for other in others[:SHOWN]
    )


def _has_better_name(other: Evidence, best: Evidence) -> bool:
    """One kind of evidence points to this one, another kind to that one: a holding with the firm's phone number."""
    if other.conflicts or other.nearness < best.nearness or (best.same_kvk_number and not other.same_kvk_number):
        return False
    return other.name.likeness >= STRONG_NAME and other.name.likeness > best.name.likeness + 0.02


def _weigh_company(evidence: Evidence, establishments: int) -> None:
    """A shared KvK number names the company; its only establishment is always worth a look."""
    if not evidence.same_kvk_number:
        return
    if establishments > 1:
        evidence.add(0, f"{establishments} vestigingen onder dit KvK-nummer")
    elif evidence.points < LIKELY_FROM:
        evidence.add(LIKELY_FROM - evidence.points, "enige vestiging onder dit KvK-nummer")


def _weigh_branches(evidence: Evidence, weighed: list[Evidence]) -> None:
    """Branches share name, web domain and often a phone: the address chooses, or a place with one branch."""
    branches = [other for other in weighed if other is not evidence and _are_branches(evidence, other)]
    if "address" in evidence.kinds:
        if any(other.is_neighbour for other in branches) and "own contact" not in evidence.kinds:
            evidence.doubt(NEIGHBOUR_BRANCH)
        return
    nearest = max((other.nearness for other in branches), default=Nearness.ELSEWHERE)
    if nearest >= Nearness.POSTCODE_ONLY and nearest > evidence.nearness:
        evidence.against(OTHER_BRANCH, "het adres is van een andere vestiging")
    elif evidence.nearness >= Nearness.POSTCODE_ONLY and nearest < evidence.nearness:
        return
    elif branches and (evidence.other_address or not evidence.same_place or any(b.same_place for b in branches)):
        evidence.doubt("meer vestigingen")


def _weigh_claims(evidence: Evidence, standing: Standing) -> None:
    """Of the rows of one list the best one counts; where all are in another place, it is none of them."""
    if standing is Standing.BEATEN or (standing is Standing.TIED and not evidence.same_place):
        evidence.against(BEATEN, "een andere regel van deze lijst past beter of even goed")
    elif standing is Standing.NEIGHBOUR:
        evidence.doubt(NEIGHBOUR_BRANCH)
    elif standing is Standing.TIED:
        evidence.doubt("een andere regel van deze lijst past even goed")


def _weigh_unknown_branches(evidence: Evidence, ours: Prepared, standing: Standing) -> None:
    """What fits may be a branch that the register does not have yet, unless all branches are known.

    They are when the register has the vestigingsnummer and the row brings none, or the other way round. Else only what
    one branch alone has tells: the address, its own phone or mailbox.
    """
    if evidence.prepared.establishment_number and not ours.establishment_number:
        return
    if standing is Standing.BEST or "own contact" in evidence.kinds:
        return
    if not {"address", "near"} & evidence.kinds or evidence.nearness in MOVED:
        evidence.doubt(POSSIBLE_BRANCH)


def _are_branches(one: Evidence, other: Evidence) -> bool:
    """Two employers of one company or, where no numbers tell, of one name."""
    ours, theirs = one.prepared, other.prepared
    if one.same_kvk_number and theirs.kvk_number and not other.same_kvk_number:
        return False
    if ours.kvk_number and ours.kvk_number == theirs.kvk_number:
        return True
    if ours.company_id is not None and ours.company_id == theirs.company_id:
        return True
    if min(one.name.likeness, other.name.likeness) < TWIN_NAME:
        return False
    return one.other_address or not one.same_place or "own contact" not in one.kinds


def _weigh_uniqueness(evidence: Evidence, weighed: list[Evidence]) -> None:
    """A telling name that only one firm in the place has, where nothing else is known to differ."""
    if not evidence.same_place or evidence.nearness in MOVED or evidence.conflicts or "address" in evidence.kinds:
        return
    least = UNIQUE_FROM_BY_PLACE if evidence.nearness is Nearness.SAME_TOWN else UNIQUE_FROM
    if evidence.name.likeness < least or evidence.name.information < 0.7 or evidence.name.may_be_kin:
        return
    as_alike = evidence.name.likeness - UNIQUE_GAP
    others = (other for other in weighed if other is not evidence and other.same_place)
    if any(other.name.likeness >= as_alike and not other.name.contradiction for other in others):
        return
    evidence.add(UNIQUE_NAME, "enige met deze naam in deze plaats", "unique")


def _spare_points(best: Evidence, ours: Prepared) -> float | None:
    """Points beyond what an unattended link needs; None where two kinds of evidence do not agree or one contradicts."""
    if best.conflicts or (best.name.likeness < ALIKE_AT_LEAST and "kvk" not in best.kinds):
        return None
    place_known = bool(ours.areas) and bool(best.prepared.areas)
    spares = [
        best.points - points
        for kinds, points, needs_place in PATHS
        if kinds <= best.kinds and (best.same_place or not needs_place or not place_known)
    ]
    return max((spare for spare in spares if spare >= 0), default=None)
