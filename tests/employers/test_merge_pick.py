"""An admin picks the employer to merge with, also when the computer did not propose the pair."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import CompanyFactory, EmployerFactory

pytestmark = pytest.mark.django_db

LINK = "Samenvoegen met een andere werkgever"


@pytest.fixture
def employer():
    return EmployerFactory(trade_name="Slagerij De Ham")


@pytest.fixture
def signed_in(as_user, admin):
    return as_user(admin)


def address(employer):
    return reverse("employers:merge_pick", args=[employer.pk])


def pick(signed_in, employer, text, **headers):
    return signed_in.get(address(employer), {"tekst": text}, **headers).text


def plan_link(keep, drop):
    return f'href="{reverse("employers:merge", args=[keep.pk, drop.pk])}"'


def test_the_page_of_an_employer_leads_to_the_choice(signed_in, employer):
    page = signed_in.get(employer.get_absolute_url()).text
    assert LINK in page
    assert f'href="{address(employer)}"' in page


def test_who_may_not_merge_gets_no_link(as_user, adviser_lwl, manager, employer):
    for person in (adviser_lwl, manager):
        assert LINK not in as_user(person).get(employer.get_absolute_url()).text


def test_before_a_search_the_page_says_what_to_do(signed_in, employer):
    page = signed_in.get(address(employer)).text
    assert "Typ een deel van de naam" in page
    assert "Gestopte werkgevers" in page


def test_who_is_found_leads_to_the_plan(signed_in, employer):
    other = EmployerFactory(trade_name="Ham Vlees en Vleeswaren")
    link = plan_link(employer, other)
    assert link in pick(signed_in, employer, "ham")
    assert signed_in.get(reverse("employers:merge", args=[employer.pk, other.pk])).status_code == 200


def test_the_one_with_numbers_is_proposed_to_stay(signed_in, employer):
    other = EmployerFactory(trade_name="Ham Vlees", company=CompanyFactory(), establishment_number="000012345678")
    assert plan_link(other, employer) in pick(signed_in, employer, "vlees")


def test_htmx_gets_only_what_is_found(signed_in, employer):
    EmployerFactory(trade_name="Ham Vlees en Vleeswaren")
    part = pick(signed_in, employer, "vlees", HTTP_HX_REQUEST="true")
    assert "Ham Vlees en Vleeswaren" in part
    assert "<h1" not in part


@pytest.mark.parametrize("kind", ["itself", "merged", "ended"])
def test_who_cannot_be_merged_with_is_not_offered(kind, signed_in, employer):
    values = {"merged": {"merged_into": employer}, "ended": {"ended_on": timezone.localdate()}, "itself": None}[kind]
    if values:
        EmployerFactory(trade_name="Oude Hamzaak", **values)
    page = pick(signed_in, employer, "hamzaak" if values else "slagerij de ham")
    assert "Geen andere werkgever gevonden" in page


def test_two_that_are_one_and_the_same_are_refused(signed_in, employer):
    page = signed_in.get(reverse("employers:merge", args=[employer.pk, employer.pk]), follow=True).text
    assert "Kies twee verschillende werkgevers." in page


def test_an_employer_that_stopped_is_not_merged_from_its_page(signed_in):
    ended = EmployerFactory(trade_name="Oude Hamzaak", ended_on=timezone.localdate())
    assert LINK not in signed_in.get(ended.get_absolute_url()).text
    assert "Oude Hamzaak is gestopt." in signed_in.get(address(ended), follow=True).text


def test_an_employer_that_was_merged_leads_to_the_one_that_stayed(signed_in, employer):
    merged = EmployerFactory(trade_name="Oude Hamzaak", merged_into=employer)
    response = signed_in.get(address(merged), follow=True)
    assert response.redirect_chain[-1][0] == employer.get_absolute_url()
    assert "Oude Hamzaak is samengevoegd met deze werkgever." in response.text


def test_the_choice_takes_as_many_queries_for_one_as_for_ten(signed_in, employer, django_assert_num_queries):
    EmployerFactory(trade_name="Ham Vlees", company=CompanyFactory())
    pick(signed_in, employer, "vlees")
    with CaptureQueriesContext(connection) as for_one:
        pick(signed_in, employer, "vlees")
    for _ in range(9):
        EmployerFactory(trade_name="Ham Vlees", company=CompanyFactory())
    with django_assert_num_queries(len(for_one)):
        pick(signed_in, employer, "vlees")
