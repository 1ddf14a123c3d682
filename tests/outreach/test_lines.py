"""However many lines a page has, it asks as much: a line shows nothing that was not read with it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from outreach.claims import ask_to_join, claim_employer
from outreach.models import Scheme
from outreach.schemes import explain_scheme
from tests.factories import (
    ContactMomentFactory,
    ContactPersonFactory,
    EmployerFactory,
    FollowUpFactory,
    MeetingFactory,
    PortfolioEntryFactory,
    SupportNeedFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_more(adviser_lwl, adviser_baanbrekend):
    """One more line of every kind about one employer, and one more employer that LWL claims and is asked about."""
    employer, schemes = EmployerFactory(), iter(Scheme.objects.all())
    until_on = timezone.localdate() + timedelta(days=3)  # a meeting speaks about claims that end soon

    def add():
        person = ContactPersonFactory(employer=employer)
        for adviser in (adviser_lwl, adviser_baanbrekend):
            ContactMomentFactory(employer=employer, adviser=adviser, contact_person=person, notes="Gesproken")
            SupportNeedFactory(employer=employer, adviser=adviser)
            FollowUpFactory(employer=employer, adviser=adviser)
        explain_scheme(by=adviser_lwl, employer=employer, scheme=next(schemes))
        claimed = PortfolioEntryFactory(adviser=adviser_lwl).employer
        ContactMomentFactory(employer=claimed, adviser=adviser_lwl, status="planned")
        ask_to_join(claim=claim_employer(employer=claimed, by=adviser_lwl, until_on=until_on), by=adviser_baanbrekend)
        return employer

    return add


def asked_by(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", ["employer", "contact", "portfolio", "follow_ups", "meeting"])
def test_a_page_with_more_lines_asks_no_more(page, one_more, as_user, adviser_lwl):
    employer = one_more()
    path = {
        "employer": employer.get_absolute_url(),
        "contact": reverse("outreach:contact_create", args=[employer.pk]),
        "portfolio": reverse("outreach:portfolio"),
        "follow_ups": reverse("outreach:follow_ups"),
        "meeting": reverse("outreach:meeting", args=[MeetingFactory().pk]),
    }[page]
    client = as_user(adviser_lwl)
    asked_by(client, path)
    before = asked_by(client, path)
    for _ in range(3):
        one_more()
    assert asked_by(client, path) == before
