"""What the sample lists are made of: invented establishments, and the rows each list shows of them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    first_name: str
    surname: str

    @property
    def initials(self) -> str:
        return f"{self.first_name[0]}."


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    number: int
    letter: str
    addition: str
    postcode: str
    place: str
    municipality: str

    @property
    def house(self) -> str:
        """House number with its suffixes as a neat list writes it: "18", "18 A", "18-2"."""
        return f"{self.number}{' ' + self.letter if self.letter else ''}{'-' + self.addition if self.addition else ''}"


@dataclass(slots=True)
class Company:
    """The legal entity; several establishments may share it. `legal_name` is empty for a sole trader."""

    kvk_number: str
    legal_name: str
    legal_form: str


@dataclass(slots=True)
class Establishment:
    """One establishment, the same in every list; `key` is its identity in the truth.

    `trap` names what makes it easy to mistake for another: "chain", "franchise", "second_branch", "holding",
    "same_name", "relative", "shared_building", "successor".
    """

    key: str
    company: Company
    establishment_number: str
    trade_name: str
    sector: str
    sbi_code: str
    activity: str
    people: int
    address: Address
    owner: Person
    contact: Person
    phone: str
    mobile: str
    domain: str
    mail_provider: str
    is_main: bool = True
    size_class: str = ""
    old_address: Address | None = None
    trap: str = ""


@dataclass(slots=True)
class Draft:
    """One establishment as somebody outside the trade register typed it; noise changes it step by step."""

    name: str
    street: str
    house: str
    postcode: str
    place: str
    contact: str
    role: str
    phone: str
    email: str
    kvk_number: str | int
    sector: str
    noise: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TruthRow:
    """What one spreadsheet row really is. `row` and the other row numbers are as the spreadsheet shows them."""

    list_name: str
    row: int
    entity: str
    kvk_row: int | None
    noise: tuple[str, ...]
    duplicate_of_row: int | None
    trap: str


@dataclass(frozen=True, slots=True)
class SampleList:
    slug: str
    title_rows: list[list]
    header: list[str]
    rows: list[list]
    truth: list[TruthRow]

    @property
    def header_row(self) -> int:
        return len(self.title_rows) + 1

    @property
    def first_row(self) -> int:
        return self.header_row + 1


@dataclass(frozen=True, slots=True)
class SampleLists:
    kvk: SampleList
    baanbrekend: SampleList
    lwl: SampleList

    def __iter__(self):
        return iter((self.kvk, self.baanbrekend, self.lwl))
