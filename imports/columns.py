"""Our fields, the headers that lists use for them, and the guess which column holds which field.

Headers are compared on letters and digits only, in lower case and without accents (standards.md 3.2).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from employers.names import plain_text
from imports.column_headers import (
    CONTACT_HEADERS,
    HEADERS,
    IGNORED_PREFIXES,
    OTHER_ADDRESS,
    OWNER_PREFIXES,
    REFERENCE_DATE,
    REGISTER,
)
from imports.sources import source_for


@dataclass(frozen=True, slots=True)
class Field:
    """A field of ours that a column can hold. `several`: more columns may hold it together."""

    name: str
    label: str
    hint: str = ""
    several: bool = False
    max_length: int = 255


class SpecialField(Field):
    """Only lists that name it among their fields are thought to have it."""


FIELDS = (
    Field("kvk_number", "KvK-nummer", "8 cijfers", max_length=8),
    Field("establishment_number", "Vestigingsnummer", "12 cijfers", max_length=12),
    Field("trade_name", "Naam", "handelsnaam of naam van de organisatie"),
    Field("legal_name", "Statutaire naam", "de officiële naam van de onderneming"),
    Field("legal_form", "Rechtsvorm", "zoals BV of eenmanszaak", max_length=80),
    Field("address", "Adres in één cel", "straat, huisnummer, postcode en plaats door elkaar"),
    Field("street", "Straat", "", max_length=120),
    Field("house_number", "Huisnummer", "ook met letter of toevoeging erachter", max_length=30),
    Field("house_letter", "Huisletter", "één letter", max_length=1),
    Field("house_number_addition", "Toevoeging huisnummer", "", max_length=10),
    Field("postcode", "Postcode", "zoals 3311 AB", max_length=7),
    Field("place", "Plaats", "", max_length=80),
    Field("municipality", "Gemeente", "", max_length=80),
    Field("sbi_code", "SBI-code", "code van de hoofdactiviteit", max_length=6),
    Field("sbi_description", "Omschrijving activiteit", ""),
    Field("sector", "Sector of branche", "zoals de lijst die noemt", max_length=120),
    Field("working_people", "Werkzame personen", "een aantal, of een klasse zoals 2 t/m 4"),
    Field("phone", "Telefoon", "", several=True, max_length=20),
    Field("mobile_phone", "Mobiele telefoon", "", max_length=20),
    Field("email", "E-mailadres", "", max_length=254),
    Field("website", "Website", "", max_length=120),
    Field("contact_name", "Contactpersoon", "voornaam en achternaam mogen aparte kolommen zijn", True, 120),
    Field("contact_role", "Functie contactpersoon", "", max_length=80),
    Field("contact_phone", "Telefoon contactpersoon", "", max_length=20),
    Field("contact_email", "E-mailadres contactpersoon", "", max_length=254),
    Field("own_key", "Eigen nummer van de lijst", "zoals een relatienummer", max_length=200),
    Field("remarks", "Opmerkingen", "", several=True, max_length=10_000),
    Field("is_non_mailing", "Geen ongevraagde post (NMI)", "ja of nee"),
    Field("is_address_shielded", "Adres afgeschermd", "ja of nee"),
    Field("is_main_establishment", "Hoofdvestiging", "ja of nee"),
    Field("last_contact_on", "Laatste contact", "een datum"),
    Field("size_reference_date", "Peildatum werkzame personen", "een datum"),
    SpecialField("crebo_codes", "Crebocode", "5 cijfers; meer codes in één cel of in meer kolommen mag", several=True),
    SpecialField("qualification_name", "Kwalificatie", "de opleiding die bij de crebocode hoort", several=True),
    SpecialField("qualification_level", "Niveau kwalificatie", "1 tot en met 4", several=True),
    SpecialField("accredited_from_on", "Erkend vanaf", "een datum", several=True),
    SpecialField("accredited_until_on", "Erkend tot en met", "een datum", several=True),
    SpecialField("member_since_on", "Lid sinds", "een datum of een jaar"),
)
FIELDS_BY_NAME = {field.name: field for field in FIELDS}
FREE_TEXT = ("remarks", "contact_name", "contact_role")  # in which a burgerservicenummer may stand
ORDER = {field.name: position for position, field in enumerate(FIELDS)}


def header_key(text: str) -> str:
    """Letters and digits only: "KvK-nummer *" and "kvk nummer" are the same header."""
    return re.sub(r"[^a-z0-9]", "", plain_text(text))


def is_register_header(text: str) -> bool:
    """A column that we added in a return file: it is not the list's own and is never read back."""
    return " ".join(text.split()).casefold().startswith(REGISTER.strip().casefold())


