"""Where each value of an employer came from, in words, for its page: reads what `provenance.py` wrote."""

from dataclasses import dataclass
from datetime import date

from employers.models import Employer
from employers.provenance import ACTIVITY, ADDRESS, LABELS, NUMBERS, PERSON, SINGLE, read_value, text_of
from lwl_crm.templatetags.crm import phone


@dataclass(frozen=True)
class Origin:
    """One value, or values that came together, such as an address."""

    label: str
    value: str
    source: str
    on: date | None
    replaced: str = ""


GROUPS = [
    ("Naam", ("trade_name",)),
    ("KvK- en vestigingsnummer", NUMBERS),
    ("Adres", ADDRESS),
    ("SBI-code", ACTIVITY),
    *((str(LABELS[name]).capitalize(), (name,)) for name in SINGLE if name != "trade_name"),
]


DOOR = ADDRESS[:4]  # street and number
YES_OR_NO = {"is_non_mailing", "is_address_shielded"}


def origins(employer: Employer) -> list[Origin]:
    """One row per value that is filled in, or that a person emptied."""
    rows = []
    for label, names in GROUPS:
        entries = [(name, employer.provenance.get(name, {})) for name in names]
        for entry in _distinct(entry for _, entry in entries):
            held = [name for name, its in entries if _key(its) == _key(entry)]
            value = _value(employer, held)
            if value or entry:
                rows.append(_origin(label, value or _when_nothing(names), entry, _earlier(employer, held)))
    return rows


def _distinct(entries):
    return list({_key(entry): entry for entry in entries}.values())


def _key(entry):
    return entry.get("source"), entry.get("on"), entry.get("by")


def _value(employer, names):
    if employer.is_address_shielded and "street" in names:
        return "afgeschermd"
    if "street" in names:
        parts = ["address", *(name for name in ("postcode", "place", "municipality") if name in names)]
        return ", ".join(dict.fromkeys(text for name in parts if (text := text_of(getattr(employer, name)))))
    if names == ["phone"]:
        return phone(employer.phone)
    texts = (text_of(read_value(employer, name)) for name in names)
    return ", ".join(text for text in texts if text and text != "nee")


def _earlier(employer, names):
    """What these values replaced, in the order of an address."""
    replaced = {name: text for name in names if (text := employer.provenance.get(name, {}).get("replaced"))}
    if employer.is_address_shielded and replaced.keys() & set(ADDRESS):
        return "afgeschermd"
    door = " ".join(replaced.pop(name) for name in DOOR if name in replaced)
    return ", ".join(dict.fromkeys(filter(None, [door, *(phone(text) for text in replaced.values())])))


def _when_nothing(names):
    """What an answer of yes or no says when it is no, and what another value says when somebody emptied it."""
    return "nee" if set(names) <= YES_OR_NO else "leeg"


def _origin(label, value, entry, earlier):
    if not entry:
        return Origin(label, value, "Onbekend", None)
    person = entry["source"] == PERSON
    source = f"Ingevuld door {entry.get('by_name', 'een collega')}" if person else entry["label"]
    row = f", rij {entry['row']}" if entry.get("row") else ""
    return Origin(label, value, source + row, date.fromisoformat(entry["on"]), earlier)
