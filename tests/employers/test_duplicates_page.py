"""What an admin sees and does about doubles."""

import pytest
from django.urls import reverse

from employers.merging import merge_employers
from employers.merging.relations import RULES
from employers.models import DuplicateScan, Employer, Merge, PossibleDuplicate
from tests.factories import CompanyFactory, ContactMomentFactory, EmployerFactory

pytestmark = pytest.mark.django_db

LIST, BENCH, BACK = (reverse(f"employers:{it}") for it in ("duplicates", "duplicates_bench", "duplicates_take_back"))


@pytest.fixture
def pair():
    first = EmployerFactory(trade_name="Bakkerij Van der Lindt B.V.", phone="+31780000104")
    second = EmployerFactory(trade_name="Bakkerij v.d. Lindt", phone="+31780000105")
    return PossibleDuplicate.objects.create(first=first, second=second, score=72, reasons=["zelfde telefoonnummer"])


@pytest.fixture
def client(as_user, admin):
    return as_user(admin)


def html(response):
    return response.content.decode()


def answer(client, pair, verdict, **headers):
    return client.post(reverse("employers:duplicate_answer", args=[pair.pk]), {"oordeel": verdict}, **headers)


def plan_address(pair):
    return reverse("employers:merge", args=[pair.first_id, pair.second_id])


def agree(client, pair, **more):
    versions = {"versie_blijft": pair.first.version, "versie_weg": pair.second.version}
    return client.post(plan_address(pair), versions | more, follow=True)


def test_the_list_shows_the_pair_and_why(client, pair):
    page = html(client.get(LIST))
    assert "Bakkerij v.d. Lindt" in page
    assert "Zelfde telefoonnummer" in page


def test_an_empty_list_says_so(client):
    assert "Er zijn geen dubbelen om te beoordelen." in html(client.get(LIST))


def test_the_list_takes_as_many_queries_for_one_pair_as_for_ten(client, pair, django_assert_num_queries):
    client.get(LIST)
    with django_assert_num_queries(9):
        client.get(LIST)
    for _ in range(9):
        PossibleDuplicate.objects.create(first=EmployerFactory(), second=EmployerFactory())
    with django_assert_num_queries(9):
        client.get(LIST)


def test_the_bench_marks_what_differs(client, pair):
    page = html(client.get(BENCH))
    assert "Is dit dezelfde werkgever?" in page
    assert "<mark>05</mark>" in page
    assert "72 <small>van 100 punten</small>" in page


def test_another_employer_is_kept_as_an_answer_and_the_next_pair_follows(client, pair, admin):
    other = PossibleDuplicate.objects.create(first=EmployerFactory(), second=EmployerFactory(trade_name="Volgende"))
    page = html(answer(client, pair, "anders", HTTP_HX_REQUEST="true"))
    pair.refresh_from_db()
    assert (pair.answer, pair.answered_by) == ("different", admin)
    assert other.second.trade_name in page


def test_an_answer_that_comes_too_late_says_so(client, pair, manager):
    PossibleDuplicate.objects.update(answer="different", answered_by=manager)
    assert "net al beoordeeld" in html(answer(client, pair, "later", HTTP_HX_REQUEST="true"))


def test_the_last_answer_is_taken_back_and_shown_again(client, pair):
    answer(client, pair, "anders")
    assert "Is dit dezelfde werkgever?" in html(client.post(BACK, follow=True))
    pair.refresh_from_db()
    assert pair.answer == "open"


def test_the_last_merge_is_taken_back_too(client, pair, admin):
    merge_employers(keep=pair.first, drop=pair.second, values={}, by=admin)
    page = html(client.post(BACK, follow=True))
    assert "zijn weer twee werkgevers" in page
    assert Employer.objects.current().filter(pk=pair.second_id).exists()


def test_nothing_to_take_back_is_said(client):
    assert "Er is niets om terug te zetten." in html(client.post(BACK, follow=True))


def test_an_answer_can_be_asked_again_from_the_list(client, pair):
    answer(client, pair, "anders")
    assert "Opnieuw beoordelen" in html(client.get(LIST, {"toon": "anders"}))
    client.post(reverse("employers:duplicate_reopen", args=[pair.pk]))
    pair.refresh_from_db()
    assert pair.answer == "open"


def test_the_plan_shows_both_values_and_what_moves(client, pair):
    ContactMomentFactory(employer=pair.second)
    page = html(client.get(plan_address(pair)))
    assert "078 000 01 04" in page
    assert "078 000 01 05" in page
    assert "1 contactmoment" in page


def test_agreeing_merges_with_the_chosen_values(client, pair):
    page = html(agree(client, pair, **{"veld-phone": "drop"}))
    pair.first.refresh_from_db()
    assert pair.first.phone == "+31780000105"
    assert "Bakkerij v.d. Lindt is samengevoegd met Bakkerij Van der Lindt B.V." in page


def test_from_the_bench_one_comes_back_on_the_bench(client, pair):
    assert agree(client, pair, terug="bank").redirect_chain[-1][0] == BENCH


def test_a_plan_of_older_values_is_shown_again(client, pair):
    Employer.objects.filter(pk=pair.second_id).update(version=1)
    response = agree(client, pair)
    assert response.status_code == 409
    assert "net gewijzigd" in html(response)


