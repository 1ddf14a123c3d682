"""The review bench on screen: the pair, who else is there, the fourth answer, and who looks at it too."""

import pytest
from django.urls import reverse

from employers.models import Employer
from imports.review import candidates_of, next_question
from tests.factories import EmployerFactory, UserFactory
from tests.imports.delivered import BAANBREKEND, DOUBTFUL, KVK, KVK_ROWS, applied, previewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    applied("kvk", KVK, KVK_ROWS)
    return previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])


@pytest.fixture
def web(admin, as_user):
    return as_user(admin)


def bench(web, batch):
    return web.get(reverse("imports:review", args=[batch.pk])).content.decode()


def answer(web, batch, verdict, **headers):
    row = batch.rows.get()
    data = {"oordeel": verdict, "kandidaat": candidates_of(row)[0].index}
    return web.post(reverse("imports:decide", args=[batch.pk, row.pk]), data, follow=True, **headers).content.decode()


def test_who_else_is_at_both_addresses(batch, web):
    here = EmployerFactory(trade_name="Slagerij Boven", postcode="3311 ZZ", house_number=18, house_letter="A")
    there = EmployerFactory(trade_name="Atelier Beneden", postcode="3351 AA", house_number=3)
    EmployerFactory(trade_name="Een deur verder", postcode="3311 ZZ", house_number=20)
    page = bench(web, batch)
    assert f'<a class="utrecht-link" href="{here.get_absolute_url()}">Slagerij Boven</a>' in page
    assert "Nummer 18A" in page
    assert there.get_absolute_url() in page
    assert "Een deur verder" not in page


def test_shielded_and_merged_employers_are_not_shown_at_an_address(batch, web):
    at = {"postcode": "3311 ZZ", "house_number": 18}
    EmployerFactory(trade_name="Afgeschermd", is_address_shielded=True, **at)
    EmployerFactory(trade_name="Opgegaan", merged_into=EmployerFactory(), **at)
    page = bench(web, batch)
    assert "Afgeschermd" not in page
    assert "Opgegaan" not in page


def test_a_shielded_candidate_has_no_neighbours(batch, web):
    EmployerFactory(trade_name="Slagerij Boven", postcode="3311 ZZ", house_number=18)
    Employer.objects.filter(trade_name="Bakkerij De Korenaar").update(is_address_shielded=True)
    assert "Slagerij Boven" not in bench(web, batch)


def test_neighbours_take_as_many_queries_for_one_as_for_many(batch, web, django_assert_max_num_queries):
    address = reverse("imports:review", args=[batch.pk])
    with django_assert_max_num_queries(40) as first:
        web.get(address)
    for _ in range(20):
        EmployerFactory(postcode="3311 ZZ", house_number=18)
    with django_assert_max_num_queries(len(first)):
        assert "En nog 8 met dit adres" in web.get(address).content.decode()


def test_two_kvk_numbers_cannot_be_one_company_and_the_question_stays(batch, web):
    company = Employer.objects.get(trade_name="Lasbedrijf Van Es")
    batch.rows.update(candidates=[{"employer": company.pk, "row": None, "score": 70, "reasons": []}])
    page = answer(web, batch, "sister", HTTP_HX_REQUEST="true")
    assert "hebben elk een eigen KvK-nummer" in page
    assert "Is dit dezelfde werkgever?" in page


def test_the_fourth_answer_is_taken_and_shown_in_the_list(batch, web):
    assert "Alles is beoordeeld" in answer(web, batch, "sister")
    page = web.get(reverse("imports:rows", args=[batch.pk])).content.decode()
    assert "Andere werkgever, zelfde onderneming" in page
    assert "Zelfde onderneming als" in page


def test_it_says_who_looks_at_the_same_row(batch, web):
    colleague = UserFactory(role="admin", name="Sanne van Dijk")
    next_question(batch, colleague)
    assert "Sanne van Dijk kijkt nu ook naar deze rij." in bench(web, batch)
