"""Writing rows while remembering what stood there, and taking such writes back.

An entry is plain JSON: which row, which columns, before and after. "provenance:phone" names one part of a JSON column,
so that two changes to other parts of it do not get in each other's way. Only whole entries are taken back: columns that
belong together, such as an address, are written in one entry.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

UPDATED, DELETED = "updated", "deleted"


class Journal:
    def __init__(self) -> None:
        self.entries: list[dict] = []

    def update(self, row: models.Model, values: Mapping[str, Any], *, what: str, is_derived: bool = False) -> None:
        """Write these columns. A derived row may vanish because it is worked out anew: it is kept whole here."""
        before = {name: as_json(read(row, name)) for name in values}
        after = {name: as_json(value) for name, value in values.items()}
        if before == after:
            return
        entry = {"kind": UPDATED, **_name(row), "what": what, "before": before, "after": after}
        self.entries.append(entry | ({"row": snapshot(row)} if is_derived else {}))
        write(row, values)

    def keep(self, row: models.Model, *, what: str) -> None:
        """Remember a row that is not written here, but that may vanish because it is worked out anew."""
        self.entries.append(
            {"kind": UPDATED, **_name(row), "what": what, "before": {}, "after": {}, "row": snapshot(row)}
        )

    def delete(self, row: models.Model, *, what: str) -> None:
        """Delete a row on which nothing else may hang."""
        self.entries.append({"kind": DELETED, **_name(row), "what": what, "row": snapshot(row)})
        count, deleted = type(row)._base_manager.filter(pk=row.pk).delete()
        if count != 1:
            raise RuntimeError(f"Deleting {row!r} would take more rows along: {deleted}")


def take_back(entry: Mapping) -> bool:
    """Put back what an entry replaced; False when somebody changed or removed the row since, so that it stays."""
    model = apps.get_model(entry["model"])
    if entry["kind"] == DELETED:
        return _insert(model, entry["row"])
    row = model._base_manager.select_for_update(of=("self",)).filter(pk=entry["pk"]).first()
    if row is None:
        return "row" in entry and _insert(model, entry["row"])
    if any(as_json(read(row, name)) != value for name, value in entry["after"].items()):
        return False
    write(row, {name: from_json(model, name, value) for name, value in entry["before"].items()})
    return True


def read(row: models.Model, name: str) -> Any:
    column, _, part = name.partition(":")
    value = getattr(row, column)
    return value.get(part) if part else value


def write(row: models.Model, values: Mapping[str, Any]) -> None:
    """Straight to the columns: moments of change such as `updated_at` are not stamped."""
    for name, value in values.items():
        column, _, part = name.partition(":")
        if not part:
            setattr(row, column, value)
        elif value is None:
            getattr(row, column).pop(part, None)
        else:
            getattr(row, column)[part] = value
    columns = {name.partition(":")[0] for name in values}
    type(row)._base_manager.filter(pk=row.pk).update(**{column: getattr(row, column) for column in columns})


def snapshot(row: models.Model) -> dict:
    """Every column that is stored, not worked out by the database."""
    return {field.attname: as_json(getattr(row, field.attname)) for field in _stored(type(row))}


def as_json(value: Any) -> Any:
    """Times keep their microseconds."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _stored(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def from_json(model: type[models.Model], name: str, value: Any) -> Any:
    return value if ":" in name or value is None else model._meta.get_field(name).to_python(value)


def _insert(model: type[models.Model], row: Mapping) -> bool:
    """Put a row back as it was; False when its place is taken or what it belonged to is gone."""
    values = {name: from_json(model, name, value) for name, value in row.items()}
    try:
        with transaction.atomic():
            model(**values).save_base(raw=True, force_insert=True)
    except IntegrityError:
        return False
    return True


def _name(row: models.Model) -> dict:
    return {"model": row._meta.label_lower, "pk": row.pk}
