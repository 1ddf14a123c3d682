"""Which source goes first, per field."""

import pytest

from employers.models import Employer, PrecedenceChange, PrecedenceRule, SourceList, Unit
from employers.precedence import Precedence, change_precedence
from employers.provenance import FIELDS, UNIT_FIELDS, Source, set_values
from tests.employers.test_provenance import JANUARY, MARCH, SANNE

RANKS = {"kvk": 10, "baanbrekend": 20, "lwl": 30}
STANDARD = Precedence(RANKS)
PHONE = STANDARD.with_order("phone", ["lwl", "kvk"])


@pytest.mark.parametrize(
    ("precedence", "unit", "first", "second"),
    [
        pytest.param(STANDARD, "phone", "kvk", "baanbrekend", id="the trade register before Baanbrekend"),
        pytest.param(STANDARD, "phone", "baanbrekend", "lwl", id="Baanbrekend before LWL"),
        pytest.param(STANDARD, "phone", "person", "kvk", id="a person before every list"),
        pytest.param(STANDARD, "phone", "person", "api", id="a person before the API"),
        pytest.param(STANDARD, "phone", "api", "kvk", id="the API before every list"),
        pytest.param(STANDARD, "phone", "lwl", "elders", id="a known list before one without a rank"),
        pytest.param(PHONE, "phone", "lwl", "kvk", id="an order of its own"),
        pytest.param(PHONE, "phone", "person", "lwl", id="a person before an order of its own"),
        pytest.param(PHONE, "phone", "api", "lwl", id="the API before an order of its own"),
        pytest.param(PHONE, "phone", "kvk", "baanbrekend", id="a list that the order does not name comes last"),
        pytest.param(PHONE, "email", "kvk", "lwl", id="another field keeps the standard"),
    ],
)
def test_who_goes_first(precedence, unit, first, second):
    assert precedence.rank(unit, first) < precedence.rank(unit, second)


def test_for_contact_persons_the_newest_wins_until_there_is_an_order():
    assert STANDARD.newest_wins("contact_person")
    assert not STANDARD.newest_wins("phone")
    assert not STANDARD.with_order("contact_person", ["lwl"]).newest_wins("contact_person")


def test_every_field_with_provenance_can_get_an_order():
    assert set(UNIT_FIELDS) == {unit.value for unit in Unit if unit.is_of_employer}
    assert {name for names in UNIT_FIELDS.values() for name in names} == set(FIELDS)


def of(slug, precedence):
    return Source(slug, slug, precedence)


def test_an_order_decides_for_its_own_field_only():
    employer = Employer()
    set_values(employer, {"phone": "+31780000001", "email": "a@kvk.example"}, source=of("kvk", PHONE), on=MARCH)
    set_values(employer, {"phone": "+31780000002", "email": "b@lwl.example"}, source=of("lwl", PHONE), on=JANUARY)
    assert (employer.phone, employer.email) == ("+31780000002", "a@kvk.example")


def test_an_order_never_goes_before_a_person():
    employer = Employer()
    set_values(employer, {"phone": "+31780000001"}, source=SANNE, on=JANUARY)
    set_values(employer, {"phone": "+31780000002"}, source=of("lwl", PHONE), on=MARCH)
    assert employer.phone == "+31780000001"


@pytest.mark.django_db
def test_a_change_is_kept_with_who_and_what_it_was(admin):
    standing = Precedence.load().standing("phone")
    order = ["lwl", *(slug for slug in standing if slug != "lwl")]
    change_precedence("phone", order, was=standing, is_for_register=False, by=admin)
    change = PrecedenceChange.objects.get()
    assert (change.changed_by, change.before[0], change.after[0]) == (admin, "KvK", "Lijst LWL")
    assert Precedence.load().order("phone") == order


@pytest.mark.django_db
def test_a_change_on_top_of_a_colleagues_change_is_refused(admin):
    standing = Precedence.load().standing("phone")
    order = ["lwl", *(slug for slug in standing if slug != "lwl")]
    assert change_precedence("phone", order, was=standing, is_for_register=False, by=admin)
    assert change_precedence("phone", standing, was=standing, is_for_register=False, by=admin) is None
    assert Precedence.load().order("phone") == order


@pytest.mark.django_db
def test_a_new_list_comes_behind_an_order(admin):
    standing = Precedence.load().standing("phone")
    change_precedence("phone", standing, was=standing, is_for_register=False, by=admin)
    SourceList.objects.create(name="Nieuw", slug="nieuw", rank=1)
    assert Precedence.load().order("phone")[-1] == "nieuw"
    assert Precedence.load().order("email")[0] == "nieuw"
    assert PrecedenceRule.objects.filter(unit="phone").count() == len(standing)
