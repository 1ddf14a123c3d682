"""Lists linked one after another, as the importer does it, and what became of every row.

A row in review becomes nothing within its own list; behind the list a person answers it, and answers truly.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from employers.matching import Match, Register, Verdict
from imports.benchmark.lists import Entry

USUAL_ORDER = ("kvk", "baanbrekend", "lwl")
ORDERS = (USUAL_ORDER, ("baanbrekend", "kvk", "lwl"), ("lwl", "baanbrekend", "kvk"))


@dataclass(frozen=True, slots=True)
class Linked:
    """One row and its match. `is_pair`: its establishment was in the register already.

    `proposed` and `found` are the truth about the best candidate and about all candidates; `wrong_trap` is what
    makes the two easy to mistake when they are linked and should not be.
    """

    entry: Entry
    match: Match
    is_pair: bool
    is_right: bool
    is_among: bool
    other_trap: str

    @property
    def best_score(self) -> int:
        return self.match.candidates[0].score if self.match.candidates else 0


@dataclass(slots=True)
class Linking:
    """The register while lists come in, with the truth of who is who beside it.

    `is_answered`: a person answers what is asked, behind the list; else such a row stands by itself.
    """

    is_answered: bool = True
    register: Register = field(default_factory=Register)
    entity_of: dict[int, Entry] = field(default_factory=dict)
    employer_of: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def take_in(self, entries: Sequence[Entry]) -> list[Linked]:
        self._expect(entries)
        linked = [self._link(entry) for entry in entries]
        for each in linked:
            if each.match.verdict in (Verdict.LIKELY, Verdict.SEVERAL):
                self._answer(each)
        return linked

    def _expect(self, entries: Sequence[Entry]) -> None:
        started = time.process_time()
        for entry in entries if len(self.register) else ():
            self.register.expect(entry.record)
        self.seconds += time.process_time() - started

    def _link(self, entry: Entry) -> Linked:
        started = time.process_time()
        match = self.register.match(entry.record)
        self.seconds += time.process_time() - started
        candidates = [self.entity_of[each.employer_id] for each in match.candidates]
        entities = [each.entity for each in candidates]
        linked = Linked(
            entry,
            match,
            is_pair=entry.entity in self.employer_of,
            is_right=entities[:1] == [entry.entity],
            is_among=entry.entity in entities,
            other_trap=candidates[0].trap if candidates else "",
        )
        if match.verdict is Verdict.CERTAIN:
            self._learn(entry, match.employer_id)
        elif match.verdict is Verdict.NEW:
            self._learn(entry, entry.record.id)
        return linked

    def _answer(self, linked: Linked) -> None:
        is_same = self.is_answered and linked.is_among
        same = self.employer_of.get(linked.entry.entity) if is_same else None
        self._learn(linked.entry, same or linked.entry.record.id)

    def _learn(self, entry: Entry, employer: int) -> None:
        started = time.process_time()
        self.register.add(replace(entry.record, id=employer))
        self.seconds += time.process_time() - started
        self.entity_of.setdefault(employer, entry)
        self.employer_of.setdefault(entry.entity, employer)


def link_all(lists: Iterable[Sequence[Entry]], *, is_answered: bool = True) -> tuple[list[Linked], float]:
    """Everything that happened, and the seconds that matching took."""
    linking = Linking(is_answered)
    linked = [each for entries in lists for each in linking.take_in(entries)]
    return linked, linking.seconds
