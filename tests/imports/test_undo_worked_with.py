"""What stays of an employer that a delivery added, and that people or other lists need, when it is taken back."""

from datetime import date

import pytest

from employers.editing import change_employer, leave_alone
from employers.models import ContactPerson, Employer, Network, NetworkMembership
from imports.models import Fate
from imports.taking_back import SHIELDED, WORKED_WITH
from imports.undo_report import foreseen, reported
from targets.models import Snooze
from tests.factories import (
    ContactMomentFactory,
    ContactPersonFactory,
    PortfolioEntryFactory,
    SupportNeedFactory,
)
from tests.imports.delivered import BAANBREKEND, KVK, KVK_ROWS, applied, apply
from tests.imports.test_undo import IN_2027, NEXT_YEAR, bakery, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return applied("kvk", KVK, KVK_ROWS)


def visser() -> Employer:
    return Employer.objects.select_related("company").get(trade_name="Visser Techniek")


def who_and_where(employer):
    return (
        employer.company and employer.company.kvk_number, employer.establishment_number, employer.street,
        employer.house_number, employer.postcode, employer.is_non_mailing,
    )  # fmt: skip


WORK = {
    "spoken with": (lambda firm, user: ContactMomentFactory(employer=firm), "heeft 1 contactmoment"),
    "fixed contact": (lambda firm, user: PortfolioEntryFactory(employer=firm), "heeft 1 vast contact"),
    "need": (lambda firm, user: SupportNeedFactory(employer=firm), "heeft 1 hulpvraag"),
    "person added": (lambda firm, user: ContactPersonFactory(employer=firm), "heeft 1 contactpersoon"),
    "member made": (
        lambda firm, user: NetworkMembership.objects.create(network=Network.objects.first(), employer=firm),
        "heeft 1 lidmaatschap",
    ),
    "value typed": (
        lambda firm, user: change_employer(by=user, employer=firm, values={"remarks": "Belt zelf"}),
        "gewijzigd door Sanne van Dijk",
    ),
    "left alone": (
        lambda firm, user: leave_alone(by=user, employer=firm, reason="Geen tijd"),
        "wil niet benaderd worden",
    ),
}


@pytest.mark.parametrize("name", WORK)
def test_a_new_employer_that_people_work_with_keeps_who_and_where_it_is(register, adviser_lwl, name):
    batch = applied("kvk", [*KVK, "Geen ongevraagde post (NMI)"], [[*row, "ja"] for row in NEXT_YEAR], on=IN_2027)
    do, why = WORK[name]
    do(visser(), adviser_lwl)
    (line,) = [line for line in foreseen(batch) if line.name == "Visser Techniek"]
    undo(batch)
    assert who_and_where(visser()) == ("99000004", "000099000004", "Kade", 9, "3311 AA", True)
    assert (visser().working_people, visser().size_source) == (None, "")
    assert not visser().registrations.exists()
    assert line.reasons[:2] == [why, WORKED_WITH]
    assert [(line.fate, line.reasons) for line in reported(batch) if line.name == "Visser Techniek"] == [
        (Fate.STAYED, line.reasons)
    ]
    assert len(reported(batch)) == 3  # its rows: no line for the company


def test_what_only_a_list_or_one_day_says_is_no_work(register, adviser_lwl):
    applied("baanbrekend", BAANBREKEND, [["Visser Techniek", "Kade 9, 3311 AA Dordrecht", "Techniek", "Jan Bos"]])
    batch = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    Snooze.objects.create(employer=visser(), adviser=adviser_lwl, on=IN_2027)
    new = applied("kvk", KVK, [["99000005", "000099000005", "Zagerij Ruis", "Kade", "11", "3311 AA", "Dordrecht", "5"]])
    Snooze.objects.create(employer=Employer.objects.get(trade_name="Zagerij Ruis"), adviser=adviser_lwl, on=IN_2027)
    undo(new)
    assert not Employer.objects.filter(trade_name="Zagerij Ruis").exists()
    undo(batch)
    assert visser().company is None


@pytest.mark.parametrize(
    ("slug", "on"), [("kvk", date(2026, 6, 1)), ("kvk", IN_2027), ("lwl", date(2026, 6, 1))], ids=str
)
def test_any_list_may_correct_what_stays(register, slug, on):
    """Also one of an earlier day, with a row of its own, or that comes after the KvK."""
    batch = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    ContactMomentFactory(employer=visser())
    undo(batch)
    assert visser().provenance["street"]["label"] == "KvK (ongedaan gemaakt)"
    header = ["KvK-nummer", "Naam organisatie", "Straat", "Huisnummer", "Postcode", "Plaats"]
    row = ["99000004", "Visser Techniek", "Haven", "2", "3311 BB", "Dordrecht"]
    if slug == "kvk":
        header, row = KVK, [*NEXT_YEAR[2][:3], "Haven", "2", "3311 BB", "Dordrecht", "6"]
    corrected = applied(slug, header, [row], on=on)
    assert (visser().street, visser().house_number, visser().postcode) == ("Haven", 2, "3311 BB")
    undo(corrected)
    assert (visser().street, visser().provenance["street"]["label"]) == ("Kade", "KvK (ongedaan gemaakt)")


