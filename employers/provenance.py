"""The one way to write values on an employer: who may overwrite what, and where every value came from.

Precedence (`employers/precedence.py`): what a person typed stands above every list, and among lists the one that goes
first for the field wins; of one list the newest reference date. Lists only fill and replace, a person may also empty a
field. Nothing here asks the database anything, as long as the employer was read with its company, municipality and
sector.

What belongs together is decided together: an address, KvK number with vestigingsnummer and SBI code with version are
never mixed from two sources.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.formats import date_format

from employers.models import Employer, SourceList, Unit
from employers.normalise import Size
from employers.precedence import API, PERSON, Precedence
from employers.size import size_text

SIZE = "size"
SIZE_COLUMNS = (
    "working_people", "size_minimum", "size_maximum", "size_source", "size_source_name", "size_reference_date",
    "size_unknown_reason",
)  # fmt: skip
NUMBERS = ("company", "establishment_number")
ADDRESS = ("street", "house_number", "house_letter", "house_number_addition", "postcode", "place", "municipality")
NUMBER_PARTS = ("house_letter", "house_number_addition")  # an address without them is complete
ACTIVITY = ("sbi_code", "sbi_version")
SINGLE = (
    "trade_name", "sector", "phone", "email", "website", "is_non_mailing", "is_address_shielded", "ended_on",
    "remarks", SIZE,
)  # fmt: skip
UNITS = (NUMBERS, ADDRESS, ACTIVITY, *((name,) for name in SINGLE))
UNIT_KEYS = {NUMBERS: Unit.NUMBERS, ADDRESS: Unit.ADDRESS, ACTIVITY: Unit.ACTIVITY}
UNIT_FIELDS = {str(UNIT_KEYS.get(names, names[0])): names for names in UNITS}  # by the names of `Unit`
FIELDS = tuple(name for unit in UNITS for name in unit)
LABELS = {name: Employer._meta.get_field(name).verbose_name for name in FIELDS if name != SIZE} | {
    "company": "KvK-nummer",
    SIZE: "werkzame personen",
}


class SizeValue(NamedTuple):
    """A size with all that comes with it: number or class, who says so, on which day; or why it is unknown."""

    number: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    source: str = ""
    source_name: str = ""
    reference_date: date | None = None
    unknown_reason: str = ""

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        return self.minimum, self.maximum

    def holds(self, other: "SizeValue") -> bool:
        """Whether this is a wider class around the other size: true, but it says less."""
        if self.minimum is None or other.minimum is None or self.bounds == other.bounds:
            return False
        if other.maximum is None:
            return self.maximum is None and self.minimum <= other.minimum
        return self.minimum <= other.minimum and (self.maximum is None or other.maximum <= self.maximum)


@dataclass(frozen=True, slots=True)
class Source:
    """Where values come from. `own_key` tells two rows of one list apart."""

    key: str
    label: str
    precedence: Precedence = field(default_factory=Precedence, compare=False, repr=False)
    batch: int | None = None
    row: int | None = None
    own_key: str = ""
    by: int | None = None
    by_name: str = ""

    @classmethod
    def person(cls, user) -> "Source":
        return cls(PERSON, str(user), by=user.pk, by_name=str(user))

    @classmethod
    def of_list(cls, source_list: SourceList, *, precedence: Precedence, batch=None, row=None, own_key="") -> "Source":
        return cls(source_list.slug, source_list.name, precedence, batch, row, own_key)

    @property
    def is_person(self) -> bool:
        return self.key == PERSON

    @property
    def size_source(self) -> str:
        return {PERSON: Employer.Source.ADVISER, API: Employer.Source.API}.get(self.key, Employer.Source.LIST)

    def entry(self, on: date, replaced: str) -> dict:
        """What is kept per field, as JSON; empty parts are left out."""
        return _entry(self, on) | ({"replaced": replaced} if replaced else {})


@lru_cache(maxsize=100)
def _entry(source: Source, on: date) -> dict:
    """The same for all fields of a row."""
    entry = {
        "source": source.key, "label": source.label, "batch": source.batch, "row": source.row,
        "own_key": source.own_key, "on": on.isoformat(), "by": source.by, "by_name": source.by_name,
    }  # fmt: skip
    return {name: value for name, value in entry.items() if value not in (None, "")}


class Outcome(StrEnum):
    WRITTEN = "written"
    KEPT = "kept"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one value: written, refused (the old one is kept), or the same from a better or newer source.

    A confirmed value changed nothing but its provenance: save it, do not show it.
    """

    field: str
    before: str
    after: str
    outcome: Outcome
    why: str = ""

    @property
    def applied(self) -> bool:
        return self.outcome is Outcome.WRITTEN

    @property
    def label(self) -> str:
        return LABELS[self.field]

    def as_json(self) -> dict:
        return {
            "field": self.field, "label": self.label, "before": self.before, "after": self.after,
            "applied": self.applied, "why": self.why,
        }  # fmt: skip


