"""Who may overwrite what, and where a value came from."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from employers.models import Employer, Municipality
from employers.normalise import Size
from employers.precedence import Precedence
from employers.provenance import Outcome, SizeValue, Source, columns_of, set_values
from tests.factories import EmployerFactory

RANKS = Precedence({"kvk": 10, "baanbrekend": 20, "lwl": 30})
JANUARY, MARCH, JUNE = date(2026, 1, 10), date(2026, 3, 10), date(2026, 6, 10)
SANNE = Source.person(User(pk=7, name="Sanne van Dijk"))


def of_list(slug, **more):
    return Source(slug, slug.upper(), RANKS, **more)


def employer_with(source, on, **values):
    employer = Employer()
    set_values(employer, values, source=source, on=on)
    return employer


@pytest.mark.parametrize(
    ("first", "first_on", "second", "second_on", "wins"),
    [
        pytest.param(of_list("lwl"), MARCH, of_list("kvk"), JANUARY, "second", id="a better list, even when older"),
        pytest.param(of_list("kvk"), JANUARY, of_list("lwl"), MARCH, "first", id="a lesser list, even when newer"),
        pytest.param(of_list("kvk"), JANUARY, of_list("kvk"), MARCH, "second", id="a newer delivery of the list"),
        pytest.param(of_list("kvk"), MARCH, of_list("kvk"), JANUARY, "first", id="an older delivery of the list"),
        pytest.param(SANNE, MARCH, of_list("kvk"), JANUARY, "first", id="typed after the reference date"),
        pytest.param(SANNE, JANUARY, of_list("kvk"), MARCH, "first", id="typed before the reference date"),
        pytest.param(of_list("kvk"), MARCH, SANNE, MARCH, "second", id="a person over the best list"),
        pytest.param(SANNE, MARCH, SANNE, JUNE, "second", id="a person over a person"),
    ],
)
def test_precedence(first, first_on, second, second_on, wins):
    employer = employer_with(first, first_on, phone="+31780000001")
    (change,) = set_values(employer, {"phone": "+31780000002"}, source=second, on=second_on)
    assert employer.phone == ("+31780000001" if wins == "first" else "+31780000002")
    assert change.applied == (wins == "second")


@given(st.permutations(["kvk", "baanbrekend", "lwl"]), st.lists(st.sampled_from([JANUARY, MARCH, JUNE]), min_size=3))
def test_the_order_of_the_lists_does_not_matter(order, days):
    employer = Employer()
    for slug, on in zip(order, days, strict=False):
        set_values(employer, {"email": f"info@{slug}.example"}, source=of_list(slug), on=on)
    assert employer.email == "info@kvk.example"
    assert employer.provenance["email"]["source"] == "kvk"


@pytest.mark.parametrize("order", list(permutations(["a", "b", "c"])))
def test_the_same_rows_again_change_nothing(order):
    """Two rows of one list about one employer that contradict each other do not take turns."""
    rows = {"a": "+31780000001", "b": "+31780000002", "c": "+31780000002"}
    employer = Employer()
    for key in order:
        set_values(employer, {"phone": rows[key]}, source=of_list("lwl", own_key=key), on=MARCH)
    again = [
        change
        for key in order
        for change in set_values(employer, {"phone": rows[key]}, source=of_list("lwl", own_key=key), on=MARCH)
    ]
    assert {change.outcome for change in again} <= {Outcome.KEPT}


def test_the_reason_names_who_typed_it_and_that_the_list_is_older():
    employer = employer_with(SANNE, MARCH, phone="+31780000001")
    (change,) = set_values(employer, {"phone": "+31780000002"}, source=of_list("kvk"), on=JANUARY)
    assert change.why == "ingevuld door Sanne van Dijk op 10 mrt 2026, na de peildatum van de lijst"
    assert (change.before, change.after) == ("+31780000001", "+31780000002")


def test_the_entry_tells_row_batch_date_and_what_was_replaced():
    employer = employer_with(of_list("lwl"), JANUARY, trade_name="Bakkerij Berg")
    source = of_list("kvk", batch=4, row=12, own_key="k1")
    set_values(employer, {"trade_name": "Bakkerij Van den Berg"}, source=source, on=MARCH)
    assert employer.provenance["trade_name"] == {
        "source": "kvk", "label": "KVK", "batch": 4, "row": 12, "own_key": "k1", "on": "2026-03-10",
        "replaced": "Bakkerij Berg",
    }  # fmt: skip


@pytest.mark.parametrize("empty", ["", None, "  "])
def test_an_empty_value_of_a_list_never_overwrites(empty):
    employer = employer_with(of_list("lwl"), JANUARY, phone="+31780000001")
    assert set_values(employer, {"phone": empty}, source=of_list("kvk"), on=MARCH) == []
    assert employer.phone == "+31780000001"


def test_a_person_may_empty_a_field_and_a_list_does_not_fill_it_again():
    employer = employer_with(of_list("lwl"), JANUARY, phone="+31780000001")
    set_values(employer, {"phone": ""}, source=SANNE, on=MARCH)
    (change,) = set_values(employer, {"phone": "+31780000001"}, source=of_list("lwl"), on=JUNE)
    assert (employer.phone, change.outcome) == ("", Outcome.KEPT)


def test_capitals_alone_make_no_change():
    employer = employer_with(of_list("lwl"), JANUARY, trade_name="BAKKERIJ BERG")
    changes = set_values(employer, {"trade_name": "Bakkerij Berg"}, source=of_list("kvk"), on=MARCH)
    assert [change.outcome for change in changes] == [Outcome.CONFIRMED]
    assert employer.trade_name == "BAKKERIJ BERG"


def test_the_same_value_from_a_better_list_takes_over_the_provenance():
    employer = employer_with(of_list("lwl"), JANUARY, phone="+31780000001")
    set_values(employer, {"phone": "+31780000001"}, source=of_list("kvk"), on=JANUARY)
    set_values(employer, {"phone": "+31780000002"}, source=of_list("baanbrekend"), on=MARCH)
    assert employer.phone == "+31780000001"


def test_an_address_is_replaced_whole():
    employer = employer_with(
        of_list("lwl"), JANUARY, street="Dorpsstraat", house_number=3, house_letter="A", place="Sliedrecht"
    )
    values = {"street": "Kade", "house_number": 8, "house_letter": "", "postcode": "3311 AB", "place": "Dordrecht"}
    set_values(employer, values, source=of_list("kvk"), on=MARCH)
    assert (employer.street, employer.house_number, employer.house_letter) == ("Kade", 8, "")
    assert (employer.postcode, employer.place) == ("3311 AB", "Dordrecht")


def test_a_person_who_corrects_the_house_number_holds_the_whole_address():
    employer = employer_with(of_list("kvk"), JANUARY, street="Kade", house_number=8, place="Dordrecht")
    set_values(employer, {"house_number": 9}, source=SANNE, on=MARCH)
    set_values(employer, {"street": "Dijk", "house_number": 1, "place": "Papendrecht"}, source=of_list("kvk"), on=JUNE)
    assert (employer.street, employer.house_number, employer.place) == ("Kade", 9, "Dordrecht")


def test_a_lesser_list_completes_an_address_it_agrees_with():
    employer = employer_with(of_list("kvk"), JANUARY, place="Dordrecht")
    values = {"street": "Kade", "house_number": 8, "place": "Dordrecht"}
    changes = set_values(employer, values, source=of_list("lwl"), on=JANUARY)
    assert {change.field: change.why for change in changes} == {"street": "was leeg", "house_number": "was leeg"}


def test_a_lesser_list_adds_no_letter_to_a_house_number():
    employer = employer_with(of_list("kvk"), JANUARY, street="Merwestraat", house_number=18)
    (change,) = set_values(employer, {"house_letter": "B"}, source=of_list("lwl"), on=MARCH)
    assert employer.house_letter == ""
    assert change.why == "KVK gaat voor LWL"


def test_a_size_of_a_list_carries_source_and_reference_date():
    employer = employer_with(of_list("kvk"), JANUARY, size=Size(None, 10, 19, "05"))
    assert (employer.size_minimum, employer.size_maximum, employer.working_people) == (10, 19, None)
    assert (employer.size_source, employer.size_source_name) == (Employer.Source.LIST, "KVK")
    assert employer.size_reference_date == JANUARY


def test_a_known_number_makes_a_class_more_precise_and_the_class_does_not_come_back():
    employer = employer_with(of_list("kvk"), JANUARY, size=Size(None, 10, 19))
    set_values(employer, {"size": Size(12, 12, 12)}, source=of_list("baanbrekend"), on=JANUARY)
    assert set_values(employer, {"size": Size(None, 10, 19)}, source=of_list("kvk"), on=MARCH) == []
    assert employer.working_people == 12


def test_the_same_size_a_year_later_has_a_newer_reference_date():
    employer = employer_with(of_list("kvk"), JANUARY, size=Size(12, 12, 12))
    changes = set_values(employer, {"size": Size(12, 12, 12)}, source=of_list("kvk"), on=JUNE)
    assert not any(change.applied for change in changes)
    assert employer.size_reference_date == JUNE
    assert "size_reference_date" in columns_of(changes)


def test_a_person_may_say_that_the_size_is_unknown_and_why():
    employer = employer_with(of_list("lwl"), JANUARY, size=Size(12, 12, 12))
    set_values(employer, {"size": SizeValue(unknown_reason="Wil het niet zeggen")}, source=SANNE, on=MARCH)
    assert (employer.has_known_size, employer.size_unknown_reason) == (False, "Wil het niet zeggen")
    assert employer.provenance["size"]["replaced"] == "12"


def test_a_written_value_raises_the_version_once():
    employer = Employer(version=3)
    set_values(employer, {"phone": "+31780000001", "email": "a@b.example"}, source=SANNE, on=MARCH)
    assert employer.version == 4
    set_values(employer, {"phone": "+31780000001"}, source=of_list("kvk"), on=MARCH)
    assert employer.version == 4


def test_a_field_without_provenance_is_refused():
    with pytest.raises(ValueError, match="merged_into"):
        set_values(Employer(), {"merged_into": None}, source=SANNE, on=MARCH)


@pytest.mark.django_db
def test_writing_asks_the_database_nothing(django_assert_num_queries):
    EmployerFactory()
    employer = Employer.objects.select_related("company", "municipality", "sector").get()
    values = {"municipality": Municipality.objects.get(cbs_code="GM0590"), "place": "Papendrecht", "sector": None}
    with django_assert_num_queries(0):
        changes = set_values(employer, values, source=of_list("kvk"), on=MARCH)
    assert {change.before for change in changes} == {"Dordrecht"}
