"""From file to preview: every row read, judged and counted once, nothing written on employers."""

from datetime import date

import pytest

from employers.models import Employer
from imports.deliveries import take_in
from imports.models import ColumnMapping, ImportBatch, ImportRow, Outcome
from imports.preview import preview_batch
from tests.imports.delivered import (
    BAANBREKEND,
    BAANBREKEND_ROWS,
    DOUBTFUL,
    KVK,
    KVK_ROWS,
    applied,
    previewed,
    read,
    taken_in,
)

pytestmark = pytest.mark.django_db


def outcomes(batch):
    return batch.rows.outcome_counts()


def test_a_first_list_is_all_new():
    batch = previewed("kvk", KVK, KVK_ROWS)
    assert batch.state == ImportBatch.State.PREVIEW
    assert outcomes(batch) == {"new": 3, "linked": 0, "review": 0, "unchanged": 0, "rejected": 0}


def test_a_preview_writes_nothing_in_the_register():
    previewed("kvk", KVK, KVK_ROWS)
    assert not Employer.objects.exists()


def test_rows_carry_the_number_of_the_spreadsheet():
    content = "Lijst van Baanbrekend\n\nBedrijfsnaam;Plaats\nEen;Dordrecht\n\nTwee;Dordrecht\n"
    batch = read(take_in(batch_source("baanbrekend"), "x.csv", content.encode()))
    assert list(batch.rows.values_list("row_number", "cleaned__trade_name")) == [(4, "Een"), (6, "Twee")]


def batch_source(slug):
    from employers.models import SourceList

    return SourceList.objects.get(slug=slug)


def test_a_row_without_a_valid_number_is_rejected_with_its_reason():
    wrong = ["12A45678", "000099000009", "Timmerfabriek Kort", "", "", "", "Dordrecht", "3"]
    batch = previewed("kvk", KVK, [*KVK_ROWS, wrong])
    row = batch.rows.get(verdict=ImportRow.Verdict.REJECTED)
    assert row.row_number == 5
    assert "12A45678" in row.rejection


def test_rows_in_equals_rows_accounted_for():
    applied("kvk", KVK, KVK_ROWS)
    rows = [*BAANBREKEND_ROWS, ["", "", "", "", "", "", "R8", ""], DOUBTFUL]
    batch = previewed("baanbrekend", BAANBREKEND, rows)
    assert sum(outcomes(batch).values()) == len(rows) == batch.rows.count() == batch.rows_total
    assert outcomes(batch)[Outcome.REJECTED] == 1


def test_a_certain_row_shows_what_changes_and_why_the_rest_stays():
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    row = batch.rows.get(own_key="r1")
    assert row.verdict == ImportRow.Verdict.CERTAIN
    assert row.employer.trade_name == "Bakkerij De Korenaar"
    by_field = {change["field"]: change for change in row.changes}
    assert by_field["phone"]["applied"]
    assert not by_field["trade_name"]["applied"]
    assert by_field["trade_name"]["why"] == "KvK gaat voor Lijst Baanbrekend"


def test_the_same_file_again_is_unchanged():
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("kvk", KVK, KVK_ROWS)
    assert outcomes(batch) == {"new": 0, "linked": 0, "review": 0, "unchanged": 3, "rejected": 0}


def test_a_changed_entry_is_linked_by_its_own_number():
    applied("kvk", KVK, KVK_ROWS)
    moved = [*KVK_ROWS[0][:3], "Spuiboulevard", "1", "3311 AA", "Dordrecht", "14"]
    batch = previewed("kvk", KVK, [moved, *KVK_ROWS[1:]], on=date(2027, 3, 1))
    row = batch.rows.get(row_number=2)
    assert row.verdict == ImportRow.Verdict.CERTAIN
    assert {"address", "size"} <= {change["field"] for change in row.written_changes}


def test_a_double_inside_one_list_points_to_the_first_row():
    again = ["Korenaar bakkerij b.v.", "Merwestraat 18 3311ZZ Dordrecht", "", "", "078 0001104", "", "R7", ""]
    batch = previewed("baanbrekend", BAANBREKEND, [*BAANBREKEND_ROWS, again])
    row = batch.rows.get(own_key="r7")
    assert (row.verdict, row.twin_row) == (ImportRow.Verdict.CERTAIN, 2)


