"""Remembering what a delivery writes: what stood there, and a fingerprint of what came (docs/adr/0012)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import orjson
from django.db.models import Model, QuerySet

from employers.merging.journal import as_json, read
from employers.models import (
    Accreditation,
    Company,
    ContactPerson,
    Employer,
    NetworkMembership,
    PossibleDuplicate,
    Registration,
)
from employers.provenance import LABELS, SIZE, SIZE_COLUMNS, UNITS
from imports.bulk import copy_in
from imports.models import ImportBatch, ImportRow, Write

Unit = dict[str, Any]


def _employer_units() -> dict[str, list[str]]:
    """What belongs together is taken back together, with where it came from."""
    units = {}
    for names in UNITS:
        columns = []
        for name in names:
            columns += SIZE_COLUMNS if name == SIZE else [Employer._meta.get_field(name).attname]
            columns.append(f"provenance:{name}")
        units[names[0]] = columns
    return units


UNITS_OF: dict[type[Model], dict[str, list[str]]] = {
    # in the order in which a delivery writes them; an undo goes the other way round
    Company: {"legal_name": ["legal_name"], "legal_form": ["legal_form"]},
    Employer: _employer_units(),
    ContactPerson: {
        **{name: [name] for name in ("name", "role", "phone", "email")}, "source": ["source_name", "source_date"],
    },
    Registration: {
        "entry": ["raw", "last_seen_on", "is_current", "gone_on"],
        "first_seen": ["first_seen_on"],
        "employer": ["employer_id"],
    },
    Accreditation: {
        "accreditation": [
            "source_id", "registration_id", "qualification", "level", "from_on", "until_on", "checked_on",
        ],
        "employer": ["employer_id"],
    },
    NetworkMembership: {"membership": ["registration_id", "since_on", "source_name"]},
    PossibleDuplicate: {"answer": ["answer", "answered_by_id", "answered_at"]},
    ImportRow: {"verdict": ["verdict", "reasons", "employer_id", "registration_id", "applied_at"]},
}  # fmt: skip
MODELS = {model._meta.label_lower: model for model in UNITS_OF}
TEXTS = {
    "company": "KvK- en vestigingsnummer",
    "street": "adres",
    "legal_name": "statutaire naam",
    "legal_form": "rechtsvorm",
    "name": "naam",
    "role": "functie",
    "source": "bron",
    "entry": "regel op de lijst",
    "first_seen": "voor het eerst gezien",
    "employer": "bij welke werkgever",
    "accreditation": "erkenning van SBB",
    "membership": "lidmaatschap",
    "answer": "antwoord over een mogelijk dubbele",
    "verdict": "open vraag in een andere aanlevering",
}


def label_of(unit: str) -> str:
    return TEXTS.get(unit) or str(LABELS[unit])


def state_of(row: Model, unit: str) -> Unit:
    return {column: as_json(read(row, column)) for column in UNITS_OF[type(row)][unit]}


def states_of(row: Model) -> dict[str, Unit]:
    return {unit: state_of(row, unit) for unit in UNITS_OF[type(row)]}


def fingerprint(values: Mapping[str, Any]) -> str:
    try:
        return _fingerprint(*values.items())  # what is empty is alike in row after row
    except TypeError:  # a value that is a dictionary or list
        return _fingerprint.__wrapped__(*values.items())


@lru_cache(maxsize=1_000)
def _fingerprint(*values: tuple[str, Any]) -> str:
    return blake2b(orjson.dumps(dict(values), option=orjson.OPT_SORT_KEYS), digest_size=10).hexdigest()


class Ledger:
    """Watches rows while a delivery writes them. `watch` before the first change, `created` after the insert."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.watched: dict[tuple[type, int], tuple[Model, dict[str, Unit]]] = {}
        self.new: dict[tuple[type, int], Model] = {}

    def watch(self, *rows: Model) -> None:
        for row in rows:
            key = type(row), row.pk
            if key not in self.watched and key not in self.new:
                self.watched[key] = row, states_of(row)

    @contextmanager
    def around(self, rows: QuerySet) -> Iterator[None]:
        """Watch what somebody else's code writes: the rows that this query finds, now and afterwards."""
        known = {row.pk: row for row in rows}
        self.watch(*known.values())
        yield
        for row in rows.all():
            if row.pk in known:
                key = type(row), row.pk
                self.watched[key] = row, self.watched[key][1]
            else:
                self.created(row)

    def created(self, *rows: Model) -> None:
        self.new.update({(type(row), row.pk): row for row in rows})

    def save(self, kind: str = Write.Kind.UPDATED) -> int:
        """Store what changed; call it in the transaction that wrote it."""
        order = list(UNITS_OF)
        writes = [self._created(row) for row in self.new.values()]
        writes += [write for row, before in self.watched.values() if (write := self._updated(row, before, kind))]
        writes.sort(key=lambda write: order.index(MODELS[write.model]))
        copy_in(writes)
        return len(writes)

    def _created(self, row: Model) -> Write:
        after = {unit: fingerprint(values) for unit, values in states_of(row).items()}
        return self._write(row, Write.Kind.CREATED, {}, after)

    def _updated(self, row: Model, before: dict[str, Unit], kind: str) -> Write | None:
        now = states_of(row)
        changed = [unit for unit in now if now[unit] != before[unit]]
        if not changed:
            return None
        after = {unit: fingerprint(now[unit]) for unit in changed}
        return self._write(row, kind, {unit: before[unit] for unit in changed}, after)

    def _write(self, row: Model, kind: str, before: dict, after: dict) -> Write:
        employer = row.pk if isinstance(row, Employer) else getattr(row, "employer_id", None)
        return Write(
            batch=self.batch, kind=kind, model=row._meta.label_lower, object_id=row.pk, employer_number=employer,
            name=str(row)[:255], before=before, after=after,
        )  # fmt: skip
