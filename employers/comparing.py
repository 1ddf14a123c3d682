"""Two records side by side: what is equal, what looks alike, what differs, and which words of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from employers.models import Employer, SourceList
from employers.names import name_key, plain_words
from employers.provenance import SIZE
from lwl_crm.templatetags.crm import phone

ALIKE = 70  # likeness from which two texts are shown as alike instead of different
Segments = list[tuple[str, bool]]


class Likeness(StrEnum):
    EQUAL = "Gelijk"
    ALIKE = "Lijkt op"
    DIFFERENT = "Anders"
    MISSING = "Ontbreekt"


BADGES = {
    Likeness.EQUAL: "success", Likeness.ALIKE: "warning", Likeness.DIFFERENT: "warning", Likeness.MISSING: "inactive",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One field of both, as pieces of text with whether that piece differs; `note` says where ours comes from."""

    label: str
    theirs: Segments
    ours: Segments
    likeness: Likeness
    note: str = ""

    @property
    def differs(self) -> bool:
        return self.likeness in (Likeness.ALIKE, Likeness.DIFFERENT)

    @property
    def badge(self) -> str:
        return BADGES[self.likeness]


def compare_texts(theirs: Mapping[str, str], ours: Mapping[str, str], notes: Mapping[str, str]) -> list[Line]:
    """The fields that either of the two has filled in; `notes` are about ours."""
    labels = [label for label in theirs if theirs[label] or ours[label]]
    return [_line(label, theirs[label], ours[label], notes.get(label, "")) for label in labels]


def compare_employers(one: Employer, other: Employer) -> list[Line]:
    return compare_texts(texts_of(one), texts_of(other), {})


def _line(label: str, theirs: str, ours: str, note: str) -> Line:
    likeness = _likeness(label, theirs, ours)
    if likeness in (Likeness.EQUAL, Likeness.MISSING):
        return Line(label, [(theirs, False)], [(ours, False)], likeness, note)
    return Line(label, *mark_differences(theirs, ours), likeness, note)


def _likeness(label: str, theirs: str, ours: str) -> Likeness:
    if not theirs or not ours:
        return Likeness.MISSING
    key = name_key if label in ("Naam", "Statutaire naam") else plain_words
    if key(theirs) == key(ours):
        return Likeness.EQUAL
    exact = label in ("KvK-nummer", "Vestigingsnummer", "Telefoon", "Sector", "Werkzame personen")
    alike = not exact and fuzz.WRatio(plain_words(theirs), plain_words(ours)) >= ALIKE
    return Likeness.ALIKE if alike else Likeness.DIFFERENT


def mark_differences(theirs: str, ours: str) -> tuple[Segments, Segments]:
    """Both texts in pieces of words and signs, the pieces that the other lacks marked."""
    left, right = _pieces(theirs), _pieces(ours)
    matcher = SequenceMatcher(None, _keys(left), _keys(right))
    marked_left, marked_right = [], []
    for kind, a, b, c, d in matcher.get_opcodes():
        _append(marked_left, "".join(left[a:b]), kind != "equal")
        _append(marked_right, "".join(right[c:d]), kind != "equal")
    return marked_left, marked_right


def _pieces(text: str) -> list[str]:
    """Words, numbers and signs; spaces stay with the piece before them."""
    return re.findall(r"(?:\d+|[^\W\d]+|[^\w\s])\s*", text)


def _keys(pieces: list[str]) -> list[str]:
    return [piece.strip().casefold() for piece in pieces]


def _append(segments: Segments, text: str, differs: bool) -> None:
    if text:
        segments.append((text, differs))


def texts_of(employer: Employer) -> dict[str, str]:
    people = [person.name for person in employer.contact_persons.all()]
    return {
        "Naam": employer.trade_name,
        "Statutaire naam": employer.company.legal_name if employer.company else "",
        "Adres": employer.address,
        "Postcode en plaats": f"{employer.postcode} {employer.place}".strip(),
        "Telefoon": phone(employer.phone) or "",
        "E-mail": employer.email,
        "Website": employer.website,
        "Contactpersoon": ", ".join(people),
        "KvK-nummer": employer.kvk_number,
        "Vestigingsnummer": employer.establishment_number,
        "Sector": employer.sector.name if employer.sector else "",
        "Werkzame personen": employer.size_text() if employer.has_known_size else "",
    }


FIELDS = {
    "Naam": "trade_name", "Adres": "street", "Postcode en plaats": "place", "Telefoon": "phone", "E-mail": "email",
    "Sector": "sector", "Werkzame personen": SIZE,
}  # fmt: skip


def notes_of(employer: Employer) -> dict[str, str]:
    """Where our value comes from, for the fields in which that tells most."""
    entries = {label: employer.provenance.get(field) for label, field in FIELDS.items()}
    return {label: entry["label"] for label, entry in entries.items() if entry}


def known_as(employer: Employer) -> str:
    """On which lists the employer stands, in words for above its column: "KvK en Lijst Baanbrekend"."""
    names = SourceList.objects.filter(registrations__employer=employer).distinct().order_by("rank")
    lists = [source.name for source in names]
    return " en ".join(filter(None, [", ".join(lists[:-1]), lists[-1]])) if lists else "door een collega ingevoerd"
