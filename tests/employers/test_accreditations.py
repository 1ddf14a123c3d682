"""Accreditations of SBB: what may be stored, when they hold, and how the page shows them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from employers.models import Accreditation, Employer
from tests.factories import AccreditationFactory, EmployerFactory, InterestFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param({"crebo": "2518"}, "Een crebocode heeft 5 cijfers.", id="four digits"),
        pytest.param({"crebo": "2518a"}, "Een crebocode heeft 5 cijfers.", id="a letter"),
        pytest.param({"leerbedrijf_id": ""}, "Vul het leerbedrijf-ID in.", id="no leerbedrijf-ID"),
        pytest.param({"level": 5}, "Het niveau is 1, 2, 3 of 4.", id="level 5"),
        pytest.param(
            {"from_on": date(2026, 1, 2), "until_on": date(2026, 1, 1)}, "De erkenning eindigt", id="ends too early"
        ),
    ],
)
def test_what_cannot_be_is_refused_in_dutch_and_by_the_database(fields, message):
    wrong = AccreditationFactory.build(employer=EmployerFactory(), **fields)
    with pytest.raises(ValidationError, match=message):
        wrong.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


def test_one_accreditation_for_each_qualification_of_a_leerbedrijf():
    first = AccreditationFactory()
    again = AccreditationFactory.build(employer=first.employer, leerbedrijf_id=first.leerbedrijf_id)
    with pytest.raises(ValidationError, match="al een erkenning voor deze crebocode"):
        again.validate_constraints()


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        pytest.param({}, True, id="without days"),
        pytest.param({"from_on": TODAY}, True, id="from today"),
        pytest.param({"from_on": TODAY + DAY}, False, id="from tomorrow"),
        pytest.param({"until_on": TODAY}, True, id="until today"),
        pytest.param({"until_on": TODAY - DAY}, False, id="until yesterday"),
    ],
)
def test_an_accreditation_holds_on_its_days(fields, holds):
    made = AccreditationFactory(**fields)
    assert Accreditation.objects.current().exists() == made.is_current == holds


@pytest.mark.parametrize("is_listed", [True, False])
def test_an_accreditation_holds_while_the_list_has_its_entry(is_listed):
    made = AccreditationFactory(registration=RegistrationFactory(is_current=is_listed))
    assert Accreditation.objects.current().exists() == made.is_current == is_listed
    assert Employer.objects.accredited().exists() == is_listed


def page_of(client, employer):
    return " ".join(client.get(employer.get_absolute_url()).content.decode().split())


def test_the_page_shows_qualification_source_and_day(as_user, adviser_lwl):
    made = AccreditationFactory(leerbedrijf_id="100001", checked_on=date(2026, 3, 1), from_on=date(2019, 9, 1))
    page = page_of(as_user(adviser_lwl), made.employer)
    assert "Crebo 25180, niveau 2, vanaf 1 sep 2019. Leerbedrijven SBB van 1 mrt 2026, leerbedrijf-ID 100001" in page
    assert "Niet meer erkend" not in page


def test_the_page_says_when_it_no_longer_holds(as_user, adviser_lwl):
    made = AccreditationFactory(until_on=date(2020, 1, 1))
    assert "Niet meer erkend" in page_of(as_user(adviser_lwl), made.employer)


WARNING = "wil een bpv-plek, maar wij kennen geen geldige erkenning"


def test_who_wants_bpv_without_accreditation_gets_a_warning(as_user, adviser_lwl):
    employer = EmployerFactory()
    InterestFactory(employer=employer, variant="bpv", updated_by=adviser_lwl)
    client = as_user(adviser_lwl)
    assert WARNING in page_of(client, employer)
    AccreditationFactory(employer=employer)
    assert WARNING not in page_of(client, employer)
