"""How fast is an import? Deliveries through the real code, in a database of their own and a process of their own."""

import io
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from os import environ
from statistics import median, quantiles

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation, Role, User
from employers.models import SourceList
from employers.reference import load_reference
from imports.apply import CLOCK_SLACK, apply_batch
from imports.deliveries import choose_columns, take_in
from imports.models import ImportBatch
from imports.preview import preview_batch
from imports.readers.files import MOST_BYTES
from imports.sample_lists.records import SampleList
from lwl_crm.elsewhere import our_addresses

DATABASE = "lwl_meten"
EVERY = 0.5  # seconds between two looks at a page


@dataclass(slots=True)
class Job:
    """One run of a worker: seconds by the clock and of the processor per stage, and what pages did meanwhile."""

    rows: int
    seconds: dict[str, float]
    processor: dict[str, float]
    peak_mb: float
    pages: dict[str, list[float]] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


@dataclass(slots=True)
class Delivered:
    """One delivery: preview and apply, beside a bare COPY of its rows."""

    name: str
    rows: int
    preview: Job
    apply: Job
    copy_seconds: float
    outcomes: dict[str, int]


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database with the reference data, gone afterwards: nobody's data is touched."""
    connection.settings_dict["TEST"]["NAME"] = DATABASE
    used = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        load_reference()
        yield
    finally:
        connection.creation.destroy_test_db(used, verbosity=0)


def fill_register(lists: Sequence[SampleList]) -> None:
    """What the register has before the list that is measured comes, some seconds ago.

    A list that is read right after another is matched again when it is written.
    """
    for sample in lists:
        content = _as_csv([sample.header, *sample.rows])
        batch = _taken_in(sample.slug, content, date(2024, 12, 31))
        preview_batch(batch.pk)
        batch.promise(ImportBatch.State.APPLYING)
        apply_batch(batch.pk)
    time.sleep(CLOCK_SLACK.total_seconds())


def deliver(name: str, content: bytes, on: date, rows: int) -> Delivered:
    """The trade register's list read, compared and written, by workers of their own."""
    copy_seconds = median(_copied(content) for _ in range(3 if rows < 500_000 else 1))
    batch = _taken_in("kvk", content, on)
    preview = _run("preview", batch, rows)
    batch.refresh_from_db()
    batch.promise(ImportBatch.State.APPLYING)
    apply = _run("apply", batch, rows)
    return Delivered(name, rows, preview, apply, copy_seconds, batch.rows.outcome_counts())


def _taken_in(slug: str, content: bytes, on: date) -> ImportBatch:
    source = SourceList.objects.get(slug=slug)
    batch = take_in(source, f"{slug}.csv", content, reference_date=on, most_bytes=MOST_BYTES)
    choose_columns(batch, sheet=batch.sheet, header_row=batch.header_row, mapping=batch.mapping)
    return batch


def _as_csv(rows: Sequence[Sequence]) -> bytes:
    quoted = (";".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)
    return "\n".join(quoted).encode()


def _run(kind: str, batch: ImportBatch, rows: int) -> Job:
    command = [sys.executable, "-m", "imports.benchmark.job", kind, str(batch.pk)]
    with Visitor(batch) as visitor:
        process = subprocess.run(
            command, cwd=settings.BASE_DIR, env=environ | our_addresses(), stdout=subprocess.PIPE, check=True
        )
    found = json.loads(process.stdout)
    batch.refresh_from_db()
    if not found["is_done"] or batch.state not in (ImportBatch.State.PREVIEW, ImportBatch.State.APPLIED):
        raise RuntimeError(f"{kind} stopped: {batch.state} {batch.error}")
    return Job(rows, found["seconds"], found["processor"], found["peak_mb"], visitor.seconds)


def _copied(content: bytes) -> float:
    """Seconds for a bare COPY of the same cells into a table of texts without any index."""
    header = content[: content.index(b"\n")].decode().split(";")
    columns = ", ".join(f"c{number} text" for number in range(len(header)))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bare ({columns})")
        started = time.monotonic()
        cursor.copy_expert("COPY bare FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)", io.BytesIO(content))
        seconds = time.monotonic() - started
        cursor.execute("DROP TABLE bare")
    return seconds


class Visitor:
    """Somebody who looks at pages while a worker is busy: seconds per page."""

    def __init__(self, batch: ImportBatch) -> None:
        self.addresses = {
            "aanlevering": reverse("imports:detail", args=[batch.pk]),
            "rijen": reverse("imports:rows", args=[batch.pk]),
            "werkgevers": reverse("employers:list"),
        }
        self.seconds: dict[str, list[float]] = {name: [] for name in self.addresses}
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Visitor":
        self._thread.start()
        return self

    def __exit__(self, *error) -> None:
        self._leave.set()
        self._thread.join()

    def _look(self) -> None:
        try:
            client = Client(SERVER_NAME="localhost")
            client.force_login(_admin())
            while not self._leave.wait(EVERY):
                for name, address in self.addresses.items():
                    started = time.monotonic()
                    response = client.get(address)
                    self.seconds[name].append(time.monotonic() - started)
                    if response.status_code != 200:
                        raise RuntimeError(f"{address}: {response.status_code}")
        finally:
            connection.close()


def _admin() -> User:
    found = User.objects.filter(email="meter@lwl.example").first()
    organisation = Organisation.objects.get(slug="lwl")
    return found or User.objects.create_user(
        "meter@lwl.example", None, name="Meter", organisation=organisation, role=Role.ADMIN
    )


def slow(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else sum(seconds)
