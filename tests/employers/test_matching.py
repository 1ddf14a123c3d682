"""Which employer is this row: every hard case, and what always holds."""

import pytest

from employers.matching import Register, Verdict
from tests.employers.matching_cases import CASES


@pytest.mark.parametrize("case", CASES, ids=[case.fact for case in CASES])
def test_hard_case(case):
    match = Register(case.register).match(case.row)
    assert match.verdict in case.verdicts, (match.score, match.reasons)
    if case.employer_id and match.verdict != Verdict.NEW:
        assert match.employer_id == case.employer_id, match
