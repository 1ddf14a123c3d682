"""Reads a list into the register from the command line: the same steps as on the screens, one after another."""

import sys
import time
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils.formats import date_format

from employers.models import Network, SourceList
from employers.models.reference import MEMBER_LIST
from imports.apply import apply_batch
from imports.columns import missing_fields
from imports.decisions_file import write_decisions
from imports.deliveries import choose_columns, take_in
from imports.gone import GONE, doubts_about_gone, gone_share
from imports.jobs import next_in_turn
from imports.models import TO_ACCEPT, ImportBatch, Outcome
from imports.preview import preview_batch
from imports.readers.files import MOST_BYTES, BadFile, check_size
from imports.sources import SOURCES

UNDOING = (
    'De lijst is gelezen, maar niet doorgevoerd: eerst wordt de aanlevering "{}" ongedaan gemaakt. Wacht '
    "tot dat klaar is en voer de lijst dan door bij Import op het scherm."
)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f'"{text}" is geen datum. Schrijf jaar-maand-dag, zoals 2026-01-31.') from error


class Command(BaseCommand):
    help = "Leest een lijst in: herkent de kolommen, vergelijkt met het register en laat zien wat er gebeurt."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="BESTAND", help="xlsx, xls, ods of csv")
        parser.add_argument("--source", required=True, choices=[*SOURCES], help="van wie de lijst is")
        parser.add_argument("--network", metavar="NAAM", help="naam of afkorting van het netwerk, bij --source netwerk")
        parser.add_argument("--apply", action="store_true", help="voer door wat zeker en nieuw is")
        parser.add_argument("--decisions", metavar="CSV", help="schrijf per rij wat ermee gebeurde")
        parser.add_argument(
            "--reference-date",
            type=day,
            metavar="JJJJ-MM-DD",
            help="peildatum; anders die in de lijst zelf, anders vandaag",
        )

    def handle(self, *args, **options):
        try:
            batch = self._read(options)
            if options["apply"]:
                self._apply(batch)
            if options["decisions"]:
                with open(options["decisions"], "w", encoding="utf-8", newline="") as file:
                    write_decisions(batch, file)
        except (BadFile, OSError) as error:
            self.stderr.write(_sentence(error))
            sys.exit(1)
        self._report(batch)

    def _read(self, options) -> ImportBatch:
        path = Path(options["file"])
        check_size(path.stat().st_size, path.name, MOST_BYTES)
        source = self._source(options["source"], options["network"])
        content, day = path.read_bytes(), options["reference_date"]
        batch = take_in(source, path.name, content, reference_date=day, most_bytes=MOST_BYTES)
        try:
            if missing := missing_fields({int(key): name for key, name in batch.mapping.items()}, source.slug):
                raise BadFile(f'"{path.name}": {" ".join(missing)}')
            self._say(_in_words(batch))
            choose_columns(batch, mapping=batch.mapping, **batch.place)
            if batch.more_sheets:
                self._say(f"tabbladen: {', '.join(batch.sheets)}")
            self._say(f"{path.name} lezen en vergelijken met het register")
            preview_batch(batch.pk, self._show)
            return self._finished(batch, ImportBatch.State.PREVIEW)
        except BadFile:
            batch.delete()
            raise

    def _source(self, slug: str, network: str | None) -> SourceList:
        """A member list needs its network, any other list none."""
        if (slug == MEMBER_LIST) != bool(network):
            raise BadFile(f"--network hoort bij --source {MEMBER_LIST}, en moet daar ook bij.")
        if slug != MEMBER_LIST:
            return SourceList.objects.get(slug=slug)
        found = Network.objects.filter(Q(name__iexact=network) | Q(abbreviation__iexact=network)).first()
        if found is None:
            known = ", ".join(each.short_name for each in Network.objects.all())
            raise BadFile(f'Er is geen netwerk "{network}". Bekend zijn: {known}.')
        return SourceList.objects.for_network(found)

    def _apply(self, batch: ImportBatch) -> None:
        """In turn: a delivery that was cut off half-way is finished first."""
        if undoing := ImportBatch.objects.filter(state=ImportBatch.State.UNDOING).with_people().first():
            raise BadFile(UNDOING.format(undoing))
        self._say("doorvoeren")
        _, share = gone_share(batch)
        doubts = share and doubts_about_gone(batch, share)
        if doubts:
            self._say(doubts)
        categories = [*TO_ACCEPT, *([] if doubts else [GONE])]
        batch.promise(ImportBatch.State.APPLYING, categories=categories)
        while batch.state == ImportBatch.State.APPLYING:
            turn = next_in_turn()
            if turn is None or not apply_batch(turn, self._show):
                time.sleep(0.5)
            batch.refresh_from_db()
        self._finished(batch, ImportBatch.State.APPLIED)

    def _finished(self, batch, expected) -> ImportBatch:
        batch.refresh_from_db()
        if batch.state != expected:
            raise BadFile(batch.error)
        return batch

    def _report(self, batch: ImportBatch) -> None:
        counts = batch.rows.outcome_counts()
        parts = [f"{counts[outcome]} {outcome.label.lower()}" for outcome in Outcome]
        self._say(f"{sum(counts.values())} rijen: {', '.join(parts)}")

    def _show(self, batch: ImportBatch) -> None:
        if batch.rows_done:
            self._say(f"  {batch.rows_done} van {batch.rows_total} rijen")

    def _say(self, text: str) -> None:
        self.stderr.write(text)


def _in_words(batch: ImportBatch) -> str:
    """The reference date, and where it comes from when nobody gave it."""
    reason = f" ({batch.reference_date_reason})" if batch.reference_date_reason else ""
    return f"peildatum {date_format(batch.reference_date, 'j F Y')}{reason}"


def _sentence(error: Exception) -> str:
    """One line for a person; the system's own errors name the file."""
    if isinstance(error, FileNotFoundError):
        return f'Het bestand "{error.filename}" bestaat niet.'
    if isinstance(error, OSError):
        return f'Het bestand "{error.filename}" kan niet worden gelezen of geschreven: {error.strerror}.'
    return " ".join(str(error).split())
