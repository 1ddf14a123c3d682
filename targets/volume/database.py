"""A database of its own to measure on, beside the one with people's data."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def scratch_database(name: str, *, keep: bool = False) -> Iterator[None]:
    """Switch to a migrated database of this name, new or kept by an earlier run. Afterwards we are back."""
    was, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=keep, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(was, verbosity=0, keepdb=keep)
        connection.settings_dict["TEST"]["NAME"] = test


def remember(lines: list[str]) -> None:
    """Keep how the database was filled beside it, for a later measurement."""
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [json.dumps(lines)])


def remembered() -> list[str]:
    """What was remembered of it; nothing when filling it was broken off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        (found,) = cursor.fetchone()
    return json.loads(found or "[]")
