"""Measures matching on invented lists of which the truth is known, beside other means."""

import os
import platform
from pathlib import Path

from django.core.management.base import BaseCommand

from imports.benchmark.linking import ORDERS, USUAL_ORDER, link_all
from imports.benchmark.lists import NOISE_LEVELS, REPORT_SEEDS, Lists, cleaned_lists
from imports.benchmark.measures import Measures, measure
from imports.benchmark.rivals import with_rapidfuzz, with_splink
from imports.benchmark.tables import decimal, order_name, page
from imports.sample_lists.noise import USUAL_LEVEL


class Command(BaseCommand):
    help = "Meet het koppelen: precisie, gevonden paren, vragen en tijd, naast rapidfuzz en Splink; zonder database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--seeds", type=int, nargs="+", default=REPORT_SEEDS, help="lijsten om op te meten")
        parser.add_argument("--out", type=Path, help="schrijf de tabellen ook naar dit bestand")

    def handle(self, *args, seeds, out, **options):
        self.quality: dict[str, Measures] = {}
        self.rivals: dict[str, Measures] = {}
        for seed in seeds:
            for noise in NOISE_LEVELS:
                self._measure(cleaned_lists(seed, noise))
            self.stderr.write(f"gemeten: {seed}")
        usual = [measures for name, measures in self.quality.items() if name.startswith(order_name(USUAL_ORDER))]
        text = page(self.quality, self.rivals, sum(usual, Measures()), _machine())
        if out:
            out.write_text(text, encoding="utf-8")
        self.stdout.write(text)

    def _measure(self, lists: Lists) -> None:
        """Every order at the usual noise, the usual order at every noise."""
        is_usual = lists.noise == USUAL_LEVEL
        for order in ORDERS if is_usual else [USUAL_ORDER]:
            measures = measure(*link_all(lists.in_order(order)))
            name = f"{order_name(order)} (ruis {decimal(lists.noise, 1)})"
            self.quality[name] = self.quality.get(name, Measures()) + measures
            if is_usual and order == USUAL_ORDER:
                self._compare(lists)

    def _compare(self, lists: Lists) -> None:
        """Nobody answers questions here: the others have no such help either."""
        entries = lists.in_order(USUAL_ORDER)
        found = {
            "Dit systeem": measure(*link_all(entries, is_answered=False)),
            "rapidfuzz op naam, zelfde plaats": with_rapidfuzz(entries),
            "Splink": with_splink(entries),
        }
        for name, measures in found.items():
            if measures:
                self.rivals[name] = self.rivals.get(name, Measures()) + measures


def _machine() -> str:
    return f"{os.cpu_count()} kernen ({platform.machine()}), Python {platform.python_version()}"
