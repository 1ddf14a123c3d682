"""The columns that a return file adds: what the register says, beside what the row itself says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from employers.models import Employer
from employers.names import plain_words
from employers.provenance import SIZE
from employers.size import size_text
from imports.column_headers import REGISTER
from imports.models import ImportRow, Outcome
from imports.reference_data import ReferenceData
from imports.values import employer_values
from lwl_crm.templatetags.crm import phone

ADDRESS = ("street", "house_number", "house_letter", "house_number_addition", "postcode", "place")
OPTED_OUT = "niet benaderen"


@dataclass(frozen=True, slots=True)
class Beside:
    """One row, the employer it became, and what else of the delivery says something about it."""

    row: ImportRow
    employer: Employer | None
    said: Mapping[str, Any]
    own_sector: Any = None
    own_municipality: Any = None
    same_rows: tuple[str, ...] = ()
    alike_rows: tuple[str, ...] = ()
    opted_out_people: frozenset[str] = field(default_factory=frozenset)


def beside(row: ImportRow, employer: Employer | None, reference: ReferenceData, **others: Any) -> Beside:
    """`said` is the row in values of the register, sector and municipality only where the list names them itself."""
    cleaned = row.cleaned
    said = employer_values(cleaned, reference, None, "") if employer else {}
    name = cleaned.get("municipality") or ""
    return Beside(
        row, employer, said, reference.sector("", "", cleaned.get("sector") or ""),
        reference.municipality(name, "", "") if name else None, **others,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """`text` is what the register says; `is_news` whether the row says something else or nothing."""

    key: str
    label: str
    text: Callable[[Beside], str]
    is_news: Callable[[Beside], bool]

    @property
    def header(self) -> str:
        return f"{REGISTER}{self.label}"


def status(it: Beside) -> str:
    """What became of the row, and what its reader must know before calling."""
    parts = [_outcome(it)]
    if it.employer and it.employer.ended_on:
        parts.append(f"beëindigd op {it.employer.ended_on:%d-%m-%Y}")
    if it.same_rows:
        parts.append(f"zelfde werkgever als rij {', '.join(it.same_rows)}")
    if it.alike_rows:
        parts.append(f"mogelijk dubbel met rij {', '.join(it.alike_rows)}")
    if it.employer and it.employer.is_opted_out:
        parts.append(OPTED_OUT)
    return "; ".join(parts)


def _outcome(it: Beside) -> str:
    row = it.row
    if row.outcome == Outcome.REJECTED:
        return "niet ingelezen"
    if row.outcome == Outcome.REVIEW:
        return "te beoordelen"
    if row.applied_at is None:
        return "nog niet doorgevoerd"
    if it.employer is None:
        return "niet meer in het register"
    return "nieuw" if row.made_employer else "gekoppeld"


def _differs(name: str, now: Callable[[Employer], Any]) -> Callable[[Beside], bool]:
    return lambda it: _folded(now(it.employer)) != _folded(it.row.cleaned.get(name))


def _folded(value: Any) -> str:
    return str(value or "").casefold()


def _address_differs(it: Beside) -> bool:
    """Whether the current address is another one, as far as the register knows its parts."""
    pairs = ((getattr(it.employer, name), it.said.get(name)) for name in ADDRESS)
    return any(ours and _folded(ours) != _folded(theirs) for ours, theirs in pairs)


def _size_differs(it: Beside) -> bool:
    said, employer = it.said.get(SIZE), it.employer
    return said is None or (said.minimum, said.maximum) != (employer.size_minimum, employer.size_maximum)


def _of_size(part: Callable[[Employer], str]) -> Callable[[Beside], str]:
    return lambda it: part(it.employer) if it.employer.size_minimum is not None else ""


def _of_address(part: Callable[[Employer], str]) -> Callable[[Beside], str]:
    """A shielded address goes to nobody."""
    return lambda it: "" if it.employer.is_address_shielded else part(it.employer)


def _to_approach(part: Callable[[Employer], str]) -> Callable[[Beside], str]:
    """What one approaches with: not of those who asked to be left alone."""
    return lambda it: "" if it.employer.is_opted_out else part(it.employer)


def _lacks(*names: str) -> Callable[[Beside], bool]:
    return lambda it: not any(it.row.cleaned.get(name) for name in names)


def _opted_out_person(it: Beside) -> str:
    """Only about the person whom the party itself delivered."""
    name = plain_words(it.row.cleaned.get("contact_name") or "")
    return OPTED_OUT if name and name in it.opted_out_people else ""


def _day(value) -> str:
    return f"{value:%d-%m-%Y}" if value else ""


STATUS = (
    Column("status", "status", status, lambda it: False),
    Column("row", "rij in uw lijst", lambda it: it.row.place, lambda it: False),
    Column("rejection", "waarom niet ingelezen", lambda it: it.row.rejection, lambda it: False),
)
KNOWN = (
    Column(
        "kvk_number", "KvK-nummer", lambda it: it.employer.kvk_number, _differs("kvk_number", lambda e: e.kvk_number)
    ),
    Column(
        "establishment_number", "vestigingsnummer", lambda it: it.employer.establishment_number,
        _differs("establishment_number", lambda e: e.establishment_number),
    ),
    Column(
        "size", "werkzame personen", _of_size(lambda e: size_text(e.size_minimum, e.size_maximum)), _size_differs
    ),
    Column(
        "size_source", "bron werkzame personen",
        _of_size(lambda e: e.size_source_name or e.get_size_source_display()), _size_differs,
    ),
    Column(
        "size_date", "peildatum werkzame personen", _of_size(lambda e: _day(e.size_reference_date)), _size_differs
    ),
    Column(
        "sector", "sector", lambda it: str(it.employer.sector or ""), lambda it: it.employer.sector != it.own_sector
    ),
    Column("sbi_code", "SBI-code", lambda it: it.employer.sbi_code, _differs("sbi_code", lambda e: e.sbi_code)),
    Column(
        "municipality", "gemeente", lambda it: str(it.employer.municipality or ""),
        lambda it: it.employer.municipality != it.own_municipality,
    ),
    Column("address", "adres", _of_address(lambda e: e.address), _address_differs),
    Column("postcode", "postcode", _of_address(lambda e: e.postcode), _address_differs),
    Column("place", "plaats", _of_address(lambda e: e.place), _address_differs),
    Column("phone", "telefoon", _to_approach(lambda e: phone(e.phone)), _lacks("phone", "mobile_phone")),
    Column("website", "website", _to_approach(lambda e: e.website), _lacks("website")),
    Column("contact", "contactpersoon", _opted_out_person, lambda it: True),
)  # fmt: skip
COLUMNS = (*STATUS, *KNOWN)
BY_KEY = {column.key: column for column in COLUMNS}


def added_values(it: Beside, *, is_complete: bool) -> tuple[list[str], list[str]]:
    """The cells to add, and the keys of the columns in which the party reads something new."""
    cells, news = [column.text(it) for column in STATUS], []
    for column in KNOWN:
        text = column.text(it) if it.employer else ""
        is_news = bool(text) and column.is_news(it)
        news += [column.key] if is_news else []
        cells.append(text if is_news or is_complete else "")
    return cells, news
