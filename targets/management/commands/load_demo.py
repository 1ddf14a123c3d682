"""Fills an empty register with the demo: sample lists through the importer, then an invented year of work."""

import tempfile
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from accounts.models import Role
from employers.models import Employer
from employers.reference import load_reference
from outreach import overlaps
from targets.demo.events import make_events
from targets.demo.goals import make_goals, tell_hours
from targets.demo.interviews import make_interviews
from targets.demo.meetings import plan_next_meeting
from targets.demo.needs import make_needs
from targets.demo.old_people import make_old_people
from targets.demo.people import make_people
from targets.demo.plan import make_plan
from targets.demo.sector_sheets import make_sector_sheets
from targets.demo.settling import settle_old_overlaps
from targets.demo.year import Year

LISTS = ["kvk", "baanbrekend", "lwl"]


class Command(BaseCommand):
    help = (
        "Vult een leeg register met verzonnen werkgevers, contacten en doelen. Een gevuld register blijft zoals het is."
    )

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1)

    @transaction.atomic
    def handle(self, *args, **options):
        """All or nothing: a demo that was cut off leaves an empty register, so that the next start tries again."""
        load_reference()
        people = make_people()
        if Employer.objects.exists():
            self.stdout.write("Het register is al gevuld; de demo is niet opnieuw geladen.")
            return
        self._import_lists(options["seed"])
        self._tell_year(people, options["seed"])
        _analyse()
        self.stdout.write("De demo staat klaar.")

    def _import_lists(self, seed):
        with tempfile.TemporaryDirectory() as folder:
            self.stdout.write("Voorbeeldlijsten maken")
            call_command("make_sample_lists", out=folder, seed=seed, stdout=self.stdout)
            for source in LISTS:
                self.stdout.write(f"Lijst {source} inlezen")
                call_command(
                    "import_list", str(Path(folder) / f"{source}.xlsx"), source=source, apply=True, stdout=self.stdout
                )

    def _tell_year(self, people, seed):
        self.stdout.write("Een jaar aan contacten verzinnen")
        advisers = [user for user in people.values() if user.role == Role.ADVISER]
        manager = next(user for user in people.values() if user.role == Role.MANAGER)
        Year(advisers, manager, seed=seed).tell()
        make_events(seed=seed)
        make_interviews(seed=seed)
        make_needs(seed=seed)
        _analyse()
        make_goals(manager)
        tell_hours(advisers, manager)
        make_plan()
        make_sector_sheets(manager)
        overlaps.sweep_overlaps()
        settle_old_overlaps(manager, seed=seed)
        plan_next_meeting(manager, advisers[0])
        admin = next(user for user in people.values() if user.role == Role.ADMIN)
        make_old_people(admin=admin, manager=manager)


def _analyse():
    """So much at once: what is counted next, and the first pages, need to know the tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
