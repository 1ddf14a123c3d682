"""Writing many known rows in one statement."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model


def forget_plans() -> None:
    """Let PostgreSQL plan its own checks (foreign keys, triggers) anew for the tables as large as they are now.

    A connection that first wrote to a nearly empty table keeps looking through the whole of it for every row, until
    statistics are gathered: in a long-lived worker a first delivery would take minutes instead of seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")


def save_many(objects: Sequence[Model], fields: Iterable[str]) -> None:
    """Update these fields of objects that were read before, in one INSERT … ON CONFLICT DO UPDATE.

    `bulk_update` spells a CASE for every value, which takes seconds for a thousand wide rows.
    """
    if objects:
        type(objects[0]).objects.bulk_create(
            objects, update_conflicts=True, unique_fields=["pk"], update_fields=sorted(fields)
        )
