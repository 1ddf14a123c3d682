"""Jobs in processes that are killed at chosen moments, for any job that works on a batch.

A moment is a statement: the process gets SIGKILL right before the database gets that statement. Counted in statements
and not in seconds, a slow machine is killed at the same places; seeded, a failing run can be repeated.
"""

import os
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings

from imports.models import ImportBatch

NEVER = 10**9
NEST = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from django.utils.module_loading import import_string
import imports.apply, imports.preview
imports.apply.CHUNK = imports.preview.CHUNK = int(sys.argv[1])

def job(work, batch, moment):
    count = 0
    def killing(execute, *args):
        nonlocal count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*args)
    with connection.execute_wrapper(killing):
        import_string(work)(batch)

for line in sys.stdin:
    work, batch, moment = line.split()
    child = os.fork()
    if not child:
        job(work, int(batch), int(moment))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Nest:
    """A process that has everything loaded and forks one job after another, so that twenty cost no more than one."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process

    def run(self, work: str, batch: ImportBatch, moment: int = NEVER) -> bool:
        """Whether the job was killed; `work` is a dotted name such as "imports.apply.apply_batch"."""
        self.process.stdin.write(f"{work} {batch.pk} {moment}\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        assert code in (0, -9), f"{work} ended with {code}"
        return code == -9

    def run_killed(self, work: str, batch: ImportBatch, moments: list[int]) -> int:
        """Start the job as often as it takes, killed at these moments and then no more; how often it was killed."""
        killed = sum(self.run(work, batch, moment) for moment in moments)
        batch.refresh_from_db()
        while batch.is_waiting:  # right after a kill the database may still hold its lock for a moment
            self.run(work, batch)
            batch.refresh_from_db()
        return killed


@contextmanager
def nest(database_url: str, chunk: int):
    """Small chunks give a short list as many moments as a long one."""
    environment = os.environ | {
        "DATABASE_URL": database_url, "REDIS_URL": settings.REDIS_URL, "LOCAL": "1",
        "DJANGO_SETTINGS_MODULE": "lwl_crm.settings",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", NEST, str(chunk)], cwd=settings.BASE_DIR, env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield Nest(process)
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()
