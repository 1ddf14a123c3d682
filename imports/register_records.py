"""The register and the rows of a list as matching sees them."""

from collections.abc import Iterator, Mapping

from employers.matching import Record
from employers.models import Registration
from employers.records import CHUNK, filled, house_suffix, own_records, records_of
from imports.models import ImportRow
from imports.reference_data import ReferenceData


def register_records(reference: ReferenceData) -> Iterator[Record]:
    """Every current employer, and under the same id what each list calls it when that differs."""
    yield from own_records()
    yield from _as_listed(reference)


def record_of(cleaned: Mapping, employer_id: int, reference: ReferenceData) -> Record:
    """A cleaned row as a record."""
    place = reference.place_name(cleaned.get("place") or "")
    municipality = reference.municipality(cleaned.get("municipality") or "", place, cleaned.get("postcode") or "")
    sector = reference.sector(
        cleaned.get("sbi_code") or "", cleaned.get("sbi_version") or "", cleaned.get("sector") or ""
    )
    return Record(
        id=employer_id,
        names=filled(cleaned.get("trade_name"), cleaned.get("legal_name")),
        kvk_number=cleaned.get("kvk_number") or "",
        establishment_number=cleaned.get("establishment_number") or "",
        street=cleaned.get("street") or "",
        house_number=cleaned.get("house_number"),
        house_suffix=house_suffix(cleaned.get("house_letter"), cleaned.get("house_number_addition")),
        postcode=cleaned.get("postcode") or "",
        place=place,
        municipality=municipality.name if municipality else cleaned.get("municipality") or "",
        phones=filled(cleaned.get("phone"), cleaned.get("mobile_phone"), cleaned.get("contact_phone")),
        emails=filled(cleaned.get("email"), cleaned.get("contact_email")),
        domains=filled(cleaned.get("website")),
        sector=sector.slug if sector else "",
        contacts=filled(cleaned.get("contact_name")),
    )


def _as_listed(reference: ReferenceData) -> Iterator[Record]:
    """The latest row behind each registration, when it says more than the employer itself."""
    for rows in _latest_rows():
        known = {record.id: record for record in records_of({employer for employer, _ in rows})}
        for employer, cleaned in rows:
            record = record_of(cleaned, employer, reference)
            if employer in known and _says_more(record, known[employer]):
                yield record


def _latest_rows() -> Iterator[list[tuple[int, dict]]]:
    """By the thousand: the employer of each registration and its latest row in the register, as cleaned."""
    current = Registration.objects.filter(employer__merged_into=None).order_by("pk").values_list("pk", flat=True)
    last = 0
    while keys := list(current.filter(pk__gt=last)[:CHUNK]):
        rows = ImportRow.objects.filter(registration__in=keys, applied_at__isnull=False)
        latest = rows.order_by("registration_id", "-applied_at", "-pk").distinct("registration_id")
        yield list(latest.values_list("registration__employer", "cleaned"))
        last = keys[-1]


def _says_more(record: Record, known: Record) -> bool:
    return (
        not set(record.names) <= set(known.names)
        or not set(record.phones) <= set(known.phones)
        or not set(record.emails) <= set(known.emails)
        or (record.postcode, record.house_number) != (known.postcode, known.house_number)
    )
