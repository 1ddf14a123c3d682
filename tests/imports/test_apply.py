"""From preview to register: once, completely, and with the right source in front."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from employers.models import Company, ContactPerson, Employer, PossibleDuplicate, Registration
from employers.provenance import Source, set_values
from imports.apply import apply_batch
from imports.models import ImportBatch, ImportRow, RememberedAnswer
from imports.review import OTHER, SAME, SKIP, candidates_of, decide
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
    verdicts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    applied("kvk", KVK, KVK_ROWS)


@pytest.fixture
def doubtful_row(register):
    """A row in review whose best candidate is the bakery."""
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])
    row = batch.rows.get()
    assert row.verdict in ImportRow.REVIEW
    return row


def register_as_text():
    """All that the register knows, without numbers that a run hands out."""
    employers = Employer.objects.order_by("trade_name", "place").values_list(
        "trade_name", "company__kvk_number", "establishment_number", "street", "place", "phone", "size_minimum",
        "version", "provenance",
    )  # fmt: skip
    registrations = Registration.objects.values_list("own_key", "employer__trade_name", "raw", "last_seen_on")
    people = ContactPerson.objects.values_list("name", "employer__trade_name", "source_date")
    return list(employers), sorted(registrations, key=str), sorted(people, key=str)


def test_new_rows_become_employers_with_company_and_registration(register):
    employer = Employer.objects.get(establishment_number="000099000001")
    assert (employer.kvk_number, employer.municipality.name, employer.working_people) == ("99000001", "Dordrecht", 12)
    assert employer.provenance["trade_name"]["source"] == "kvk"
    assert employer.registrations.get().own_key == "99000001-000099000001"


def test_the_database_knows_how_tables_grow_while_a_first_delivery_is_written(monkeypatch):
    """It took an emptied table for empty for as long as it was filled, and then looked through it for every row."""
    monkeypatch.setattr("imports.apply.CHUNK", 2)
    believed = []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pg_class SET reltuples = 0, relpages = 90 WHERE relname = 'employers_employer'")
        rows = [[f"9900000{n}", f"00009900000{n}", f"Firma {n}", "Kade", "", "", "Dordrecht", ""] for n in range(1, 10)]

        def look(batch: ImportBatch) -> None:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'employers_employer'")
            believed.append((Employer.objects.count(), cursor.fetchone()[0]))

        batch = previewed("kvk", KVK, rows)
        assert batch.promise(ImportBatch.State.APPLYING)
        assert apply_batch(batch.pk, look)
    assert [count for count, _ in believed] == [0, 2, 4, 6, 8, 9]
    assert all(count <= 2 or 2 * tuples >= count - 2 for count, tuples in believed), believed


def test_no_chunk_looks_through_the_whole_register():
    """Of a million rows every chunk read every employer, because a vestigingsnummer alone has no index."""
    batch = previewed("kvk", KVK, KVK_ROWS)
    with CaptureQueriesContext(connection) as queries:
        apply(batch)
    by_number = [query["sql"] for query in queries if '"establishment_number" IN (' in query["sql"]]
    assert by_number
    assert all('"company_id" IN (' in sql for sql in by_number)


def test_the_size_has_the_reference_date_of_the_list(register):
    employer = Employer.objects.get(establishment_number="000099000001")
    assert (employer.size_source_name, employer.size_reference_date) == ("KvK", date(2026, 3, 1))


def test_a_certain_row_fills_in_what_was_empty_and_leaves_the_rest(register):
    applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    employer = Employer.objects.get(establishment_number="000099000001")
    assert (employer.trade_name, employer.phone) == ("Bakkerij De Korenaar", "+31780001104")
    assert employer.contact_persons.get().name == "Jan Bos"
    assert employer.registrations.count() == 2


def test_rows_in_review_wait(register):
    batch = applied("baanbrekend", BAANBREKEND, [*BAANBREKEND_ROWS, DOUBTFUL])
    waiting = batch.rows.in_review()
    assert waiting.count() >= 1
    assert not waiting.exclude(applied_at=None).exists()


def test_rejected_rows_are_not_applied():
    wrong = ["12A45678", "000099000009", "Timmerfabriek Kort", "", "", "", "Dordrecht", "3"]
    applied("kvk", KVK, [*KVK_ROWS, wrong])
    assert Employer.objects.count() == 3


def test_a_firm_in_another_town_stays_outside_the_region(register):
    applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    employer = Employer.objects.get(trade_name="Tuincentrum Ver Weg")
    assert (employer.place, employer.municipality) == ("Gorinchem", None)


def test_the_same_files_again_change_nothing(register):
    applied("baanbrekend", BAANBREKEND, [*BAANBREKEND_ROWS, DOUBTFUL])
    before = register_as_text()
    applied("kvk", KVK, KVK_ROWS)
    applied("baanbrekend", BAANBREKEND, [*BAANBREKEND_ROWS, DOUBTFUL])
    assert register_as_text() == before


def test_applying_the_same_batch_twice_writes_once(register):
    batch = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    before = register_as_text()
    apply(batch)
    assert register_as_text() == before


def test_two_rows_about_one_employer_do_not_overwrite_each_other_for_ever():
    same = ["Salon Mooi", "Dordrecht", "salonmooi@gmail.com", "Ans"]
    rows = [[*same, "078 0001111"], [*same, "078 0002222"]]
    header = ["Naam organisatie", "Plaats", "Mail", "Contactpersoon", "Telefoon contactpersoon"]
    applied("lwl", header, rows)
    before = register_as_text()
    assert verdicts(applied("lwl", header, rows)) == ["unchanged"] * len(rows)
    assert register_as_text() == before


def test_a_value_typed_by_a_person_after_the_list_stays(register, adviser_lwl):
    employer = Employer.objects.get(establishment_number="000099000001")
    set_values(employer, {"trade_name": "De Korenaar"}, source=Source.person(adviser_lwl), on=timezone.localdate())
    employer.save()
    renamed = [*KVK_ROWS[0][:2], "Bakkerij Korenaar", *KVK_ROWS[0][3:]]
    applied("kvk", KVK, [renamed], on=date(2026, 4, 1))
    employer.refresh_from_db()
    assert employer.trade_name == "De Korenaar"


def test_the_newest_list_wins_for_a_contact_person():
    header = ["Naam organisatie", "Plaats", "Contactpersoon", "Telefoon contactpersoon"]
    applied("lwl", header, [["Salon Mooi", "Dordrecht", "Ans Kuiper", "078 0001111"]])
    applied("lwl", header, [["Salon Mooi", "Dordrecht", "ans kuiper", "078 0002222"]], on=date(2026, 9, 1))
    assert ContactPerson.objects.get().phone == "+31780002222"


def test_an_older_list_does_not_put_a_contact_person_back():
    header = ["Naam organisatie", "Plaats", "Contactpersoon", "Telefoon contactpersoon"]
    applied("lwl", header, [["Salon Mooi", "Dordrecht", "Ans Kuiper", "078 0002222"]])
    applied("lwl", header, [["Salon Mooi", "Dordrecht", "Ans Kuiper", "078 0001111"]], on=date(2025, 1, 1))
    assert ContactPerson.objects.get().phone == "+31780002222"


def test_one_company_for_all_its_establishments():
    rows = [["99000009", f"00009900009{n}", f"Lidl filiaal {n}", "", "", "", "Dordrecht", "12"] for n in range(4)]
    applied("kvk", KVK, rows)
    assert Company.objects.get().employers.count() == 4


def test_a_double_row_shares_the_employer_that_the_first_one_made():
    again = ["Korenaar bakkerij b.v.", "Merwestraat 18 3311ZZ Dordrecht", "", "", "078 0001104", "", "R7", ""]
    applied("baanbrekend", BAANBREKEND, [*BAANBREKEND_ROWS, again])
    assert Employer.objects.count() == 3
    assert Employer.objects.get(place="Dordrecht").registrations.count() == 2


def test_the_same_answer_links_the_row(doubtful_row, admin):
    assert decide(doubtful_row, SAME, by=admin, candidate=candidates_of(doubtful_row)[0])
    apply(doubtful_row.batch)
    assert Registration.objects.get(own_key="r8").employer.trade_name == "Bakkerij De Korenaar"
    assert Employer.objects.count() == 3


def test_another_employer_is_created_and_never_proposed_again(doubtful_row, admin):
    decide(doubtful_row, OTHER, by=admin)
    apply(doubtful_row.batch)
    new = Employer.objects.get(place="Papendrecht")
    pair = PossibleDuplicate.objects.get()
    assert new.pk in (pair.first_id, pair.second_id)
    assert (pair.answer, pair.answered_by) == (PossibleDuplicate.Answer.DIFFERENT, admin)


def test_a_skipped_row_stays_out_and_counts_as_not_read(doubtful_row, admin):
    decide(doubtful_row, SKIP, by=admin)
    apply(doubtful_row.batch)
    assert not Registration.objects.filter(own_key="r8").exists()
    assert doubtful_row.batch.rows.outcome_counts()["rejected"] == 1


def test_the_rows_decided_later_can_be_applied_later(doubtful_row, admin):
    apply(doubtful_row.batch)
    decide(doubtful_row, OTHER, by=admin)
    apply(doubtful_row.batch)
    assert Employer.objects.filter(place="Papendrecht").exists()


def test_an_unanswered_question_is_asked_again_by_the_next_delivery(doubtful_row):
    apply(doubtful_row.batch)
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])
    assert batch.rows.get().verdict == doubtful_row.verdict


def test_an_answer_is_remembered_for_the_next_delivery(doubtful_row, admin):
    decide(doubtful_row, SAME, by=admin, candidate=candidates_of(doubtful_row)[0])
    row = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL]).rows.get()
    assert (row.verdict, row.employer.trade_name) == (ImportRow.Verdict.CERTAIN, "Bakkerij De Korenaar")


def test_a_refused_employer_is_not_proposed_again(doubtful_row, admin):
    refused = candidates_of(doubtful_row)[0].employer
    decide(doubtful_row, OTHER, by=admin)
    row = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL]).rows.get()
    assert refused.pk not in [candidate["employer"] for candidate in row.candidates if candidate["score"] >= 50]
    assert RememberedAnswer.objects.get(employer=refused).is_same is False


def test_a_question_answered_in_a_newer_delivery_is_closed_in_the_older(doubtful_row, admin):
    apply(doubtful_row.batch)
    newer = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])
    decide(newer.rows.get(), OTHER, by=admin)
    apply(newer)
    assert not doubtful_row.batch.rows.in_review().exists()


def test_two_previews_of_the_same_firms_do_not_make_doubles():
    first = previewed("kvk", KVK, KVK_ROWS)
    second = previewed("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS[:1])
    apply(first)
    apply(second)
    assert Employer.objects.count() == 3


def test_the_same_preview_twice_does_not_make_doubles():
    batches = [previewed("kvk", KVK, KVK_ROWS), previewed("kvk", KVK, KVK_ROWS)]
    for batch in batches:
        apply(batch)
    assert (Employer.objects.count(), Registration.objects.count()) == (3, 3)


def test_an_employer_typed_in_after_the_preview_is_found(register):
    batch = previewed("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS[2:])
    EmployerFactory(
        trade_name="Tuincentrum Ver Weg", place="Gorinchem", municipality=None, street="Akkerlaan", house_number=1,
        postcode="4201 AA",
    )  # fmt: skip
    apply(batch)
    assert Employer.objects.filter(trade_name="Tuincentrum Ver Weg").count() == 1


def test_a_merged_employer_leads_to_the_one_that_is_left(register):
    gone, left = Employer.objects.get(establishment_number="000099000001"), EmployerFactory()
    Employer.objects.filter(pk=gone.pk).update(merged_into=left)
    row = previewed("kvk", KVK, KVK_ROWS[:1]).rows.get()
    assert row.employer == left


def test_history_knows_the_delivery(register):
    import pghistory.models

    contexts = pghistory.models.Context.objects.values_list("metadata__batch", flat=True)
    assert set(contexts) == {ImportBatch.objects.get().pk}


def test_a_delivery_waits_for_one_that_was_cut_off_half_way(register):
    from imports.apply import apply_batch

    waiting = previewed("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    cut_off = previewed("lwl", ["Naam organisatie", "Plaats"], [["Salon Mooi", "Dordrecht"]])
    for batch in (waiting, cut_off):
        batch.promise(ImportBatch.State.APPLYING)
    ImportBatch.objects.filter(pk=cut_off.pk).update(job_started_at=timezone.now() - timedelta(minutes=5))
    assert apply_batch(waiting.pk) is False
    assert apply_batch(cut_off.pk)
    assert apply_batch(waiting.pk)


def test_what_stood_there_before_is_kept_with_the_delivery(register):
    batch = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    linked = batch.writes.get(model="employers.employer", object_id=batch.rows.get(own_key="r1").employer_id)
    new = batch.writes.get(model="employers.employer", object_id=batch.rows.get(own_key="r3").employer_id)
    assert linked.before["phone"] == {"phone": "", "provenance:phone": None}
    assert (new.kind, new.before) == ("created", {})
