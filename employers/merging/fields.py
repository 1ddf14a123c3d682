"""Which of two values survives a merge: the proposal, by precedence of their sources, and writing what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from employers.merging.journal import Journal
from employers.models import Employer
from employers.precedence import Precedence
from employers.provenance import (
    ACTIVITY,
    ADDRESS,
    LABELS,
    NUMBER_PARTS,
    NUMBERS,
    SINGLE,
    SIZE,
    SIZE_COLUMNS,
    Source,
    read_value,
    text_of,
)

LAST = 1_000_000  # behind every source
KEEP, DROP, BOTH = "keep", "drop", "both"
FLAGS = ("is_non_mailing", "is_address_shielded", "opt_out")  # said once is said: privacy goes first
FIRST = ("trade_name", "sector", SIZE)
DOOR = {"street", "house_number"}
OPT_OUT = ("is_opted_out", "opted_out_reason")
UNITS: dict[str, tuple[str, tuple[str, ...]]] = {
    # what is chosen as one: key → label and fields
    "trade_name": ("Naam", ("trade_name",)),
    "numbers": ("KvK- en vestigingsnummer", NUMBERS),
    "address": ("Adres", ADDRESS),
    SIZE: ("Werkzame personen", (SIZE,)),
    "sector": ("Sector", ("sector",)),
    "activity": ("SBI-code", ACTIVITY),
    **{name: (str(LABELS[name]).capitalize(), (name,)) for name in SINGLE if name not in FIRST},
    "opt_out": ("Niet benaderen", OPT_OUT),
}  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One of the two values, in words, with where it came from."""

    text: str
    source: str
    on: date | None
    rank: int

    @property
    def is_empty(self) -> bool:
        return self.text in ("", "nee")


@dataclass(frozen=True)
class Choice:
    """One field of the plan: both values and which of them is proposed."""

    key: str
    label: str
    keep: Side
    drop: Side
    proposed: str
    differs: bool

    @property
    def may_be_both(self) -> bool:
        return self.key == "remarks" and not (self.keep.is_empty or self.drop.is_empty)

    @property
    def options(self) -> list[str]:
        return [KEEP, DROP, *([BOTH] if self.may_be_both else [])]


def choices(keep: Employer, drop: Employer) -> list[Choice]:
    """Every field that at least one of the two has filled in."""
    precedence = Precedence.load()
    found = []
    for key, (label, names) in UNITS.items():
        ours, theirs = _side(keep, key, names, precedence), _side(drop, key, names, precedence)
        if not (ours.is_empty and theirs.is_empty):
            differs = _is_different(keep, drop, names)
            found.append(Choice(key, label, ours, theirs, _proposed(key, keep, drop, ours, theirs, differs), differs))
    return found


def _side(employer: Employer, key: str, names: tuple[str, ...], precedence: Precedence) -> Side:
    entries = [entry for name in names if (entry := employer.provenance.get(name))]
    entry = min(entries, key=lambda each: (precedence.rank(key, each["source"]), each["on"]), default=None)
    text = _text(employer, names)
    if entry is None:
        return Side(text, "", None, LAST)
    source = entry.get("by_name") or entry.get("label", "")
    return Side(text, source, date.fromisoformat(entry["on"]), precedence.rank(key, entry["source"]))


def _text(employer: Employer, names: tuple[str, ...]) -> str:
    if names == ADDRESS:
        rest = f"{employer.postcode} {employer.place}".strip()
        municipality = text_of(employer.municipality)
        parts = (_street(employer), rest, municipality if municipality != employer.place else "")
        return ", ".join(part for part in parts if part)
    if names == ACTIVITY:
        return f"{employer.sbi_code} ({employer.sbi_version or 'versie onbekend'})" if employer.sbi_code else ""
    texts = [text_of(_value(employer, name)) for name in names]
    return ", ".join(text for text in texts if text and text != "nee") or next(iter(texts), "")


def _street(employer: Employer) -> str:
    return "adres afgeschermd" if employer.is_address_shielded else employer.address


def _value(employer: Employer, name: str) -> Any:
    return (
        getattr(employer, name)
        if name.startswith("is_opted") or name == "opted_out_reason"
        else read_value(employer, name)
    )


