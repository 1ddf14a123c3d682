"""A real worker on real servers: killed half-way, started again, and two at once."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from celery import Celery
from django.conf import settings
from django.db import connection
from django.utils import timezone

from employers.models import Employer, Registration
from imports import tasks
from imports.apply import apply_batch
from imports.jobs import MOST_ATTEMPTS, ONE_BATCH, advisory_lock
from imports.models import ImportBatch
from imports.preview import preview_batch
from imports.undo import promise_undo
from lwl_crm.elsewhere import our_addresses, own_redis
from tests.imports.delivered import BAANBREKEND, KVK, KVK_ROWS, apply, previewed, read, taken_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long(65)]
MANY = [
    [f"{99100000 + n // 2}", f"{n:012}", f"Werkplaats {n}", "Kade", str(n), "3311 AA", "Dordrecht", "3"]
    for n in range(1, 1251)  # more than one chunk of each kind of work
]
PATIENCE = 120
SURNAMES = ["Alblas", "Boer", "Dekker", "Groen", "Kuiper", "Mulder", "Visser"]


def our_redis() -> str:
    """So that no other worker takes our tasks."""
    return own_redis(9 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 7)


@contextmanager
def worker():
    """A Celery worker on the test database; ended, with its children, when the block ends."""
    environment = os.environ | our_addresses() | {"REDIS_URL": our_redis()}
    celery = [sys.executable, "-m", "celery", "-A", "lwl_crm"]
    command = [*celery, "worker", "--concurrency", "1", "--without-mingle", "--without-gossip", "--loglevel", "error"]
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        wait_for_locks()


def wait_for_locks():
    """PostgreSQL takes a moment to notice that a worker is gone; until then its lock stands, and others wait."""
    held = """SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
        WHERE locktype = 'advisory' AND datname = current_database() AND pid <> pg_backend_pid()"""
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(held)
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise AssertionError("The lock of a worker that is gone still stands")


def wait_until(reached, batch):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        batch.refresh_from_db()
        if reached(batch):
            return
        time.sleep(0.03)
    raise AssertionError(f"Still {batch.state}, {batch.rows_done} of {batch.rows_total}: {batch.error}")


def rows_of(batch):
    fields = ("row_number", "verdict", "own_key", "score", "cleaned", "twin_row", "changes")
    return list(batch.rows.order_by("row_number").values_list(*fields))


def register():
    employers = Employer.objects.order_by("establishment_number").values_list(
        "establishment_number", "company__kvk_number", "trade_name", "house_number", "version", "effective_minimum"
    )
    entries = Registration.objects.order_by("own_key").values_list("own_key", "employer__establishment_number", "raw")
    return list(employers), list(entries)


def forget_everything():
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE employers_employer, employers_company, imports_importbatch CASCADE")


def test_a_worker_killed_while_reading_ends_with_the_same_rows():
    undisturbed = rows_of(previewed("kvk", KVK, MANY))
    batch = taken_in("kvk", KVK, MANY)
    batch.promise(ImportBatch.State.READING)
    with worker():
        wait_until(lambda now: 0 < now.rows_done < now.rows_total, batch)
    assert batch.state == ImportBatch.State.READING
    with worker():
        wait_until(lambda now: now.state == ImportBatch.State.PREVIEW, batch)
    assert rows_of(batch) == undisturbed


def test_a_worker_killed_while_applying_ends_with_the_same_register():
    apply(previewed("kvk", KVK, MANY))
    undisturbed = register()
    forget_everything()
    batch = previewed("kvk", KVK, MANY)
    batch.promise(ImportBatch.State.APPLYING)
    with worker():
        wait_until(lambda now: 0 < now.rows_done < now.rows_total, batch)
    assert 0 < Employer.objects.count() < len(MANY)
    with worker():
        wait_until(lambda now: now.state == ImportBatch.State.APPLIED, batch)
    assert register() == undisturbed
    assert batch.rows.filter(applied_at=None).count() == 0


def together(*jobs):
    """Run functions at the same moment, each on a database connection of its own."""
    start = threading.Barrier(len(jobs))

    def run(job):
        start.wait()
        try:
            job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_workers_on_one_batch_write_once():
    batch = previewed("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.APPLYING)
    together(*[lambda: apply_batch(batch.pk)] * 2)
    assert (Employer.objects.count(), Registration.objects.count()) == (3, 3)


def test_two_workers_reading_one_batch_read_it_once():
    batch = taken_in("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    together(*[lambda: preview_batch(batch.pk)] * 2)
    assert batch.rows.count() == 3


def test_two_imports_started_together_make_no_doubles():
    batches = [previewed("kvk", KVK, KVK_ROWS) for _ in range(2)]
    for batch in batches:
        batch.promise(ImportBatch.State.APPLYING)
    together(*[lambda pk=batch.pk: apply_batch(pk) for batch in batches])
    for batch in batches:
        apply_batch(batch.pk)
    assert (Employer.objects.count(), Registration.objects.count()) == (3, 3)
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {ImportBatch.State.APPLIED}


def common_firms(count):
    """The same firms as two lists have them: with numbers, and by name, address and phone."""
    towns = ("3311 AA", "Dordrecht"), ("3361 AA", "Sliedrecht"), ("3331 AA", "Zwijndrecht")
    for n in range(1, count + 1):
        yield f"{99500000 + n}", f"Werkplaats {SURNAMES[n % 7]}{n}", str(n), *towns[n % 3]


def numbered(firms):
    return [
        [kvk, f"{kvk:0>12}", name, "Kade", house, postcode, town, "3"] for kvk, name, house, postcode, town in firms
    ]


def by_name(firms):
    for kvk, name, house, postcode, town in firms:
        yield [name, f"Kade {house}, {postcode} {town}", "", "", "", "", f"R{kvk}", kvk]


STEPS = [("read_batch", "READING", "PREVIEW"), ("apply_batch", "APPLYING", "APPLIED")]


def read_and_applied_together(*batches):
    """Two workers get both batches at once, twice."""
    with worker(), worker(), Celery(broker=our_redis(), set_as_current=False) as sender:
        for task, begin, end in STEPS:
            for batch in batches:
                batch.promise(ImportBatch.State[begin])
                sender.send_task(f"imports.tasks.{task}", [batch.pk])
            for batch in batches:
                wait_until(lambda now, end=end: now.state == ImportBatch.State[end], batch)


def test_two_lists_with_common_employers_in_two_workers_make_no_doubles():
    firms = list(common_firms(150))
    batches = taken_in("kvk", KVK, numbered(firms[:120])), taken_in("baanbrekend", BAANBREKEND, by_name(firms[50:]))
    read_and_applied_together(*batches)
    assert Employer.objects.count() == len(firms)
    assert Registration.objects.count() == 120 + 100
    assert {batch.rows.in_review().count() for batch in batches} == {0}


def test_the_same_file_twice_in_two_workers_makes_no_doubles():
    batches = [taken_in("kvk", KVK, MANY[:600]) for _ in range(2)]
    read_and_applied_together(*batches)
    assert (Employer.objects.count(), Registration.objects.count()) == (600, 600)
    assert set(Employer.objects.values_list("version", flat=True)) == {1}


def test_redis_losing_everything_costs_no_job():
    """The job that runs goes on; the one whose task is lost is started by the sweep."""
    first, second = taken_in("kvk", KVK, MANY), taken_in("kvk", KVK, KVK_ROWS)
    first.promise(ImportBatch.State.READING)
    with worker(), Celery(broker=our_redis(), set_as_current=False) as sender:
        wait_until(lambda now: now.rows_done, first)
        second.promise(ImportBatch.State.READING, heartbeat_at=timezone.now() - timedelta(minutes=2))
        with sender.connection_for_write() as link:
            link.default_channel.client.flushdb()
        sender.send_task("imports.tasks.restart_waiting_batches")
        for batch in (first, second):
            wait_until(lambda now: now.state == ImportBatch.State.PREVIEW, batch)
    assert (first.rows.count(), second.rows.count()) == (len(MANY), len(KVK_ROWS))


def test_the_sweep_restarts_a_batch_that_fell_silent():
    batch = taken_in("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    ImportBatch.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=2))
    tasks.restart_waiting_batches()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.PREVIEW


def test_the_sweep_leaves_a_batch_that_gives_signs_of_life():
    batch = taken_in("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    tasks.restart_waiting_batches()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.READING


def test_a_batch_that_another_worker_holds_is_left_alone():
    batch = taken_in("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    results = []
    with advisory_lock(ONE_BATCH, batch.pk):
        together(lambda: results.append(preview_batch(batch.pk)))
    assert results == [False]


def test_a_batch_that_keeps_killing_its_worker_is_given_up():
    batch = taken_in("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING, attempts=MOST_ATTEMPTS)
    preview_batch(batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.FAILED
    assert "kleinere bestanden" in batch.error


def test_the_next_delivery_in_line_starts_when_one_has_ended():
    first, second = previewed("kvk", KVK, KVK_ROWS), previewed("kvk", KVK, KVK_ROWS[:1])
    for batch in (first, second):
        batch.promise(ImportBatch.State.APPLYING)
    tasks.apply_batch(first.pk)
    second.refresh_from_db()
    assert second.state == ImportBatch.State.APPLIED


def test_a_mistake_in_the_program_ends_with_a_sentence(monkeypatch, caplog):
    def broken(*args):
        raise ZeroDivisionError

    monkeypatch.setattr("imports.preview.Judge.judge", broken)
    batch = read(taken_in("kvk", KVK, KVK_ROWS))
    assert batch.state == ImportBatch.State.FAILED
    assert "logboek" in batch.error
    assert "ZeroDivisionError" in caplog.text


def test_a_worker_killed_while_undoing_ends_with_the_same_register():
    batch = apply(previewed("kvk", KVK, KVK_ROWS))
    before = register()
    many = apply(previewed("kvk", KVK, MANY, on=batch.reference_date + timedelta(days=365)))
    assert Employer.objects.count() > len(MANY)
    promise_undo(many, by=None)
    with worker():
        wait_until(lambda now: 0 < now.rows_done < now.rows_total, many)
    assert many.state == ImportBatch.State.UNDOING
    assert Employer.objects.count() > len(KVK_ROWS)
    with worker():
        wait_until(lambda now: now.state == ImportBatch.State.UNDONE, many)
    assert register() == before
