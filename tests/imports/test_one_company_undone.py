""" "Andere werkgever, zelfde onderneming": after an undo or a step back every company relation is as it was."""

import pytest

from employers.models import Company, Employer
from imports.models import ImportRow, RememberedAnswer
from imports.review import SAME, SISTER, candidates_of, decide, next_question, take_back
from imports.undo_report import foreseen
from tests.factories import CompanyFactory, EmployerFactory
from tests.imports.delivered import BAANBREKEND, applied, apply, previewed
from tests.imports.register_snapshot import whole_register
from tests.imports.test_undo import undo

pytestmark = pytest.mark.django_db
LWL = ["Naam organisatie", "Adres", "Tel"]
ROW = ["Kapsalon Knip & Zo", "Dorpsstraat 9, 3331 ZZ Zwijndrecht", "", "", "078-0001109", "", "R5", ""]
ROW_TOO = ["Kapsalon Knip en Zoon", "Dorpsstraat 11, 3331 ZZ Zwijndrecht", "", "", "078-0001119", "", "R6", ""]
ROW_OF_LWL = ["Kapsalon Knip & Zo", "Dorpsstraat 13, 3331 ZZ Zwijndrecht", "078-0001110"]
NUMBER = "99000077"


@pytest.fixture
def hairdresser():
    return EmployerFactory(
        trade_name="Kapsalon Knip en Zo", postcode="3331 ZZ", street="Dorpsstraat", house_number=7,
        phone="+31780001104", place="Zwijndrecht", size=2, company=None,
    )  # fmt: skip


def in_company(employer, **values):
    employer.company = CompanyFactory(**values)
    employer.save()
    return employer.company


def alone(hairdresser):
    return ROW


def with_a_number(hairdresser):
    in_company(hairdresser)
    return ROW


def in_a_company_without_number(hairdresser):
    EmployerFactory(trade_name="Barbier Bos", company=in_company(hairdresser, kvk_number=None))
    return ROW


def in_a_company_with_a_size(hairdresser):
    company = in_company(hairdresser, kvk_number=None)
    company.set_size(number=12, source="adviser")
    company.save()
    return ROW


def beside_a_row_with_a_new_number(hairdresser):
    in_company(hairdresser, kvk_number=None)
    return [*ROW[:-1], NUMBER]


def beside_a_row_with_a_known_number(hairdresser):
    CompanyFactory(kvk_number=NUMBER)
    return [*ROW[:-1], NUMBER]


CASES = [
    alone, with_a_number, in_a_company_without_number, in_a_company_with_a_size, beside_a_row_with_a_new_number,
    beside_a_row_with_a_known_number,
]  # fmt: skip


@pytest.fixture(params=CASES, ids=lambda case: case.__name__.replace("_", " "))
def asked(request, hairdresser):
    """A delivery with one question, and the register before anybody answered."""
    batch = previewed("baanbrekend", BAANBREKEND, [request.param(hairdresser)])
    ask_about(batch, hairdresser)
    return batch, whole_register()


def ask_about(batch, employer):
    """Whatever matching thought of it: is this row that employer?"""
    candidate = {"employer": employer.pk, "row": None, "score": 80, "reasons": ["naam lijkt"]}
    batch.rows.update(verdict="likely", employer=None, candidates=[candidate], changes=[])


def say_one_company(batch, admin, number=2):
    row = batch.rows.get(row_number=number)
    assert decide(row, SISTER, by=admin, candidate=candidates_of(row)[0])


def share(slug, header, rows, hairdresser, admin):
    """A delivery of which each row is said to be of one company with the hairdresser, applied."""
    batch = previewed(slug, header, rows)
    ask_about(batch, hairdresser)
    for number in range(2, 2 + len(rows)):
        say_one_company(batch, admin, number)
    return apply(batch, by=admin)


def companies_of(hairdresser, *names):
    hairdresser.refresh_from_db()
    return {hairdresser.company_id, *Employer.objects.filter(trade_name__in=names).values_list("company", flat=True)}


