"""One job on one batch in a process of its own, as a worker does it: `python -m imports.benchmark.job preview 12`.

Prints as JSON the seconds per stage, by the clock and of the processor, and the peak of the memory in MB.
"""

import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django


class Stages:
    """Seconds per stage; what one stage calls of another is not counted twice."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.processor: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = (0.0, 0.0)

    @contextmanager
    def counted(self, stage: str) -> Iterator[None]:
        self._close()
        self._running.append(stage)
        try:
            yield
        finally:
            self._close()
            self._running.pop()

    def _close(self) -> None:
        now = time.monotonic(), time.process_time()
        if self._running:
            self.seconds[self._running[-1]] += now[0] - self._since[0]
            self.processor[self._running[-1]] += now[1] - self._since[1]
        self._since = now

    def watch(self, owner: object, name: str, stage: str) -> None:
        """Count every call of this function, or method of a class, as that stage."""
        original = getattr(owner, name)

        def watched(*args, **options):
            with self.counted(stage):
                return original(*args, **options)

        setattr(owner, name, watched)

    def watch_rows(self, owner: object, name: str, stage: str) -> None:
        """The same for a function that gives rows one by one."""
        original = getattr(owner, name)

        def watched(*args, **options):
            rows = iter(original(*args, **options))
            while True:
                with self.counted(stage):
                    row = next(rows, None)
                if row is None:
                    return
                yield row

        setattr(owner, name, watched)


def watch_everything(stages: Stages) -> None:
    from imports import deliveries, preview
    from imports.apply import ChunkWriter
    from imports.drafts import Writer
    from imports.matching_rows import RowMatcher

    stages.watch(deliveries, "open_file", "read")
    stages.watch_rows(deliveries, "data_rows", "read")
    stages.watch(deliveries, "clean_row", "clean")
    for name in ("look_up", "expect", "judge", "learn"):
        stages.watch(RowMatcher, name, "match")
    stages.watch(preview.Judge, "_describe", "compare")
    stages.watch(Writer, "write", "compare")
    stages.watch(preview, "copy_in", "write")
    stages.watch(ChunkWriter, "write", "write")


def main(kind: str, batch: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lwl_crm.settings")
    django.setup()
    from imports.apply import apply_batch
    from imports.preview import preview_batch

    stages, work = Stages(), {"preview": preview_batch, "apply": apply_batch}[kind]
    watch_everything(stages)
    report(stages, lambda: work(batch))


def report(stages: Stages, work: Callable[[], bool]) -> None:
    with stages.counted("other"):
        is_done = work()
    found = {
        "is_done": is_done, "seconds": stages.seconds, "processor": stages.processor,
        "peak_mb": peak_memory(),
    }  # fmt: skip
    json.dump(found, sys.stdout)


def peak_memory() -> float:
    """The most memory that this program had, in MB. What `getrusage` says begins at that of who started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
