"""What the preview foresees is what the report counts, when nothing else happens in between."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.models import Company
from imports import apply as applying
from imports.models import ImportRow
from imports.reference_data import ReferenceData
from imports.register_records import register_records
from imports.reports import changed_fields
from imports.review import candidates_of, decide, take_back
from tests.factories import EmployerFactory, UserFactory
from tests.imports.delivered import BAANBREKEND, DOUBTFUL, KVK, KVK_ROWS, applied, apply, previewed
from tests.imports.test_undo_properties import NAMES, PLACES, STREETS, rolled_back
from tests.properties import tried

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2025, 3, 1), date(2026, 3, 1)
KVK_LEGAL = [*KVK, "Statutaire naam"]


@st.composite
def kvk_rows(draw):
    """Establishments of three companies; what a row says of its company need not agree with the row before it."""
    rows = []
    for number in draw(st.lists(st.integers(0, 5), min_size=1, max_size=5, unique=True)):
        street, house = draw(st.sampled_from(STREETS)), str(draw(st.integers(1, 2)))
        name, place = draw(st.sampled_from(NAMES)), draw(st.sampled_from(PLACES))
        size, legal = draw(st.sampled_from(["", "1", "12"])), draw(st.sampled_from(["", "Holding Een", "Holding Twee"]))
        pair = [f"9900000{number // 2}", f"00009900000{number}"]
        rows.append([*pair, name, street, house, "3311 ZZ", place, size, legal])
    return rows


@st.composite
def baanbrekend_rows(draw):
    """Firms that are on the list more than once, each time with something else about them."""
    rows = []
    for number in range(draw(st.integers(1, 6))):
        address = f"{draw(st.sampled_from(STREETS[:2]))} {draw(st.integers(1, 2))}, 3311 ZZ {PLACES[0]}"
        address = draw(st.sampled_from([address, address, ""]))
        person, phone = draw(st.sampled_from(["", "Jan Bos", "Eva Maas"])), draw(st.sampled_from(["", "078-0001104"]))
        mail = draw(st.sampled_from(["", "een@korenaar.example", "twee@korenaar.example"]))
        kvk = draw(st.sampled_from(["", "", "99000000", "99000001"]))
        rows.append([draw(st.sampled_from(NAMES[:3])), address, "", person, phone, mail, f"R{number}", kvk])
    return rows


LISTS = {"kvk": (KVK_LEGAL, kvk_rows()), "baanbrekend": (BAANBREKEND, baanbrekend_rows())}
deliveries = st.sampled_from(sorted(LISTS)).flatmap(lambda slug: st.tuples(st.just(slug), LISTS[slug][1]))


def figures(batch) -> dict:
    """Every number that preview and report both show."""
    categories = {name: count for name, (count, _) in batch.rows.category_counts().items()}
    fields = {each.label: (each.written, each.kept) for each in changed_fields(batch) if each.written or each.kept}
    return batch.rows.outcome_counts() | {"changed": batch.rows.changed().count(), "kinds": categories} | fields


def answer(batch, data, by):
    """Answer some of the questions, and take an answer back now and then."""
    for row in batch.rows.in_review().order_by("row_number"):
        row.batch, candidates = batch, candidates_of(row)
        decision = data.draw(st.sampled_from(["", "same", "same", "other", "skip"]))
        if decision and (candidates or decision != "same"):
            decide(row, decision, by=by, candidate=candidates[0] if decision == "same" else None)
        if decision and data.draw(st.integers(0, 4)) == 0:
            take_back(batch, by=by)


@tried(8)
@given(st.lists(deliveries, max_size=2), deliveries, st.sampled_from([1, 2, 500]), st.booleans(), st.data())
@rolled_back
def test_the_preview_is_what_happens(earlier, last, chunk, is_matched_again, data):
    """For any list on any register, with any answers, however the rows fall into chunks.

    A list that is matched again is matched with what people answered: a row that fits an answer may ask something now.
    Without answers nothing changes.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(applying, "CHUNK", chunk)
        if not is_matched_again:  # employers that earlier deliveries made a moment ago do not count as news
            patch.setattr(applying, "CLOCK_SLACK", timedelta(0))
        for slug, rows in earlier:
            applied(slug, LISTS[slug][0], rows, on=FIRST)
        batch = previewed(last[0], LISTS[last[0]][0], last[1], on=SECOND)
        if not is_matched_again:
            answer(batch, data, UserFactory())
        foreseen = figures(batch)
        assert figures(apply(batch)) == foreseen


def korenaar(**said):
    """A row of Baanbrekend about one bakery."""
    row = {"person": "", "phone": "", "mail": "", "key": "R1"} | said
    address = "Merwestraat 18, 3311 ZZ Dordrecht"
    return ["Bakkerij De Korenaar", address, "", row["person"], row["phone"], row["mail"], row["key"], "99000001"]


def test_a_row_foresees_what_it_adds_to_an_earlier_row_of_its_list():
    second = korenaar(mail="twee@korenaar.example", phone="078-0001104", key="R2")
    rows = [korenaar(mail="een@korenaar.example"), second]
    batch = previewed("baanbrekend", BAANBREKEND, rows)
    second = batch.rows.get(row_number=3)
    assert (second.verdict, second.twin_row) == ("certain", 2)
    assert {each["label"] for each in second.written_changes} == {"telefoon"}
    assert {each["label"] for each in second.kept_changes} == {"e-mailadres"}
    assert apply(batch).rows.get(row_number=3).changes == second.changes


def test_an_answer_foresees_what_it_changes_and_taking_it_back_forgets_that(admin):
    applied("kvk", KVK, KVK_ROWS, on=FIRST)
    batch = previewed("baanbrekend", BAANBREKEND, [[*DOUBTFUL[:4], "078-0001104", *DOUBTFUL[5:]]])
    row = batch.rows.in_review().get()
    row.batch = batch
    assert batch.rows.changed().count() == 0
    decide(row, "same", by=admin, candidate=candidates_of(row)[0])
    assert batch.rows.changed().count() == 1
    assert batch.rows.get().category == "changed"
    take_back(batch, by=admin)
    assert batch.rows.get().changes == []


def test_of_two_establishments_the_first_fills_in_the_name_of_the_company():
    company = Company.objects.create(kvk_number="99000001")
    for number in "12":
        EmployerFactory(company=company, establishment_number=f"00009900000{number}", trade_name=NAMES[0])
    said = [[*KVK_ROWS[0], "Holding Een"], [*KVK_ROWS[0], "Holding Twee"]]
    said[1][1] = "000099000002"
    batch = previewed("kvk", KVK_LEGAL, said)
    told = [{each["label"] for each in row.changes} & {"statutaire naam"} for row in batch.rows.order_by("row_number")]
    assert told == [{"statutaire naam"}, set()]
    assert ImportRow.objects.filter(batch=batch, verdict="rejected").count() == 0


def test_what_is_only_previewed_says_nothing_about_the_register():
    applied("baanbrekend", BAANBREKEND, [korenaar()], on=FIRST)
    moved = korenaar()
    moved[0], moved[1] = "Lasbedrijf Van Es", "Havenweg 4, 3361 ZZ Sliedrecht"
    previewed("baanbrekend", BAANBREKEND, [moved], on=SECOND)
    records = list(register_records(ReferenceData.load()))
    assert {record.names for record in records} == {("Bakkerij De Korenaar",)}