def _is_different(keep: Employer, drop: Employer, names: tuple[str, ...]) -> bool:
    return any((_value(keep, name) or None) != (_value(drop, name) or None) for name in names)


def _proposed(key: str, keep: Employer, drop: Employer, ours: Side, theirs: Side, differs: bool) -> str:
    """Filled before empty, the fuller of the two; a person before a list, the list that goes first, then the newest."""
    if not differs or key == "ended_on" or theirs.is_empty:
        return KEEP
    if key == "remarks" and not ours.is_empty:
        return BOTH
    if ours.is_empty or key in FLAGS:
        return DROP if ours.is_empty else KEEP
    if fuller := _fuller(key, keep, drop):
        return fuller
    if ours.rank != theirs.rank:
        return KEEP if ours.rank < theirs.rank else DROP
    return DROP if theirs.on and ours.on and theirs.on > ours.on else KEEP


def _fuller(key: str, keep: Employer, drop: Employer) -> str:
    """The side that says more about the same, whatever its source; nothing when neither does."""
    says_more = SAYS_MORE.get(key, lambda one, other: False)
    if says_more(keep, drop):
        return KEEP
    return DROP if says_more(drop, keep) else ""


def _more_of_size(one: Employer, other: Employer) -> bool:
    """A known size before an unknown one, the exact size before the class around it."""
    size, than = read_value(one, SIZE), read_value(other, SIZE)
    return than.holds(size) or (size.minimum is not None and than.minimum is None)


def _more_of_numbers(one: Employer, other: Employer) -> bool:
    return bool(one.establishment_number) and not other.establishment_number


def _more_of_address(one: Employer, other: Employer) -> bool:
    """The same address with its postcode, or else with more parts."""
    parts, than = _parts(one, ADDRESS), _parts(other, ADDRESS)
    shared = parts.keys() & than.keys()
    is_same = shared >= DOOR or shared in (parts.keys(), than.keys())
    if not is_same or any(parts[name] != than[name] for name in shared):
        return False
    return ("postcode" in parts, len(parts)) > ("postcode" in than, len(than))


def _more_of_activity(one: Employer, other: Employer) -> bool:
    return _parts(one, ACTIVITY).items() > _parts(other, ACTIVITY).items()


def _parts(employer: Employer, names: tuple[str, ...]) -> dict[str, str]:
    """What is filled in, in words; a house number without a letter or addition is another door than one with."""
    found = {name: text_of(_value(employer, name)).casefold() for name in names}
    return {name: text for name, text in found.items() if text or (name in NUMBER_PARTS and found["house_number"])}


SAYS_MORE = {
    SIZE: _more_of_size,
    "numbers": _more_of_numbers,
    "address": _more_of_address,
    "activity": _more_of_activity,
}


def write_chosen(journal: Journal, keep: Employer, drop: Employer, chosen: Mapping[str, str], *, by: User, on: date):
    """Give the kept employer the values that were chosen from the other, each unit as one entry with its provenance."""
    for choice in choices(keep, drop):
        side = chosen.get(choice.key, choice.proposed)
        if choice.differs and side != KEEP:
            write = _write_both if side == BOTH else _write_theirs
            write(journal, keep, drop, choice, by, on)


def _write_theirs(journal, keep, drop, choice, by, on) -> None:
    names = UNITS[choice.key][1]
    values = {column: getattr(drop, column) for name in names for column in _columns(name)}
    for name in names:
        if name in LABELS:
            entry = drop.provenance.get(name)
            replaced = text_of(_value(keep, name))
            values[f"provenance:{name}"] = entry and {**entry, **({"replaced": replaced} if replaced else {})}
    journal.update(keep, values, what=choice.label.lower())


def _write_both(journal, keep, drop, choice, by, on) -> None:
    values = {"remarks": f"{keep.remarks}\n\n{drop.remarks}"}
    values["provenance:remarks"] = Source.person(by).entry(on, keep.remarks)
    journal.update(keep, values, what=choice.label.lower())


def _columns(name: str) -> tuple[str, ...]:
    return SIZE_COLUMNS if name == SIZE else (Employer._meta.get_field(name).attname,)
