"""The register as matching sees it: employers in blocks, and the question "which employer is this row?"."""

from collections.abc import Iterable

from employers.matching.blocks import Blocks
from employers.matching.claims import Claims
from employers.matching.evidence import Crowd, Evidence, weigh
from employers.matching.prepared import Prepared, merge, prepare
from employers.matching.rarity import Rarity
from employers.matching.records import Match, Record
from employers.matching.verdicts import decide, exact, nothing_like


class Register:
    """Known employers, ready to be matched against. Rows added later are matchable at once."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.blocks = Blocks()
        self.rarity = Rarity()
        self.employers: dict[int, Prepared] = {}
        self.claims = Claims()
        self.unlike: set[str] = set()  # vestigingsnummers of expected rows that no employer is like
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Take in a record; one with the id of a known employer adds what that employer may look like."""
        prepared = prepare(record)
        known = self.employers.setdefault(record.id, prepared)
        self.rarity.count(prepared.words if known is prepared else prepared.words - known.words)
        if known is not prepared:
            merge(known, prepared)
        self.blocks.add(known, prepared)
        if not record.establishment_number:
            self.unlike.clear()

    def expect(self, record: Record) -> None:
        """Take note of a row that is going to be matched, so that the rows before it leave it what is its own.

        Only rows with a vestigingsnummer: their list is held to have all establishments.
        """
        number = record.establishment_number
        if not number or self._by_number(record, None):
            return
        if not self.claims.note(number, self._weighed(prepare(record), None)):
            self.unlike.add(number)

    def match(self, record: Record, *, is_known: bool = False) -> Match:
        """Which employer this row is, with score, reasons, and what else it may be.

        A known employer, in the register under its own id, asks which other one it is.
        """
        itself = record.id if is_known else None
        if found := self._by_number(record, itself):
            return found
        if record.establishment_number in self.unlike:
            return nothing_like()
        ours = prepare(record)
        establishments = Crowd(self.blocks).size("kvk", record.kvk_number) - is_known if record.kvk_number else 0
        return decide(ours, self._weighed(ours, itself), establishments, self.claims)

    def _weighed(self, ours: Prepared, itself: int | None) -> list[Evidence]:
        crowd = Crowd(self.blocks)
        candidates = [each for each in self.blocks.candidates(ours, self.rarity) if each.id != itself]
        return [weigh(ours, theirs, self.rarity, crowd) for theirs in candidates]

    def _by_number(self, record: Record, itself: int | None) -> Match | None:
        """A vestigingsnummer is one establishment, unless the KvK numbers say it changed hands."""
        if not record.establishment_number:
            return None
        for member in self.blocks.members("establishment", record.establishment_number):
            if member.id == itself:
                continue
            both_known = bool(member.kvk_number and record.kvk_number)
            if not both_known or member.kvk_number == record.kvk_number:
                words = "zelfde KvK-nummer en vestigingsnummer" if both_known else "zelfde vestigingsnummer"
                return exact(member.id, words)
        return None
