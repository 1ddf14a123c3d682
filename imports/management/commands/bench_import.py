"""Measures importing: seconds per stage, memory and pages, for the list of a region and of a country."""

import os
import platform
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand

from imports.benchmark.large_lists import REGION, as_csv, kvk_rows, with_changes
from imports.benchmark.lists import cleaned_lists
from imports.benchmark.rivals import with_splink
from imports.benchmark.speed import Delivered, deliver, fill_register, own_database
from imports.benchmark.speed_tables import page, section
from imports.sample_lists import make_lists
from imports.sample_lists.noise import USUAL_LEVEL

FIRST, SECOND = date(2025, 12, 31), date(2026, 6, 30)


class Command(BaseCommand):
    help = "Meet het inlezen: tijd per stap, geheugen en pagina's, in een eigen database die daarna weg is."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--rows", type=int, nargs="+", default=[REGION], help="aantallen rijen om te meten")
        parser.add_argument("--out", type=Path, help="schrijf de tabellen ook naar dit bestand")

    def handle(self, *args, rows, out, **options):
        lists = make_lists(1)
        splink = with_splink([*cleaned_lists(1, USUAL_LEVEL).in_order(("baanbrekend", "lwl", "kvk"))])
        found: list[Delivered] = []
        for count in rows:
            with own_database():
                fill_register([lists.baanbrekend, lists.lwl])
                for delivered in self._deliveries(count):
                    found.append(delivered)
                    self.stderr.write(section(delivered))
        text = page(found, splink.seconds if splink else None, _machine())
        if out:
            out.write_text(text, encoding="utf-8")
        self.stdout.write(text)

    def _deliveries(self, count: int):
        """The list of the region also a second time, changed; with the large ones that would take hours more."""
        yield deliver("register met de andere lijsten", as_csv(kvk_rows(count)), FIRST, count)
        if count == REGION:
            yield deliver("tweede keer, 10% gewijzigd", as_csv(with_changes(kvk_rows(count))), SECOND, count)


def _machine() -> str:
    return f"{os.cpu_count()} kernen ({platform.machine()}), Python {platform.python_version()}"
