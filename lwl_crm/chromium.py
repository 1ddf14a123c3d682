"""Finds a Chromium for the browser tests, and installs one when there is none. `make test` asks for its path."""

import os
import shutil
import subprocess
import sys

NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
APT_INSTALL = ["apt-get", "install", "-q", "-y", "--no-install-recommends"]
NONE_TO_BE_HAD = (
    "De browsertests hebben Chromium nodig en het installeren lukt niet. "
    "Installeer Chromium zelf en noem het pad: CHROMIUM=/pad/naar/chromium make test"
)


class NoChromiumError(Exception):
    """There is no Chromium; the message says what to do."""


def find_chromium() -> str | None:
    """Path of a Chromium that starts: the one in CHROMIUM, one on the PATH, else playwright's own.

    First the one without windows, which the tests have no use for and which takes a third less of the processor.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return named if _starts(named) else None
    candidates = [shutil.which(name) for name in NAMES]
    return next((path for path in candidates if path and _starts(path)), None) or _playwrights_own()


def install_chromium() -> str:
    """Playwright's Chromium, else for root that of apt-get."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0:
        attempts.insert(1, [sys.executable, "-m", "playwright", "install-deps", "chromium"])
        attempts.append(["apt-get", "update", "-q"])
        attempts += [[*APT_INSTALL, name] for name in ("chromium-headless-shell", "chromium")]
    for command in attempts:
        print(f"Chromium installeren: {' '.join(command[-3:])}", file=sys.stderr)
        _try(command)
        if path := find_chromium():
            return path
    raise NoChromiumError(NONE_TO_BE_HAD)


def chromium() -> str:
    """A Chromium that starts, whatever it takes. One that was named wrongly is an error, not a reason to install."""
    if path := find_chromium():
        return path
    if os.environ.get("CHROMIUM"):
        raise NoChromiumError(f"Chromium start niet: {os.environ['CHROMIUM']}. Noem een ander pad in CHROMIUM.")
    return install_chromium()


def _starts(path: str) -> bool:
    try:
        done = subprocess.run([path, "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and _starts(path) else None


def _try(command: list[str]) -> None:
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(problem, file=sys.stderr)


def main() -> int:
    try:
        print(chromium())
    except NoChromiumError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
