"""A migrated database to test on, made once for all workers and runs, and as it was again after every test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from lwl_crm.unchanged import Unchanged

QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOCK = 724_001  # one worker makes the template, the others wait
PREFIX = "test_template_"


def make_test_database() -> None:
    """Make the test database of this worker anew, as a copy of the template, which is far quicker than migrating."""
    name, template = connection.settings_dict["TEST"]["NAME"], PREFIX + _fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if template not in (known := _templates(cursor)):
            for old in known:
                cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            _migrate(template)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _fingerprint() -> str:
    """Of what a migrated database depends on."""
    base = Path(settings.BASE_DIR)
    files = [base / "requirements.txt", *sorted(base.glob("*/migrations/*.py")), *sorted(base.glob("*/first_*.py"))]
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=8).hexdigest()


def _templates(cursor) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
    return [name for (name,) in cursor.fetchall()]


def _migrate(template: str) -> None:
    """Under another name first: a run that is ended half-way leaves no template that is half-made."""
    names, was, making = connection.settings_dict["TEST"], connection.settings_dict["NAME"], "test_being_migrated"
    wanted, names["NAME"] = names["NAME"], making
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"], names["NAME"] = was, wanted
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{making}" RENAME TO "{template}"')


def undisturbed(work: Callable[[], Any], *, after: Callable[[], Any] = lambda: None) -> Any:
    """What `work` gives when nobody else wrote meanwhile; `after` is done before every attempt.

    What is kept for as long as nothing changes looks at the whole server, where tests beside this one write too.
    """
    for _ in range(100):
        after()
        before = Unchanged().state
        found = work()
        if before is not None and Unchanged().state == before:
            return found
    raise AssertionError("Others wrote all the time, or this work writes itself.")


@contextmanager
def taken_back(blocker: Any) -> Iterator[None]:
    """Around what several tests stand on: made once, with what they add taken back after each and all of it at the end.

    `blocker` is django_db_blocker, for a fixture of a module or class. It is made before the settings of a single test,
    and is there for all later tests of the module or class: those that want nothing come first.
    """
    with blocker.unblock(), transaction.atomic(), override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
        yield
        transaction.set_rollback(True)


class Kept:
    """What the database holds before the first test, put back after a test that wrote for good.

    Django would empty every table and fill in its own anew: more than a second for each of some hundreds of tests.
    """

    def __init__(self) -> None:
        self.columns = _columns_of_tables()
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")
            cursor.execute("CREATE SCHEMA kept")
            self.tables = _tables_with_rows(cursor, self.columns)
            for table in self.tables:
                cursor.execute(f'CREATE TABLE kept."{table}" AS TABLE "{table}"')
            self.prints = self._prints(cursor)

    def put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # no triggers, no checks: all goes together
            now = self._prints(cursor)
            changed = [table for table in self.tables if now[table] != self.prints[table]]
            for table in {*_tables_with_rows(cursor, self.columns)} - {*self.tables} | {*changed}:
                cursor.execute(f'DELETE FROM "{table}"')
            for table in changed:
                names = ", ".join(f'"{name}"' for name in self.columns[table])
                cursor.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM kept."{table}"')
            if changed:
                self.prints = self._prints(cursor)

    def _prints(self, cursor) -> dict[str, tuple[int, int]]:
        """Of each table how many rows, and the latest transaction that wrote one: another after every change."""
        each = """SELECT '{0}', count(*), coalesce(max(xmin::text::bigint), 0) FROM "{0}\""""
        cursor.execute(" UNION ALL ".join(each.format(table) for table in self.tables))
        return {table: (number, latest) for table, number, latest in cursor.fetchall()}


def _columns_of_tables() -> dict[str, list[str]]:
    """Of every table the columns that can be written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(column_name::text) FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'"
            " GROUP BY table_name"
        )
        return dict(cursor.fetchall())


def _tables_with_rows(cursor, tables) -> list[str]:
    cursor.execute(
        " UNION ALL ".join(f"""SELECT '{table}' WHERE EXISTS (SELECT FROM "{table}")""" for table in sorted(tables))
    )
    return [table for (table,) in cursor.fetchall()]
