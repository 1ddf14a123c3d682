"""A migrated database to test on, made once for all workers and for every run until a migration changes."""

from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db import connection

LOCK = 724_001  # one worker makes the template, the others wait
PREFIX = "test_template_"


def make_test_database() -> None:
    """Make the test database of this worker anew, as a copy of the template; migrating takes twenty times as long."""
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
