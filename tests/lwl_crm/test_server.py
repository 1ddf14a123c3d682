"""What `docker compose up` needs: every variable explained, and one version of what runs."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_every_variable_of_compose_is_in_the_example():
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    given = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert asked == given


def test_everything_that_stays_up_has_a_health_check(compose):
    without = {name for name, service in compose["services"].items() if "healthcheck" not in service}
    assert without == {"migrate"}


def test_nothing_starts_before_the_tables_are_there(compose):
    for name in ("web", "worker", "beat"):
        assert compose["services"][name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_images_are_pinned(compose):
    images = {service["image"] for service in compose["services"].values() if "build" not in service}
    images |= set(re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert [image for image in images if not re.search(r":\d", image)] == []


def test_secrets_come_from_the_environment_alone(compose):
    environment = compose["services"]["web"]["environment"]
    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]


def test_the_container_does_not_run_as_root():
    assert re.search(r"^USER (?!root)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
