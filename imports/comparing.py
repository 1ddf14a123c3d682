"""A row of a list beside what it may be."""

from employers.comparing import Likeness, Line, compare_texts, known_as, mark_differences, notes_of, texts_of
from employers.models import Employer
from imports.models import ImportRow
from imports.reference_data import ReferenceData
from imports.review import Candidate
from lwl_crm.templatetags.crm import phone

__all__ = ["Likeness", "compare", "known_as", "mark_differences"]


def compare(row: ImportRow, candidate: Candidate, reference: ReferenceData) -> list[Line]:
    """The fields that either of the two has."""
    employer = candidate.employer
    ours = texts_of(employer) if employer else _texts_of_row(candidate.row, reference)
    return compare_texts(_texts_of_row(row, reference), ours, notes_of(employer) if employer else {})


SHORT = ("Naam", "Adres", "Postcode en plaats", "Telefoon", "KvK-nummer")


def compare_shortly(row: ImportRow, candidate: Candidate, reference: ReferenceData) -> list[Line]:
    """The fields by which one tells two employers apart at a glance."""
    return [line for line in compare(row, candidate, reference) if line.label in SHORT]


def _texts_of_row(row: ImportRow, reference: ReferenceData) -> dict[str, str]:
    cleaned = {name: value for name, value in row.cleaned.items() if value is not None}
    number = f"{cleaned.get('house_number', '')}{cleaned.get('house_letter', '')}"
    if cleaned.get("house_number_addition"):
        number += f"-{cleaned['house_number_addition']}"
    return {
        "Naam": cleaned.get("trade_name", ""),
        "Statutaire naam": cleaned.get("legal_name", ""),
        "Adres": f"{cleaned.get('street', '')} {number}".strip(),
        "Postcode en plaats": f"{cleaned.get('postcode', '')} {cleaned.get('place', '')}".strip(),
        "Telefoon": phone(cleaned.get("phone") or cleaned.get("mobile_phone") or ""),
        "E-mail": cleaned.get("email") or cleaned.get("contact_email") or "",
        "Website": cleaned.get("website", ""),
        "Contactpersoon": cleaned.get("contact_name", ""),
        "KvK-nummer": cleaned.get("kvk_number", ""),
        "Vestigingsnummer": cleaned.get("establishment_number", ""),
        "Sector": _sector_of_row(cleaned, reference),
        "Werkzame personen": _size_of_row(cleaned),
    }


def _sector_of_row(cleaned: dict, reference: ReferenceData) -> str:
    """The register's name for it, so that "Installatie" and Techniek are seen to be the same."""
    branch = cleaned.get("sector") or ""
    sector = reference.sector(cleaned.get("sbi_code") or "", cleaned.get("sbi_version") or "", branch)
    if sector:
        return sector.name
    return "" if branch.lower().startswith(("geen ", "onbekend")) else branch or cleaned.get("sbi_description") or ""


def _size_of_row(cleaned: dict) -> str:
    if cleaned.get("size_minimum") is None:
        return ""
    return Employer(
        working_people=cleaned.get("working_people"),
        size_minimum=cleaned["size_minimum"],
        size_maximum=cleaned.get("size_maximum"),
    ).size_text()
