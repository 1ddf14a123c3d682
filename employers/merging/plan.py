"""What a merge is going to do, to be read before it is done."""

from dataclasses import dataclass

from employers.merging.fields import Choice, choices
from employers.merging.relations import Rule, counts
from employers.models import Employer


@dataclass(frozen=True)
class MovedRows:
    """One line of the plan: so many rows move, of which so many join one that the kept employer has too."""

    rule: Rule
    count: int
    joined: int

    @property
    def name(self) -> str:
        return self.rule.one if self.count == 1 else self.rule.many


@dataclass(frozen=True)
class Plan:
    keep: Employer
    drop: Employer
    relations: list[MovedRows]
    fields: list[Choice]
    warnings: list[str]

    @property
    def differing(self) -> list[Choice]:
        return [choice for choice in self.fields if choice.differs]

    @property
    def equal(self) -> list[Choice]:
        return [choice for choice in self.fields if not choice.differs]


def plan_merge(keep: Employer, drop: Employer) -> Plan:
    """The plan for making these two one; refuses as long as something unknown hangs on employers."""
    relations = [MovedRows(rule, count, joined) for rule, count, joined in counts(keep.pk, drop.pk)]
    return Plan(keep, drop, relations, choices(keep, drop), _warnings(keep, drop))


def suggest_keep(one: Employer, other: Employer) -> tuple[Employer, Employer]:
    """Which of the two to keep and which to drop: the one with numbers, else the one known longest."""
    kept, dropped = sorted([one, other], key=lambda it: (not it.establishment_number, not it.kvk_number, it.pk))
    return kept, dropped


def _warnings(keep: Employer, drop: Employer) -> list[str]:
    found = []
    numbers = {keep.establishment_number, drop.establishment_number} - {""}
    if len(numbers) == 2:
        found.append("Ze hebben elk een eigen vestigingsnummer. Voor de KvK zijn dit twee vestigingen.")
    if len({keep.kvk_number, drop.kvk_number} - {""}) == 2:
        found.append("Ze hebben elk een eigen KvK-nummer. Misschien zijn het twee bedrijven van één eigenaar.")
    if keep.is_opted_out != drop.is_opted_out:
        found.append("Een van de twee wil niet benaderd worden. Dat gaat dan voor beide gelden.")
    return found
