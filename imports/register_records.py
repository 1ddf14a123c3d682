"""The register and the rows of a list as matching sees them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from employers.matching import Record
from employers.models import ContactPerson, Employer
from imports.models import ImportRow
from imports.reference_data import ReferenceData

OWN = (
    "pk", "trade_name", "company__legal_name", "company__kvk_number", "establishment_number", "street", "house_number",
    "house_letter", "house_number_addition", "postcode", "place", "municipality__name", "phone", "email", "website",
    "sector__slug", "company",
)  # fmt: skip


def register_records(reference: ReferenceData) -> Iterator[Record]:
    """Every current employer, and under the same id what each list calls it when that differs."""
    people = _people()
    known = {}
    for values in Employer.objects.current().order_by("pk").values_list(*OWN).iterator(5_000):
        record = _own_record(values, people.get(values[0], ()))
        known[record.id] = record
        yield record
    yield from _as_listed(known, reference)


def record_of(cleaned: Mapping, employer_id: int, reference: ReferenceData) -> Record:
    """A cleaned row as a record."""
    place = reference.place_name(cleaned.get("place") or "")
    municipality = reference.municipality(cleaned.get("municipality") or "", place, cleaned.get("postcode") or "")
    sector = reference.sector(
        cleaned.get("sbi_code") or "", cleaned.get("sbi_version") or "", cleaned.get("sector") or ""
    )
    return Record(
        id=employer_id,
        names=_filled(cleaned.get("trade_name"), cleaned.get("legal_name")),
        kvk_number=cleaned.get("kvk_number") or "",
        establishment_number=cleaned.get("establishment_number") or "",
        street=cleaned.get("street") or "",
        house_number=cleaned.get("house_number"),
        house_suffix=_suffix(cleaned.get("house_letter"), cleaned.get("house_number_addition")),
        postcode=cleaned.get("postcode") or "",
        place=place,
        municipality=municipality.name if municipality else cleaned.get("municipality") or "",
        phones=_filled(cleaned.get("phone"), cleaned.get("mobile_phone"), cleaned.get("contact_phone")),
        emails=_filled(cleaned.get("email"), cleaned.get("contact_email")),
        domains=_filled(cleaned.get("website")),
        sector=sector.slug if sector else "",
        contacts=_filled(cleaned.get("contact_name")),
    )


def _own_record(values: tuple, people: Iterable[tuple[str, str, str]]) -> Record:
    (
        pk, name, legal_name, kvk_number, establishment_number, street, number, letter, addition, postcode, place,
        municipality, phone, email, website, sector, company,
    ) = values  # fmt: skip
    return Record(
        id=pk,
        names=_filled(name, legal_name),
        kvk_number=kvk_number or "",
        establishment_number=establishment_number,
        street=street,
        house_number=number,
        house_suffix=_suffix(letter, addition),
        postcode=postcode,
        place=place,
        municipality=municipality or "",
        phones=_filled(phone, *(person[1] for person in people)),
        emails=_filled(email, *(person[2] for person in people)),
        domains=_filled(website),
        sector=sector or "",
        contacts=_filled(*(person[0] for person in people)),
        company_id=company,
    )


def _people() -> dict[int, list[tuple[str, str, str]]]:
    people = defaultdict(list)
    for employer, *person in ContactPerson.objects.order_by("pk").values_list("employer", "name", "phone", "email"):
        people[employer].append(person)
    return people


def _as_listed(known: Mapping[int, Record], reference: ReferenceData) -> Iterator[Record]:
    """The latest row behind each registration, when it says more than the employer itself."""
    rows = ImportRow.objects.filter(registration__employer__merged_into=None, registration__isnull=False)
    latest = rows.order_by("registration_id", "-applied_at", "-pk").distinct("registration_id")
    for employer, cleaned in latest.values_list("registration__employer", "cleaned").iterator(5_000):
        record = record_of(cleaned, employer, reference)
        if employer in known and _says_more(record, known[employer]):
            yield record


def _says_more(record: Record, known: Record) -> bool:
    return (
        not set(record.names) <= set(known.names)
        or not set(record.phones) <= set(known.phones)
        or not set(record.emails) <= set(known.emails)
        or (record.postcode, record.house_number) != (known.postcode, known.house_number)
    )


def _filled(*values: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _suffix(letter: str | None, addition: str | None) -> str:
    return " ".join(part for part in (letter, addition) if part)
