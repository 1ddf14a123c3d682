"""Refuses a database in which an older version made a part of the tables that are now made in one go."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

LAST_WITH_ALL_STEPS = "c729159"


@register(Tags.database)
def no_database_is_half_way(app_configs, databases: Iterable[str] | None, **kwargs) -> list[Error]:
    """Django would count tables as made of which columns are missing, and say nothing."""
    return [_error(each) for each in databases or () if _is_half_way(each)]


def _is_half_way(database):
    """The last steps of an app lack, of those that became fewer. A new database that was left half-way lacks others."""
    applied = set(MigrationRecorder(connections[database]).applied_migrations())
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    steps = defaultdict(set)
    for migration in loader.disk_migrations.values():
        steps[migration.app_label].update(migration.replaces)
    made = [(each & applied, each - applied) for each in steps.values()]
    return any(before and after and max(before) < min(after) for before, after in made)


def _error(database):
    return Error(
        f"De tabellen in database '{database}' zijn van een oudere versie. Werk ze eerst bij met versie "
        f"{LAST_WITH_ALL_STEPS}, en daarna met deze (docs/beheer.md, Een nieuwe versie).",
        id="lwl_crm.E001",
    )
