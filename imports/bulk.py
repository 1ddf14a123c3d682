"""Writing many known rows in one statement."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Field, Model


def forget_plans() -> None:
    """Let PostgreSQL plan its own checks (foreign keys, triggers) anew for the tables as large as they are now.

    A connection that first wrote to a nearly empty table keeps looking through the whole of it for every row, until
    statistics are gathered: in a long-lived worker a first delivery would take minutes instead of seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")


def know_tables(*models: type[Model]) -> None:
    """Let PostgreSQL know how large these tables have become, without waiting until it looks by itself.

    Until then it may take a table of thousands of rows for an empty one, and look through it for every single row.
    """
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")


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


def _stored(row: Model, column: Field):
    return column.get_db_prep_save(column.pre_save(row, add=False), connection)