@pytest.mark.parametrize("works_first", [True, False])
def test_in_which_order_deliveries_are_undone_does_not_matter(register, works_first):
    """The first brought it, the second moved it, and people work with it before or after the first is undone."""
    first = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    second = applied("kvk", KVK, [[*NEXT_YEAR[2][:3], "Haven", "2", *NEXT_YEAR[2][5:]]], on=date(2028, 3, 1))
    if works_first:
        ContactMomentFactory(employer=visser())
    undo(first)
    if not works_first:
        ContactMomentFactory(employer=visser())
    foretold = [(line.name, line.fate, line.reasons) for line in foreseen(second)]
    undo(second)
    assert who_and_where(visser())[:2] == ("99000004", "000099000004")
    assert visser().street
    assert [(line.name, line.fate, line.reasons) for line in reported(second)] == foretold
    assert visser().provenance["street"]["label"] == "KvK (ongedaan gemaakt)"


def test_the_legal_name_comes_again_with_the_corrected_list(register):
    header = [*KVK, "Statutaire naam"]
    batch = applied("kvk", header, [[*NEXT_YEAR[2], "Fout B.V."]], on=IN_2027)
    ContactMomentFactory(employer=visser())
    undo(batch)
    assert visser().company.legal_name == ""
    applied("kvk", header, [[*NEXT_YEAR[2], "Visser Holding B.V."]], on=IN_2027)
    assert visser().company.legal_name == "Visser Holding B.V."


def test_the_name_that_an_undone_list_brought_may_be_corrected_too():
    header, door = ["KvK-nummer", "Naam organisatie", *KVK[3:7]], NEXT_YEAR[2][3:7]
    batch = applied("kvk", KVK, [["99000004", "000099000004", "Fout Techniek", *NEXT_YEAR[2][3:]]])
    applied("lwl", header, [["99000004", "Fout Techniek", *door]])
    undo(batch)
    applied("lwl", header, [["99000004", "Visser Techniek", *door]], on=IN_2027)
    assert Employer.objects.get().trade_name == "Visser Techniek"


@pytest.mark.parametrize("change", [{"phone": "+31780009999"}, {"is_opted_out": True}], ids=str)
def test_a_person_of_the_list_whom_somebody_changed_is_work(change):
    header = [*KVK, "Contactpersoon", "Telefoon contactpersoon"]
    batch = applied("kvk", header, [[*NEXT_YEAR[2], "Jan Bos", "078 0001104"]])
    ContactPerson.objects.update(**change)
    foretold = [(line.fate, line.reasons) for line in foreseen(batch)]
    undo(batch)
    assert who_and_where(visser())[:3] == ("99000004", "000099000004", "Kade")
    assert [(line.fate, line.reasons) for line in reported(batch)] == foretold


def test_it_is_the_same_employer_when_a_corrected_list_comes(register):
    batch = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    new = Employer.objects.get(establishment_number="000099000004")
    ContactMomentFactory(employer=new)
    undo(batch)
    apply(batch)
    new.refresh_from_db()
    assert new.registrations.count() == 1
    assert new.working_people is not None


def test_a_shielded_address_stays_shielded(adviser_lwl):
    batch = applied("kvk", [*KVK, "Adres afgeschermd"], [[*KVK_ROWS[0], "ja"]])
    ContactMomentFactory(employer=bakery(), adviser=adviser_lwl)
    undo(batch)
    assert (bakery().street, bakery().is_address_shielded) == ("Merwestraat", True)
    (line,) = reported(batch)
    assert line.reasons == ["heeft 1 contactmoment", WORKED_WITH, SHIELDED]


def test_a_new_employer_that_only_another_list_has_too_keeps_its_name(register):
    batch = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    same = ["Visser Techniek", "Kade 9, 3311 AA Dordrecht", "", "", "", "", "R7", "99000004"]
    applied("baanbrekend", BAANBREKEND, [same], on=IN_2027)
    new = Employer.objects.get(establishment_number="000099000004")
    undo(batch)
    new.refresh_from_db()
    assert (new.trade_name, new.establishment_number, new.street) == ("Visser Techniek", "", "")
