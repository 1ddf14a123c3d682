"""Every URL times every role. A new URL without a row in the table fails; so does a row without a URL."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.url_roles import TABLE

ROLES = ["anonymous", "adviser_lwl", "adviser_baanbrekend", "manager", "admin", "outsider"]


def all_names(resolver=None, prefix=""):
    """The names of every URL of the project, with their namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from all_names(entry, namespace)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"


def test_every_url_has_a_row_in_the_table():
    assert set(all_names()) - {row.name for row in TABLE} == set()


def test_every_row_of_the_table_has_a_url():
    assert {row.name for row in TABLE} - set(all_names()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.name}")
def test_who_may_open_it(row, role, client, request, world):
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    address = reverse(row.name, args=[world.get(name, name) for name in row.arguments]) + row.query
    send = client.get if row.method == "GET" else client.post
    response = send(address, data={name: world.get(value, value) for name, value in row.data.items()})
    assert response.status_code == row.expected(role), f"{row.method} {address} as {role}"
