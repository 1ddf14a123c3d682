"""The fixed cast and the reference data that every test may count on."""

from uuid import uuid4

import pytest
from django.test import TransactionTestCase

from accounts.models import Organisation, Role
from employers.reference import load_reference
from lwl_crm import celery_app
from tests.database import Kept, make_test_database
from tests.factories import OrganisationFactory, UserFactory
from tests.world import make_world


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
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid4().hex}}  # rate limits start anew
    monkeypatch.setitem(celery_app.conf, "task_always_eager", True)
    monkeypatch.setitem(celery_app.conf, "task_eager_propagates", True)


@pytest.fixture
def lwl(db):
    return Organisation.objects.get(slug="lwl")


@pytest.fixture
def baanbrekend(db):
    return Organisation.objects.get(slug="baanbrekend")


@pytest.fixture
def adviser_lwl(lwl):
    return UserFactory(name="Sanne van Dijk", email="sanne@lwl.example", organisation=lwl)


@pytest.fixture
def adviser_baanbrekend(baanbrekend):
    return UserFactory(name="Mark de Wit", email="mark@baanbrekend.example", organisation=baanbrekend)


@pytest.fixture
def manager(baanbrekend):
    return UserFactory(
        name="Rianne Kok", email="rianne@baanbrekend.example", organisation=baanbrekend, role=Role.MANAGER
    )


@pytest.fixture
def admin(lwl):
    return UserFactory(name="Beheer", email="beheer@werkgevers.example", organisation=lwl, role=Role.ADMIN)


@pytest.fixture
def outsider(db):
    """Somebody with an account whose organisation takes part in no region."""
    return UserFactory(email="ver@elders.example", organisation=OrganisationFactory(slug="elders"))


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
