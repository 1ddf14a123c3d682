"""A cleaned row as values of the register: what the list says of the employer, its company and its people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from employers.models import Company, Employer
from employers.normalise import Size
from employers.provenance import SIZE, SizeValue
from imports.reference_data import ReferenceData

SAME_NAME = (
    "establishment_number", "trade_name", "street", "house_number", "house_letter", "house_number_addition",
    "postcode", "email", "website", "is_non_mailing", "is_address_shielded", "remarks",
)  # fmt: skip
LONGEST_PLACE = Employer._meta.get_field("place").max_length


def employer_values(cleaned: Mapping, reference: ReferenceData, company: Company | None, list_name: str) -> dict:
    """Values for `provenance.set_values`: only fields that the list fills in."""
    values: dict[str, Any] = {name: cleaned[name] for name in SAME_NAME if cleaned.get(name) not in (None, "")}
    values |= _place_values(cleaned, reference) | _activity_values(cleaned, reference)
    if phone := cleaned.get("phone") or (cleaned.get("mobile_phone") if not cleaned.get("contact_name") else ""):
        values["phone"] = phone
    if company is not None:
        values["company"] = company
    if cleaned.get("size_minimum") is not None:
        values[SIZE] = _size(cleaned, list_name)
    return values


def _place_values(cleaned, reference):
    place = reference.place_name(cleaned.get("place") or "")
    municipality = reference.municipality(cleaned.get("municipality") or "", place, cleaned.get("postcode") or "")
    values = {"place": place, "municipality": municipality}
    return {name: value for name, value in values.items() if value}


def _activity_values(cleaned, reference):
    code, version = cleaned.get("sbi_code") or "", cleaned.get("sbi_version") or ""
    values = {"sbi_code": code, "sbi_version": version if code else ""}
    values["sector"] = reference.sector(code, version, cleaned.get("sector") or "")
    return {name: value for name, value in values.items() if value}


def _size(cleaned, list_name):
    """A size that carries its own reference date keeps it; else the delivery's holds."""
    size = Size(cleaned.get("working_people"), cleaned["size_minimum"], cleaned.get("size_maximum"))
    if own_date := cleaned.get("size_reference_date"):
        source, day = Employer.Source.LIST, date.fromisoformat(own_date)
        return SizeValue(size.number, size.minimum, size.maximum, source, list_name, day)
    return size


def company_values(cleaned: Mapping) -> dict[str, str]:
    """What the list says of the legal entity."""
    values = {name: cleaned.get(name) or "" for name in ("legal_name", "legal_form")}
    return {name: value for name, value in values.items() if value}


def person_values(cleaned: Mapping) -> dict[str, str]:
    """The contact person; empty without a name. A mobile number of a list with one phone column is the person's."""
    name = cleaned.get("contact_name") or ""
    if not name:
        return {}
    return {
        "name": name,
        "role": cleaned.get("contact_role") or "",
        "phone": cleaned.get("contact_phone") or cleaned.get("mobile_phone") or "",
        "email": cleaned.get("contact_email") or "",
    }