def test_an_invented_choice_is_refused(client, pair):
    assert "Kies per gegeven een van de waarden." in html(agree(client, pair, **{"veld-phone": "both"}))


def test_the_page_of_the_dropped_employer_leads_to_the_survivor(client, pair, admin):
    merge_employers(keep=pair.first, drop=pair.second, values={}, by=admin)
    assert client.get(pair.second.get_absolute_url()).url == pair.first.get_absolute_url()


def test_a_merge_is_undone_from_the_list(client, pair, admin):
    merged = merge_employers(keep=pair.first, drop=pair.second, values={}, by=admin)
    assert "Ongedaan maken" in html(client.get(LIST, {"toon": "samengevoegd"}))
    client.post(reverse("employers:merge_undo", args=[merged.pk]))
    assert "Ongedaan gemaakt" in html(client.get(LIST, {"toon": "samengevoegd"}))


def test_an_undo_that_cannot_be_says_why(client, pair, admin):
    company = CompanyFactory()
    numbers = {"company": company, "establishment_number": "000011112222"}
    Employer.objects.filter(pk=pair.second_id).update(**numbers)
    pair.second.refresh_from_db()
    merged = merge_employers(keep=pair.first, drop=pair.second, values={"numbers": "keep"}, by=admin)
    EmployerFactory(**numbers)
    page = html(client.post(reverse("employers:merge_undo", args=[merged.pk]), follow=True))
    assert "Ongedaan maken kan niet meer" in page


CERTAIN = reverse("employers:duplicates_certain")
SAME = {"phone": "+31780000104", "postcode": "3311 AB", "house_number": 8}


def certain_pair(first=None, **second):
    """Two records of one bakery at one door, but for what is told."""
    one = EmployerFactory(trade_name="Bakkerij De Lindt", **SAME | (first or {}))
    return PossibleDuplicate.objects.create(
        first=one, second=EmployerFactory(**{"trade_name": "BAKKERIJ DE LINDT BV"} | SAME | second)
    )


@pytest.mark.parametrize(
    ("first", "second", "is_shown"),
    [
        ({}, {}, True),
        ({"phone": "", "email": "a@lindt.example"}, {"phone": "", "email": "a@lindt.example"}, True),
        ({}, {"phone": "+31780000105"}, False),
        ({"phone": ""}, {"phone": ""}, False),
        ({}, {"house_number": 10}, False),
        ({}, {"house_letter": "B"}, False),
        ({}, {"trade_name": "Lindt Beheer"}, False),
        ({}, {"is_opted_out": True}, False),
    ],
    ids=["same phone", "same mail", "other phone", "no phone", "other door", "other letter", "other name", "opted out"],
)
def test_only_pairs_without_doubt_are_offered_together(first, second, is_shown, client):
    certain_pair(first, **second)
    assert ("BAKKERIJ DE LINDT BV" in html(client.get(CERTAIN))) is is_shown


def test_two_establishments_are_never_offered_together(client):
    certain_pair({"establishment_number": "000012345678"}, establishment_number="000087654321")
    assert "Er zijn geen paren" in html(client.get(CERTAIN))


def test_the_ticked_pairs_are_merged_and_the_others_stay(client):
    ticked, left = certain_pair(), certain_pair({"house_number": 9}, house_number=9)
    page = html(client.post(CERTAIN, {"paar": [ticked.pk]}, follow=True))
    assert "1 paar is samengevoegd." in page
    answers = dict(PossibleDuplicate.objects.values_list("pk", "answer"))
    assert answers == {ticked.pk: "same", left.pk: "open"}


def test_what_no_rule_knows_is_told_on_the_screen(client, pair, monkeypatch):
    monkeypatch.delitem(RULES, "outreach.FollowUp.employer")
    assert "Samenvoegen kan nu niet." in html(client.get(plan_address(pair), follow=True))
    assert "Samenvoegen kan nu niet." in html(client.post(CERTAIN, {"paar": [certain_pair().pk]}, follow=True))


def test_a_pair_that_is_not_certain_is_not_merged_by_ticking_it(client, pair):
    client.post(CERTAIN, {"paar": [pair.pk]})
    assert not Merge.objects.exists()


def test_the_scan_is_started_by_hand(client, django_capture_on_commit_callbacks):
    door = {"phone": "+31780000104", "street": "Lindtstraat", "house_number": 8, "postcode": "3311 AB"}
    for name in ("Bakkerij Van der Lindt", "Bakkerij v.d. Lindt"):
        EmployerFactory(trade_name=name, **door)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("employers:duplicates_scan"))
    assert "Bakkerij v.d. Lindt" in html(client.get(LIST))


def test_a_running_scan_shows_how_far_it_is(client):
    DuplicateScan.objects.create(rows_done=500, rows_total=2000)
    assert "500 van 2.000 werkgevers" in html(client.get(LIST))
    assert "Er wordt al gezocht." in html(client.post(reverse("employers:duplicates_scan"), follow=True))


def test_the_page_is_loaded_anew_when_the_scan_has_ended(client):
    assert client.get(reverse("employers:duplicates_progress"))["HX-Refresh"] == "true"
