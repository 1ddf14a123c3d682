"""The warning on the form, before saving."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import PossibleDuplicate
from outreach.models import Agreement
from outreach.overlap_warnings import overlap_warning
from tests.factories import CompanyFactory, ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer(db):
    return EmployerFactory(company=CompanyFactory())


@pytest.fixture
def theirs(adviser_baanbrekend, employer):
    """A call by Baanbrekend, `days` from now."""

    def make(days=-6, **fields):
        at = timezone.now() + timedelta(days=days)
        return ContactMomentFactory(
            **{"adviser": adviser_baanbrekend, "employer": employer, "happened_at": at} | fields
        )

    return make


def ask(client, employer, **answers):
    return client.get(reverse("outreach:contact_warning", args=[employer.pk]), answers).text


@pytest.mark.parametrize(
    ("days", "fields", "words"),
    [
        (-6, {}, "sprak deze werkgever 6 dagen geleden. Onderwerp: Leren en Werken."),
        (-1, {"result": "visited", "topics": []}, "bezocht deze werkgever gisteren."),
        (3, {"status": "planned", "channel": "visit"}, "benadert deze werkgever over 3 dagen (bezoek)"),
        (-2, {"result": "no_answer"}, "kreeg geen gehoor bij deze werkgever 2 dagen geleden"),
    ],
    ids=["spoken", "visited yesterday", "planned", "no answer"],
)
def test_it_says_who_was_there_when_and_about_what(as_user, adviser_lwl, employer, theirs, days, fields, words):
    theirs(days, **fields)
    shown = ask(as_user(adviser_lwl), employer)
    assert "Stem eerst af." in shown
    assert f"Baanbrekend (M. de Wit) {words}" in shown


def test_nobody_near_gives_no_warning(as_user, adviser_lwl, employer, theirs):
    theirs(-30)
    assert "utrecht-alert" not in ask(as_user(adviser_lwl), employer)


def test_the_day_typed_decides(as_user, adviser_lwl, employer, theirs):
    theirs(-20)
    day = timezone.localtime(timezone.now() + timedelta(days=5))
    shown = ask(as_user(adviser_lwl), employer, happened_at=day.strftime("%Y-%m-%dT%H:%M"))
    assert "25 dagen voor dit contact" in shown


def test_own_colleagues_are_no_reason_to_warn(adviser_lwl, employer, theirs):
    theirs(adviser=adviser_lwl)
    assert overlap_warning(employer, adviser_lwl.organisation, timezone.localdate()) is None


@pytest.mark.parametrize(
    "answers",
    [{"is_joint": "on"}, {"initiative": "employer"}, {"channel": "mailing"}],
    ids=["joint", "employer's initiative", "mass mailing"],
)
def test_what_is_no_approach_is_only_good_to_know(as_user, adviser_lwl, employer, theirs, answers):
    theirs()
    shown = ask(as_user(adviser_lwl), employer, **answers)
    assert "Goed om te weten." in shown
    assert "telt dit niet als dubbele benadering" in shown


def test_an_agreement_is_told(as_user, adviser_lwl, employer, theirs, manager):
    theirs()
    sister = EmployerFactory(company=employer.company)
    Agreement.objects.create(employer=sister, text="LWL doet bbl", made_by=manager)
    shown = ask(as_user(adviser_lwl), employer)
    assert "Afspraak: LWL doet bbl" in shown
    assert "Stem eerst af." not in shown


def test_sister_establishments_and_possible_doubles_warn_too(as_user, adviser_lwl, employer, theirs):
    sister = EmployerFactory(company=employer.company, trade_name="Filiaal Zuid")
    double = EmployerFactory(trade_name="Werkplaats Dubbel")
    PossibleDuplicate.objects.create(first=employer, second=double)
    theirs(employer=sister)
    theirs(employer=double)
    shown = ask(as_user(adviser_lwl), employer)
    assert "Filiaal Zuid" in shown
    assert "Werkplaats Dubbel" in shown


def test_a_confidential_contact_warns_without_content(as_user, adviser_lwl, employer, theirs):
    theirs(is_confidential=True)
    shown = ask(as_user(adviser_lwl), employer)
    assert "Baanbrekend had hier 6 dagen geleden een vertrouwelijk contact" in shown
    assert "de Wit" not in shown


def test_the_moment_being_changed_does_not_warn_about_itself(as_user, adviser_baanbrekend, employer, theirs):
    own = theirs()
    page = as_user(adviser_baanbrekend).get(reverse("outreach:contact_edit", args=[own.pk]))
    assert "Stem eerst af." not in page.text


def test_the_warning_stands_on_the_form_at_once(as_user, adviser_lwl, employer, theirs):
    theirs()
    page = as_user(adviser_lwl).get(reverse("outreach:contact_create", args=[employer.pk]))
    assert 'role="status"' in page.text
    assert "Stem eerst af." in page.text