def set_values(employer: Employer, values: Mapping[str, Any], *, source: Source, on: date) -> list[Change]:
    """Write what may be written on this employer, without saving it, and tell what became of every other value.

    `values` has canonical values by field name (`FIELDS`): relations as instances, "size" as `SizeValue` or
    `normalise.Size`. `on` is the reference date of the list, or the day a person typed. A written value raises
    `version`. The same values again change nothing.
    """
    if unknown := set(values) - set(FIELDS):
        raise ValueError(f"No fields with provenance: {', '.join(sorted(unknown))}")
    changes: list[Change] = []
    for unit in UNITS:
        given = {name: values[name] for name in unit if name in values}
        if given:
            changes += _Writer(employer, unit, source, on).write(given)
    employer.version += any(change.applied for change in changes)
    return changes


def columns_of(changes: Iterable[Change]) -> set[str]:
    """The columns that `set_values` may have touched, for `bulk_update` or `save(update_fields=…)`."""
    touched = [change.field for change in changes if change.outcome is not Outcome.KEPT]
    columns = {column for name in touched for column in (SIZE_COLUMNS if name == SIZE else (name,))}
    return columns | {"provenance", "version"} if columns else set()


def read_value(employer: Employer, name: str) -> Any:
    if name != SIZE:
        return getattr(employer, name)
    return SizeValue(*(getattr(employer, column) for column in SIZE_COLUMNS))


def text_of(value: Any) -> str:
    """A value in words, for a person and for the record of what was replaced."""
    if isinstance(value, SizeValue):
        return size_text(*value.bounds) if value.minimum is not None or value.unknown_reason else ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return date_format(value, "j b Y")
    return getattr(value, "kvk_number", None) or ("" if value is None else str(value))


def _is_empty(value: Any) -> bool:
    return value in (None, "") or (isinstance(value, SizeValue) and value.minimum is None)


