"""The fixed cast and the reference data that every test may count on."""

from uuid import uuid4

import pytest

from accounts.models import Organisation, Role
from employers.reference import load_reference
from lwl_crm import celery_app
from outreach.first_barriers import load_first_barriers
from outreach.first_questions import load_first_questions
from outreach.first_schemes import load_first_schemes
from outreach.first_templates import load_first_templates
from outreach.models import Barrier, ContactTemplate, Question, QuestionVersion, Scheme
from tests.database import make_test_database
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
    with django_db_blocker.unblock():
        load_reference()


@pytest.fixture(autouse=True)
def _reference_after_flush(request):
    """A transactional test empties every table before the next one: put the reference data back."""
    marker = request.node.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & {*request.fixturenames} or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        load_reference()
        load_first_questions(Question, QuestionVersion)
        load_first_templates(ContactTemplate)
        load_first_schemes(Scheme)
        load_first_barriers(Barrier)


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
