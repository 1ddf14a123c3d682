"""`make reset`: everything gone, but never under somebody's hands."""

import sys

import psycopg2
import pytest

from lwl_crm import reset, server_folders
from lwl_crm.server_folders import EmbeddedError


def test_a_reset_removes_data_and_servers(use, place, server_processes, monkeypatch, capsys):
    user = use()
    database, _ = user.addresses()
    user.kill()
    monkeypatch.setattr(sys, "argv", ["reset", str(place)])
    assert reset.main() == 0
    assert "De gegevens van deze machine zijn verwijderd." in capsys.readouterr().out
    assert not place.exists()
    assert server_processes() == {}
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(database)


def test_data_in_use_are_kept(use, place):
    database, _ = use().addresses()
    with pytest.raises(EmbeddedError, match=r"De gegevens zijn in gebruik. Stop eerst make run"):
        reset.reset()
    psycopg2.connect(database).close()
    assert (place / "postgres").exists()


def test_a_folder_that_cannot_be_removed_is_named(place):
    file = server_folders.local_folder() / "file"
    file.touch()
    with pytest.raises(EmbeddedError, match=r"De map .*/file kan niet verwijderd worden: Not a directory"):
        reset._remove(file)
