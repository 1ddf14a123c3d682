"""A place of its own for embedded servers, and processes that use them."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from lwl_crm import reset, server_folders

NOBODY = 65534
# Root also acts as an ordinary user, where that user can reach the checkout.
PASSABLE = server_folders._passable(server_folders.BASE_DIR)
ACCOUNTS = ["own", "ordinary"] if os.geteuid() == 0 and PASSABLE else ["own"]

USE_SERVERS = """
import os, sys
from lwl_crm import embedded
if sys.argv[1] == "ordinary":
    os.setgroups([]), os.setgid({nobody}), os.setuid({nobody})
print(embedded.postgres_url(), flush=True)
print(embedded.redis_url(), flush=True)
sys.stdin.read()
""".replace("{nobody}", str(NOBODY))


class User:
    """A process that uses the embedded servers until told to leave."""

    def __init__(self, account: str):
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE_SERVERS, account],
            cwd=server_folders.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def addresses(self):
        """Addresses of PostgreSQL and Redis, once both run."""
        return self.process.stdout.readline().strip(), self.process.stdout.readline().strip()

    def leave(self):
        self.process.communicate(timeout=60)

    def kill(self):
        self.process.kill()
        self.leave()


@pytest.fixture(autouse=True)
def _usual_signals():
    """Also when the tests run under nohup, which lets a hang-up be ignored by us and by what we start."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def account():
    """Who uses the servers: ourselves, unless a test tries every one of ACCOUNTS."""
    return "own"


@pytest.fixture
def place(monkeypatch):
    """An empty data folder, with a space in its path, that every account can walk to; emptied again afterwards."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("EMBEDDED_FAST", "1")
    with tempfile.TemporaryDirectory(prefix="lwl-test-", dir="/tmp") as top:
        Path(top).chmod(0o755)
        folder = Path(top) / "een map"
        monkeypatch.setenv("LOCAL_DATA_DIR", str(folder))
        yield folder
        if folder.exists():
            reset.reset()


@pytest.fixture
def use(place, account):
    """Start a user of the servers: `use().addresses()`. Those that still run at the end are killed."""
    place.mkdir()
    if account == "ordinary":
        os.chown(place, NOBODY, NOBODY)
    users = []

    def start():
        users.append(User(account))
        return users[-1]

    yield start
    for user in users:
        if user.process.poll() is None:
            user.kill()


@pytest.fixture
def server_processes(place):
    """The programs of the servers in this place that run now, by name: `server_processes()["postgres"]`."""

    def find():
        wanted = (str(place), str(server_folders.socket_folder()))
        running = psutil.process_iter(["name", "cmdline"])
        ours = [each for each in running if any(word in " ".join(each.info["cmdline"] or []) for word in wanted)]
        return {each.info["name"]: each for each in ours}

    return find
