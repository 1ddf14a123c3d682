"""The register as matching sees it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from employers.matching import Record
from employers.models import ContactPerson, Employer

COLUMNS = (
    "pk", "trade_name", "company__legal_name", "company__kvk_number", "establishment_number", "street", "house_number",
    "house_letter", "house_number_addition", "postcode", "place", "municipality__name", "phone", "email", "website",
    "sector__slug", "company",
)  # fmt: skip


def own_records() -> Iterator[Record]:
    """Every current employer with its contact persons, in the order in which they came."""
    people = _people()
    for values in Employer.objects.current().order_by("pk").values_list(*COLUMNS).iterator(5_000):
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


def _people() -> dict[int, list[tuple[str, str, str]]]:
    people = defaultdict(list)
    for employer, *person in ContactPerson.objects.order_by("pk").values_list("employer", "name", "phone", "email"):
        people[employer].append(person)
    return people
