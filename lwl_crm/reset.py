"""`make reset`: removes the data folders that it names, and the servers that a killed process left there."""

import fcntl
import os
import shutil
import sys

from lwl_crm import embedded
from lwl_crm import server_folders as folders
from lwl_crm.server_folders import EmbeddedError


def main() -> int:
    try:
        for folder in sys.argv[1:]:
            os.environ["LOCAL_DATA_DIR"] = folder
            reset()
    except EmbeddedError as problem:
        print(problem, file=sys.stderr)
        return 1
    print("De gegevens van deze machine zijn verwijderd.")
    return 0


def reset() -> None:
    """Remove all data in LOCAL_DATA_DIR; refused while somebody uses them."""
    with folders.lock_file("users.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EmbeddedError("De gegevens zijn in gebruik. Stop eerst make run met Ctrl + C.") from None
        embedded.stop()
        for folder in [folders.socket_folder(), folders.data_folder(), folders.local_folder()]:
            _remove(folder)


def _remove(folder) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as problem:
        raise EmbeddedError(f"De map {folder} kan niet verwijderd worden: {problem.strerror}.") from None


if __name__ == "__main__":
    sys.exit(main())
