"""Which employer of the register is this row of a list? (design.md 6)"""

from employers.matching.records import Candidate, Match, Record, Verdict
from employers.matching.register import Register

__all__ = ["Candidate", "Match", "Record", "Register", "Verdict"]
