"""Interest per variant: writing it and how it came so."""

import pytest
from django.urls import reverse

from outreach.field_history import history
from outreach.interests import FIELDS, set_interest
from outreach.models import Interest
from tests.factories import EmployerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(db):
    return reverse("outreach:interest_edit", args=[EmployerFactory().pk, "bpv"])


def answers(**fields):
    return {
        "status": "interested",
        "awareness": "aware",
        "level": "mbo2",
        "places": "2",
        "reason": "Twee lassers",
    } | fields


def test_all_of_it_is_written(as_user, adviser_lwl, url):
    as_user(adviser_lwl).post(url, answers())
    interest = Interest.objects.get()
    assert (interest.status, interest.awareness, interest.level, interest.places) == ("interested", "aware", "mbo2", 2)
    assert interest.updated_by == adviser_lwl


def test_no_interest_asks_why(as_user, adviser_lwl, url):
    page = as_user(adviser_lwl).post(url, answers(status="none", reason=""))
    assert "Schrijf kort waarom" in page.text
    assert not Interest.objects.exists()


def test_every_stand_is_kept(adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory()
    set_interest(employer=employer, variant="evc", by=adviser_lwl, status="informed")
    interest = set_interest(employer=employer, variant="evc", by=adviser_baanbrekend, status="active", places=3)
    latest, first = history(interest, FIELDS)
    assert (latest.by, latest.changes) == (adviser_baanbrekend, [("stand", "Actief"), ("aantal plekken", "3")])
    assert (first.by, first.changes) == (adviser_lwl, [("stand", "Geïnformeerd")])


def test_the_page_shows_the_history(as_user, adviser_lwl, url):
    client = as_user(adviser_lwl)
    client.post(url, answers())
    page = client.get(url).text
    assert "Geïnteresseerd" in page
    assert "Sanne van Dijk" in page


def test_saving_over_somebody_elses_change_is_told(as_user, adviser_lwl, adviser_baanbrekend, url):
    client = as_user(adviser_lwl)
    seen = client.get(url).context["seen"]
    as_user(adviser_baanbrekend).post(url, answers(status="active"))
    page = as_user(adviser_lwl).post(url, answers(gezien=seen))
    assert "Mark de Wit heeft dit intussen gewijzigd in: Actief" in page.text
    assert Interest.objects.get().status == "active"


def test_admins_read_only(as_user, admin, url):
    assert as_user(admin).get(url).status_code == 200
    assert as_user(admin).post(url, answers()).status_code == 403


def test_an_unknown_variant_is_not_there(as_user, adviser_lwl, url):
    assert as_user(adviser_lwl).get(url.replace("bpv", "bestaatniet")).status_code == 404
