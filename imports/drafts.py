"""What a row would write: worked out in memory, the same for the preview and for applying."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from employers.models import Company, ContactPerson, Employer, SourceList, Unit
from employers.models.erased_people import marks_of
from employers.names import is_shared_mailbox, plain_words
from employers.precedence import Precedence
from employers.provenance import ADDRESS, Outcome, Source, columns_of, set_values
from imports.models import ImportBatch, ImportRow
from imports.reference_data import ReferenceData
from imports.values import company_values, employer_values, person_values


@dataclass
class Subject:
    """An employer being written with its people; several rows of one list may be about it."""

    employer: Employer
    people: list[ContactPerson] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    touched_people: list[ContactPerson] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)  # marks of people who are not to come back
    is_begun: bool = False

    @property
    def is_new(self) -> bool:
        return self.employer.pk is None

    def begin(self) -> bool:
        """Whether the row that is written now makes the employer; the rows after it do not. Call it once per row."""
        makes, self.is_begun = self.is_new and not self.is_begun, True
        return makes


@dataclass(frozen=True)
class Writer:
    """Writes rows of one delivery on subjects, without saving anything."""

    batch: ImportBatch
    source: SourceList
    reference: ReferenceData
    precedence: Precedence
    slugs: Mapping[str, str]  # of lists by name

    @classmethod
    def of(cls, batch: ImportBatch, reference: ReferenceData) -> "Writer":
        slugs = dict(SourceList.objects.values_list("name", "slug"))
        return cls(batch, batch.source, reference, Precedence.load(), slugs)

    def write(self, row: ImportRow, subject: Subject, company: Company | None, *, is_corrected: bool) -> list[dict]:
        """Put the row on the subject; what changed or was refused, as JSON for the screen.

        `is_corrected`: an earlier delivery had this entry with other values, so that the list changed its mind. Only
        then may it overwrite what it said itself; else two rows about one employer would overwrite each other for ever.
        """
        values = employer_values(row.cleaned, self.reference, company, self.source.name)
        stood = address_text(subject.employer)
        changes = set_values(subject.employer, values, source=self._source_of(row), on=self.batch.reference_date)
        subject.columns |= columns_of(changes)
        shown = _as_shown(changes, stood, subject.employer, values)
        return shown + self._write_company(row, company, is_corrected) + self._write_person(row, subject, is_corrected)

    def _source_of(self, row: ImportRow) -> Source:
        return Source.of_list(
            self.source,
            precedence=self.precedence,
            batch=self.batch.pk,
            row=row.sheet_row or row.row_number,
            own_key=row.own_key,
        )

    def _write_company(self, row, company, is_corrected):
        """A list fills in what is empty of the legal entity; only the first of all lists may correct it."""
        may_correct = is_corrected and self.precedence.is_first(Unit.COMPANY, self.source.slug)
        shown = []
        for name, value in company_values(row.cleaned).items() if company else ():
            before = getattr(company, name)
            if before == value or (before and not may_correct):
                continue
            setattr(company, name, value)
            shown.append(_shown(name, Company._meta.get_field(name).verbose_name, before, value))
        return shown

    def _write_person(self, row, subject, is_corrected):
        """The newest list wins, unless there is an order; the same name or mail address is the same person."""
        values = person_values(row.cleaned)
        if not values or (subject.erased and subject.erased & marks_of(values["name"], values["email"])):
            return []
        person = next((each for each in subject.people if _is_same_person(each, values)), None)
        if person is None:
            person = ContactPerson(source_name=self.source.name, source_date=self.batch.reference_date, **values)
            subject.people.append(person)
            subject.touched_people.append(person)
            return [_shown("contact_person", "contactpersoon", "", _in_words(person))]
        return self._update_person(person, values, subject, is_corrected)

    def _order_against(self, person) -> int:
        """-1 when this list goes before the one that the person came from, 1 after; 0 when the newest wins."""
        theirs = self.slugs.get(person.source_name)
        if self.precedence.newest_wins(Unit.CONTACT_PERSON) or theirs in (None, self.source.slug):
            return 0
        ours, others = (self.precedence.rank(Unit.CONTACT_PERSON, slug) for slug in (self.source.slug, theirs))
        return _sign(ours - others)

    def _update_person(self, person, values, subject, is_corrected):
        on, order = self.batch.reference_date, self._order_against(person)
        may_overwrite = person.source_date is None or person.source_date < on or is_corrected
        may_overwrite = order < 0 if order else may_overwrite
        differing = {
            name: value
            for name, value in values.items()
            if value and value != getattr(person, name) and (may_overwrite or not getattr(person, name))
        }
        if not differing or (not order and person.source_date and person.source_date > on):
            return []
        before = _in_words(person)
        for name, value in differing.items():
            setattr(person, name, value)
        if order <= 0:  # a list that goes after the other only fills in what was empty
            person.source_name, person.source_date = self.source.name, on
        if person not in subject.touched_people:
            subject.touched_people.append(person)
        return [_shown("contact_person", "contactpersoon", before, _in_words(person))]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def address_text(employer: Employer) -> str:
    """The whole address in one line, shielded or not: it is shown to those who import only."""
    number = f"{employer.house_number or ''}{employer.house_letter}"
    number += f"-{employer.house_number_addition}" if employer.house_number_addition else ""
    lines = f"{employer.street} {number}".strip(), f"{employer.postcode} {employer.place}".strip()
    return ", ".join(line for line in lines if line)


def _as_shown(changes, stood, employer, values) -> list[dict]:
    """Changes as JSON; the parts of an address, which are written or refused together, as one."""
    told = [change for change in changes if change.outcome is not Outcome.CONFIRMED]
    shown = [change.as_json() for change in told if change.field not in ADDRESS]
    parts = [change for change in told if change.field in ADDRESS]
    if not parts:
        return shown
    applied = [part for part in parts if part.applied]
    after = employer if applied else Employer(**{name: values[name] for name in ADDRESS if name in values})
    text, why = address_text(after), (applied or parts)[0].why
    address = {"field": "address", "label": "adres", "before": stood, "after": text, "applied": bool(applied)}
    return [address | {"why": why}, *shown] if text != stood else shown


def _shown(name, label, before, after):
    return {"field": name, "label": label, "before": before, "after": after, "applied": True, "why": ""}


def _is_same_person(person: ContactPerson, values: Mapping[str, str]) -> bool:
    if plain_words(person.name) == plain_words(values["name"]):
        return True
    address = values["email"].casefold()
    return bool(address) and not is_shared_mailbox(address) and person.email.casefold() == address


def _in_words(person: ContactPerson) -> str:
    return ", ".join(part for part in (person.name, person.role, person.phone, person.email) if part)
