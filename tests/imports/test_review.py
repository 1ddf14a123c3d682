"""Asking and answering: once per row, by whoever is first, and to be taken back."""

import pytest

from employers.models import Employer
from imports.comparing import Likeness, compare, mark_differences
from imports.models import ImportRow, RememberedAnswer
from imports.reference_data import ReferenceData
from imports.review import OTHER, SAME, candidates_of, decide, effect_of, next_question, postpone, take_back
from tests.factories import UserFactory
from tests.imports.delivered import BAANBREKEND, DOUBTFUL, DOUBTFUL_TOO, KVK, KVK_ROWS, applied, apply, previewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL, DOUBTFUL_TOO])
    assert batch.rows.in_review().count() == 2
    return batch


def test_questions_come_in_the_order_of_the_list(batch):
    assert next_question(batch).row_number == 2


def test_the_second_answer_of_two_reviewers_is_refused(batch, admin):
    row, colleague = next_question(batch), UserFactory(role="admin")
    assert decide(row, OTHER, by=colleague)
    assert decide(row, SAME, by=admin, candidate=candidates_of(row)[0]) is False
    row.refresh_from_db()
    assert (row.decision, row.decided_by) == (OTHER, colleague)


def test_a_row_put_off_comes_back_at_the_end(batch, admin):
    first = next_question(batch)
    postpone(first, by=admin)
    second = next_question(batch)
    assert second != first
    decide(second, OTHER, by=admin)
    assert next_question(batch) == first


def test_taking_back_opens_the_last_answer_again(batch, admin):
    rows = list(batch.rows.in_review().order_by("row_number"))
    for row in rows:
        decide(row, SAME, by=admin, candidate=candidates_of(row)[0])
    assert take_back(batch, by=admin) == rows[1]
    assert list(batch.rows.in_review()) == [rows[1]]
    assert RememberedAnswer.objects.count() == 1


def test_taking_back_leaves_the_answers_of_others(batch, admin):
    decide(next_question(batch), OTHER, by=UserFactory(role="admin"))
    assert take_back(batch, by=admin) is None


def test_an_applied_answer_cannot_be_taken_back(batch, admin):
    decide(next_question(batch), OTHER, by=admin)
    apply(batch)
    assert take_back(batch, by=admin) is None


def test_the_effect_names_what_changes_and_what_stays(batch):
    row = next_question(batch)
    employer = candidates_of(row)[0].employer
    effects = {each["field"]: each for each in effect_of(row, employer, ReferenceData.load())}
    assert not effects["address"]["applied"]
    assert effects["sector"]["after"] == "Detailhandel"


def test_looking_at_the_effect_changes_nothing(batch):
    row = next_question(batch)
    employer = candidates_of(row)[0].employer
    effect_of(row, employer, ReferenceData.load())
    assert Employer.objects.get(pk=employer.pk).sector is None


def test_lines_say_what_is_equal_alike_different_or_missing(batch):
    row = next_question(batch)
    lines = {line.label: line for line in compare(row, candidates_of(row)[0], ReferenceData.load())}
    assert lines["Naam"].likeness == Likeness.EQUAL
    assert lines["Postcode en plaats"].likeness == Likeness.DIFFERENT
    assert lines["Vestigingsnummer"].likeness == Likeness.MISSING
    assert lines["Adres"].theirs == [("Kade 3", True)]


@pytest.mark.parametrize(
    ("theirs", "ours", "marked"),
    [
        pytest.param("Bakkerij v/d Berg", "Bakkerij Van den Berg", ["Van den "], id="words in between"),
        pytest.param("Merwestraat 18", "Merwestraat 18a", ["a"], id="a letter behind the number"),
        pytest.param("DE LINDT", "De Lindt", [], id="capitals do not differ"),
    ],
)
def test_the_parts_that_differ_are_marked(theirs, ours, marked):
    assert [text for text, differs in mark_differences(theirs, ours)[1] if differs] == marked


def test_an_employer_that_is_gone_is_no_candidate(batch):
    row = next_question(batch)
    candidates_of(row)[0].employer.delete()
    assert candidates_of(ImportRow.objects.get(pk=row.pk)) == []
