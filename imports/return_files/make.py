"""Making a return file: asked for on the screen, made by a worker, or straight away from the command line."""

import logging
from collections import defaultdict
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from employers.models import SourceList
from imports import jobs
from imports.columns import is_register_header
from imports.models import ImportBatch, ReturnFile
from imports.return_files.columns import COLUMNS, KNOWN, Beside, added_values
from imports.return_files.rows import RowsBeside
from imports.return_files.writing import as_csv, as_xlsx

RETURN_FILE = 20_262  # a space of advisory locks beside those of `imports.jobs`
MOST_ATTEMPTS = 5
ANY_NEWS = "any"
OUTDATED = (
    "De aanlevering is intussen ongedaan gemaakt, of er is een nieuwere doorgevoerd. Maak het retourbestand opnieuw."
)
FAILED = "Er ging iets mis bij het maken van het bestand. Probeer het opnieuw, of vraag de technisch beheerder."

logger = logging.getLogger(__name__)


def latest_delivery(source: SourceList) -> ImportBatch | None:
    """The delivery that the party gets back: the newest that was a whole list and stands in the register."""
    return latest_deliveries().filter(source=source).first()


def latest_deliveries():
    """Per list one. An addition is no list: it is given back only when there is nothing else."""
    newest = ("source_id", "is_addition", "-reference_date", "-applied_at")
    return applied_deliveries().order_by(*newest).distinct("source_id")


def applied_deliveries():
    return ImportBatch.objects.in_register().select_related("source")


def is_latest(batch: ImportBatch) -> bool:
    """Whether this is the delivery that the party gets back."""
    return latest_delivery(batch.source) == batch


def ask_return_file(batch: ImportBatch, *, form: str, is_complete: bool, by: User | None) -> ReturnFile:
    """Promise the file; a worker makes it."""
    return ReturnFile.objects.create(
        source=batch.source, batch=batch, form=form, is_complete=is_complete, asked_by=by, rows_total=batch.rows.count()
    )


def make_return_file(pk: int) -> bool:
    """Make what was asked for. Killed and run again it starts anew; False when it was made or another is at it."""
    with jobs.advisory_lock(RETURN_FILE, pk) as is_ours:
        wanted = ReturnFile.objects.waiting().select_related("batch", "source").filter(pk=pk).first()
        if not is_ours or wanted is None:
            return False
        _change(wanted, attempts=F("attempts") + 1, heartbeat_at=timezone.now(), rows_done=0)
        if wanted.attempts > MOST_ATTEMPTS:
            _change(wanted, error=FAILED)
            return False
        if not is_latest(wanted.batch):
            _change(wanted, error=OUTDATED)
            return False
        try:
            _make(wanted)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("Return file %s stopped", pk)
            _change(wanted, error=FAILED)
    return True


def _make(wanted: ReturnFile) -> None:
    lines = Lines(wanted.batch, wanted.is_complete, tell=lambda done: _tell(wanted, done))
    content = lines.as_file(wanted.form)
    with transaction.atomic():
        ReturnFile.objects.filter(source=wanted.source_id).exclude(pk=wanted.pk).update(content=None)
        _change(
            wanted, content=content, made_at=timezone.now(), rows_done=lines.count, rows_total=lines.count,
            rows_by_column=lines.news, counts={key: len(rows) for key, rows in lines.news.items()},
        )  # fmt: skip


def _tell(wanted: ReturnFile, done: int) -> None:
    _change(wanted, rows_done=done, heartbeat_at=timezone.now())


def _change(wanted: ReturnFile, **fields) -> None:
    ReturnFile.objects.filter(pk=wanted.pk).update(**fields)
    wanted.refresh_from_db(fields=[name for name in fields if name != "content"])


class Lines:
    """The header and every row of a delivery once, in the order of the sheet; afterwards what was new in which rows."""

    def __init__(self, batch: ImportBatch, is_complete: bool = False, tell=None) -> None:
        self.batch = batch
        self.is_complete = is_complete
        self.tell = tell
        self.own_columns = [column for column, text in enumerate(batch.header) if not is_register_header(text)]
        self.news: dict[str, list[int]] = defaultdict(list, {column.key: [] for column in KNOWN})
        self.count = 0

    def as_file(self, form: str) -> bytes:
        if form == ReturnFile.Form.CSV:
            return as_csv(self.batch, self.lines())
        return as_xlsx(self.lines(), len(self.own_columns))

    def lines(self) -> Iterator[list[str]]:
        yield [self.batch.header[column] for column in self.own_columns] + [column.header for column in COLUMNS]
        for chunk in RowsBeside(self.batch).all():
            for it in chunk:
                yield self._line(it)
            self.count += len(chunk)
            if self.tell:
                self.tell(self.count)

    def _line(self, it: Beside) -> list[str]:
        cells, news = added_values(it, is_complete=self.is_complete)
        for key in [*news, *([ANY_NEWS] if news else [])]:
            self.news[key].append(it.row.row_number)
        raw = it.row.raw
        return [raw[column] if column < len(raw) else "" for column in self.own_columns] + cells
