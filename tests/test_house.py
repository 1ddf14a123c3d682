"""The shape of the house: which floor may stand on which, and what every file must keep to (design.md 3)."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "employers", "outreach", "imports", "targets"]
MAY_IMPORT = {
    "accounts": set(),
    "employers": {"accounts"},
    "outreach": {"accounts", "employers"},
    "imports": {"accounts", "employers", "outreach"},
    "targets": {"accounts", "employers", "outreach"},
}
VAGUE = {"utils", "util", "helpers", "services", "common", "misc"}


def tracked(*patterns):
    """Files of the project: what git tracks, also before it is committed."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [ROOT / line for line in listing.splitlines() if (ROOT / line).exists()]


def imported_apps(path):
    """Names of our own apps that a file imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_the_floors_below(app):
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in tracked(f"{app}/*.py")
        for name in imported_apps(path)
        if name in APPS and name != app and name not in MAY_IMPORT[app]
    }
    assert wrong == set()


def test_the_wiring_holds_no_domain_code():
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in tracked("lwl_crm/*.py")
        for name in imported_apps(path)
        if name in APPS and path.name != "urls.py"
    }
    assert wrong == set()


def test_no_file_has_a_name_that_says_nothing():
    assert [path for path in tracked("*.py") if path.stem in VAGUE] == []


def test_no_file_grows_past_500_lines():
    long = [path for path in tracked("*.py") if "migrations" not in path.parts]
    assert [path for path in long if len(path.read_text(encoding="utf-8").splitlines()) > 500] == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_setting_from_the_environment_is_documented():
    code = "".join(path.read_text(encoding="utf-8") for path in tracked("lwl_crm/*.py"))
    names = set(re.findall(r'env_(?:str|bool|int|list)\(\s*"([A-Z_]+)"', code))
    documented = (ROOT / "docs/instellingen.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in documented} == set()


def test_nothing_reads_outside_the_project():
    outside = re.compile(r"\.\./shared")
    wrong = [path for path in tracked("*.py", "*.html", "Makefile", ".ci/run") if path != Path(__file__).resolve()]
    assert [path for path in wrong if outside.search(path.read_text(encoding="utf-8"))] == []


def test_lockfiles_record_no_registry_host():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    pinned = "".join(path.read_text(encoding="utf-8") for path in tracked("requirements*.txt"))
    assert re.findall(r"--(?:index-url|extra-index-url|find-links|trusted-host)", pinned) == []


def test_compose_runs_the_postgresql_of_the_embedded_server():
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert "postgres:18" in compose
    assert "pginstall18" in (ROOT / "lwl_crm/embedded.py").read_text(encoding="utf-8")


def test_no_page_cuts_off_what_is_typed():
    """A form says that a text is too long and keeps it; a browser drops the rest without a word."""
    cutting = [path.name for path in tracked("templates", "static") if b"maxlength" in path.read_bytes().lower()]
    assert cutting == []


def test_text_of_a_spreadsheet_is_made_safe_in_one_place():
    """Lists that come back to their party have a rule of their own, which can be read back (imports)."""
    apart = {"employers/spreadsheets.py", "imports/return_files/writing.py", "imports/protected_text.py"}
    rule = re.compile(r"\[=\+")
    found = {
        str(path.relative_to(ROOT))
        for path in tracked(*(f"{app}/*.py" for app in APPS))
        if rule.search(path.read_text(encoding="utf-8"))
    }
    assert found <= apart
