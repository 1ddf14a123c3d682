"""Which employer is each row of a delivery? The verdicts, from what is known of the list and from matching."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from employers.matching import Candidate, Match, Register, Verdict
from employers.matching.scores import LIKELY_FROM
from employers.models import Employer, Registration
from imports.models import ImportBatch, ImportRow, RememberedAnswer
from imports.own_keys import number_of
from imports.reference_data import ReferenceData
from imports.register_records import record_of, register_records
from imports.sources import source_for

KNOWN_KEY = "zelfde regel als in een eerdere aanlevering van deze lijst"
ANSWERED_DIFFERENT = "een collega zei eerder dat dit een andere werkgever is"
SAME_NUMBER = "zelfde leerbedrijf-ID als rij {}"
SAME_NUMBER_BEFORE = "zelfde leerbedrijf-ID als in een eerdere aanlevering"
ANSWERED_SAME = "eerder door een collega als dezelfde beoordeeld"


class Known(NamedTuple):
    """An entry of an earlier delivery that is in the register."""

    registration: int
    employer: int


class RowMatcher:
    """Judges rows in the order of the list; new rows become matchable for the rows after them."""

    def __init__(self, batch: ImportBatch, reference: ReferenceData) -> None:
        self.batch = batch
        self.reference = reference
        self.is_grouped = source_for(batch.source.slug).has_rows_per_qualification
        self.first_rows: dict[str, ImportRow] = {}

    @cached_property
    def known_numbers(self) -> dict[str, Known]:
        """Own numbers that earlier deliveries had, of a list that gives one employer several rows."""
        return {number_of(key): known for key, known in _known_entries(self.batch).items()}

    def look_up(self, rows: Iterable[ImportRow]) -> None:
        """Read what earlier deliveries and people said of the entries in these rows; they are judged next."""
        keys = [row.own_key for row in rows if row.own_key]
        self.known = _known_entries(self.batch, own_key__in=keys)
        self.same, self.different, self.sisters = _answers(self.batch, keys)
        self.open_questions = _open_questions(self.batch, keys)

    @cached_property
    def register(self) -> Register:
        """Built when the first row needs it: a delivery of entries that are all known needs no matching."""
        return Register(register_records(self.reference))

    @cached_property
    def is_claimable(self) -> bool:
        """Whether the register has employers without vestigingsnummer, which several rows of a list may claim."""
        return Employer.objects.current().filter(establishment_number="").exists()

    def expect(self, rows: Sequence[ImportRow]) -> None:
        """Look at rows that are going to be judged, so that an employer goes to the one that fits it best."""
        self.look_up(rows)
        for row in rows:
            is_new = row.own_key not in self.known and row.own_key not in self.same
            if is_new and row.verdict != ImportRow.Verdict.REJECTED and row.cleaned.get("establishment_number"):
                self.register.expect(record_of(row.cleaned, -row.row_number, self.reference))

    def judge(self, row: ImportRow) -> None:
        """Give the row its verdict, link, score, reasons and candidates."""
        if known := self.known.get(row.own_key):
            row.registration_id = known.registration
            _link(row, known.employer, KNOWN_KEY)
            self._is_first(row)
        elif self.is_grouped and self._follow(row):
            return
        elif row.own_key in self.same:
            _link(row, self.same[row.own_key], ANSWERED_SAME)
            self.learn(row)
        elif question := self._open_question(row):
            row.verdict, row.score, row.reasons = question.verdict, question.score, question.reasons
            row.candidates, row.employer_id, row.twin_row = question.candidates, None, None
            row.sister_id = row.sister_row = None
        else:
            record = record_of(row.cleaned, -row.row_number, self.reference)
            _write(row, self._without_refused(row, self.register.match(record)))
            if row.verdict == ImportRow.Verdict.NEW:
                row.sister_id = self.sisters.get(row.own_key)
            self.learn(row)

    def _is_first(self, row: ImportRow) -> bool:
        """Whether no row before it had the same own number, in a list that gives one employer several rows."""
        return self.is_grouped and self.first_rows.setdefault(number_of(row.own_key), row) is row

    def _follow(self, row: ImportRow) -> bool:
        """Make the row what another one with its own number is, in this delivery or before; it may wait for that."""
        if not self._is_first(row):
            first = self.first_rows[number_of(row.own_key)]
            _link(row, first.employer_id, SAME_NUMBER.format(first.place))
            row.twin_row = None if first.employer_id else first.row_number
            return True
        if known := self.known_numbers.get(number_of(row.own_key)):
            _link(row, known.employer, SAME_NUMBER_BEFORE)
        return known is not None

    def learn(self, row: ImportRow) -> None:
        """Let later rows of the list match what this row became; a row in review has become nothing yet."""
        self._is_first(row)
        if row.decision in ("", ImportRow.Decision.SAME) and (row.employer_id or row.twin_row):
            employer = row.employer_id or -row.twin_row
        elif row.decision in ImportRow.APART or row.verdict == ImportRow.Verdict.NEW:
            employer = -row.row_number
        else:
            return
        self.register.add(record_of(row.cleaned, employer, self.reference))

    def _open_question(self, row: ImportRow) -> ImportRow | None:
        """What was asked about this entry in an earlier delivery and not answered yet: it is asked again as it was.

        Reading a list again must not decide what a person was to decide.
        """
        question = self.open_questions.get(row.own_key)
        return question if question and question.cleaned == row.cleaned else None

    def _without_refused(self, row: ImportRow, match: Match) -> Match:
        """The match without employers that a person said this entry is not."""
        refused = self.different.get(row.own_key, set())
        if not any(candidate.employer_id in refused for candidate in match.candidates):
            return match
        if match.verdict is Verdict.CERTAIN and match.employer_id not in refused:
            return match
        return _doubt(tuple(candidate for candidate in match.candidates if candidate.employer_id not in refused))


def _doubt(candidates: tuple[Candidate, ...]) -> Match:
    """The verdict over what is left: never certain, because a person has looked and found it doubtful."""
    likely = [candidate for candidate in candidates if candidate.score >= LIKELY_FROM]
    if not likely:
        score = candidates[0].score if candidates else 0
        return Match(Verdict.NEW, None, score, (ANSWERED_DIFFERENT,), candidates)
    best, verdict = likely[0], Verdict.LIKELY if len(likely) == 1 else Verdict.SEVERAL
    return Match(verdict, best.employer_id, best.score, best.reasons, candidates)


def _link(row: ImportRow, employer: int | None, reason: str) -> None:
    row.verdict, row.score, row.reasons = ImportRow.Verdict.CERTAIN, 100, [reason]
    row.employer_id, row.twin_row, row.candidates = employer, None, []
    row.sister_id = row.sister_row = None


def _write(row: ImportRow, match: Match) -> None:
    """Put a match on the row. Negative numbers are rows of this list that have no employer yet."""
    row.verdict, row.score, row.reasons = match.verdict.value, match.score, list(match.reasons)
    row.candidates = [_as_json(candidate) for candidate in match.candidates]
    row.employer_id = row.twin_row = row.sister_id = row.sister_row = None
    if match.verdict is Verdict.CERTAIN and match.employer_id is not None:
        if match.employer_id < 0:
            row.twin_row = -match.employer_id
        else:
            row.employer_id = match.employer_id


def _as_json(candidate: Candidate) -> dict:
    is_row = candidate.employer_id < 0
    return {
        "employer": None if is_row else candidate.employer_id,
        "row": -candidate.employer_id if is_row else None,
        "score": candidate.score,
        "reasons": list(candidate.reasons),
        "points": list(candidate.points),
    }


def _known_entries(batch: ImportBatch, **which) -> dict[str, Known]:
    """Entries of this list by own key; the employer is the one that a merge left standing."""
    entries = Registration.objects.filter(source=batch.source_id, **which)
    values = entries.values_list("own_key", "pk", "employer", "employer__merged_into")
    return {own_key: Known(pk, merged_into or employer) for own_key, pk, employer, merged_into in values}


def _answers(batch: ImportBatch, keys: Sequence[str]) -> tuple[dict[str, int], dict[str, set[int]], dict[str, int]]:
    """What people answered about entries of this list: the same as, not the same as, and of one company with."""
    same, different, sisters = {}, {}, {}
    answers = RememberedAnswer.objects.filter(source=batch.source_id, own_key__in=keys, employer__merged_into=None)
    columns = ("own_key", "employer", "is_same", "is_sister")
    for own_key, employer, is_same, is_sister in answers.order_by("answered_at").values_list(*columns):
        if is_same:
            same[own_key] = employer
        else:
            different.setdefault(own_key, set()).add(employer)
        if is_sister:
            sisters[own_key] = employer
    return same, different, sisters


def _open_questions(batch: ImportBatch, keys: Sequence[str]) -> dict[str, ImportRow]:
    """Rows of earlier deliveries of this list that are still in review, about employers that are still there."""
    earlier = ImportRow.objects.in_review().filter(batch__source=batch.source_id, batch__applied_at__isnull=False)
    rows = earlier.filter(own_key__in=keys).exclude(batch=batch.pk).order_by("batch", "row_number")
    rows = rows.defer("raw", "changes")
    questions = {row.own_key: row for row in rows}
    asked = {each["employer"] for row in questions.values() for each in row.candidates}
    current = set(Employer.objects.current().filter(pk__in=asked - {None}).values_list("pk", flat=True))
    return {key: row for key, row in questions.items() if all(each["employer"] in current for each in row.candidates)}
