"""One answer for all doubtful rows with the same reasons."""

import pytest
from django.urls import reverse

from imports.groups import decide_group, group_of, groups_of, rows_of, sample_of, take_back_group
from imports.models import GroupDecision, RememberedAnswer
from imports.review import OTHER, SAME, candidates_of, decide, take_back
from tests.factories import UserFactory
from tests.imports.delivered import BAANBREKEND, DOUBTFUL, DOUBTFUL_TOO, KVK, KVK_ROWS, applied, apply, previewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    """Two doubtful rows, there for one reason."""
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL, DOUBTFUL_TOO])
    batch.rows.update(reasons=["zelfde KvK-nummer", "naam 93% gelijk zonder rechtsvorm"])
    assert batch.rows.in_review().count() == 2
    return batch


@pytest.fixture
def web(admin, as_user):
    return as_user(admin)


def numbers(batch):
    return list(batch.rows.values_list("row_number", flat=True))


def accept(batch, decision, by, row_numbers=None):
    return decide_group(batch, groups_of(batch)[0], decision, row_numbers=row_numbers or numbers(batch), by=by)


def test_rows_with_the_same_reasons_are_one_group(batch):
    assert [(group.count, group.verdict) for group in groups_of(batch)] == [(2, "likely")]


def test_another_verdict_or_order_of_reasons_is_another_group(batch):
    batch.rows.filter(row_number=2).update(reasons=["naam 93% gelijk zonder rechtsvorm", "zelfde KvK-nummer"])
    assert [group.count for group in groups_of(batch)] == [1, 1]


def test_a_percentage_counts_by_its_tens(batch):
    batch.rows.filter(row_number=2).update(reasons=["zelfde KvK-nummer", "naam 97% gelijk zonder rechtsvorm"])
    (group,) = groups_of(batch)
    assert "naam 90% of meer gelijk zonder rechtsvorm" in group.reasons
    assert rows_of(batch, group).count() == 2


def test_what_is_of_one_row_only_makes_no_group(batch):
    batch.rows.filter(row_number=2).update(reasons=["zelfde contactpersoon (Bos)", "2 vestigingen onder dit nummer"])
    batch.rows.filter(row_number=3).update(reasons=["zelfde contactpersoon (Vos)", "7 vestigingen onder dit nummer"])
    (group,) = groups_of(batch)
    assert group.reasons == ("zelfde contactpersoon", "meer vestigingen onder dit nummer")


def test_a_row_that_stands_alone_is_left_to_the_bench(batch, web):
    batch.rows.filter(row_number=2).update(reasons=["iets anders"])
    page = web.get(reverse("imports:groups", args=[batch.pk])).content.decode()
    assert "Rijen waarvan de redenen maar één keer voorkomen" in page


def test_the_sample_is_the_first_five_and_some_of_the_rest(batch):
    first = batch.rows.get(row_number=2)
    for number in range(10, 40):
        first.pk, first.row_number = None, number
        first.save()
    rows = sample_of(rows_of(batch, groups_of(batch)[0]))
    assert [row.row_number for row in rows[:5]] == [2, 3, 10, 11, 12]
    assert len({row.row_number for row in rows}) == 10


def test_all_become_what_the_answer_says_and_it_is_remembered(batch, admin):
    outcome = accept(batch, SAME, admin)
    assert (outcome.decided, outcome.passed_over) == (2, 0)
    names = {row.employer.trade_name for row in batch.rows.select_related("employer")}
    assert names == {"Bakkerij De Korenaar", "Lasbedrijf Van Es"}
    assert set(RememberedAnswer.objects.values_list("is_same", flat=True)) == {True}


def test_an_answer_of_a_colleague_stays(batch, admin):
    shown, colleague = numbers(batch), UserFactory(role="admin")
    decide(batch.rows.get(row_number=2), OTHER, by=colleague)
    outcome = accept(batch, SAME, admin, shown)
    assert (outcome.decided, outcome.passed_over) == (1, 1)
    assert batch.rows.get(row_number=2).decided_by == colleague


def test_a_row_that_was_not_shown_is_not_decided(batch, admin):
    assert accept(batch, OTHER, admin, [3]).decided == 1
    assert batch.rows.get(row_number=2).decision == ""


def test_a_group_with_more_possibilities_cannot_be_linked_together(batch, admin):
    batch.rows.update(verdict="several")
    with pytest.raises(ValueError, match="cannot be decided"):
        accept(batch, SAME, admin)
    assert accept(batch, OTHER, admin).decided == 2


def test_the_whole_group_is_taken_back_at_once(batch, admin):
    made = accept(batch, SAME, admin).decision
    assert take_back_group(made, by=admin) == 2
    assert batch.rows.in_review().count() == 2
    assert not RememberedAnswer.objects.exists()
    made.refresh_from_db()
    assert made.taken_back_by == admin


def test_z_takes_the_whole_group_back_too(batch, admin):
    accept(batch, OTHER, admin)
    assert take_back(batch, by=admin).row_number == 2
    assert batch.rows.in_review().count() == 2


def test_rows_in_the_register_stay_when_a_group_is_taken_back(batch, admin):
    made = accept(batch, OTHER, admin).decision
    apply(batch, by=admin)
    assert take_back_group(made, by=admin) == 0
    assert batch.rows.filter(decision=OTHER).count() == 2


def test_the_pages_show_the_sample_and_take_the_answer(batch, web):
    group = groups_of(batch)[0]
    assert "2 rijen bekijken" in web.get(reverse("imports:groups", args=[batch.pk])).content.decode()
    address = reverse("imports:group", args=[batch.pk, group.key])
    page = web.get(address).content.decode()
    assert "Alle 2 als dezelfde werkgever" in page
    assert "Kade 3" in page
    answer = {"oordeel": "other", "rijen": "2,3"}
    decide(batch.rows.get(row_number=2), SAME, by=UserFactory(role="admin"), candidate=candidate(batch, 2))
    page = web.post(address, answer, follow=True).content.decode()
    assert "1 rij beoordeeld als nieuwe werkgever. 1 rij was net al beoordeeld; dat oordeel blijft staan." in page
    page = web.post(reverse("imports:group_undo", args=[batch.pk, GroupDecision.objects.get().pk]), follow=True)
    assert "1 rij staat weer bij ‘Te beoordelen’." in page.content.decode()


def candidate(batch, number):
    return candidates_of(batch.rows.get(row_number=number))[0]


def test_a_group_that_is_done_says_so(batch, web, admin):
    key = groups_of(batch)[0].key
    accept(batch, OTHER, admin)
    assert group_of(batch, key) is None
    page = web.get(reverse("imports:group", args=[batch.pk, key]), follow=True).content.decode()
    assert "Deze groep is al beoordeeld." in page


def test_an_invented_answer_is_refused(batch, web):
    address = reverse("imports:group", args=[batch.pk, groups_of(batch)[0].key])
    page = web.post(address, {"oordeel": "skip", "rijen": "2"}, follow=True).content.decode()
    assert "kan niet voor deze groep" in page
    assert batch.rows.in_review().count() == 2


def test_the_groups_page_takes_as_many_queries_for_one_group_as_for_many(batch, web, django_assert_num_queries):
    address = reverse("imports:groups", args=[batch.pk])
    web.get(address)
    with django_assert_num_queries(5):
        web.get(address)
    batch.rows.filter(row_number=2).update(reasons=["iets anders"])
    with django_assert_num_queries(5):
        web.get(address)
