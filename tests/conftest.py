"""The fixed cast and the reference data that every test may count on."""

import gc
from uuid import uuid4

import pytest
from django.test import TransactionTestCase

from accounts.models import Organisation
from employers.reference import load_reference
from lwl_crm import celery_app, worked_out
from tests import properties  # noqa: F401 - how often plain properties are tried
from tests.database import QUICK_HASHERS, Kept, make_test_database, taken_back
from tests.people import PEOPLE, make_person
from tests.world import make_world


def pytest_collection_finish():
    """What is loaded by now stays: looking through all of it for cycles, again and again, took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest files go first, so that the workers end together."""
    items.sort(key=_turn)


def _turn(item):
    mark = item.get_closest_marker("long")
    return (not mark.kwargs.get("first"), -mark.args[0]) if mark else (True, 0)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings, django_test_environment, django_db_blocker):
    """The database is there, and migrated, when pytest-django looks."""
    with django_db_blocker.unblock():
        make_test_database()
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        load_reference()
        kept = Kept()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: kept.put_back())
        yield


@pytest.fixture(autouse=True)
def _quick_local_settings(settings, monkeypatch):
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid4().hex}}  # rate limits start anew
    monkeypatch.setitem(celery_app.conf, "task_always_eager", True)
    monkeypatch.setitem(celery_app.conf, "task_eager_propagates", True)


@pytest.fixture(autouse=True)
def _what_people_look_at_waits(monkeypatch):
    """A worker that does its tasks at once would count all that was looked at again after everything that is sent."""
    monkeypatch.setattr("targets.middleware.count_soon", lambda: None)


@pytest.fixture(autouse=True)
def _remembered_sql_is_that_of_now(monkeypatch):
    """Whatever a page asks with SQL that was worked out before, it is the SQL that would be made now.

    Each statement is looked at the first time that a test uses it again: more often took a thirtieth of all time.
    """
    remembered, looked_at = worked_out._remembered, set()

    def checked(make, key):
        if key not in worked_out._statements:
            return remembered(make, key)
        found = remembered(make, key)
        if key not in looked_at:
            looked_at.add(key)
            assert found == make(), f"SQL depends on more than {key}"
        return found

    monkeypatch.setattr(worked_out, "_remembered", checked)


@pytest.fixture
def lwl(db):
    return Organisation.objects.get(slug="lwl")


@pytest.fixture
def baanbrekend(db):
    return Organisation.objects.get(slug="baanbrekend")


@pytest.fixture
def adviser_lwl(db):
    return make_person("adviser_lwl")


@pytest.fixture
def adviser_baanbrekend(db):
    return make_person("adviser_baanbrekend")


@pytest.fixture
def manager(db):
    return make_person("manager")


@pytest.fixture
def admin(db):
    return make_person("admin")


@pytest.fixture
def outsider(db):
    return make_person("outsider")


@pytest.fixture
def as_user(client):
    """Sign a user in: `as_user(manager).get(...)`."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def world(adviser_lwl, adviser_baanbrekend, manager):
    """One of everything, by name (tests/world.py)."""
    return make_world(adviser_lwl, adviser_baanbrekend, manager)


@pytest.fixture(scope="class")
def standing_world(django_db_setup, django_db_blocker):
    """The cast and one of everything, made once for all tests of a class."""
    with taken_back(django_db_blocker):
        people = {name: make_person(name) for name in (*PEOPLE, "outsider")}
        yield people, make_world(*(people[name] for name in ("adviser_lwl", "adviser_baanbrekend", "manager")))
