"""Where the embedded servers keep their data and sockets, and the account that they run as.

PostgreSQL refuses to run as root. For root the servers run as the owner of the data, `nobody` when it is new; that
account must be able to walk to the data and to the programs.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
ORDINARY_ACCOUNT = "nobody"
SOCKETS = Path("/tmp")  # short, and the same for every process whatever its TMPDIR
ELSEWHERE = Path("/var/tmp")
AGAIN = "Voer opnieuw uit: make setup."


class EmbeddedError(Exception):
    """The servers cannot run here; the message is one sentence for whoever started the program."""


def local_folder() -> Path:
    """Where locks and logs are kept, and data when the servers' account can reach it."""
    return _made(BASE_DIR / (os.environ.get("LOCAL_DATA_DIR") or ".local"))


def data_folder() -> Path:
    """The folder of the servers' data: `.local`, or one in /var/tmp when root works below a closed folder."""
    local = local_folder()
    if os.geteuid() != 0 or (local / "postgres").exists() or _passable(local):
        return local
    return owned(ELSEWHERE / f"lwl-data-{_mark(0)}")


def socket_folder() -> Path:
    """A short path of this checkout and account: unix sockets allow about a hundred characters."""
    return owned(SOCKETS / f"lwl-{_mark(server_account()[0])}")


def server_account() -> tuple[int, int]:
    """User and group number that the servers run as: our own, but never root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    data = local_folder() / "postgres"
    if data.exists() and data.stat().st_uid != 0:
        return data.stat().st_uid, data.stat().st_gid
    try:
        account = pwd.getpwnam(ORDINARY_ACCOUNT)
    except KeyError:
        raise EmbeddedError("Start dit als gewone gebruiker: er is hier geen account 'nobody'.") from None
    return account.pw_uid, account.pw_gid


def owned(folder: Path) -> Path:
    """The folder, made for the servers' account; one that belongs to somebody else is refused."""
    account = server_account()
    if not folder.exists():
        _made(folder).chmod(0o700 if os.geteuid() != 0 else 0o755)
        if os.geteuid() == 0:
            os.chown(folder, *account)
    owner = folder.lstat()
    if owner.st_uid != account[0] or stat.S_ISLNK(owner.st_mode):
        raise EmbeddedError(f"De map {folder} is van een andere gebruiker. Verwijder die map en probeer het opnieuw.")
    return folder


def writable_log(name: str) -> Path:
    """The log file, made for the account that will write it."""
    log = data_folder() / name
    log.touch(exist_ok=True)
    if os.geteuid() == 0:
        os.chown(log, *server_account())
    return log


def lock_file(name: str):
    """An open file to lock. The lock ends with the process that holds it, however that ends."""
    path = local_folder() / name
    try:
        return path.open("a")
    except OSError as problem:
        raise EmbeddedError(f"Het bestand {path} is niet te schrijven: {problem.strerror}.") from None


def refuse_full_disk(folder: Path, megabytes: int) -> None:
    if shutil.disk_usage(folder).free < megabytes * 1024 * 1024:
        raise EmbeddedError(f"De schijf is vol: maak minstens {megabytes} MB vrij bij {folder}.")


def reachable(program: Path, *, root: Path) -> Path:
    """The program; as a copy of everything below `root` when root's folders hide it from the servers' account."""
    if not program.exists():
        raise EmbeddedError(f"Het programma {program.name} ontbreekt. {AGAIN}")
    if os.geteuid() != 0 or _passable(program.parent):
        return program
    copy = data_folder() / "programs"
    if not (copy / program.relative_to(root)).exists():
        for folder in (program.relative_to(root).parts[0], f"{program.relative_to(root).parts[0]}.libs"):
            if (root / folder).exists():
                shutil.copytree(root / folder, copy / folder, dirs_exist_ok=True)
    return copy / program.relative_to(root)


def package_folder(name: str) -> Path:
    """The folder of an installed wheel, found without importing it: that would cost every command half a second."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"Het pakket {name} ontbreekt. {AGAIN}")
    return Path(spec.origin).parent


def _mark(uid: int) -> str:
    return hashlib.sha256(f"{local_folder()}:{uid}".encode()).hexdigest()[:12]


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise EmbeddedError(f"De map {folder} kan niet gemaakt worden: {problem.strerror}.") from None
    return folder


def _passable(folder: Path) -> bool:
    """Whether every account may walk through this folder and all above it."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in [folder, *folder.parents])
