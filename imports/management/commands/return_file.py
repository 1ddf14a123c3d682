"""Writes the return file of a list: its latest applied delivery with what the register knows better."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from employers.models import SourceList
from imports.models import ReturnFile
from imports.return_files.make import ANY_NEWS, Lines, latest_delivery


class Command(BaseCommand):
    help = "Schrijft het retourbestand van een lijst: de eigen kolommen, met wat het register beter weet erachter."

    def add_arguments(self, parser):
        parser.add_argument("--source", required=True, help="code van de lijst, zoals kvk, baanbrekend of lwl")
        parser.add_argument("--out", required=True, metavar="BESTAND", help="eindigt op .xlsx of .csv")
        parser.add_argument("--all", action="store_true", help="ook wat in de lijst zelf al hetzelfde staat")

    def handle(self, *args, **options):
        path = Path(options["out"])
        form = path.suffix.lower().lstrip(".")
        source = SourceList.objects.filter(slug=options["source"]).first()
        batch = latest_delivery(source) if source else None
        if message := _refusal(options, source, batch, form):
            self.stderr.write(message)
            sys.exit(1)
        lines = Lines(batch, options["all"])
        try:
            path.write_bytes(lines.as_file(form))
        except OSError as error:
            self.stderr.write(f'Het bestand "{path}" kan niet worden geschreven: {error.strerror}.')
            sys.exit(1)
        news = len(lines.news[ANY_NEWS])
        self.stdout.write(f"{lines.count} rijen van {batch.source}, {news} daarvan met iets nieuws: {path}")


def _refusal(options, source, batch, form) -> str:
    """Why there is no file, in Dutch; "" when there can be one."""
    if source is None:
        known = ", ".join(SourceList.objects.values_list("slug", flat=True))
        return f'Er is geen lijst "{options["source"]}". De lijsten zijn: {known}.'
    if form not in ReturnFile.Form.values:
        return f'"{options["out"]}" eindigt niet op .xlsx of .csv. Kies een van die twee.'
    if batch is None:
        return f"Van {source} is nog geen aanlevering doorgevoerd. Er is dus nog niets om terug te sturen."
    return ""
