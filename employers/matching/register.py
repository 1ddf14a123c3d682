"""The register as matching sees it: employers in blocks, and the question "which employer is this row?"."""

from collections.abc import Iterable

from employers.matching.archive import Archive, Numbers
from employers.matching.blocks import Blocks
from employers.matching.claims import Claims
from employers.matching.evidence import Crowd, Evidence, weigh
from employers.matching.prepared import Prepared, merge, prepare
from employers.matching.rarity import Rarity
from employers.matching.records import Match, Record
from employers.matching.shelves import Shelf
from employers.matching.verdicts import changed_hands, decide, exact, nothing_like


class Register:
    """Known employers, ready to be matched against. Rows added later are matchable at once."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.blocks = Blocks()
        self.rarity = Rarity()
        self.archive = Archive()
        self.numbers = Numbers()
        self.claims = Claims()
        self.unlike = Shelf()  # vestigingsnummers of expected rows that no employer is like
        for record in records:
            self.add(record)

    def __len__(self) -> int:
        return len(self.archive)

    def add(self, record: Record) -> None:
        """Take in a record; one with the id of a known employer adds what that employer may look like."""
        prepared = prepare(record)
        number = self.numbers.get(record.id)
        if number is None:
            number, known = self._file(prepared), prepared
            self.rarity.count(prepared.words)
        else:
            known = self.archive.get(number)
            self.rarity.count(prepared.words - known.words)
            merge(known, prepared)
            self.archive.put(number, known)
        self.blocks.add(number, known, prepared)
        if not record.establishment_number:
            self.unlike.clear()

    def expect(self, record: Record) -> None:
        """Take note of a row that is going to be matched, so that the rows before it leave it what is its own.

        Only rows with a vestigingsnummer: their list is held to have all establishments.
        """
        number = record.establishment_number
        if not number or self._by_number(record, None):
            return
        ours = prepare(record)
        if not self.claims.note(ours, self._weighed(ours, None)):
            self.unlike.add(number, 0)

    def match(self, record: Record, *, is_known: bool = False) -> Match:
        """Which employer this row is, with score, reasons, and what else it may be.

        A known employer, in the register under its own id, asks which other one it is.
        """
        itself = record.id if is_known else None
        if found := self._by_number(record, itself):
            return found
        if record.establishment_number and self.unlike.members(record.establishment_number):
            return nothing_like()
        ours = prepare(record)
        establishments = Crowd(self.blocks).size("kvk", record.kvk_number) - is_known if record.kvk_number else 0
        return decide(ours, self._weighed(ours, itself), establishments, self.claims)

    def _file(self, prepared: Prepared) -> int:
        number = self.archive.append(prepared)
        self.numbers.put(prepared.id, number)
        return number

    def _weighed(self, ours: Prepared, itself: int | None) -> list[Evidence]:
        crowd = Crowd(self.blocks)
        candidates = map(self.archive.get, self.blocks.candidates(ours, self.rarity))
        return [weigh(ours, theirs, self.rarity, crowd) for theirs in candidates if self._may_be(ours, theirs, itself)]

    def _may_be(self, ours: Prepared, theirs: Prepared, itself: int | None) -> bool:
        return theirs.id != itself and not (ours.establishment_number and theirs.establishment_number)

    def _by_number(self, record: Record, itself: int | None) -> Match | None:
        """A vestigingsnummer is one establishment; under another KvK number it may have changed hands: then ask."""
        if not record.establishment_number:
            return None
        asked = None
        for number in self.blocks.members("establishment", record.establishment_number):
            member = self.archive.get(number)
            if member.id == itself:
                continue
            both_known = bool(member.kvk_number and record.kvk_number)
            if not both_known or member.kvk_number == record.kvk_number:
                words = "zelfde KvK-nummer en vestigingsnummer" if both_known else "zelfde vestigingsnummer"
                return exact(member.id, words)
            asked = asked or changed_hands(member.id)
        return asked