def own_header(header: Sequence[str]) -> list[str]:
    """The header without the columns at its right end that a return file added."""
    own = list(header)
    while own and is_register_header(own[-1]):
        own.pop()
    return own


def _ranked_headers() -> dict[str, dict[str, int]]:
    """Header key to its fields with a rank: 0 says just this field, 1 may be it when nothing says so better."""
    ranked: dict[str, dict[str, int]] = {}
    for field, (strong, weak) in HEADERS.items():
        for rank, keys in enumerate((strong.split(), weak.split())):
            for key in keys:
                ranked.setdefault(key, {}).setdefault(field, rank)
    return {header_key(field.label): {field.name: 0} for field in FIELDS} | ranked


RANKED = _ranked_headers()


def fields_for_header(text: str, source_slug: str = "") -> dict[str, int]:
    """The fields that this header may stand for, with a rank: the lower, the surer; words of the list itself first."""
    key = header_key(text)
    own = source_for(source_slug).headers
    if key in own:
        return {own[key]: 0} if own[key] else {}
    if not key or key.startswith(OTHER_ADDRESS) or is_register_header(text):
        return {}
    if key in RANKED:
        return RANKED[key]
    bare = re.sub(r"\d{1,2}$", "", key)
    if bare in RANKED:
        return {field: rank + 1 for field, rank in RANKED[bare].items()}
    return _contact_fields(key) or _fields_without_prefix(key)


def _contact_fields(key: str) -> dict[str, int]:
    """ "Contactpersoon telefoon" and "Telefoon contactpersoon": the owner in front or at the end."""
    for owner in OWNER_PREFIXES:
        for rest in (key.removeprefix(owner), key.removesuffix(owner)):
            if rest != key and (field := CONTACT_HEADERS.get(rest)):
                return {field: 0}
    return {}


def _fields_without_prefix(key: str) -> dict[str, int]:
    for prefix in IGNORED_PREFIXES:
        for rest in (key.removeprefix(prefix), key.removesuffix(prefix)):
            if rest != key and rest in RANKED:
                return {field: rank + 1 for field, rank in RANKED[rest].items()}
    return {}


def is_known_header(text: str, source_slug: str = "") -> bool:
    return bool(fields_for_header(text, source_slug))


def header_signature(header: Sequence[str]) -> str:
    """What a header row is remembered by: the list's own headers in the same order, however they are written."""
    keys = json.dumps([header_key(text) for text in own_header(header)])
    return hashlib.sha256(keys.encode()).hexdigest()


def guess_mapping(
    header: Sequence[str],
    source_slug: str,
    sample_rows: Iterable[Sequence[str]] = (),
    remembered: Mapping | None = None,
) -> dict[int, str]:
    """Column (from 0) to field. What a person chose before for this header goes first, then headers, then content."""
    if remembered:
        chosen = {int(column): field for column, field in remembered.items()}
        return {column: name for column, name in chosen.items() if column < len(header) and name in FIELDS_BY_NAME}
    mapping = _by_header(header, source_slug)
    for column, field in _by_content(header, mapping, list(sample_rows)).items():
        mapping.setdefault(column, field)
    return dict(sorted(mapping.items()))


