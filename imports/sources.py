"""What is known of each list: what it cannot do without, and how its sizes and codes must be read.

A new list is one small class here; a list that has no class needs a name and nothing more.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from employers.size import REGISTER_CLASSES

SBI_2025_SINCE = datetime.date(2025, 9, 6)  # the weekend in which the trade register changed over (standards.md 3.4)
CLASS_CODES = {*REGISTER_CLASSES, "99"}


@dataclass(frozen=True, slots=True)
class Need:
    """One of these fields must be among the columns, and filled in on every row."""

    fields: tuple[str, ...]
    column: str
    short: str
    why: str

    @property
    def sentence(self) -> str:
        return (
            f"In deze lijst ontbreekt een kolom met {self.column}. {self.why} Kies die kolom, of controleer of u het "
            "goede bestand hebt gekozen."
        )


NAME = Need(
    ("trade_name", "legal_name"),
    "de naam van de werkgever",
    "naam",
    "Zonder naam kan een rij niet worden ingelezen.",
)
NUMBERS = "De KvK-lijst wordt op KvK-nummer en vestigingsnummer gekoppeld."


SOURCES: dict[str, type["ListSource"]] = {}
PLACED = ("trade_name", "place", "phone", "email")
CONTACT = (
    "mobile_phone", "contact_name", "contact_role", "contact_phone", "contact_email", "own_key", "remarks",
)  # fmt: skip


class ListSource:
    """Any list: a name is enough. Naming a class of its own makes it known (docs/bronnen.md).

    `fields` are those that the list usually has: they go first where a header may mean several. `headers` are words
    of this list alone, on letters and digits only. With `has_rows_per_qualification` several rows with one own number
    are one employer.
    """

    slug: ClassVar[str] = ""
    label: ClassVar[str] = "deze organisatie"
    needs: ClassVar[tuple[Need, ...]] = (NAME,)
    fields: ClassVar[tuple[str, ...]] = (*PLACED, *CONTACT)
    headers: ClassVar[dict[str, str]] = {}
    has_contacts: ClassVar[bool] = True
    has_rows_per_qualification: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        SOURCES[cls.slug] = cls

    @classmethod
    def requires(cls, field: str) -> bool:
        """Whether a row without this one field is rejected; a name may come from either name field."""
        return any(need.fields == (field,) for need in cls.needs)


class KvkList(ListSource):
    slug = "kvk"
    label = "KvK"
    has_contacts = False
    fields = (
        *PLACED, "kvk_number", "establishment_number", "legal_name", "legal_form", "street", "house_number",
        "house_letter", "house_number_addition", "postcode", "municipality", "sbi_code", "sbi_description",
        "working_people", "website", "is_non_mailing", "is_address_shielded", "is_main_establishment",
        "size_reference_date",
    )  # fmt: skip
    needs = (
        Need(("kvk_number",), "het KvK-nummer", "geldig KvK-nummer", NUMBERS),
        Need(("establishment_number",), "het vestigingsnummer", "geldig vestigingsnummer", NUMBERS),
        NAME,
    )


class BaanbrekendList(ListSource):
    slug = "baanbrekend"
    label = "Baanbrekend"
    fields = (*PLACED, *CONTACT, "kvk_number", "address", "sector", "last_contact_on")


class LwlList(ListSource):
    slug = "lwl"
    label = "LWL"


class UwvList(ListSource):
    """Employers of the Werkgeversservicepunt: vacancies' contact persons, often with a KvK number."""

    slug = "uwv"
    label = "UWV"
    fields = (*BaanbrekendList.fields, "street", "house_number", "postcode", "website")
    headers = {"werkgeversnaam": "trade_name", "wsprelatienummer": "own_key", "vestigingspostcode": "postcode"}


class SbbList(ListSource):
    """Leerbedrijven: accredited per qualification, so that one of them may have many rows (standards.md 3.6)."""

    slug = "sbb"
    label = "SBB"
    fields = (
        *PLACED, "own_key", "address", "street", "house_number", "postcode", "municipality", "website", "kvk_number",
        "crebo_codes", "qualification_name", "qualification_level", "accredited_from_on", "accredited_until_on",
    )  # fmt: skip
    headers = {"leerbedrijf": "trade_name", "leerbedrijfid": "own_key", "leerbedrijfnummer": "own_key"}
    has_rows_per_qualification = True
    needs = (
        Need(
            ("own_key",),
            "het leerbedrijf-ID",
            "leerbedrijf-ID",
            "De lijst van SBB wordt op leerbedrijf-ID gekoppeld.",
        ),
        NAME,
    )


class MemberList(ListSource):
    """The members of any network: its `SourceList` has the network and this code with a number behind it."""

    slug = "netwerk"
    label = "het netwerk"
    fields = (*UwvList.fields, "member_since_on")
    headers = {"lid": "trade_name", "lidbedrijf": "trade_name", "lidvan": "", "lidnr": "own_key"}


def source_for(slug: str) -> type[ListSource]:
    """By code; "netwerk-7" is a member list."""
    return SOURCES.get(slug) or SOURCES.get(slug.partition("-")[0], ListSource)


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What holds for a whole delivery and cannot be told from one row."""

    reference_date: datetime.date | None = None
    sbi_version: str = ""
    sizes_are_codes: bool = False


def list_facts(
    reference_date: datetime.date | None,
    sbi_codes: Iterable[str] = (),
    sizes: Iterable[str] = (),
    size_header: str = "",
) -> ListFacts:
    """The facts of a delivery, from its reference date and all values of its SBI and size columns."""
    return ListFacts(reference_date, sbi_version_of(sbi_codes, reference_date), holds_class_codes(sizes, size_header))


def sbi_version_of(codes: Iterable[str], reference_date: datetime.date | None) -> str:
    """SBI 2008 when the list is older than the change or has codes of 4 digits, which 2025 does not know."""
    if reference_date and reference_date < SBI_2025_SINCE:
        return "2008"
    lengths = [len(re.sub(r"\D", "", re.sub(r"[.,]0+$", "", code))) for code in codes if code.strip()]
    four = sum(length == 4 for length in lengths)
    if four and four >= 0.02 * len(lengths):
        return "2008"
    return "2025" if reference_date else ""


def holds_class_codes(sizes: Iterable[str], header: str = "") -> bool:
    """Whether a size column holds the register's class codes 01 to 12 and 99 instead of numbers of people.

    Codes are certain with their leading zeros, or without them when the header says that it is a code or class.
    """
    values = {re.sub(r"[.,]0+$", "", size.strip()) for size in sizes if size.strip()}
    if not values or not all(value.zfill(2) in CLASS_CODES for value in values):
        return False
    named = re.search(r"klasse|code", header, re.IGNORECASE)
    return bool(named) or any(len(value) == 2 and value.startswith("0") for value in values)
