"""The register as matching sees it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from employers.matching import Record
from employers.models import ContactPerson, Employer

CHUNK = 5_000  # employers read at a time: a register of a million does not fit in memory
COLUMNS = (
    "pk", "trade_name", "company__legal_name", "company__kvk_number", "establishment_number", "street", "house_number",
    "house_letter", "house_number_addition", "postcode", "place", "municipality__name", "phone", "email", "website",
    "sector__slug", "company",
)  # fmt: skip


def own_records() -> Iterator[Record]:
    """Every current employer with its contact persons, in the order in which they came."""
    last = 0
    while chunk := list(_current().filter(pk__gt=last)[:CHUNK]):
        yield from _records(chunk)
        last = chunk[-1][0]


def records_of(employers: Iterable[int]) -> Iterator[Record]:
    """Those of these employers that are current."""
    yield from _records(list(_current().filter(pk__in=employers)))


def _current() -> QuerySet:
    return Employer.objects.current().order_by("pk").values_list(*COLUMNS)


def _records(found: list[tuple]) -> Iterator[Record]:
    people = _people([values[0] for values in found])
    for values in found:
        yield _record(values, people.get(values[0], ()))


def filled(*values: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def house_suffix(letter: str | None, addition: str | None) -> str:
    return " ".join(part for part in (letter, addition) if part)


def _record(values: tuple, people: Iterable[tuple[str, str, str]]) -> Record:
    (
        pk, name, legal_name, kvk_number, establishment_number, street, number, letter, addition, postcode, place,
        municipality, phone, email, website, sector, company,
    ) = values  # fmt: skip
    return Record(
        id=pk,
        names=filled(name, legal_name),
        kvk_number=kvk_number or "",
        establishment_number=establishment_number,
        street=street,
        house_number=number,
        house_suffix=house_suffix(letter, addition),
        postcode=postcode,
        place=place,
        municipality=municipality or "",
        phones=filled(phone, *(person[1] for person in people)),
        emails=filled(email, *(person[2] for person in people)),
        domains=filled(website),
        sector=sector or "",
        contacts=filled(*(person[0] for person in people)),
        company_id=company,
    )


def _people(employers: Iterable[int]) -> dict[int, list[tuple[str, str, str]]]:
    people = defaultdict(list)
    known = ContactPerson.objects.filter(employer__in=employers).order_by("pk")
    for employer, *person in known.values_list("employer", "name", "phone", "email"):
        people[employer].append(person)
    return people
