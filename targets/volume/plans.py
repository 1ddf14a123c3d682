"""How the database answers the slowest questions of a page, as EXPLAIN ANALYZE tells it."""

import re
from collections.abc import Iterable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from accounts.models import User
from targets.volume.pages import Page, something_is_written

SLOWEST = 2  # questions of each page
SHOWN = 25  # lines of each plan
WIDTH = 150  # characters of each line
HISTORY = re.compile(r"^SELECT set_config\('pghistory.*?, true\); ")  # who asks, told along with some questions


def query_plans(pages: Iterable[Page], people: dict[str, User]) -> str:
    """A chapter in Dutch with the plans of the pages that ask for it."""
    lines = ["", "# Hoe de database rekent", "", f"De {SLOWEST} langzaamste vragen van elke pagina.", ""]
    for page in pages:
        if page.has_plans:
            lines += [f"## {page.name}", ""]
            for query in _slowest(page, people[page.role]):
                lines += ["```", *_plan(query), "```", ""]
    return "\n".join(lines)


def _slowest(page, user):
    client = Client()
    client.force_login(user)
    with override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False), CaptureQueriesContext(connection) as found:
        something_is_written()
        client.get(page.address)
        queries = [each for each in found.captured_queries if each["sql"].startswith(("SELECT", "("))]
    return [each["sql"] for each in sorted(queries, key=lambda each: -float(each["time"]))[:SLOWEST]]


def _plan(query):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF) {HISTORY.sub('', query)}")
        lines = [line[:WIDTH] for (line,) in cursor.fetchall()]
    if len(lines) <= SHOWN:
        return lines
    return [*lines[: SHOWN - 3], f"... nog {len(lines) - SHOWN} regels ...", *lines[-2:]]
