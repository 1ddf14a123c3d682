"""A database of an older version is brought up to date in whole steps, or refused in words."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from lwl_crm.upgrading import no_database_is_half_way

pytestmark = pytest.mark.django_db
FEWER = ["0002_effective_size_by_trigger", "0002_parts_of_overlaps", "0003_first_words"]


def test_a_new_database_and_one_that_is_up_to_date_are_fine():
    assert no_database_is_half_way(None, ["default"]) == []
    call_command("migrate", verbosity=0, skip_checks=False)


@pytest.mark.parametrize(
    ("app", "step"),
    [
        ("imports", "0017_progress_of_foresight"),
        ("targets", "0008_needs_as_measure"),
        ("outreach", "0028_preventable_overlaps"),
        ("employers", "0016_newest_employers"),
    ],
)
def test_a_database_that_lacks_a_step_is_refused(app, step):
    forget_what_is_new()
    MigrationRecorder(connection).record_unapplied(app, step)
    with pytest.raises(SystemCheckError, match=r"van een oudere versie\. Werk ze eerst bij met versie c729159"):
        call_command("migrate", verbosity=0, skip_checks=False)


@pytest.mark.parametrize(
    "missing",
    [
        [("employers", "0002_effective_size")],
        [("outreach", "0028_preventable_overlaps"), ("outreach", "0025_plainer_first_words")],
        [("outreach", "0025_plainer_first_words")],
    ],
)
def test_a_new_database_that_was_left_half_way_goes_on(missing):
    forget_what_is_new()
    for app, name in missing:
        MigrationRecorder(connection).record_unapplied(app, name)
    assert no_database_is_half_way(None, ["default"]) == []


def forget_what_is_new():
    """Django notes the steps that one replaces, and only at the end of everything that one."""
    recorded = MigrationRecorder(connection).migration_qs
    recorded.filter(name__contains="squashed").delete()
    recorded.filter(name__in=FEWER).delete()


def test_without_a_database_nothing_is_looked_up():
    assert no_database_is_half_way(None, None) == []
