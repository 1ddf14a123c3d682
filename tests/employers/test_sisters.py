"""Two employers of one company: put together, refused with two KvK numbers, and taken back to what it was."""

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from employers.duplicates import mark_one_company, reopen
from employers.merging import merge_employers, undo_merge
from employers.models import Company, Employer, PossibleDuplicate
from employers.sisters import DifferentCompanies, share_company, unshare_company
from tests.employers.test_merge_undo import dump
from tests.factories import CompanyFactory, EmployerFactory
from tests.properties import tried

pytestmark = pytest.mark.django_db
BENCH = reverse("employers:duplicates_bench")
COMPANIES = st.sampled_from(["none", "numbered", "loose", "other loose"])


def pair_of(one, other):
    first, second = sorted([one, other], key=lambda each: each.pk)
    return PossibleDuplicate.objects.create(first=first, second=second, score=70, reasons=["zelfde telefoonnummer"])


def answer(client, pair, **headers):
    address = reverse("employers:duplicate_answer", args=[pair.pk])
    return client.post(address, {"oordeel": "onderneming"}, **headers).content.decode()


@tried(13)
@given(kinds=st.tuples(COMPANIES, COMPANIES, COMPANIES), sizes=st.tuples(*[st.none() | st.integers(1, 60)] * 3))
def test_sharing_makes_one_company_and_taking_back_gives_the_same_database(kinds, sizes, admin):
    with transaction.atomic():
        companies = {"none": None, "numbered": CompanyFactory(), "loose": Company.objects.create()}
        companies["other loose"] = Company.objects.create()
        employers = [
            EmployerFactory(company=companies[kind], size=size) for kind, size in zip(kinds, sizes, strict=True)
        ]
        before = dump()
        shared = share_company(one=employers[0], other=employers[1], by=admin)
        one, other = Employer.objects.filter(pk__in=[each.pk for each in employers[:2]])
        assert one.company == other.company is not None
        assert (one.kvk_number != "") is ("numbered" in kinds[:2])
        unshare_company(shared)
        assert dump() == before
        transaction.set_rollback(True)


def test_the_size_of_the_company_counts_for_both(admin):
    one, other = EmployerFactory(size=20), EmployerFactory(size=15)
    share_company(one=one, other=other, by=admin)
    one.refresh_from_db()
    assert (one.effective_size, one.is_small) == (35, False)


def test_who_was_in_a_company_without_number_comes_along(admin):
    loose = Company.objects.create()
    one, sister = EmployerFactory(company=loose), EmployerFactory(company=loose)
    other = EmployerFactory(company=CompanyFactory())
    share_company(one=one, other=other, by=admin)
    sister.refresh_from_db()
    assert sister.company == other.company


def test_two_kvk_numbers_are_refused_with_the_reason(admin):
    one, other = EmployerFactory(company=CompanyFactory()), EmployerFactory(company=CompanyFactory())
    with pytest.raises(DifferentCompanies, match="hebben elk een eigen KvK-nummer"):
        mark_one_company(pair=pair_of(one, other), by=admin)
    assert PossibleDuplicate.objects.get().answer == "open"


def test_the_second_answer_is_not_taken(admin, manager):
    pair = pair_of(EmployerFactory(), EmployerFactory())
    assert mark_one_company(pair=pair, by=admin)
    assert mark_one_company(pair=pair, by=manager) is False


def test_key_four_answers_and_z_takes_it_back(as_user, admin):
    client, pair = as_user(admin), pair_of(EmployerFactory(trade_name="Lindt 1"), EmployerFactory(trade_name="Lindt 2"))
    page = client.get(BENCH).content.decode()
    assert 'value="onderneming" data-key="4"' in page
    assert "Er is niets meer te beoordelen" in answer(client, pair, HTTP_HX_REQUEST="true")
    pair.refresh_from_db()
    assert (pair.answer, pair.answered_by) == ("different", admin)
    assert pair.first.company == pair.second.company is not None
    assert "zelfde onderneming" in client.get(reverse("employers:duplicates"), {"toon": "anders"}).content.decode()
    client.post(reverse("employers:duplicates_take_back"))
    pair.refresh_from_db()
    pair.first.refresh_from_db()
    assert (pair.answer, pair.first.company, pair.shared_company) == ("open", None, None)
    assert not Company.objects.exists()


def test_on_the_bench_two_kvk_numbers_get_a_sentence_and_the_question_stays(as_user, admin):
    pair = pair_of(EmployerFactory(company=CompanyFactory()), EmployerFactory(company=CompanyFactory()))
    page = answer(as_user(admin), pair, HTTP_HX_REQUEST="true")
    assert "hebben elk een eigen KvK-nummer" in page
    assert "Is dit dezelfde werkgever?" in page


def test_what_somebody_changed_since_stays_when_it_is_taken_back(admin):
    one, other, company = EmployerFactory(), EmployerFactory(), CompanyFactory()
    pair = pair_of(one, other)
    mark_one_company(pair=pair, by=admin)
    Employer.objects.filter(pk=one.pk).update(company=company)
    reopen(pair=pair)
    assert list(Employer.objects.order_by("pk").values_list("company", flat=True)) == [company.pk, None]


def test_the_answer_survives_a_merge_with_a_third_and_its_undo(admin):
    one, other, third = EmployerFactory(), EmployerFactory(), EmployerFactory()
    pair = pair_of(one, other)
    mark_one_company(pair=pair, by=admin)
    third.refresh_from_db()
    other.refresh_from_db()
    merged = merge_employers(keep=third, drop=other, values={}, by=admin)
    undo_merge(merge=merged, by=admin)
    pair.refresh_from_db()
    assert pair.shared_company["created"]
    assert reopen(pair=pair)
    assert not Company.objects.exists()


def test_who_else_is_at_the_address_is_on_the_bench(as_user, admin):
    door = {"postcode": "3311 AB", "house_number": 8}
    pair_of(EmployerFactory(**door), EmployerFactory(**door))
    EmployerFactory(trade_name="Slagerij Boven", house_letter="B", **door)
    EmployerFactory(trade_name="Afgeschermd", is_address_shielded=True, **door)
    page = as_user(admin).get(BENCH).content.decode()
    assert "Wie zit er nog meer op dit adres?" in page
    assert "Slagerij Boven" in page
    assert "Nummer 8B" in page
    assert "Afgeschermd" not in page
