"""Asking and answering: once per row, by whoever is first, and to be taken back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Employer
from employers.sisters import DifferentCompanies
from imports.comparing import Likeness, compare, mark_differences
from imports.models import ImportRow, RememberedAnswer
from imports.reference_data import ReferenceData
from imports.review import (
    OTHER,
    SAME,
    SHOWN_FOR,
    SISTER,
    Candidate,
    candidates_of,
    decide,
    effect_of,
    next_question,
    postpone,
    take_back,
)
from tests.factories import CompanyFactory, EmployerFactory, UserFactory
from tests.imports.delivered import (
    BAANBREKEND,
    DOUBTFUL,
    DOUBTFUL_TOO,
    KVK,
    KVK_ROWS,
    ON,
    applied,
    apply,
    previewed,
    read,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL, DOUBTFUL_TOO])
    assert batch.rows.in_review().count() == 2
    return batch


@pytest.mark.parametrize(("answer", "employers"), [(SAME, 3), (OTHER, 4)])
def test_a_firm_that_goes_on_under_another_kvk_number_is_asked(admin, answer, employers):
    applied("kvk", KVK, KVK_ROWS)
    known = Employer.objects.get(establishment_number=KVK_ROWS[0][1])
    batch = previewed("kvk", KVK, [["99000099", *KVK_ROWS[0][1:]]], on=ON + timedelta(days=365))
    (row,) = batch.rows.in_review()
    (candidate,) = candidates_of(row)
    assert candidate.employer == known
    decide(row, answer, by=admin, candidate=candidate if answer == SAME else None)
    apply(batch)
    assert Employer.objects.count() == employers
    known.refresh_from_db()
    assert known.kvk_number == ("99000099" if answer == SAME else KVK_ROWS[0][0])
    assert Employer.objects.filter(company__kvk_number="99000099").count() == 1


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


def test_a_question_that_a_colleague_looks_at_comes_last(batch, admin):
    colleague = UserFactory(role="admin")
    assert [next_question(batch, by).row_number for by in (admin, colleague, admin, colleague)] == [2, 3, 2, 3]


def test_a_question_that_nobody_looks_at_any_more_is_offered_again(batch, admin):
    next_question(batch, UserFactory(role="admin"))
    batch.rows.update(shown_at=timezone.now() - SHOWN_FOR - timedelta(seconds=1))
    assert next_question(batch, admin).row_number == 2


def test_the_last_question_is_shown_though_a_colleague_has_it(batch, admin):
    colleague = UserFactory(role="admin")
    for by in (colleague, colleague):
        row = next_question(batch, by)
        if row.row_number == 2:
            decide(row, OTHER, by=colleague)
    assert next_question(batch, admin).row_number == 3


def test_what_was_answered_in_an_earlier_delivery_survives_taking_back(batch, admin):
    row = next_question(batch)
    kept = Employer.objects.get(trade_name="Kapsalon Knip en Zo")
    RememberedAnswer.objects.create(
        source=batch.source, own_key=row.own_key, employer=kept, is_same=False, answered_by=admin
    )
    decide(row, SAME, by=admin, candidate=candidates_of(row)[0])
    take_back(batch, by=admin)
    assert list(RememberedAnswer.objects.values_list("employer", flat=True)) == [kept.pk]


def sister_of(employer, batch, admin):
    """The first question answered with "andere werkgever, zelfde onderneming" as this employer."""
    row = next_question(batch)
    candidate = next(each for each in candidates_of(row) if each.employer == employer)
    assert decide(row, SISTER, by=admin, candidate=candidate)
    row.refresh_from_db()
    return row


@pytest.fixture
def hairdresser():
    """In the register by hand: no company, no numbers."""
    return EmployerFactory(
        trade_name="Kapsalon Knip en Zo", postcode="3331 ZZ", street="Dorpsstraat", house_number=7,
        phone="+31780001104", place="Zwijndrecht", size=2, company=None,
    )  # fmt: skip


@pytest.fixture
def elsewhere(hairdresser):
    row = ["Kapsalon Knip & Zo", "Dorpsstraat 9, 3331 ZZ Zwijndrecht", "", "", "078-0001109", "", "R5", ""]
    batch = previewed("baanbrekend", BAANBREKEND, [row])
    assert batch.rows.in_review().count() == 1
    return batch


def test_one_company_makes_a_new_employer_beside_the_known_one(elsewhere, hairdresser, admin):
    row = sister_of(hairdresser, elsewhere, admin)
    assert elsewhere.rows.outcome_counts()["new"] == 1
    apply(elsewhere, by=admin)
    row.refresh_from_db()
    hairdresser.refresh_from_db()
    assert row.employer != hairdresser
    assert row.employer.company == hairdresser.company
    assert hairdresser.company.kvk_number is None


def test_the_size_of_one_company_is_the_sum(elsewhere, hairdresser, admin):
    row = sister_of(hairdresser, elsewhere, admin)
    apply(elsewhere, by=admin)
    row.refresh_from_db()
    row.employer.set_size(number=30, source="adviser")
    row.employer.save()
    hairdresser.refresh_from_db()
    assert (hairdresser.effective_size, hairdresser.is_small) == (32, False)


def test_a_company_with_a_kvk_number_is_the_one_that_is_shared(elsewhere, hairdresser, admin):
    hairdresser.company = CompanyFactory()
    hairdresser.save()
    row = sister_of(hairdresser, elsewhere, admin)
    apply(elsewhere, by=admin)
    row.refresh_from_db()
    assert row.employer.company == hairdresser.company
    assert row.employer.provenance["company"]["source"] == "baanbrekend"


def test_one_company_is_undone_like_any_answer(elsewhere, hairdresser, admin):
    sister_of(hairdresser, elsewhere, admin)
    row = take_back(elsewhere, by=admin)
    assert (row.decision, row.sister) == ("", None)
    assert not RememberedAnswer.objects.exists()


def test_one_company_is_remembered_over_deliveries(elsewhere, hairdresser, admin):
    row = sister_of(hairdresser, elsewhere, admin)
    again = read(elsewhere).rows.get()
    assert (again.verdict, again.sister, again.decision) == ("new", hairdresser, "")
    apply(elsewhere, by=admin)
    again.refresh_from_db()
    hairdresser.refresh_from_db()
    assert again.employer.company == hairdresser.company
    assert row.own_key == again.own_key


def test_two_kvk_numbers_cannot_be_one_company(batch, admin):
    row = batch.rows.in_review().get(row_number=2)
    employer = Employer.objects.get(trade_name="Lasbedrijf Van Es")
    with pytest.raises(DifferentCompanies, match="elk een eigen KvK-nummer"):
        decide(row, SISTER, by=admin, candidate=Candidate(0, 80, [], employer))
    assert batch.rows.in_review().count() == 2


def test_one_company_with_an_earlier_row_of_the_list(admin):
    rows = [["Kapsalon Knip", "Dorpsstraat 7, 3331 ZZ Zwijndrecht", "", "", "", "", "R1", ""],
            ["Kapsalon Knip & Zo", "Dorpsstraat 9, 3331 ZZ Zwijndrecht", "", "", "", "", "R2", ""]]  # fmt: skip
    batch = previewed("baanbrekend", BAANBREKEND, rows)
    second = batch.rows.get(row_number=3)
    ImportRow.objects.filter(pk=second.pk).update(
        verdict="likely", twin_row=None, candidates=[{"employer": None, "row": 2, "score": 80, "reasons": ["x"]}]
    )
    second.refresh_from_db()
    assert decide(second, SISTER, by=admin, candidate=candidates_of(second)[0])
    apply(batch, by=admin)
    companies = set(Employer.objects.values_list("company", flat=True))
    assert len(companies) == 1
    assert Employer.objects.count() == 2
    assert None not in companies


def test_the_points_of_the_reasons_add_up_to_the_score(batch):
    for row in batch.rows.in_review():
        row.batch = batch
        for candidate in candidates_of(row):
            assert candidate.weighed
            assert sum(reason.points for reason in candidate.weighed) == candidate.score


@pytest.mark.parametrize(
    ("score", "points", "last"),
    [
        (79, [58, 36, 10, -10], ("bij twijfel telt meer dan 89 punten niet mee", -15)),
        (50, [30, -10], ("een vraag heeft altijd minstens 50 punten", 30)),
        (60, [40, 19], ("reden 1", 19)),
    ],
    ids=["capped", "lifted", "rounded"],
)
def test_what_a_question_cannot_score_stands_as_the_last_reason(score, points, last):
    reasons = [f"reden {number}" for number in range(len(points))]
    told = Candidate(0, score, reasons, points=points).weighed
    assert sum(reason.points for reason in told) == score
    assert (told[-1].words, told[-1].points) == last


def test_the_bench_shows_points_and_tells_candidates_apart(as_user, admin, batch):
    text = as_user(admin).get(reverse("imports:review", args=[batch.pk])).text
    assert re.search(r'<b class="crm-strong">[+]\d+</b>', text)
    row = batch.rows.in_review().first()
    row.batch = batch
    assert candidates_of(row)[0].tells_apart == [
        "Merwestraat 18, 3311 ZZ Dordrecht", "KvK 99000001", "omvang 12",
    ]  # fmt: skip
