"""`make run`: starts everything, and leaves nothing behind however it ends."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack

import psutil
import pytest

from lwl_crm import run, server_folders
from lwl_crm.run import Part, RunError

pytestmark = pytest.mark.long(50, first=True)  # meanwhile the other worker makes the test database

# The real run, without the minute that the demo takes.
RUN_WITHOUT_DEMO = """
import sys
from lwl_crm import run
real_step = run.step
run.step = lambda name, *rest, stopping: name == "load_demo" or real_step(name, *rest, stopping=stopping)
sys.exit(run.main())
"""


@pytest.fixture
def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(place, unused_port, monkeypatch):
    """Start a run, and wait until it has said where the website is; it keeps the lines that it printed until then."""
    monkeypatch.setenv("PORT", str(unused_port))
    with ExitStack() as started:

        def begin():
            process = started.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", RUN_WITHOUT_DEMO],
                    cwd=server_folders.BASE_DIR, start_new_session=True,
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                )
            )  # fmt: skip
            started.callback(process.communicate, timeout=60)  # until the last of its children is gone
            started.callback(process.kill)
            process.lines = []
            for line in process.stdout:
                process.lines.append(line)
                if line.startswith("Stoppen: Ctrl + C"):
                    break
            return process

        yield begin


def everything_of(process, server_processes):
    return psutil.Process(process.pid).children(recursive=True) + list(server_processes().values())


def test_a_run_that_is_stopped_or_killed_leaves_no_process(start, server_processes, unused_port):
    running = start()
    assert f"Klaar: http://localhost:{unused_port}/\n" in running.lines
    assert {line.split()[-1] for line in running.lines if "@" in line} == set(run.SIGN_INS.values())
    ours = everything_of(running, server_processes)
    commands = " ".join(word for process in ours for word in process.cmdline())
    assert [name for name in ("gunicorn", "worker", "beat", "postgres", "redis-server") if name not in commands] == []
    os.killpg(running.pid, signal.SIGINT)
    rest = running.communicate(timeout=60)[0]
    assert running.returncode == 0, rest
    assert psutil.wait_procs(ours, timeout=2)[1] == []

    running = start()
    ours = everything_of(running, server_processes)
    running.kill()
    assert psutil.wait_procs(ours, timeout=30)[1] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_way_to_end_a_run_stops_it(number):
    stopping = run.stop_on_signals()
    signal.raise_signal(number)
    assert stopping.is_set()


def test_a_taken_port_is_named_with_another_to_try(unused_port):
    with socket.create_server(("127.0.0.1", unused_port)), pytest.raises(RunError) as problem:
        run.free_port(str(unused_port))
    other = unused_port % 65535 + 1
    expected = f"Poort {unused_port} is al in gebruik. Kies een andere, bijvoorbeeld: make run PORT={other}"
    assert str(problem.value) == expected


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", ""])
def test_a_port_is_a_number(text):
    with pytest.raises(RunError, match="PORT moet een getal van 1 tot en met 65535 zijn"):
        run.free_port(text)


def test_a_second_run_in_the_same_folder_is_refused(place):
    with run.only_run(), pytest.raises(RunError, match="draait in deze map al een make run"), run.only_run():
        pass


def test_a_part_that_died_is_started_again(capsys):
    part = Part("De website", ["sleep", "60"])
    part.start()
    first = part.process
    first.kill()
    first.wait()
    part.keep_alive()
    assert part.process.poll() is None
    assert "De website is gestopt en wordt opnieuw gestart." in capsys.readouterr().out
    run.stop_group(part.process)
    assert first.pid != part.process.pid


def test_a_part_that_keeps_failing_ends_the_run():
    part = Part("Het rooster", ["false"])
    part.start()
    for _ in range(run.RESTARTS):
        part.process.wait()
        part.keep_alive()
    part.process.wait()
    with pytest.raises(RunError, match="Het rooster stopt steeds vanzelf"):
        part.keep_alive()


def test_a_part_that_will_not_stop_is_ended(tmp_path):
    process = run.start(["sh", "-c", f"trap '' TERM; touch '{tmp_path}/deaf'; while :; do sleep 0.05; done"])
    while not (tmp_path / "deaf").exists():
        time.sleep(0.01)
    run.stop_group(process, seconds=0.3)
    assert process.returncode == -signal.SIGKILL


def test_a_failing_step_ends_the_run_with_its_name(place):
    with pytest.raises(RunError, match=r"Het starten is mislukt bij 'manage.py bestaat_niet'"):
        run.step("bestaat_niet", stopping=threading.Event())


def test_a_stopped_run_takes_no_further_step():
    stopping = threading.Event()
    stopping.set()
    assert run.step("migrate", stopping=stopping) is None
