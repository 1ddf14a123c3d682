"""The embedded servers with real processes: started once, stopped by the last, back after every kind of kill."""

import os
import shutil
import signal
import subprocess
import sys

import psycopg2
import pytest
import redis

from lwl_crm import embedded, server_folders
from lwl_crm.server_folders import EmbeddedError
from tests.lwl_crm.conftest import ACCOUNTS

pytestmark = pytest.mark.long(20)


def sql(address, command):
    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(command)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def redis_at(address):
    return redis.Redis.from_url(address.replace("redis+socket://", "unix://"))


@pytest.mark.parametrize("account", ACCOUNTS)
def test_servers_stop_with_the_last_who_uses_them(use, server_processes):
    first, second = use(), use()
    assert first.addresses() == second.addresses()
    first.leave()
    assert set(server_processes()) == {"postgres", "redis-server"}
    second.leave()
    assert server_processes() == {}


def test_the_database_speaks_utf8_and_utc(use):
    database, _ = use().addresses()
    shown = [sql(database, f"SHOW {name}")[0][0] for name in ("server_encoding", "timezone", "listen_addresses")]
    assert shown == ["UTF8", "UTC", ""]
    assert sql(database, "SELECT upper('é'), 'a' < 'B'") == [("É", False)]


@pytest.mark.parametrize("account", ACCOUNTS)
def test_data_and_waiting_jobs_survive_a_stop(use):
    user = use()
    database, queue = user.addresses()
    sql(database, "CREATE TABLE kept AS SELECT 42 AS answer")
    redis_at(queue).rpush("jobs", "import 7")
    user.leave()
    assert use().addresses() == (database, queue)
    assert sql(database, "SELECT answer FROM kept") == [(42,)]
    assert redis_at(queue).lrange("jobs", 0, -1) == [b"import 7"]


def test_two_at_once_start_one_server(use):
    users = [use() for _ in range(4)]
    assert len({user.addresses() for user in users}) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_user_told_to_end_stops_the_servers(use, server_processes, number):
    user = use()
    user.addresses()
    user.process.send_signal(number)
    user.process.wait(timeout=30)
    assert server_processes() == {}


def test_the_next_to_leave_stops_what_a_killed_process_left(use, server_processes):
    killed = use()
    killed.addresses()
    killed.kill()
    assert "postgres" in server_processes()
    follower = use()
    follower.addresses()
    follower.leave()
    assert server_processes() == {}


@pytest.mark.parametrize("account", ACCOUNTS)
def test_killed_servers_come_back_with_their_data(use, server_processes, monkeypatch):
    monkeypatch.delenv("EMBEDDED_FAST")
    database, queue = use().addresses()
    sql(database, "CREATE TABLE kept AS SELECT 42 AS answer")
    for server in server_processes().values():
        server.kill()
    assert use().addresses() == (database, queue)
    assert sql(database, "SELECT answer FROM kept") == [(42,)]
    assert redis_at(queue).ping()


def test_a_pid_file_that_names_another_program_is_no_obstacle(use, place):
    user = use()
    user.addresses()
    user.leave()
    data = place / "postgres"
    owner = {"user": data.stat().st_uid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], cwd="/", **owner) as stranger:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n")
        assert all(use().addresses())
        stranger.kill()


def test_a_cluster_cut_off_halfway_is_made_anew(use, place):
    unfinished = server_folders.owned(place / "postgres-unfinished")
    (unfinished / "PG_VERSION").write_text("18\n")
    assert all(use().addresses())


def test_a_closed_folder_is_no_obstacle(place):
    """Root's own folders are closed to the servers' account: data and programs then live elsewhere."""
    place.mkdir()
    place.parent.chmod(0o700)
    answer = subprocess.run(
        [sys.executable, "-c", "from lwl_crm import embedded; print(embedded.postgres_url(), embedded.redis_url())"],
        cwd=server_folders.BASE_DIR, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "postgresql://" in answer.stdout
    assert answer.stderr == ""


def test_a_named_server_is_used_and_none_is_started(place, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elders/lwl")
    monkeypatch.setenv("REDIS_URL", "redis://elders")
    assert (embedded.postgres_url(), embedded.redis_url()) == ("postgresql://elders/lwl", "redis://elders")
    assert not embedded.is_used()
    assert not place.exists()


def test_a_folder_that_cannot_be_made_is_named(place, monkeypatch):
    place.write_text("a file, not a folder")
    monkeypatch.setenv("LOCAL_DATA_DIR", str(place / "data"))
    with pytest.raises(EmbeddedError, match=r"De map .*/een map/data kan niet gemaakt worden: Not a directory"):
        server_folders.local_folder()
    place.unlink()


def test_a_full_disk_is_named(place, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(EmbeddedError, match=r"De schijf is vol: maak minstens 300 MB vrij"):
        embedded._initialise(place / "postgres")


def test_a_missing_program_says_how_to_get_it(tmp_path):
    with pytest.raises(EmbeddedError, match=r"Het programma initdb ontbreekt. Voer opnieuw uit: make setup"):
        server_folders.reachable(tmp_path / "bin/initdb", root=tmp_path)


def test_a_missing_package_says_how_to_get_it():
    with pytest.raises(EmbeddedError, match=r"Het pakket bestaat_niet ontbreekt. Voer opnieuw uit: make setup"):
        server_folders.package_folder("bestaat_niet")


def test_a_folder_of_somebody_else_is_refused(place, tmp_path):
    (tmp_path / "target").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "target")
    with pytest.raises(EmbeddedError, match="is van een andere gebruiker"):
        server_folders.owned(link)
