"""Every URL times every role. A new URL without a row in the table fails; so does a row without a URL."""

from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
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


@pytest.fixture(scope="class")
def cookies(standing_world, django_db_blocker):
    """Of everybody, signed in once."""
    people, _ = standing_world
    with django_db_blocker.unblock():
        return {role: _signed_in(people[role]) for role in ROLES if role in people}


@pytest.mark.django_db
class TestEveryUrl:
    @pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.name}")
    def test_who_may_open_it(self, row, standing_world, cookies):
        """Each role finds the same world: what the one before it wrote is taken back."""
        _, world = standing_world
        address = reverse(row.name, args=[world.get(name, name) for name in row.arguments]) + row.query
        data = {name: world.get(value, value) for name, value in row.data.items()}
        found = {role: _status(row.method, address, data, cookies.get(role)) for role in ROLES}
        assert found == {role: row.expected(role) for role in ROLES}, f"{row.method} {address}"


def _signed_in(person):
    client = Client()
    client.force_login(person)
    return client.cookies


def _status(method, address, data, cookies):
    client = Client()
    if cookies:
        client.cookies = deepcopy(cookies)  # an answer may change them
    with transaction.atomic():
        send = client.get if method == "GET" else client.post
        status = send(address, data=data).status_code
        transaction.set_rollback(True)
    return status
