"""An employer or row with everything that comparing needs worked out once."""

from dataclasses import dataclass
from functools import lru_cache

from employers.matching.addresses import Address, address_of
from employers.matching.names import NameForm, name_forms
from employers.matching.records import Record
from employers.matching.words import FIRST_NAMES, PARTICLES
from employers.names import email_domain, own_domain, plain_words

CONTACT_KINDS = ("phone", "email", "domain")


@dataclass(slots=True)
class Prepared:
    """All that is known of one employer (or one row): several records of one employer are one `Prepared`."""

    id: int
    kvk_number: str
    establishment_number: str
    company_id: int | None
    sector: str
    names: tuple[NameForm, ...]
    addresses: tuple[Address, ...]
    contact: frozenset[tuple[str, str]]
    surnames: frozenset[str]
    words: frozenset[str] = frozenset()
    place_words: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Work out what hangs together with names and addresses; again after those change."""
        self.words = frozenset(word for form in self.names for word in form.words)
        self.place_words = frozenset().union(*(address.place_words for address in self.addresses))

    @property
    def areas(self) -> set[str]:
        """Places and municipalities, as keys."""
        return {area for address in self.addresses for area in address.areas}

    @property
    def domain_letters(self) -> list[str]:
        """The letters of the own domains before their last part: "de-wilg.example" is "dewilg"."""
        domains = (value for kind, value in self.contact if kind == "domain")
        return [domain.rpartition(".")[0].replace("-", "").replace(".", "") for domain in domains]


def prepare(record: Record) -> Prepared:
    return Prepared(
        id=record.id,
        kvk_number=record.kvk_number,
        establishment_number=record.establishment_number,
        company_id=record.company_id,
        sector=record.sector,
        names=name_forms(record.names),
        addresses=(address_of(record),),
        contact=frozenset(_contact(record)),
        surnames=frozenset(filter(None, map(surname, record.contacts))),
    )


def merge(known: Prepared, more: Prepared) -> None:
    """Let a known employer also be what another list says of it: more names, an older address, more phones."""
    forms = {form.plain: form for form in (*more.names, *known.names)}
    known.names = tuple(forms.values())
    known.addresses = tuple(dict.fromkeys((*known.addresses, *more.addresses)))
    known.contact |= more.contact
    known.surnames |= more.surnames
    known.kvk_number = known.kvk_number or more.kvk_number
    known.establishment_number = known.establishment_number or more.establishment_number
    known.sector = known.sector or more.sector
    known.settle()


def _contact(record: Record):
    yield from (("phone", phone) for phone in record.phones)
    yield from (("email", email) for email in record.emails)
    domains = (*map(own_domain, record.domains), *map(email_domain, record.emails))
    yield from (("domain", domain) for domain in domains if domain)


@lru_cache(maxsize=50_000)
def surname(person: str) -> str:
    """The last name of a person, without particles; "" when it is too short to say anything."""
    words = [word for word in plain_words(person.partition(",")[0]).split() if word not in PARTICLES]
    last = words[-1] if words else ""
    return last if len(last) >= 3 and last not in FIRST_NAMES else ""
