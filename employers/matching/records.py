"""What goes into matching and what comes out: plain values, no database."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What matching says about a row. Rejected and unchanged are decided before matching."""

    CERTAIN = "certain"
    LIKELY = "likely"
    SEVERAL = "several"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Record:
    """One establishment as a list or the register has it; all text canonical (`normalise.py`), "" when missing.

    `id` is the employer's; several records may carry one id (the register's own and those of its registrations).
    """

    id: int
    names: tuple[str, ...]
    kvk_number: str = ""
    establishment_number: str = ""
    street: str = ""
    house_number: int | None = None
    house_suffix: str = ""
    postcode: str = ""
    place: str = ""
    municipality: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    sector: str = ""
    contacts: tuple[str, ...] = ()
    company_id: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An employer that the row may be: score 0-100 and the reasons in Dutch, heaviest first.

    `points`: what each of the reasons adds to the score or takes off, in the same order.
    """

    employer_id: int
    score: int
    reasons: tuple[str, ...]
    points: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on one row; `employer_id` is the link, or the best proposal when a person has to look."""

    verdict: Verdict
    employer_id: int | None
    score: int
    reasons: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
