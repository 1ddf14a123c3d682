"""The size on the form of an employer: a new one is of today, until somebody picks another day."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from employers.models import Employer
from tests.factories import EmployerFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def size():
    return "telefoon"


def test_a_size_that_somebody_types_is_of_today(open_page, adviser_lwl):
    employer = EmployerFactory(size=4, size_reference_date=date(2014, 12, 31), size_source=Employer.Source.LIST)
    page = open_page(adviser_lwl, f"/werkgevers/{employer.pk}/wijzigen/")
    day = page.get_by_label("Op welke dag was dat zo?")
    expect(day).to_have_value("2014-12-31")
    page.get_by_label("Aantal werkzame personen").fill("6")
    expect(day).to_have_value(timezone.localdate().isoformat())
    day.fill("2026-01-15")
    page.get_by_label("Wie zegt dit?").select_option(label="De werkgever zelf")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("main")).to_contain_text("Opgeslagen")
    employer.refresh_from_db()
    assert (employer.working_people, employer.size_reference_date) == (6, date(2026, 1, 15))
