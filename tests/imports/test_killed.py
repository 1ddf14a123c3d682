"""Killed at any moment of reading, matching or applying and started again: the end is that of a quiet import."""

from random import Random

import pytest
from django.db import connection

from employers.models import Employer, Registration
from imports.models import ImportBatch
from lwl_crm.elsewhere import our_addresses
from tests.imports.delivered import BAANBREKEND, KVK, applied, apply, previewed, read, taken_in
from tests.imports.killing import nest
from tests.imports.snapshots import snapshot
from tests.imports.test_worker import forget_everything

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, CHUNK, TIMES = 240, 20, 10
TOWNS = [("3311 AA", "Dordrecht"), ("3361 AA", "Sliedrecht"), ("3331 AA", "Zwijndrecht")]
READING, APPLYING = "imports.preview.preview_batch", "imports.apply.apply_batch"


def trade_register():
    """With branches, doubles and rows that cannot be read."""
    for n in range(1, ROWS + 1):
        postcode, town = TOWNS[n % 3]
        number = "x" if n % 50 == 0 else f"{99300000 + n // 4}"
        yield [number, f"{n:012}", f"Bakkerij Korenaar {n // 2}", "Kade", str(n % 60 + 1), postcode, town, str(n % 40)]


def relations():
    """Some of them in the trade register, under other spellings; some doubtful, some new."""
    for n in range(1, 41):
        postcode, town = TOWNS[n % 3]
        name = f"Korenaar {n} Bakkerij BV" if n % 4 else f"Tuincentrum {n}"
        address = f"Kade {(n * 2) % 60 + 1}, {postcode} {town}"
        yield [name, address, "", f"Jan Bos{n}", f"078-{7000000 + n}", "", f"R{n}", ""]


def fill():
    forget_everything()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE employers_employerevent")
    applied("baanbrekend", BAANBREKEND, list(relations()))


def delivered():
    return taken_in("kvk", KVK, list(trade_register()))


def statements(job) -> int:
    with connection.execute_wrapper(counting := Counting()):
        job()
    return counting.count


class Counting:
    count = 0

    def __call__(self, execute, *args):
        self.count += 1
        return execute(*args)


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr("imports.apply.CHUNK", CHUNK)
    monkeypatch.setattr("imports.preview.CHUNK", CHUNK)


def test_killed_at_twenty_moments_it_ends_the_same(small_chunks):
    fill()
    batch = delivered()
    whole_reading = statements(lambda: read(batch))
    whole_applying = statements(lambda: apply(batch))
    undisturbed = snapshot()
    fill()
    rng, batch = Random(2026), delivered()
    batch.promise(ImportBatch.State.READING)
    with nest(our_addresses()["DATABASE_URL"], CHUNK) as jobs:
        killed = jobs.run_killed(READING, batch, [rng.randint(1, whole_reading - 1) for _ in range(TIMES)])
        assert batch.state == ImportBatch.State.PREVIEW, batch.error
        batch.promise(ImportBatch.State.APPLYING)
        killed += jobs.run_killed(APPLYING, batch, [rng.randint(1, whole_applying // 6) for _ in range(TIMES)])
    assert batch.state == ImportBatch.State.APPLIED, batch.error
    assert killed >= 2 * TIMES - 2, "a moment may fall in a process that still finds the lock of the one before it"
    assert snapshot() == undisturbed


def test_what_was_written_before_a_kill_is_not_written_again():
    batch = previewed("kvk", KVK, list(trade_register()))
    batch.promise(ImportBatch.State.APPLYING)
    with nest(our_addresses()["DATABASE_URL"], CHUNK) as jobs:
        assert jobs.run(APPLYING, batch, 100)
        half = Employer.objects.count()
        assert 0 < half < ROWS
        jobs.run_killed(APPLYING, batch, [])
    numbers = Registration.objects.values_list("own_key", flat=True)
    assert len(numbers) == len(set(numbers)) == batch.rows.exclude(verdict="rejected").count()
    assert Employer.objects.filter(version__gt=1).count() == 0