@dataclass(slots=True)
class _Writer:
    """Decides about one unit of one employer."""

    employer: Employer
    unit: tuple[str, ...]
    source: Source
    on: date

    def write(self, given: dict[str, Any]) -> list[Change]:
        given = {name: self._complete(value) for name, value in given.items()}
        if not self.source.is_person:
            given = {name: value for name, value in given.items() if not self._says_nothing(name, value)}
        differing = {name: value for name, value in given.items() if not self._is_same(name, value)}
        if not differing:
            is_one = len({(entry["source"], entry["on"]) for name in self.unit if (entry := self._entry(name))}) == 1
            return [change for name, value in given.items() if (change := self._confirm(name, value, is_one))]
        if self.source.is_person:
            return [self._put(name, value, "") for name, value in differing.items()]
        if all(self._is_free(name, value) for name, value in differing.items()):
            return [self._put(name, value, "was leeg") for name, value in differing.items()]
        wins, why = self._against(self._strongest())
        if not wins:
            return [self._keep(name, value, why) for name, value in differing.items()]
        return [self._put(name, value, why) for name, value in (differing | self._leftovers(given)).items()]

    def _complete(self, value):
        if not isinstance(value, Size):
            return value.strip() if isinstance(value, str) else value
        name = "" if self.source.is_person else self.source.label
        return SizeValue(value.number, value.minimum, value.maximum, self.source.size_source, name, self.on)

    def _says_nothing(self, name, value):
        return _is_empty(value) or (name == SIZE and value.holds(self._now(name)))

    def _is_same(self, name, value):
        now = self._now(name)
        if name == SIZE:
            return value == now if self.source.is_person else value.bounds == now.bounds
        if isinstance(value, str) and isinstance(now, str) and not self.source.is_person:
            return value.casefold() == now.casefold()
        return value == now or (_is_empty(value) and _is_empty(now))

    def _is_free(self, name, value):
        """Nothing stands here, or a class that the new size makes more precise. Emptied by a person is not free."""
        if self._entry(name).get("source") == PERSON:
            return False
        if name in NUMBER_PARTS and not _is_empty(self._now("house_number")):
            return False
        now = self._now(name)
        return _is_empty(now) or (name == SIZE and now.holds(value))

    def _leftovers(self, given):
        """The parts of the old value that the new one does not have: an address is replaced whole."""
        return {
            name: None if name in ("company", "municipality", "house_number") else ""
            for name in self.unit
            if name not in given and name != SIZE and not _is_empty(self._now(name))
        }

    def _strongest(self):
        """The entry of the unit that is hardest to overwrite."""
        entries = [self._entry(name) for name in self.unit if self._entry(name)]
        return min(entries, key=lambda entry: (self._rank(entry["source"]), entry["on"]), default={})

    def _against(self, entry) -> tuple[bool, str]:
        """Whether this source comes before the one of the entry, and why, in Dutch."""
        if not entry:
            return True, "herkomst van de oude waarde is onbekend"
        if entry["source"] == PERSON:
            return False, self._why_person_stays(entry)
        ours, theirs = self._rank(self.source.key), self._rank(entry["source"])
        if entry["source"] == self.source.key or ours == theirs:
            return self._against_same_list(entry)
        if ours < theirs:
            return True, f"{self.source.label} gaat voor {entry['label']}"
        return False, f"{entry['label']} gaat voor {self.source.label}"

    def _why_person_stays(self, entry):
        typed = date.fromisoformat(entry["on"])
        why = f"ingevuld door {entry.get('by_name', 'een collega')} op {text_of(typed)}"
        return f"{why}, na de peildatum van de lijst" if typed > self.on else why

    def _against_same_list(self, entry):
        if self.on.isoformat() != entry["on"]:
            newer = self.on.isoformat() > entry["on"]
            return newer, "nieuwere peildatum" if newer else "deze lijst is ouder dan wat er staat"
        same_row = (entry["source"], entry.get("own_key", "")) == (self.source.key, self.source.own_key)
        return same_row, "verbeterd in dezelfde lijst" if same_row else "een andere rij van de lijst zegt iets anders"

    def _rank(self, key):
        return self.source.precedence.rank(UNIT_KEYS.get(self.unit, self.unit[0]), key)

    def _confirm(self, name, value, is_one):
        """The same value again: a better or newer source takes over the provenance.

        What was replaced is told on as long as the whole unit came at once: parts of several moves are no address.
        """
        entry, is_again = self._entry(name), self._is_from_here(name)
        if self.source.is_person or _is_empty(value) or is_again or not self._against(entry)[0]:
            return None
        text = text_of(self._now(name))
        if name == SIZE:
            self._store(name, value)
        self.employer.provenance[name] = self.source.entry(self.on, entry.get("replaced", "") if is_one else "")
        return Change(name, text, text, Outcome.CONFIRMED, "zelfde waarde")

    def _is_from_here(self, name):
        entry = self._entry(name)
        return entry.get("source") == self.source.key and entry["on"] == self.on.isoformat()

    def _put(self, name, value, why):
        before = text_of(self._now(name))
        self._store(name, value)
        self.employer.provenance[name] = self.source.entry(self.on, before)
        return Change(name, before, text_of(value), Outcome.WRITTEN, why)

    def _keep(self, name, value, why):
        return Change(name, text_of(self._now(name)), text_of(value), Outcome.KEPT, why)

    def _store(self, name, value):
        if name != SIZE:
            setattr(self.employer, name, value)
            return
        for column, part in zip(SIZE_COLUMNS, value, strict=True):
            setattr(self.employer, column, part)

    def _entry(self, name):
        return self.employer.provenance.get(name, {})

    def _now(self, name):
        return read_value(self.employer, name)
