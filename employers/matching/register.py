"""The register as matching sees it: records in blocks, and the question "which employer is this row?"."""

from collections.abc import Iterable

from employers.matching.blocks import Blocks
from employers.matching.evidence import Crowd, weigh
from employers.matching.prepared import prepare
from employers.matching.rarity import Rarity
from employers.matching.records import Match, Record
from employers.matching.verdicts import decide, exact


class Register:
    """Records of known employers, ready to be matched against. Rows added later are matchable at once."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.blocks = Blocks()
        self.rarity = Rarity()
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Take in a record; one with the id of a known employer adds what that employer may look like."""
        prepared = prepare(record)
        self.blocks.add(prepared)
        self.rarity.count({word for form in prepared.names for word in form.words})

    def match(self, record: Record) -> Match:
        """Which employer this row is, with score, reasons, and what else it may be."""
        if found := self._by_number(record):
            return found
        ours = prepare(record)
        candidates = self.blocks.candidates(ours, self.rarity)
        crowd = Crowd(self.blocks)
        weighed = [weigh(ours, theirs, self.rarity, crowd) for theirs in candidates]
        establishments = crowd.size("kvk", record.kvk_number) if record.kvk_number else 0
        return decide(ours, weighed, establishments)

    def _by_number(self, record: Record) -> Match | None:
        """A vestigingsnummer is one establishment, unless the KvK numbers say it changed hands."""
        if not record.establishment_number:
            return None
        for member in self.blocks.members("establishment", record.establishment_number):
            theirs = member.record.kvk_number
            if not theirs or not record.kvk_number or theirs == record.kvk_number:
                return exact(
                    member.id,
                    "zelfde KvK-nummer en vestigingsnummer"
                    if theirs and record.kvk_number
                    else "zelfde vestigingsnummer",
                )
        return None
