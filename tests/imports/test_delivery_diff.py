"""Next year's delivery: what is new, moved, changed and gone, applied per category."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from employers.models import Employer, Registration
from imports.gone import GONE, gone_entries, gone_share, why_none_is_gone
from imports.models import Category
from imports.preview import in_chunks
from imports.reports import categories_of
from tests.imports.delivered import BAANBREKEND, BAANBREKEND_ROWS, KVK, KVK_ROWS, applied, apply_only, previewed
from tests.imports.register_snapshot import whole_register
from tests.imports.test_undo import undo

pytestmark = pytest.mark.django_db
MOVED = [*KVK_ROWS[0][:3], "Kade", "3", "3311 AA", "Dordrecht", "30"]
GROWN = [*KVK_ROWS[1][:7], "44"]
VISSER = ["99000004", "000099000004", "Visser Techniek", "Kade", "9", "3311 AA", "Dordrecht", "5"]
IN_2027 = date(2027, 3, 1)


@pytest.fixture
def second():
    """One moved (and grew), one grew, one is new, one is gone."""
    applied("kvk", KVK, KVK_ROWS)
    return previewed("kvk", KVK, [MOVED, GROWN, VISSER], on=IN_2027)


def test_every_row_is_in_one_category_and_what_is_gone_is_counted_beside(second):
    counts = {line.value: line.waiting for line in categories_of(second)}
    assert counts == {Category.NEW: 1, Category.MOVED: 1, Category.SIZE: 1, GONE: 1}


def test_only_what_is_ticked_is_applied_and_the_rest_waits(second):
    apply_only(second, Category.MOVED)
    assert Employer.objects.get(establishment_number="000099000001").street == "Kade"
    assert Employer.objects.get(establishment_number="000099000002").working_people == 40
    assert second.rows.to_apply().count() == 2
    assert sum(second.rows.outcome_counts().values()) == 3
    apply_only(second, Category.NEW, Category.SIZE)
    assert Employer.objects.get(establishment_number="000099000002").working_people == 44
    assert not second.rows.to_apply().exists()


def test_an_entry_that_is_gone_is_marked_and_comes_back(second):
    apply_only(second, GONE)
    gone = Registration.objects.get(is_current=False)
    assert gone.employer.trade_name == "Kapsalon Knip en Zo"
    applied("kvk", KVK, KVK_ROWS, on=date(2028, 3, 1))
    gone.refresh_from_db()
    assert gone.is_current


def test_a_list_of_a_later_date_is_not_compared_row_by_row_to_say_so(second):
    """While such a list was written, a page took half a minute to find nothing."""
    apply_only(second, *Category.values, GONE)
    with CaptureQueriesContext(connection) as queries:
        assert why_none_is_gone(second) == "Alles staat er nog op"
    assert not any("imports_importrow" in query["sql"] for query in queries)


def test_undoing_takes_the_marks_back(second):
    before = whole_register()
    undo(apply_only(second, *Category.values, GONE))
    assert whole_register() == before


def test_more_than_a_fifth_gone_is_not_proposed(second):
    line = categories_of(second)[-1]
    assert (line.value, line.is_proposed) == (GONE, False)
    assert "33 procent van de lijst staat niet in dit bestand" in line.warning


def test_an_addition_and_an_older_list_make_nothing_gone(second):
    second.is_addition = True
    assert gone_share(second) == (0, 0.0)
    assert gone_share(previewed("kvk", KVK, KVK_ROWS[:1], on=date(2025, 1, 1))) == (0, 0.0)


def test_a_list_of_the_same_day_does_not_say_that_all_is_still_on_it(admin, as_user):
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("kvk", KVK, KVK_ROWS[:1])
    text = "Niet geteld: de peildatum is niet later dan die van de vorige lijst"
    assert text in as_user(admin).get(batch.get_absolute_url()).content.decode()
    assert text in as_user(admin).get(reverse("imports:gone", args=[batch.pk])).content.decode()


def test_the_page_asks_what_to_apply_and_does_that(second, admin, as_user, django_capture_on_commit_callbacks):
    web = as_user(admin)
    page = web.get(second.get_absolute_url()).content.decode()
    assert "Wat wilt u nu doorvoeren?" in page
    assert "Dit is een aanvulling, niet de hele lijst" in page
    web.post(reverse("imports:apply", args=[second.pk]), {"per_categorie": "1", "categorie": ["moved", "gone"]})
    second.refresh_from_db()
    assert second.categories == ["moved", "gone"]
    assert "Kapsalon Knip en Zo" in web.get(reverse("imports:gone", args=[second.pk])).content.decode()


@pytest.mark.parametrize(
    "row",
    [
        ["99000003", "000099000003", "x" * 300, *KVK_ROWS[2][3:]],
        ["9900000A", "000099000003", "Kapsalon Knip en Zo", *KVK_ROWS[2][3:]],
        ["99000003", "ABC", "Kapsalon Knip en Zo", *KVK_ROWS[2][3:]],
    ],
    ids=["a name that is too long", "a KvK number that is none", "a vestigingsnummer that is none"],
)
def test_a_row_that_was_not_read_makes_its_entry_not_gone(row):
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("kvk", KVK, [*KVK_ROWS[:2], row], on=IN_2027)
    assert batch.rows.outcome_counts()["rejected"] == 1
    assert not gone_entries(batch).exists()


def test_many_rows_that_were_not_read_are_told_beside_what_is_gone():
    applied("kvk", KVK, KVK_ROWS)
    bad = [["", "", f"Zonder nummer {number}", *KVK_ROWS[2][3:]] for number in range(5)]
    line = categories_of(previewed("kvk", KVK, [*KVK_ROWS[:2], *bad], on=IN_2027))[-1]
    assert (line.value, line.is_proposed) == (GONE, False)
    assert "5 rijen van dit bestand zijn niet ingelezen" in line.warning


def test_the_preview_of_two_rows_about_one_employer_is_what_applying_does(monkeypatch):
    """However far apart they stand on the list."""
    first = ["Tuincentrum Ver Weg", "Akkerlaan 1, 4201 AA Gorinchem", "Detailhandel", "", "", "", "R3", ""]
    again = [*first[:6], "R4", ""]
    applied("baanbrekend", BAANBREKEND, [first, again])
    assert Employer.objects.count() == 1
    monkeypatch.setattr(in_chunks, "__defaults__", (1,))
    moved = [again[0], "Kade 9, 4201 AB Gorinchem", *again[2:]]
    batch = previewed("baanbrekend", BAANBREKEND, [first, moved], on=IN_2027)
    foreseen = list(batch.rows.values_list("row_number", "category"))
    apply_only(batch, *Category.values, GONE)
    assert list(batch.rows.values_list("row_number", "category")) == foreseen
    assert Employer.objects.get().street == "Akkerlaan"


def tiles(web, batch) -> dict:
    return {tile.key: tile.count for tile in web.get(batch.get_absolute_url()).context["tiles"]}


OF_SECOND = {
    "new": 1, "changed": 0, "moved": 1, "size": 1, "gone": 1, "unchanged": 0, "review": 0, "rejected": 0,
}  # fmt: skip


def test_a_next_delivery_opens_as_a_diff_and_stays_so_once_it_is_applied(second, admin, as_user):
    web = as_user(admin)
    assert tiles(web, second) == OF_SECOND
    apply_only(second, Category.MOVED)
    assert tiles(web, second) == OF_SECOND
    assert "1 doorgevoerd, 0" not in web.get(second.get_absolute_url()).content.decode()
    apply_only(second, *Category.values, GONE)
    assert tiles(web, second) == OF_SECOND
    assert "Alles gemarkeerd" in web.get(second.get_absolute_url()).content.decode()


def test_every_tile_leads_to_just_those_rows(second, admin, as_user):
    web = as_user(admin)
    for tile in web.get(second.get_absolute_url()).context["tiles"]:
        page = web.get(tile.url).context["page"]
        assert (tile.key, page.paginator.count) == (tile.key, tile.count)


def test_the_categories_add_up_to_the_outcomes(second):
    rows = [*KVK_ROWS[:1], KVK_ROWS[0], ["", "", "Zonder nummer", *KVK_ROWS[0][3:]], VISSER, [*VISSER[:7], "9"]]
    for batch in (second, previewed("kvk", KVK, rows), previewed("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)):
        counts = {key: number for key, (number, _) in batch.rows.category_counts().items()}
        assert sum(counts.values()) == batch.rows.count()
        for same in ("review", "rejected", "unchanged"):
            assert counts.get(same, 0) == batch.rows.outcome_counts()[same]


def test_a_first_delivery_has_nothing_to_lay_it_beside(admin, as_user):
    page = as_user(admin).get(previewed("kvk", KVK, KVK_ROWS).get_absolute_url()).content.decode()
    assert "Wat wilt u nu doorvoeren?" not in page
    assert "3 rijen doorvoeren" in page


def test_there_is_one_way_to_apply_a_diff(second, admin, as_user):
    page = as_user(admin).get(second.get_absolute_url()).content.decode()
    assert page.count(f'action="{reverse("imports:apply", args=[second.pk])}"') == 1
    assert "rijen doorvoeren" not in page


def test_calling_it_an_addition_changes_the_counts_at_once(second, admin, as_user):
    web, address = as_user(admin), reverse("imports:addition", args=[second.pk])
    answer = web.post(address, {"aanvulling": "ja", "categorie": ["new"]}, headers={"HX-Request": "true"})
    lines = {line.value: line.is_proposed for line in answer.context["categories"]}
    assert lines == {"new": True, "moved": False, "size": False}
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert tiles(web, second) == OF_SECOND | {"gone": 0}
    assert web.post(address, {"categorie": ["new"]}).url == second.get_absolute_url()
    assert tiles(web, second) == OF_SECOND


def test_what_was_marked_stays_on_the_page_of_what_is_gone(second, admin, as_user):
    apply_only(second, GONE)
    page = as_user(admin).get(reverse("imports:gone", args=[second.pk])).content.decode()
    assert "Kapsalon Knip en Zo" in page
    assert "Verdwenen sinds 1 maart 2027" in page


@pytest.mark.parametrize("name", ["detail", "rows", "gone"])
def test_queries_do_not_grow_with_the_delivery(name, admin, as_user, django_assert_max_num_queries):
    rows = [
        [f"9910{n:04}", f"00009910{n:04}", f"Firma {n}", "Kade", str(n), "3311 AA", "Dordrecht", "5"] for n in range(60)
    ]
    applied("kvk", KVK, rows)
    batch = previewed("kvk", KVK, [*rows[:30], *KVK_ROWS], on=IN_2027)
    web = as_user(admin)
    with django_assert_max_num_queries(30):
        web.get(reverse(f"imports:{name}", args=[batch.pk]))