def test_equal_own_keys_in_one_list_stay_apart():
    header, rows = ["Naam organisatie", "Plaats"], [["Salon Mooi", "Dordrecht"]] * 2
    batch = previewed("lwl", header, rows)
    assert list(batch.rows.values_list("own_key", flat=True)) == ["salonmooi@dordrecht", "salonmooi@dordrecht#2"]


def test_reading_again_replaces_the_rows():
    batch = previewed("kvk", KVK, KVK_ROWS)
    batch.promise(ImportBatch.State.READING)
    preview_batch(batch.pk)
    assert batch.rows.count() == 3


def test_a_second_worker_on_a_finished_batch_does_nothing():
    batch = previewed("kvk", KVK, KVK_ROWS)
    assert preview_batch(batch.pk) is False


def test_columns_that_a_person_chose_are_remembered(admin):
    from imports.deliveries import choose_columns

    batch = taken_in("lwl", ["Wie", "Waar"], [["Salon Mooi", "Dordrecht"]])
    assert batch.mapping == {}
    choose_columns(batch, sheet="", header_row=1, mapping={0: "trade_name", 1: "place"}, by=admin)
    assert ColumnMapping.objects.count() == 1
    assert taken_in("lwl", ["wie ", "WAAR"], [["Iets", "Dordrecht"]]).mapping == {"0": "trade_name", "1": "place"}


def test_a_missing_kvk_column_ends_the_job_with_a_sentence():
    batch = read_without_check("kvk", ["Handelsnaam", "Plaats"], [["Bakkerij", "Dordrecht"]])
    assert batch.state == ImportBatch.State.FAILED
    assert "KvK-nummer" in batch.error
    assert not batch.rows.exists()


def read_without_check(slug, header, rows):
    batch = taken_in(slug, header, rows)
    batch.promise(ImportBatch.State.READING)
    preview_batch(batch.pk)
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize("column", ["Opmerkingen", "Contactpersoon", "Functie contactpersoon"])
def test_a_burgerservicenummer_in_a_text_is_kept_nowhere(column):
    rows = [["Salon Mooi", "Dordrecht", "BSN 123456782 van de eigenaar"]]
    batch = previewed("baanbrekend", ["Bedrijfsnaam", "Plaats", column], rows)
    row = batch.rows.get()
    assert "123456782" not in str([row.raw, row.cleaned, row.problems])
    assert f'Kolom "{column}": in de tekst staat een burgerservicenummer' in row.remarks[0]


@pytest.mark.parametrize("column", ["BSN", "Burgerservicenummer eigenaar", "sofi-nummer"])
def test_a_column_of_burgerservicenummers_is_kept_nowhere(column):
    rows = [["Salon Mooi", "Dordrecht", "123456782"], ["Kapper Kort", "Dordrecht", ""]]
    batch = previewed("baanbrekend", ["Bedrijfsnaam", "Plaats", column], rows)
    kept = [row.raw[2] for row in batch.rows.order_by("row_number")]
    assert kept == ["(weggelaten: burgerservicenummer)", ""]


def test_the_reference_date_is_taken_from_the_title_rows():
    content = b"Werkgevers, peildatum 1-2-2026\nBedrijfsnaam;Plaats;Branche\nEen;Dordrecht;Bouw\n"
    batch = take_in(batch_source("baanbrekend"), "x.csv", content)
    assert batch.reference_date == date(2026, 2, 1)


@pytest.mark.parametrize("size", [40, 160])
def test_queries_of_a_preview_do_not_grow_with_the_rows(size, django_assert_max_num_queries):
    rows = [[f"{99100000 + n}", f"{n:012}", f"Werkplaats {n}", "", "", "", "Dordrecht", "3"] for n in range(1, size)]
    batch = taken_in("kvk", KVK, rows)
    with django_assert_max_num_queries(45):
        read(batch)
