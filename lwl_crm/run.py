"""`make run`: everything on one machine. Starts the servers, the website, the worker and the timetable, and stops them.

Whatever ends it (Ctrl-C, SIGTERM, a closed terminal, a part that keeps failing), no process stays behind.
"""

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from lwl_crm import embedded
from lwl_crm.server_folders import BASE_DIR, EmbeddedError, local_folder, lock_file

PASSWORD = "welkom-in-de-demo"
SIGN_INS = {
    "adviseur": "sanne.vandijk@lwl.example",
    "manager": "rianne.kok@baanbrekend.example",
    "beheerder": "beheer@werkgevers.example",
}
STOP_SECONDS = 8
START_SECONDS = 60
RESTARTS, RESTART_WINDOW = 3, 60


class RunError(Exception):
    """The run cannot go on; the message is one sentence for whoever started it."""


class Part:
    """One of the programs that the run keeps alive, with everything that it starts itself."""

    def __init__(self, name: str, command: list[str]):
        self.name = name
        self.command = command
        self.process = None
        self.starts = []

    def start(self):
        now = time.monotonic()
        self.starts = [moment for moment in self.starts if now - moment < RESTART_WINDOW] + [now]
        self.process = start(self.command)

    def keep_alive(self):
        """Start the program again when it died; give up when that keeps happening."""
        if self.process.poll() is None:
            return
        end_group(self.process, signal.SIGKILL)
        if len(self.starts) > RESTARTS:
            raise RunError(f"{self.name} stopt steeds vanzelf. De melding hierboven zegt waarom.")
        say(f"{self.name} is gestopt en wordt opnieuw gestart.")
        self.start()


def main() -> int:
    try:
        with only_run():
            run(stop_on_signals())
    except (RunError, EmbeddedError) as problem:
        say(str(problem))
        return 1
    return 0


def run(stopping: threading.Event) -> None:
    """Start everything, keep it alive until told to stop, and leave nothing behind."""
    parts = []
    try:
        port = free_port(os.environ.get("PORT", "8000"))
        prepare(port, stopping)
        for part in [] if stopping.is_set() else our_parts(port):
            parts.append(part)
            part.start()
        announce(port, parts, stopping)
        while not stopping.wait(0.5):
            for part in parts:
                part.keep_alive()
    finally:
        stop_all(parts)
        embedded.leave()


# Steps --------------------------------------------------------------------------------------------------------------


def stop_on_signals() -> threading.Event:
    """An event that is set by Ctrl-C, SIGTERM and a closed terminal; a SIGHUP that `nohup` ignores stays ignored."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda *_: stopping.set())
    return stopping


@contextlib.contextmanager
def only_run():
    """Hold the lock of this run: two at once would do every nightly job twice."""
    with lock_file("run.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError("Er draait in deze map al een make run. Stop die eerst met Ctrl + C.") from None
        yield


def free_port(text: str) -> int:
    """The port number, once it is certain that nobody listens there."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise RunError(f"PORT moet een getal van 1 tot en met 65535 zijn, niet '{text}'.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            raise RunError(f"Poort {text} is alleen voor root. Kies een andere: make run PORT=8001") from None
        except OSError:
            other = int(text) % 65535 + 1
            raise RunError(
                f"Poort {text} is al in gebruik. Kies een andere, bijvoorbeeld: make run PORT={other}"
            ) from None
    return int(text)


def prepare(port: int, stopping: threading.Event) -> None:
    """Servers started, tables made, and the demo loaded into an empty register of our own."""
    os.environ.setdefault("LOCAL", "1")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    say("PostgreSQL en Redis starten …")
    embedded.postgres_url()
    embedded.redis_url()
    say("De tabellen bijwerken …")
    step("migrate", "--verbosity", "0", stopping=stopping)
    if embedded.is_used():
        step("load_demo", stopping=stopping)


def step(*arguments: str, stopping: threading.Event) -> None:
    """One command of manage.py, ended when the run is stopped meanwhile."""
    if stopping.is_set():
        return
    process = start([sys.executable, "manage.py", *arguments])
    while process.poll() is None and not stopping.wait(0.1):
        pass
    if stopping.is_set():
        stop_group(process)
    elif process.returncode != 0:
        raise RunError(f"Het starten is mislukt bij 'manage.py {arguments[0]}'. De melding hierboven zegt waarom.")


def our_parts(port: int) -> list[Part]:
    python = [sys.executable, "-m"]
    quiet = "ignore:You're running the worker"  # as root: nothing to worry about on one's own machine
    celery = [sys.executable, "-W", quiet, "-m", "celery", "--quiet", "-A", "lwl_crm"]
    alone = ["--without-mingle", "--without-gossip"]  # no other workers: looking for them takes a second
    schedule = str(local_folder() / "beat-schedule")
    web = ["gunicorn", "lwl_crm.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    return [
        Part("De website", [*python, *web, "--timeout", "120", "--log-level", "warning", "--no-control-socket"]),
        Part("De achtergrondwerker", [*celery, "worker", "--concurrency", "2", *alone, "--loglevel", "WARNING"]),
        Part("Het rooster", [*celery, "beat", "--schedule", schedule, "--pidfile", "", "--loglevel", "WARNING"]),
    ]


def announce(port: int, parts: list[Part], stopping: threading.Event) -> None:
    """Wait until the website answers, then say where it is and who may sign in."""
    address = f"http://localhost:{port}/"
    deadline = time.monotonic() + START_SECONDS
    while not stopping.is_set() and not answers(f"http://127.0.0.1:{port}/gezond/"):
        if time.monotonic() > deadline:
            raise RunError(f"De website geeft na {START_SECONDS} seconden nog geen antwoord op {address}.")
        for part in parts:
            part.keep_alive()
        stopping.wait(0.2)
    if stopping.is_set():
        return
    people = "\n".join(f"  {role:<10} {email}" for role, email in SIGN_INS.items())
    say(f"\nKlaar: {address}\n\nInloggen met wachtwoord {PASSWORD}:\n{people}\n\nStoppen: Ctrl + C\n")


def answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def stop_all(parts: list[Part]) -> None:
    """Ask every part to stop, all at once, and end what is left after some seconds."""
    running = [part.process for part in parts if part.process and part.process.poll() is None]
    if running:
        say("Stoppen …")
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        stop_group(process, seconds=max(0.1, deadline - time.monotonic()))


# Processes ----------------------------------------------------------------------------------------------------------


def start(command: list[str]) -> subprocess.Popen:
    """Start a program in a group of its own, so that Ctrl-C reaches only us and we stop it in good order."""
    return subprocess.Popen(
        command, cwd=BASE_DIR, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_with_parent
    )


def die_with_parent() -> None:
    """Let Linux stop this process when ours is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def stop_group(process: subprocess.Popen, seconds: float = STOP_SECONDS) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    end_group(process, signal.SIGKILL)
    process.wait()


def end_group(process: subprocess.Popen, number: int) -> None:
    """Signal a program and all that it started; nobody left is fine."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def say(text: str) -> None:
    """Print; the terminal may be gone already."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
