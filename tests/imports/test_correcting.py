"""Correcting a cell in the preview: as if it had stood in the file, recorded, and to be taken back."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from employers.models import Employer, Registration
from imports.correcting import CellsRefused, CorrectionRefused, correct_row, latest_of, take_back_correction
from imports.deliveries import choose_columns
from imports.models import Correction, ImportBatch, RememberedAnswer
from imports.preview import preview_batch
from imports.resources.rejected import rejected_file
from imports.review import SAME, candidates_of, decide, take_back
from tests.factories import EmployerFactory
from tests.imports.delivered import (
    BAANBREKEND,
    BAANBREKEND_ROWS,
    DOUBTFUL,
    KVK,
    KVK_ROWS,
    applied,
    apply,
    previewed,
    read,
    verdicts,
)
from tests.properties import tried

pytestmark = pytest.mark.django_db
NUMBER, VESTIGING, NAME, STREET, HOUSE, POSTCODE, PLACE, SIZE = range(8)
WRONG = ["12A45678", "000099000004", "Timmerfabriek Kort", "Kade", "3", "3311 AA", "Dordrecht", "9"]
SHOWN = (
    "cleaned", "problems", "repairs", "own_key", "verdict", "score", "reasons", "employer_id", "twin_row", "changes",
)  # fmt: skip


def correct(batch, number, cells, by):
    return correct_row(batch, number, cells, by=by, seen=latest_of(batch, number))


def shown(row):
    return {name: getattr(row, name) for name in SHOWN}


@pytest.fixture
def batch():
    return previewed("kvk", KVK, [*KVK_ROWS, WRONG])


@pytest.fixture
def web(admin, as_user):
    return as_user(admin)


def test_a_rejected_row_with_a_good_number_is_read_after_all(batch, admin):
    assert verdicts(batch)[-1] == "rejected"
    row = correct(batch, 5, {NUMBER: "99000004"}, admin)
    assert (row.verdict, row.cleaned["kvk_number"], row.own_key) == ("new", "99000004", "99000004-000099000004")
    assert batch.rows.outcome_counts() == {"new": 4, "linked": 0, "review": 0, "unchanged": 0, "rejected": 0}


def test_the_row_keeps_what_was_delivered_and_the_correction_says_who_and_what(batch, admin):
    row = correct(batch, 5, {NUMBER: "99000004"}, admin)
    correction = Correction.objects.get()
    assert row.raw[NUMBER] == "12A45678"
    assert (correction.title, correction.before, correction.after) == ("KvK-nummer", "12A45678", "99000004")
    assert (correction.row_number, correction.made_by) == (5, admin)


VALUES = {
    NAME: ["Bakkerij De Korenaar", "Kapsalon Knip en Zo BV", "Iets heel anders"],
    HOUSE: ["18", "7a", ""],
    POSTCODE: ["3311 ZZ", "3361ZZ", ""],
    PLACE: ["Dordrecht", "Zwijndrecht"],
    SIZE: ["12", "2 t/m 4", ""],
    VESTIGING: ["000099000002", "000099000009"],
}
CHANGES = st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 2), min_size=1, max_size=3)


@tried(8)
@given(place=st.integers(0, 3), picked=CHANGES)
def test_a_corrected_row_is_as_if_it_stood_so_in_the_file(place, picked, admin):
    cells = {column: VALUES[column][index % len(VALUES[column])] for column, index in picked.items()}
    good = [*KVK_ROWS, ["99000004", *WRONG[1:]]]
    with transaction.atomic():
        applied("kvk", KVK, KVK_ROWS[:2])
        corrected = previewed("kvk", KVK, good)
        row = correct(corrected, place + 2, cells, admin)
        row.refresh_from_db()
        seen, counts = shown(row), corrected.rows.outcome_counts()
        assert sum(counts.values()) == len(good)
        corrected.delete()
        good[place] = [cells.get(column, text) for column, text in enumerate(good[place])]
        expected = previewed("kvk", KVK, good)
        assert seen == shown(expected.rows.get(row_number=place + 2))
        assert counts == expected.rows.outcome_counts()
        transaction.set_rollback(True)


def test_taking_back_gives_the_row_as_it_was(batch, admin):
    before = shown(batch.rows.get(row_number=5))
    correct(batch, 5, {NUMBER: "99000004", SIZE: "12"}, admin)
    for correction in Correction.objects.all():
        take_back_correction(correction, by=admin)
    assert shown(batch.rows.get(row_number=5)) == before
    assert not Correction.objects.standing().exists()
    assert set(Correction.objects.values_list("ended_by", flat=True)) == {admin.pk}


def test_a_second_correction_of_a_cell_replaces_the_first(batch, admin):
    correct(batch, 2, {SIZE: "30"}, admin)
    correct(batch, 2, {SIZE: "31"}, admin)
    standing = Correction.objects.standing().get()
    assert (standing.before, standing.after) == ("12", "31")
    assert Correction.objects.count() == 2


def test_typing_what_was_delivered_takes_the_correction_back(batch, admin):
    correct(batch, 2, {SIZE: "30"}, admin)
    correct(batch, 2, {SIZE: "12"}, admin)
    assert not Correction.objects.standing().exists()


def test_a_value_that_cannot_be_is_refused_and_nothing_is_kept(batch, admin):
    with pytest.raises(CellsRefused, match="cijfers"):
        correct(batch, 5, {NUMBER: "9900"}, admin)
    assert not Correction.objects.exists()


def test_a_bsn_is_refused(admin):
    header = [*BAANBREKEND, "Opmerkingen"]
    batch = previewed("baanbrekend", header, [[*BAANBREKEND_ROWS[0], "Belt graag"]])
    with pytest.raises(CellsRefused, match="burgerservicenummer"):
        correct(batch, 2, {len(BAANBREKEND): "BSN 111222333"}, admin)


def test_what_no_cell_can_hold_is_refused_and_not_cut_off(admin):
    header = [*BAANBREKEND, "Opmerkingen"]
    batch = previewed("baanbrekend", header, [[*BAANBREKEND_ROWS[0], "Belt graag"]])
    with pytest.raises(CellsRefused, match=r"passen 32\.767 tekens, en dit zijn er 40\.000\."):
        correct(batch, 2, {len(BAANBREKEND): "a" * 40_000}, admin)


def test_a_text_left_out_because_of_a_bsn_stays_out(admin):
    header = [*BAANBREKEND, "Opmerkingen"]
    batch = previewed("baanbrekend", header, [[*BAANBREKEND_ROWS[0], "BSN 111222333"]])
    row = correct(batch, 2, {4: "078-0001199"}, admin)
    assert row.cleaned["remarks"] == ""
    assert "burgerservicenummer" in row.remarks[0]


def test_a_row_in_the_register_is_not_corrected(batch, admin):
    apply(batch)
    with pytest.raises(CorrectionRefused, match="staat al in het register"):
        correct(batch, 2, {SIZE: "30"}, admin)


def test_a_rejected_row_can_be_corrected_after_the_rest_was_applied(batch, admin):
    apply(batch)
    correct(batch, 5, {NUMBER: "99000004"}, admin)
    apply(batch)
    assert Employer.objects.filter(company__kvk_number="99000004").count() == 1


@pytest.mark.parametrize("state", [ImportBatch.State.READING, ImportBatch.State.APPLYING])
def test_while_a_worker_is_busy_nothing_is_corrected(state, batch, admin):
    ImportBatch.objects.update(state=state)
    with pytest.raises(CorrectionRefused, match="wordt nu gelezen of doorgevoerd"):
        correct(batch, 2, {SIZE: "30"}, admin)


def test_what_a_colleague_corrected_in_the_meantime_is_not_overwritten(batch, admin):
    seen = latest_of(batch, 2)
    correct(batch, 2, {SIZE: "30"}, admin)
    with pytest.raises(CorrectionRefused, match="net verbeterd"):
        correct_row(batch, 2, {SIZE: "31"}, by=admin, seen=seen)


def test_a_decision_and_its_memory_stay(admin):
    applied("kvk", KVK, KVK_ROWS)
    unnumbered = [*DOUBTFUL[:6], "", DOUBTFUL[7]]
    batch = previewed("baanbrekend", BAANBREKEND, [unnumbered])
    row = batch.rows.get()
    decide(row, SAME, by=admin, candidate=candidates_of(row)[0])
    row = correct(batch, 2, {0: "Bakkerij De Korenaar Papendrecht"}, admin)
    assert (row.decision, row.employer.trade_name) == (SAME, "Bakkerij De Korenaar")
    assert RememberedAnswer.objects.filter(own_key=row.own_key, is_same=True).exists()
    take_back(batch, by=admin)
    assert not RememberedAnswer.objects.exists()


def test_a_correction_survives_matching_again_before_applying(batch, admin):
    correct(batch, 2, {SIZE: "30"}, admin)
    EmployerFactory(trade_name="Net toegevoegd")
    apply(batch)
    assert Employer.objects.get(trade_name="Bakkerij De Korenaar").working_people == 30


def test_rows_further_down_that_are_now_the_same_become_one_employer(admin):
    rows = [["Kapsalom", "Ergens 1, 3311 ZZ Dordrecht", "", "", "", "", "R1"],
            ["Drukkerij De Pers", "Kade 3, 3351 AA Papendrecht", "", "", "078-0001104", "", "R2"]]  # fmt: skip
    batch = previewed("baanbrekend", BAANBREKEND, rows)
    correct(batch, 2, {0: "Drukkerij De Pers", 1: "Kade 3, 3351 AA Papendrecht", 4: "078-0001104"}, admin)
    apply(batch)
    assert Employer.objects.filter(trade_name="Drukkerij De Pers").count() == 1


def test_rows_that_were_laid_beside_the_corrected_row_are_judged_again(admin):
    bakery = ["Drukkerij De Pers", "Kade 3, 3351 AA Papendrecht", "", "", "078-0001104", "", "R1"]
    batch = previewed("baanbrekend", BAANBREKEND, [bakery, [*bakery[:6], "R2"]])
    assert batch.rows.get(row_number=3).twin_row == 2
    correct(batch, 2, {0: "Stoffeerderij Zacht", 1: "Plein 9, 3311 ZZ Dordrecht", 4: ""}, admin)
    later = batch.rows.get(row_number=3)
    assert (later.verdict, later.twin_row) == ("new", None)


def test_an_employer_without_numbers_still_goes_to_the_row_that_fits_it_best(admin):
    EmployerFactory(
        trade_name="Bakkerij De Korenaar", street="Merwestraat", house_number=18, postcode="3311 ZZ", place="Dordrecht",
        phone="+31780001104", size=None,
    )  # fmt: skip
    near = ["99000009", "000099000009", "Bakkerij De Korenaar", "Merwestraat", "18", "3311 YY", "Dordrecht", "3"]
    good = [near, KVK_ROWS[0]]
    expected = shown(previewed("kvk", KVK, good).rows.get(row_number=2))
    batch = previewed("kvk", KVK, [[*near[:NAME], "Heel iets anders", *near[STREET:]], KVK_ROWS[0]])
    correct(batch, 2, {NAME: "Bakkerij De Korenaar"}, admin)
    assert expected["verdict"] == "likely"
    assert shown(batch.rows.get(row_number=2)) == expected


def test_reading_again_with_other_columns_keeps_corrections_of_cells_that_are_still_there(batch, admin):
    correct(batch, 2, {SIZE: "30", PLACE: "Zwijndrecht"}, admin)
    mapping = {column: field for column, field in batch.mapping.items() if field != "place"}
    assert choose_columns(batch, sheet=batch.sheet, header_row=batch.header_row, mapping=mapping)
    assert preview_batch(batch.pk)
    row = batch.rows.get(row_number=2)
    assert row.cleaned["working_people"] == 30
    assert row.raw[SIZE] == "12"
    assert Correction.objects.dropped().count() == 0


def test_reading_again_from_another_header_row_drops_what_is_not_there(batch, admin, web):
    correct(batch, 2, {SIZE: "30"}, admin)
    ImportBatch.objects.update(header=[*KVK[:SIZE], "Aantal"])
    Correction.objects.update(title="Iets anders")
    batch.refresh_from_db()
    read(batch)
    assert batch.rows.get(row_number=2).cleaned["working_people"] == 12
    assert Correction.objects.dropped().count() == 1
    assert "1 rij</a> zijn verbeteringen vervallen" in web.get(batch.get_absolute_url()).content.decode()
    rows = web.get(reverse("imports:rows", args=[batch.pk]) + "?vervallen=ja")
    assert [row.row_number for row in rows.context["page"]] == [2]


def test_the_same_file_again_brings_no_mistakes_back(batch, admin):
    correct(batch, 2, {SIZE: "30"}, admin)
    correct(batch, 5, {NUMBER: "99000004"}, admin)
    apply(batch)
    again = previewed("kvk", KVK, [*KVK_ROWS, WRONG])
    assert again.rows.outcome_counts() == {"new": 0, "linked": 0, "review": 0, "unchanged": 4, "rejected": 0}
    apply(again)
    assert Employer.objects.get(trade_name="Bakkerij De Korenaar").working_people == 30
    assert again.corrections.standing().count() == 2


def test_a_row_that_the_list_has_changed_since_is_taken_as_it_is(batch, admin):
    correct(batch, 2, {SIZE: "30"}, admin)
    apply(batch)
    again = previewed("kvk", KVK, [[*KVK_ROWS[0][:SIZE], "14"], *KVK_ROWS[1:]])
    assert again.rows.get(row_number=2).cleaned["working_people"] == 14


def test_a_corrected_row_leaves_the_file_of_rejected_rows(batch, admin):
    assert b"Timmerfabriek" in rejected_file(batch)[0]
    correct(batch, 5, {NUMBER: "99000004"}, admin)
    assert b"Timmerfabriek" not in rejected_file(batch)[0]


def test_the_register_keeps_the_corrected_entry(batch, admin):
    correct(batch, 2, {SIZE: "30"}, admin)
    apply(batch)
    assert Registration.objects.get(own_key="99000001-000099000001").raw["Werkzame personen"] == "30"


def test_the_database_knows_one_standing_correction_a_cell(batch, admin):
    cell = {"batch": batch, "row_number": 2, "column": SIZE, "title": "Omvang", "before": "12", "made_by": admin}
    Correction.objects.create(**cell, after="30")
    with pytest.raises(IntegrityError, match="correction_one_a_cell"), transaction.atomic():
        Correction.objects.create(**cell, after="31")
    with pytest.raises(IntegrityError, match="correction_changes_something"), transaction.atomic():
        Correction.objects.create(**cell | {"column": NAME}, after="12")


def test_on_screen_a_cell_is_corrected_and_shown_in_the_list(batch, web):
    address = reverse("imports:correct", args=[batch.pk, 5])
    assert address in web.get(batch.get_absolute_url()).content.decode()
    page = web.get(address).content.decode()
    assert "Rij 5 verbeteren" in page
    assert 'value="12A45678"' in page
    page = web.post(address, {"gezien": 0, f"cel-{NUMBER}": "99000004"}, follow=True).content.decode()
    assert "Rij 5 is verbeterd. Oordeel: nieuw." in page
    assert "<del>12A45678</del>" in page
    assert "verbeterd door" in page
    undo = reverse("imports:uncorrect", args=[batch.pk, Correction.objects.get().pk])
    assert "staat weer zoals geleverd" in web.post(undo, follow=True).content.decode()


def test_a_wrong_value_is_told_beside_its_cell(batch, web):
    address = reverse("imports:correct", args=[batch.pk, 5])
    response = web.post(address, {"gezien": 0, f"cel-{NUMBER}": "99", f"cel-{SIZE}": "10"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Er is nog niets bewaard." in page
    assert 'value="99"' in page
    assert 'aria-invalid="true"' in page


def test_a_corrected_row_that_is_in_doubt_is_asked_about(web, admin):
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("baanbrekend", BAANBREKEND, [["", *DOUBTFUL[1:]]])
    response = web.post(reverse("imports:correct", args=[batch.pk, 2]), {"gezien": 0, "cel-0": DOUBTFUL[0]})
    assert response.url == reverse("imports:review", args=[batch.pk]) + "?rij=2"


def test_only_corrected_rows_are_listed(batch, web, admin):
    correct(batch, 5, {NUMBER: "99000004"}, admin)
    page = web.get(reverse("imports:rows", args=[batch.pk]), {"verbeterd": "ja"}).content.decode()
    assert "Timmerfabriek Kort" in page
    assert "Lasbedrijf Van Es" not in page


def test_the_list_takes_as_many_queries_for_one_correction_as_for_many(batch, web, admin, django_assert_num_queries):
    address = reverse("imports:rows", args=[batch.pk])
    correct(batch, 5, {NUMBER: "99000004"}, admin)
    web.get(address)
    with django_assert_num_queries(11):
        web.get(address)
    correct(batch, 2, {SIZE: "30"}, admin)
    with django_assert_num_queries(11):
        web.get(address)
