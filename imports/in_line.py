"""Bringing the register in line with a changed precedence, and what that would change, before it happens.

Both lay what the latest rows of the current registrations say beside the provenance of the register. Only where a
list that goes first says something else than the list whose value stands there, the field is worked out anew; a field
with anything typed by a person is left alone, and so is one about which the other list says nothing.
"""

import copy
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import pghistory
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils import timezone

from employers.models import Company, Employer, PrecedenceChange, Registration
from employers.precedence import API, Precedence
from employers.provenance import (
    PERSON,
    UNIT_FIELDS,
    Change,
    Outcome,
    Source,
    columns_of,
    read_value,
    set_values,
    text_of,
)
from imports import jobs
from imports.bulk import forget_plans, save_many
from imports.drafts import address_text
from imports.models import ImportRow
from imports.preview import in_chunks
from imports.reference_data import ReferenceData
from imports.values import employer_values

CHUNK = 500
NOT_READ = ("raw", "problems", "repairs", "candidates", "changes", "reasons", "registration__raw")
MOST_ATTEMPTS = 25
FAILED = "Er ging iets mis in het programma. Wat al is gewijzigd, staat goed. Vraag de technisch beheerder om hulp."

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Said:
    """What the latest row of one registration says of one field."""

    source: Source
    on: date
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One employer whose value would come from another list."""

    employer: Employer
    changes: list[Change] = field(repr=False)
    before: str = ""
    after: str = ""
    old_source: str = ""
    new_source: str = ""

    @property
    def is_visible(self) -> bool:
        """The value itself changes, not only where it comes from."""
        return self.before != self.after


def _source_of(name: str) -> KeyTextTransform:
    return KeyTextTransform("source", KeyTransform(name, "employer__provenance"))


class InLine:
    """One field under one precedence."""

    def __init__(self, unit: str, precedence: Precedence) -> None:
        self.unit = unit
        self.precedence = precedence
        self.names = UNIT_FIELDS[unit]
        self.reference = ReferenceData.load()

    def keys(self) -> list[int]:
        """Employers on a list that another list's value stands in front of; only those can be out of line."""
        origins = {f"of_{name}": _source_of(name) for name in self.names}
        others = [Q(**{f"{alias}__isnull": False}) & ~Q(**{alias: F("source__slug")}) for alias in origins]
        current = Registration.objects.current().filter(employer__merged_into__isnull=True)
        found = current.alias(**origins).filter(reduce(or_, others))
        return sorted(found.values_list("employer", flat=True).distinct())

    def steps(self) -> Iterator[Step]:
        """What would change; the employers in it carry the new values and are not saved."""
        for keys in in_chunks(self.keys(), CHUNK):
            yield from self.steps_of(Employer.objects.filter(pk__in=keys))

    def steps_of(self, employers) -> Iterator[Step]:
        found = list(employers.select_related("company", "municipality", "sector").order_by("pk"))
        said = self._said([employer.pk for employer in found])
        for employer in found:
            if step := self._step(employer, said[employer.pk]):
                yield step

    def _step(self, employer: Employer, said: Iterable[Said]) -> Step | None:
        entries = [entry for name in self.names if (entry := employer.provenance.get(name))]
        if not entries or any(entry["source"] in (PERSON, API) for entry in entries):
            return None
        said = sorted(said, key=lambda each: (self._rank(each.source.key), -each.on.toordinal(), each.source.row or 0))
        if not any(self._overrules(employer, each) for each in said):
            return None
        before, old_source = self._text(employer), self._origin(employer)
        changes = [
            change
            for each in [*said, *said]  # what is equal gets its new provenance when the unit is read again
            for change in set_values(employer, each.values, source=each.source, on=each.on)
        ]
        return Step(employer, changes, before, self._text(employer), old_source, self._origin(employer))

    def _overrules(self, employer: Employer, said: Said) -> bool:
        """Whether this row would take over a value of a list that comes after it."""
        trial = copy.copy(employer)
        trial.provenance = dict(employer.provenance)
        return any(
            change.outcome is not Outcome.KEPT
            and (entry := employer.provenance.get(change.field))
            and self._rank(said.source.key) < self._rank(entry["source"])
            for change in set_values(trial, said.values, source=said.source, on=said.on)
        )

    def _rank(self, source: str) -> int:
        return self.precedence.rank(self.unit, source)

    def _text(self, employer: Employer) -> str:
        if self.unit == "address":
            return address_text(employer)
        return ", ".join(text for name in self.names if (text := text_of(read_value(employer, name))))

    def _origin(self, employer: Employer) -> str:
        """The list that the value comes from; of several the one that goes first."""
        entries = [
            entry for name in self.names
            if (entry := employer.provenance.get(name)) and text_of(read_value(employer, name))
        ]  # fmt: skip
        return min(entries, key=lambda entry: self._rank(entry["source"]), default={}).get("label", "")

    def _said(self, employers: list[int]) -> dict[int, list[Said]]:
        rows = ImportRow.objects.filter(registration__employer__in=employers, registration__is_current=True)
        newest = ("-batch__reference_date", "-applied_at", "-pk")
        rows = rows.order_by("registration_id", *newest).distinct("registration_id")
        rows = list(rows.select_related("registration", "batch__source").defer(*NOT_READ))
        numbers = {number for row in rows if (number := row.cleaned.get("kvk_number"))}
        companies = {each.kvk_number: each for each in Company.objects.filter(kvk_number__in=numbers)}
        said = defaultdict(list)
        for row in rows:
            said[row.registration.employer_id].append(self._of_row(row, companies))
        return said

    def _of_row(self, row: ImportRow, companies: Mapping[str, Company]) -> Said:
        batch = row.batch
        company = companies.get(row.cleaned.get("kvk_number"))
        values = employer_values(row.cleaned, self.reference, company, batch.source.name)
        source = Source.of_list(
            batch.source,
            precedence=self.precedence,
            batch=batch.pk,
            row=row.sheet_row or row.row_number,
            own_key=row.own_key,
        )
        return Said(source, batch.reference_date, {name: values[name] for name in self.names if name in values})


