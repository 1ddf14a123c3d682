"""The browser of the browser tests: found, installed, or asked for; never quietly left out."""

import subprocess

import pytest

from lwl_crm import chromium
from lwl_crm.chromium import NoChromiumError


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """Make the PATH hold only a program of this name that answers as a browser does, or fails to."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: None)

    def make(name, status=0):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\nexit {status}\n")
        path.chmod(0o755)
        return str(path)

    return make


def test_the_named_browser_comes_first(browser, monkeypatch):
    browser("chromium")
    monkeypatch.setenv("CHROMIUM", browser("mijn-browser"))
    assert chromium.chromium().endswith("/mijn-browser")


def test_a_browser_on_the_path_is_found(browser):
    path = browser("google-chrome")
    assert chromium.chromium() == path


def test_the_one_without_windows_goes_first(browser):
    browser("chromium")
    path = browser("chromium-headless-shell")
    assert chromium.find_chromium() == path


def test_a_browser_that_does_not_start_is_passed_over(browser):
    browser("chromium", status=127)
    path = browser("google-chrome")
    assert chromium.find_chromium() == path


def test_a_browser_named_wrongly_is_an_error(browser, monkeypatch):
    browser("chromium")
    monkeypatch.setenv("CHROMIUM", "/bestaat/niet")
    with pytest.raises(NoChromiumError, match=r"Chromium start niet: /bestaat/niet"):
        chromium.chromium()


def test_a_missing_browser_is_installed(browser, monkeypatch):
    monkeypatch.setattr(subprocess, "run", chromium_appears(browser, subprocess.run))
    assert chromium.chromium().endswith("/chromium")


def test_without_any_browser_the_tests_stop_with_a_sentence(browser, monkeypatch):
    monkeypatch.setattr(chromium, "_try", lambda command: None)
    with pytest.raises(NoChromiumError, match=r"De browsertests hebben Chromium nodig"):
        chromium.chromium()


def chromium_appears(browser, real_run):
    """In place of an installer: the browser is there once it has been asked to install."""

    def run(command, **options):
        if "install" in command:
            browser("chromium")
            return None
        return real_run(command, **options)

    return run
