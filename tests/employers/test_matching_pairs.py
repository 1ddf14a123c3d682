"""Hand-written pairs, apart from what the generator of the benchmark makes; and what a score means."""

import pytest

from employers.matching import Register, Verdict
from tests.employers.matching_cases import CASES
from tests.employers.matching_pairs import PAIRS

BANDS = {
    Verdict.CERTAIN: range(90, 101),
    Verdict.LIKELY: range(50, 90),
    Verdict.SEVERAL: range(50, 90),
    Verdict.NEW: range(50),
}
EVERY = [*CASES, *PAIRS]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.fact for pair in PAIRS])
def test_pair(pair):
    match = Register(pair.register).match(pair.row)
    assert match.verdict in pair.verdicts, (match.score, match.candidates)
    if pair.employer_id and match.verdict != Verdict.NEW:
        assert match.employer_id == pair.employer_id, match.candidates


def test_there_are_enough_pairs():
    assert len({pair.fact for pair in PAIRS}) == len(PAIRS) >= 60


@pytest.mark.parametrize("case", EVERY, ids=[case.fact for case in EVERY])
def test_score_tells_the_verdict(case):
    match = Register(case.register).match(case.row)
    scores = [candidate.score for candidate in match.candidates]
    assert match.score in BANDS[match.verdict], match
    assert match.score == (scores[0] if scores else 0)
    assert scores == sorted(scores, reverse=True)
    assert all(score < 90 for score in scores[1:]), scores
