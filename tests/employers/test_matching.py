"""Which employer is this row: every hard case, and what always holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.matching import Record, Register, Verdict
from tests.employers.matching_cases import (
    CASES,
    HOLDING,
    LIDLS,
    MERWE,
    MERWE_ADDRESS,
    OFFICES,
    VAN_DIJK_BOUW,
    known,
    row,
)

EVERYONE = (MERWE, VAN_DIJK_BOUW, HOLDING, *LIDLS, *OFFICES)


@pytest.mark.parametrize("case", CASES, ids=[case.fact for case in CASES])
def test_hard_case(case):
    match = Register(case.register).match(case.row)
    assert match.verdict in case.verdicts, (match.score, match.reasons)
    if case.employer_id and match.verdict != Verdict.NEW:
        assert match.employer_id == case.employer_id, match


@pytest.mark.parametrize("record", EVERYONE, ids=[f"{record.names[0]} {record.id}" for record in EVERYONE])
def test_record_with_numbers_is_certainly_itself(record):
    match = Register(EVERYONE).match(replace(record, id=-1))
    assert (match.verdict, match.employer_id, match.score) == (Verdict.CERTAIN, record.id, 100)


@pytest.mark.parametrize("record", EVERYONE, ids=[f"{record.names[0]} {record.id}" for record in EVERYONE])
def test_other_vestigingsnummer_is_never_the_same(record):
    match = Register(EVERYONE).match(replace(record, id=-1, establishment_number="000099999999"))
    assert match.verdict == Verdict.NEW


@given(st.permutations(EVERYONE), st.sampled_from(CASES))
def test_order_of_the_register_does_not_matter(register, case):
    ordered = Register(EVERYONE).match(case.row)
    shuffled = Register(register).match(case.row)
    assert (shuffled.verdict, shuffled.employer_id, shuffled.score) == (
        ordered.verdict,
        ordered.employer_id,
        ordered.score,
    )


def test_reasons_are_dutch_and_heaviest_first():
    match = Register([MERWE]).match(row("De Wilg B.V.", phones=("+31780001111",), **MERWE_ADDRESS))
    assert match.reasons == (
        "naam 92% gelijk zonder rechtsvorm",
        "zelfde postcode en huisnummer",
        "zelfde telefoonnummer",
    )


def test_numbers_alone_give_that_as_reason():
    match = Register([MERWE]).match(replace(MERWE, id=-1))
    assert match.reasons == ("zelfde KvK-nummer en vestigingsnummer",)


def test_a_vestigingsnummer_under_another_kvk_number_is_asked():
    """A sole trader that goes on as a B.V. keeps its vestigingsnummer."""
    match = Register(EVERYONE).match(replace(MERWE, id=-1, kvk_number="90009999"))
    assert (match.verdict, match.employer_id) == (Verdict.LIKELY, MERWE.id)
    assert match.reasons == ("zelfde vestigingsnummer, ander KvK-nummer: mogelijk een nieuwe rechtsvorm of eigenaar",)


def test_other_kvk_number_at_the_same_address_is_a_possible_concern():
    match = Register([MERWE]).match(row("Bakkerij De Wilg", kvk_number="90009999", **MERWE_ADDRESS))
    assert "ander KvK-nummer: mogelijk concern" in match.candidates[0].reasons


def test_branches_are_counted_in_the_reasons():
    match = Register(LIDLS).match(row("Lidl", kvk_number="90001000"))
    assert "3 vestigingen onder dit KvK-nummer" in match.reasons


def test_crowded_address_is_told():
    match = Register(OFFICES).match(row("Dolmen Software", street="Kantorenpark", house_number=100, postcode="3317 ZZ"))
    assert "zelfde postcode en huisnummer (5 bedrijven op dit adres)" in match.reasons


def test_added_row_is_found_by_its_double():
    register = Register([VAN_DIJK_BOUW])
    first = row("Hoveniersbedrijf Zwaluwstaart", street="Eikenlaan", house_number=3, postcode="3315 BB")
    assert register.match(first).verdict == Verdict.NEW
    register.add(replace(first, id=500))
    double = register.match(row("ZWALUWSTAART HOVENIERS", street="Eikenln", house_number=3, postcode="3315 BB"))
    assert (double.verdict, double.employer_id) == (Verdict.CERTAIN, 500)


def test_second_record_of_an_employer_adds_what_it_looks_like():
    old_address = {"street": "Havenkade", "house_number": 4, "postcode": "3316 XZ"}
    register = Register([MERWE])
    register.add(replace(row("Broodhuis Oosterling", **old_address), id=1))
    match = register.match(row("BROODHUIS OOSTERLING BV", **old_address))
    assert (match.verdict, match.employer_id) == (Verdict.CERTAIN, 1)


def test_employer_that_got_its_number_later_refuses_other_numbers():
    register = Register([replace(MERWE, kvk_number="", establishment_number="")])
    register.add(MERWE)
    assert register.match(replace(MERWE, id=-1, establishment_number="000099999999")).verdict == Verdict.NEW


def test_taken_over_vestigingsnummer_is_not_linked_unattended():
    match = Register([MERWE]).match(replace(MERWE, id=-1, kvk_number="90008888", names=("Nieuwe Eigenaar",)))
    assert match.verdict != Verdict.CERTAIN


def test_empty_register_knows_nothing():
    match = Register().match(row("Bakkerij De Wilg"))
    assert (match.verdict, match.employer_id, match.reasons) == (
        Verdict.NEW,
        None,
        ("niets in het register lijkt hierop",),
    )


def test_row_without_anything_but_a_name_is_not_linked_unattended():
    assert Register([MERWE]).match(Record(id=-1, names=("Bakkerij De Wilg",))).verdict != Verdict.CERTAIN


def test_crowded_block_does_not_hide_a_shared_kvk_number():
    branches = [known(1000 + number, f"Filiaal {number}", kvk_number="90001000") for number in range(200)]
    match = Register(branches).match(row("Filiaal", kvk_number="90001000"))
    assert match.candidates