def test_a_step_back_before_applying_leaves_nothing(asked, admin):
    batch, before = asked
    say_one_company(batch, admin)
    assert take_back(batch, by=admin).sister is None
    assert whole_register() == before


def test_an_undo_leaves_every_relation_as_it_was(asked, hairdresser, admin):
    batch, before = asked
    say_one_company(batch, admin)
    apply(batch, by=admin)
    assert len(companies_of(hairdresser, ROW[0])) == 1
    undo(batch)
    assert whole_register() == before


def test_applied_again_and_undone_again_it_is_the_same(asked, hairdresser, admin):
    batch, before = asked
    say_one_company(batch, admin)
    for _ in range(2):
        apply(batch, by=admin)
        assert len(companies_of(hairdresser, ROW[0])) == 1
        undo(batch)
    assert whole_register() == before


def test_a_step_back_after_an_undo_asks_again(asked, admin):
    batch, before = asked
    say_one_company(batch, admin)
    undo(apply(batch, by=admin))
    row = take_back(batch, by=admin)
    assert (row.decision, row.sister, row.employer) == ("", None, None)
    assert next_question(batch) == row
    assert whole_register() == before
    assert decide(row, SAME, by=admin, candidate=candidates_of(row)[0])


def test_two_rows_of_one_company_with_the_same_employer(hairdresser, admin):
    before = whole_register()
    batch = share("baanbrekend", BAANBREKEND, [ROW, ROW_TOO], hairdresser, admin)
    assert len(companies_of(hairdresser, ROW[0], ROW_TOO[0])) == 1
    undo(batch)
    assert whole_register() == before


def test_undoing_one_list_does_not_part_what_another_put_together(hairdresser, admin):
    before = whole_register()
    first = share("baanbrekend", BAANBREKEND, [ROW], hairdresser, admin)
    second = share("lwl", LWL, [ROW_OF_LWL], hairdresser, admin)
    told = {line.name: line.reasons for line in foreseen(first)}
    assert told[str(hairdresser)] == ["is één onderneming met Kapsalon Knip & Zo, volgens de aanlevering lijst.csv"]
    assert told.keys() == {str(hairdresser), "Kapsalon Knip & Zo"}
    undo(first)
    other = Employer.objects.get(house_number=13)
    hairdresser.refresh_from_db()
    assert hairdresser.company_id == other.company_id
    assert hairdresser.company_id is not None
    undo(second)
    assert whole_register() == before
    assert not Company.objects.filter(employers=None).exists()


def test_undoing_the_later_list_first(hairdresser, admin):
    before = whole_register()
    first = share("baanbrekend", BAANBREKEND, [ROW], hairdresser, admin)
    undo(share("lwl", LWL, [ROW_OF_LWL], hairdresser, admin))
    assert len(companies_of(hairdresser, ROW[0])) == 1
    undo(first)
    assert whole_register() == before


def test_a_colleague_who_joined_the_company_keeps_it(hairdresser, admin):
    batch = share("baanbrekend", BAANBREKEND, [ROW], hairdresser, admin)
    hairdresser.refresh_from_db()
    third = EmployerFactory(trade_name="Barbier Bos", company=hairdresser.company)
    undo(batch)
    third.refresh_from_db()
    hairdresser.refresh_from_db()
    assert third.company is not None
    assert hairdresser.company is None


def test_the_remembered_answer_makes_the_relation_again_next_year(hairdresser, admin):
    before = whole_register()
    batch = share("baanbrekend", BAANBREKEND, [ROW], hairdresser, admin)
    undo(batch)
    assert not RememberedAnswer.objects.exists()
    assert ImportRow.objects.get().sister == hairdresser
    apply(batch, by=admin)
    again = applied("baanbrekend", BAANBREKEND, [ROW])
    assert again.rows.get().verdict == "unchanged"
    undo(again)
    undo(batch)
    assert whole_register() == before
