"""Rows of a list that names every establishment: an employer without numbers goes to the one that fits it best."""

from dataclasses import replace

import pytest

from employers.matching import Record, Register, Verdict
from tests.employers.matching_cases import known, row

KNOWN = replace(row("Kwakernaak Kids", domains=("kwakernaak.example",)), id=1)
HERE = replace(known(2, "Kwakernaak Kids", kvk_number="90001000", domains=("kwakernaak.example",)), id=-2)
ALSO_HERE = replace(known(3, "Kwakernaak Kids", kvk_number="90001000", domains=("kwakernaak.example",)), id=-3)
ELSEWHERE = replace(HERE, id=-4, establishment_number="000090000004", place="Sliedrecht", municipality="Sliedrecht")


def matches(register: list[Record], rows: list[Record]):
    """The rows looked through and matched in their order, learnt as the importer does."""
    known_employers = Register(register)
    for record in rows:
        known_employers.expect(record)
    found = {}
    for record in rows:
        match = found[record.id] = known_employers.match(record)
        if match.verdict is Verdict.CERTAIN:
            known_employers.add(replace(record, id=match.employer_id))
        elif match.verdict is Verdict.NEW:
            known_employers.add(record)
    return found


@pytest.mark.parametrize("rows", [[HERE, ELSEWHERE], [ELSEWHERE, HERE]], ids=["right row first", "wrong row first"])
def test_best_row_gets_the_employer_whatever_the_order(rows):
    found = matches([KNOWN], rows)
    assert (found[HERE.id].verdict, found[HERE.id].employer_id) == (Verdict.CERTAIN, KNOWN.id)
    assert found[ELSEWHERE.id].verdict == Verdict.NEW


@pytest.mark.parametrize("rows", [[HERE, ALSO_HERE], [ALSO_HERE, HERE]], ids=["one way", "other way"])
def test_two_branches_in_the_place_are_for_a_person(rows):
    found = matches([KNOWN], rows)
    assert {match.verdict for match in found.values()} == {Verdict.LIKELY}
    assert "een andere regel van deze lijst past even goed" in found[HERE.id].reasons


def test_web_domain_of_all_branches_does_not_choose_one():
    found = matches([KNOWN], [HERE, replace(ALSO_HERE, domains=())])
    assert Verdict.CERTAIN not in {match.verdict for match in found.values()}


def test_holding_before_its_firm_leaves_the_firm_alone():
    address = {"street": "Kade", "house_number": 1, "postcode": "3314 KK"}
    firm = replace(row("Verlinde Constructie", phones=("+31780001234",), **address), id=1)
    holding = replace(known(30, "Verlinde Holding", phones=("+31780001234",), **address), id=-30)
    works = replace(known(31, "Verlinde Constructie", **address), id=-31)
    found = matches([firm], [holding, works])
    assert found[holding.id].verdict == Verdict.NEW
    assert (found[works.id].verdict, found[works.id].employer_id) == (Verdict.CERTAIN, firm.id)


def test_name_and_place_alone_link_only_to_an_employer_of_the_trade_register():
    first = replace(row("Kwakernaak Kids"), id=1)
    assert Register([first]).match(row("Kwakernaak Kids")).verdict == Verdict.LIKELY
    assert Register([replace(HERE, id=2)]).match(row("Kwakernaak Kids")).verdict == Verdict.CERTAIN


def test_moved_firm_with_a_telling_name_is_asked_about():
    moved = row("Kwakernaak Kids", street="Singel", house_number=9, postcode="3311 ZX")
    other = replace(row("Kwakernaak Kids", street="Havenkade", house_number=4, postcode="3316 XZ"), id=1)
    assert Register([other]).match(moved).verdict == Verdict.LIKELY


def test_legal_form_in_brackets_is_no_name():
    register = Register([replace(row("De Dubbel (BV)", street="Kade", house_number=1), id=1)])
    assert register.match(row("Adviesbureau De Waag (b.v.)", street="Singel", house_number=9)).verdict == Verdict.NEW


STREET = {"street": "Parallelweg", "postcode": "3364 CM", "place": "Sliedrecht", "municipality": "Sliedrecht"}
AT_82 = replace(known(5, "Focus Bevrachting", kvk_number="90001001"), id=-5, house_number=82, **STREET)
AT_28 = replace(known(6, "Focus Bevrachting", kvk_number="90001001"), id=-6, house_number=28, **STREET)
SLIP = row("Focus Bevrachting", house_number=82, **STREET)
NEIGHBOUR = "nog een vestiging in dezelfde straat: alleen het huisnummer verschilt"


def test_two_branches_in_one_street_are_not_told_apart_by_a_house_number_alone():
    register = Register([replace(AT_82, id=1), replace(AT_28, id=2)])
    match = register.match(SLIP)
    assert (match.verdict, match.employer_id) == (Verdict.LIKELY, 1)
    assert NEIGHBOUR in match.reasons


def test_a_namesake_in_the_street_with_another_kvk_number_is_no_branch():
    namesake = replace(AT_28, id=2, kvk_number="90001002")
    match = Register([replace(AT_82, id=1), namesake]).match(replace(SLIP, kvk_number="90001001"))
    assert (match.verdict, match.employer_id) == (Verdict.CERTAIN, 1)


def test_its_own_phone_tells_which_branch_in_the_street_it_is():
    register = Register([replace(AT_82, id=1, phones=("+31184000082",)), replace(AT_28, id=2)])
    assert register.match(replace(SLIP, phones=("+31184000082",))).verdict == Verdict.CERTAIN


@pytest.mark.parametrize("rows", [[AT_82, AT_28], [AT_28, AT_82]], ids=["right row first", "wrong row first"])
def test_rows_of_two_branches_in_one_street_do_not_take_a_known_employer(rows):
    found = matches([replace(SLIP, id=1)], rows)
    assert Verdict.CERTAIN not in {match.verdict for match in found.values()}
    assert found[AT_82.id].employer_id == 1
