"""Writing many rows in one statement."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from django.db import connection
from django.db.models import Field, JSONField, Model

ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def forget_plans() -> None:
    """Let PostgreSQL plan its own checks (foreign keys, triggers) anew for the tables as large as they are now.

    A connection that first wrote to a nearly empty table keeps looking through the whole of it for every row, until
    statistics are gathered: in a long-lived worker a first delivery would take minutes instead of seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")


def commit_without_waiting() -> None:
    """Let this transaction end before it is on disk.

    A crash of the server may lose the last of these, whole and in order. Only for work that marks its own progress in
    the same transaction: that is then done again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")


def know_tables(*models: type[Model], sizes_only: bool = False) -> None:
    """Let PostgreSQL know these tables as they have become, or only how large, without waiting until it looks itself.

    Until then it may take a table of thousands of rows for an empty one, and look through it for every single row.
    """
    quote = connection.ops.quote_name
    names = [quote(model._meta.db_table) + f" ({quote(model._meta.pk.column)})" * sizes_only for model in models]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(names)}")


def copy_in(objects: Sequence[Model]) -> None:
    """Insert new objects with COPY, cheaper than `bulk_create`; they do not learn their numbers.

    For tables that keep no history (its trigger is told who writes by statements, and COPY is none) and have no moments
    that Django stamps.
    """
    if not objects:
        return
    meta = type(objects[0])._meta
    columns = [field for field in meta.concrete_fields if not (field.generated or field.primary_key)]
    places = [(column.attname, _as_json if isinstance(column, JSONField) else _as_text) for column in columns]
    lines = ["\t".join([write(getattr(each, name)) for name, write in places]) for each in objects]
    names = ", ".join(connection.ops.quote_name(column.column) for column in columns)
    with connection.cursor() as cursor:
        copy = f"COPY {connection.ops.quote_name(meta.db_table)} ({names}) FROM STDIN"
        cursor.copy_expert(copy, io.StringIO("\n".join(lines)))


def save_many(objects: Sequence[Model], fields: Iterable[str]) -> None:
    """Update these fields of objects that were read before, in one statement; other columns are not sent along.

    `bulk_update` spells a CASE for every value, which takes seconds for a thousand wide rows.
    """
    if not objects:
        return
    meta = type(objects[0])._meta
    columns = [meta.pk, *(meta.get_field(name) for name in sorted(fields))]
    names = [connection.ops.quote_name(column.column) for column in columns]
    template = f"({', '.join(f'%s::{column.rel_db_type(connection)}' for column in columns)})"
    table = connection.ops.quote_name(meta.db_table)
    values = [_stored(each, column) for each in objects for column in columns]
    with connection.cursor() as cursor:  # a cursor of Django, so that the history is told who writes
        cursor.execute(
            f"UPDATE {table} SET {', '.join(f'{name} = given.{name}' for name in names[1:])}"
            f" FROM (VALUES {', '.join([template] * len(objects))}) AS given ({', '.join(names)})"
            f" WHERE {table}.{names[0]} = given.{names[0]}",
            values,
        )


def _stored(row: Model, column: Field) -> Any:
    return column.get_db_prep_save(column.pre_save(row, add=False), connection)


def _as_text(value: Any) -> str:
    """A value in the text format of COPY."""
    return r"\N" if value is None else str(value).translate(ESCAPES)


def _as_json(value: Any) -> str:
    return orjson.dumps(value).decode().translate(ESCAPES)