def _by_header(header: Sequence[str], source_slug: str) -> dict[int, str]:
    """The surest pairs first; at equal sureness fields that this list usually has, then the leftmost column."""
    source = source_for(source_slug)
    pairs = [
        (rank, field not in source.fields, column, ORDER[field], field)
        for column, text in enumerate(header)
        for field, rank in fields_for_header(text, source_slug).items()
        if (source.has_contacts or not rank or not field.startswith("contact_"))
        and (field in source.fields or not isinstance(FIELDS_BY_NAME[field], SpecialField))
    ]
    mapping: dict[int, str] = {}
    for *_, column, _, field in sorted(pairs):
        if column not in mapping and (FIELDS_BY_NAME[field].several or field not in mapping.values()):
            mapping[column] = field
    return _without_size_date(header, _address_as_street(mapping))


def _without_size_date(header: Sequence[str], mapping: dict[int, str]) -> dict[int, str]:
    """A column "Stand per" in a list without sizes says of which day the list is, and nothing of a size."""
    if "working_people" in mapping.values():
        return mapping
    return {
        column: field
        for column, field in mapping.items()
        if field != "size_reference_date" or header_key(header[column]) not in REFERENCE_DATE
    }


def _address_as_street(mapping: dict[int, str]) -> dict[int, str]:
    """A column "Adres" beside a column with the house number holds the street."""
    fields = set(mapping.values())
    if "address" in fields and "house_number" in fields and "street" not in fields:
        return {column: "street" if field == "address" else field for column, field in mapping.items()}
    return mapping


CONTENT = {
    "email": re.compile(r"^[^\s@]+@[^\s@]+\.[a-z]{2,}$", re.IGNORECASE),
    "website": re.compile(r"^(?:https?://)?www\.\S+\.[a-z]{2,}/?$|^https?://\S+$", re.IGNORECASE),
    "postcode": re.compile(r"^[1-9]\d{3}\s?[A-Z]{2}$", re.IGNORECASE),
    "establishment_number": re.compile(r"^0{4}\d{8}$"),
    "kvk_number": re.compile(r"^\d{8}$"),
    "phone": re.compile(r"^(?:\+31|0031|\(?0\d)[\d\s().\-]{7,}$"),
}
ENOUGH = 3
SHARE = 0.7


def _by_content(header: Sequence[str], mapping: dict[int, str], rows: list[Sequence[str]]) -> dict[int, str]:
    """Fields that no header named, found by what stands in columns that no header explained."""
    found: dict[int, str] = {}
    for column in range(len(header)):
        taken = {*mapping.values(), *found.values()}
        if column in mapping or header_key(header[column]).startswith(OTHER_ADDRESS):
            continue
        if is_register_header(header[column]):
            continue
        values = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
        fields = [field for field, pattern in CONTENT.items() if field not in taken and _mostly(values, pattern)]
        if fields:
            found[column] = fields[0]
    return found


def _mostly(values: list[str], pattern: re.Pattern) -> bool:
    return len(values) >= ENOUGH and sum(bool(pattern.match(value)) for value in values) >= SHARE * len(values)


def missing_fields(mapping: Mapping[int, str], source_slug: str) -> list[str]:
    """What a list of this source cannot do without, as Dutch sentences; empty when the columns will do."""
    chosen = set(mapping.values())
    return [need.sentence for need in source_for(source_slug).needs if not chosen.intersection(need.fields)]


def double_fields(mapping: Mapping[int, str]) -> list[str]:
    """Fields that a person chose for more than one column although they take one, as Dutch sentences."""
    names = [name for name in mapping.values() if name in FIELDS_BY_NAME and not FIELDS_BY_NAME[name].several]
    doubles = sorted({FIELDS_BY_NAME[name].label for name in names if names.count(name) > 1})
    return [f'U hebt "{label}" bij meer dan één kolom gekozen. Kies het bij één kolom.' for label in doubles]
