"""`make setup` on machines that miss something: one clear sentence each."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ["sh", "dirname", "mkdir", "rm", "cp", "cmp", "grep", "tail", "awk", "df", "id", "uname"]
MAKE_VENV = '{ mkdir -p .venv/bin; echo "exit 0" > .venv/bin/python; chmod +x .venv/bin/python; }'
LISTS = ["requirements.txt", "requirements-dev.txt", "package-lock.json"]


@pytest.fixture
def machine(tmp_path):
    """A machine with a checkout in a folder with a space, working Python, Node 20 and npm: `machine(node=None)`."""
    folder, programs = tmp_path / "een map", tmp_path / "bin"
    (folder / "lwl_crm").mkdir(parents=True)
    programs.mkdir()
    shutil.copy(ROOT / "lwl_crm/setup.sh", folder / "lwl_crm")
    for name in LISTS:
        shutil.copy(ROOT / name, folder)
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))

    def install(name, script):
        (programs / name).unlink(missing_ok=True)
        if script is not None:
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)

    def set_up(**replaced):
        usual = {
            "python3": f'[ "$1" = -c ] || {MAKE_VENV}',
            "node": "echo 20",
            "npm": "mkdir -p node_modules",
            "chmod": f'exec {shutil.which("chmod")} "$@"',
        }
        for name, script in (usual | replaced).items():
            install(name, script)
        env = {"PATH": str(programs), "PYTHON3": str(programs / "system-python")}
        return subprocess.run(["sh", str(folder / "lwl_crm/setup.sh")], env=env, capture_output=True, text=True)

    return set_up


def test_a_complete_machine_is_set_up_once(machine):
    first, second = machine(), machine()
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines() == [
        "Een virtuele omgeving maken in .venv …",
        "Python-pakketten installeren …",
        "npm-pakketten installeren …",
    ]
    assert (second.returncode, second.stdout) == (0, "")


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        pytest.param({"python3": None}, "Python 3.11 of hoger is nodig.", id="no Python"),
        pytest.param({"python3": "exit 1"}, "Python 3.11 of hoger is nodig.", id="old Python"),
        pytest.param(
            {"python3": '[ "$1" = -c ] || { echo "Error: no ensurepip"; exit 1; }'},
            "Installeer het pakket python3-venv en probeer het opnieuw. Kijk in .local/setup.log: Error: no ensurepip",
            id="no venv",
        ),
        pytest.param(
            {"python3": 'case $2 in *ensurepip*) exit 1;; esac; [ "$1" = -c ] || { echo "Error: ensurepip"; exit 1; }'},
            "Installeer het pakket python3-venv en probeer het opnieuw. Kijk in .local/setup.log: Error: ensurepip",
            id="no ensurepip",
        ),
        pytest.param({"node": None}, "Node.js 20 of hoger is nodig. Installeer het", id="no Node"),
        pytest.param({"node": "echo 18"}, "Node.js 20 of hoger is nodig; hier staat versie 18.", id="old Node"),
        pytest.param({"npm": None}, "npm ontbreekt.", id="no npm"),
        pytest.param(
            {"npm": "echo npm error network; exit 1"},
            "De npm-pakketten konden niet geïnstalleerd worden. Kijk in .local/setup.log: npm error network",
            id="npm fails",
        ),
        pytest.param(
            {"df": "printf 'kop\\nschijf 9 9 9000 9 /\\n'"},
            "De schijf is te vol: er is 1500 MB nodig en er is nog 8 MB vrij.",
            id="no disk",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(machine, broken, sentence):
    done = machine(**broken)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_python_of_the_system_goes_before_one_that_was_installed_beside_it(machine, tmp_path):
    machine(**{"system-python": f'echo "$@" >> {tmp_path}/asked; [ "$1" = -c ] || {MAKE_VENV}'})
    assert (tmp_path / "asked").read_text().splitlines()[-1] == "-m venv .venv"


@pytest.mark.parametrize(
    "unfit", ["exit 1", 'case $2 in *ensurepip*) exit 1;; esac; [ "$1" = -c ] || mkdir -p .venv/by-the-system']
)
def test_a_python_of_the_system_that_is_too_old_or_makes_no_environment_is_passed_over(machine, tmp_path, unfit):
    assert machine(**{"system-python": unfit}).returncode == 0
    assert not (tmp_path / "een map/.venv/by-the-system").exists()


def test_an_environment_that_works_is_kept(machine, tmp_path):
    machine()
    mine = tmp_path / "een map/.venv/of-my-own"
    mine.touch()
    machine()
    assert mine.exists()