def bring_in_line(change_id: int) -> bool:
    """Work through the register; killed and run again it goes on with what is not in line yet.

    False when it is done already or a delivery is being written this moment: the sweep tries again.
    """
    with jobs.advisory_lock(jobs.WHOLE_REGISTER) as is_ours:
        change = PrecedenceChange.objects.waiting().filter(pk=change_id).first()
        if not is_ours or change is None:
            return False
        _note(change, attempts=F("attempts") + 1, heartbeat_at=timezone.now(), rows_done=0)
        try:
            if change.attempts > MOST_ATTEMPTS:
                raise RuntimeError(f"Change {change_id} was cut off {MOST_ATTEMPTS} times")
            _work(change)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("Precedence %s stopped", change_id)
            _note(change, error=FAILED)
    return True


def _work(change: PrecedenceChange) -> None:
    """By the precedence as it is now: a later change of the same field is not undone by an earlier job."""
    in_line = InLine(change.unit, Precedence.load())
    keys = in_line.keys()
    _note(change, rows_total=len(keys))
    for chunk in in_chunks(keys, CHUNK):
        forget_plans()
        with transaction.atomic():
            changed = _write(in_line, chunk, change)
            _note(
                change, rows_done=F("rows_done") + len(chunk), employers_changed=F("employers_changed") + changed,
                heartbeat_at=timezone.now(),
            )  # fmt: skip
    _note(change, finished_at=timezone.now())


def _write(in_line: InLine, keys: list[int], change: PrecedenceChange) -> int:
    """How many employers got another value; those of which only the source changed are saved and not counted."""
    locked = Employer.objects.filter(pk__in=keys).select_for_update(of=("self",))
    steps = list(in_line.steps_of(locked))
    told = {"precedence": change.pk, "user": change.changed_by_id}
    _save([step for step in steps if step.is_visible], **told)
    _save([step for step in steps if not step.is_visible], **told, same_value=True)
    return sum(step.is_visible for step in steps)


def _save(steps: list[Step], **context: Any) -> None:
    columns = set().union(*(columns_of(step.changes) for step in steps))
    with pghistory.context(**context):
        save_many([step.employer for step in steps], columns | {"updated_at"})


def employers_changed(change: PrecedenceChange) -> QuerySet:
    """Those that got another value by this change: the history says so. Later changes take nobody away."""
    events = Employer.pgh_event_models["update"].objects.filter(pgh_context__metadata__precedence=change.pk)
    events = events.exclude(pgh_context__metadata__has_key="same_value")
    return Employer.objects.filter(pk__in=events.values("pgh_obj"))


def _note(change: PrecedenceChange, **fields) -> None:
    PrecedenceChange.objects.filter(pk=change.pk).update(**fields)
    change.refresh_from_db(fields=list(fields))
