"""Another precedence: what it would change in the register, and bringing the register in line with it."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from employers.models import ContactPerson, Employer, PrecedenceChange, Unit
from employers.precedence import Precedence, change_precedence
from employers.provenance import UNIT_FIELDS, Source, set_values
from imports.in_line import InLine, bring_in_line, employers_changed
from tests.database import taken_back
from tests.imports.delivered import BAANBREKEND, KVK, KVK_ROWS, applied
from tests.properties import AS_FOUND, tried

pytestmark = pytest.mark.django_db
OF_EMPLOYER = [unit.value for unit in Unit if unit.is_of_employer]
LWL = ["Bedrijfsnaam", "Adres", "Telefoon", "Website", "KvK"]
# Van Es stands elsewhere on both lists; De Korenaar's name and phone differ.
OF_BAANBREKEND = [
    [
        "De Korenaar Bakkerij BV",
        "Merwestraat 18, 3311 ZZ Dordrecht",
        "Industrie",
        "Jan Bos",
        "078-0001104",
        "",
        "R1",
        "",
    ],
    ["Lasbedrijf Van Es", "Havenweg 6 3361 ZZ Sliedrecht", "Horeca", "", "078-0001105", "", "R2", "99000002"],
]
OF_LWL = [
    ["Bakkerij De Korenaar", "Merwestraat 18, 3311 ZZ Dordrecht", "078-0001199", "korenaar.example", "99000001"],
    ["Lasbedrijf Van Es", "Havenweg 8 3361 ZZ Sliedrecht", "078-0001198", "", "99000002"],
]


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    with taken_back(django_db_blocker):
        applied("kvk", KVK, KVK_ROWS)
        applied("baanbrekend", BAANBREKEND, OF_BAANBREKEND)
        applied("lwl", LWL, OF_LWL)
        yield


def order_with(first, unit):
    standing = Precedence.load().standing(unit) or Precedence.load().order(unit)
    return [first, *(slug for slug in standing if slug != first)]


def change(unit, order, by, is_for_register=True):
    """Save the order and do the work that it promises."""
    made = change_precedence(unit, order, was=Precedence.load().standing(unit), is_for_register=is_for_register, by=by)
    if made.is_waiting:
        assert bring_in_line(made.pk)
    made.refresh_from_db()
    return made


def preview(unit, order=None):
    precedence = Precedence.load()
    return list(InLine(unit, precedence.with_order(unit, order) if order else precedence).steps())


def values_and_sources():
    """All values that lists write, with the row that each comes from; what a value replaced is left out."""
    names = [name for unit in OF_EMPLOYER for name in UNIT_FIELDS[unit] if name != "size"]
    found = {}
    for employer in Employer.objects.order_by("pk"):
        values = {
            name: getattr(employer, name) for name in [*names, "size_minimum", "size_maximum", "size_source_name"]
        }
        kept = {
            name: {part: text for part, text in entry.items() if part != "replaced"}
            for name, entry in employer.provenance.items()
            if name == "size" or values[name] not in (None, "")
        }
        found[employer.pk] = values, kept
    return found


def van_es():
    return Employer.objects.get(trade_name="Lasbedrijf Van Es")


def test_with_an_order_a_later_list_does_not_replace_a_contact_person(admin):
    people = ["Bedrijfsnaam", "Contactpersoon", "E-mail contactpersoon", "KvK"]
    change("contact_person", order_with("lwl", "contact_person"), admin, is_for_register=False)
    applied("kvk", KVK, KVK_ROWS)
    applied("lwl", people, [["Bakkerij De Korenaar", "Jan Bos", "jan@lwl.example", "99000001"]])
    later = date(2026, 6, 1)
    applied("baanbrekend", people, [["Bakkerij De Korenaar", "Jan Bos", "jan@bbd.example", "99000001"]], on=later)
    assert ContactPerson.objects.get().email == "jan@lwl.example"


def test_without_an_order_the_newest_contact_person_wins():
    people = ["Bedrijfsnaam", "Contactpersoon", "E-mail contactpersoon", "KvK"]
    applied("kvk", KVK, KVK_ROWS)
    applied("lwl", people, [["Bakkerij De Korenaar", "Jan Bos", "jan@lwl.example", "99000001"]])
    later = date(2026, 6, 1)
    applied("baanbrekend", people, [["Bakkerij De Korenaar", "Jan Bos", "jan@bbd.example", "99000001"]], on=later)
    assert ContactPerson.objects.get().email == "jan@bbd.example"


def test_moving_a_list_works_by_plain_links(admin, as_user):
    address = reverse("imports:precedence_edit", args=["phone"])
    page = as_user(admin).get(address).content.decode()
    standing = Precedence.load().standing("phone")
    moved = ",".join([standing[1], standing[0], *standing[2:]])
    assert f'href="?volgorde={moved}"' in page


def test_saving_over_a_colleagues_change_is_refused(admin, as_user):
    data = {"volgorde": "lwl", "was": "lwl,kvk", "wanneer": "later"}
    response = as_user(admin).post(reverse("imports:precedence_edit", args=["address"]), data, follow=True)
    assert "Een collega heeft deze voorrang net gewijzigd." in response.content.decode()
    assert not PrecedenceChange.objects.exists()


def test_an_unknown_field_is_not_found(admin, as_user):
    assert as_user(admin).get("/imports/voorrang/schoenmaat/").status_code == 404


def test_the_newest_contact_person_can_be_chosen_again(admin, as_user):
    change("contact_person", order_with("lwl", "contact_person"), admin, is_for_register=False)
    was = ",".join(Precedence.load().standing("contact_person"))
    as_user(admin).post(
        reverse("imports:precedence_edit", args=["contact_person"]), {"volgorde": "nieuwste", "was": was}
    )
    assert Precedence.load().newest_wins("contact_person")


@pytest.mark.parametrize("unit", OF_EMPLOYER)
def test_after_three_lists_no_change_changes_nothing(register, unit):
    assert preview(unit) == []


def test_the_preview_tells_what_would_come_from_where(register):
    step = next(step for step in preview("address", order_with("baanbrekend", "address")) if step.is_visible)
    assert (step.before, step.after) == ("Havenweg 4, 3361 ZZ Sliedrecht", "Havenweg 6, 3361 ZZ Sliedrecht")
    assert (step.old_source, step.new_source) == ("KvK", "Lijst Baanbrekend")
    assert van_es().house_number == 4


def test_bringing_in_line_writes_the_value_with_its_provenance(register, admin):
    made = change("address", order_with("baanbrekend", "address"), admin)
    entry = van_es().provenance["house_number"]
    assert (van_es().house_number, entry["source"], entry["replaced"]) == (6, "baanbrekend", "4")
    assert (made.employers_changed, bool(made.finished_at)) == (1, True)
    assert list(employers_changed(made)) == [van_es()]


@pytest.mark.parametrize("unit", OF_EMPLOYER)
def test_the_employers_behind_the_number_are_as_many(register, admin, unit):
    """Also when an employer only gets another source for the same value."""
    for first in ("lwl", "baanbrekend", "kvk"):
        made = change(unit, order_with(first, unit), admin)
        assert employers_changed(made).count() == made.employers_changed


def test_for_future_deliveries_only_the_register_stays(register, admin):
    before = values_and_sources()
    change("address", order_with("baanbrekend", "address"), admin, is_for_register=False)
    assert values_and_sources() == before
    applied(
        "baanbrekend", BAANBREKEND, [OF_BAANBREKEND[0], [*OF_BAANBREKEND[1][:4], "078-0001107", "", "R2", "99000002"]]
    )
    assert van_es().house_number == 6


def test_what_a_person_typed_stays(register, admin):
    employer = van_es()
    set_values(employer, {"house_number": 44}, source=Source.person(admin), on=date(2020, 1, 1))
    employer.save()
    assert change("address", order_with("baanbrekend", "address"), admin).employers_changed == 0
    assert not employers_changed(PrecedenceChange.objects.get())
    assert van_es().house_number == 44


def test_where_the_other_list_says_nothing_the_value_stays(register, admin):
    change("size", order_with("lwl", "size"), admin)
    assert van_es().size_minimum == 40


def test_doing_it_twice_changes_nothing(register, admin):
    made = change("address", order_with("baanbrekend", "address"), admin)
    before = list(Employer.objects.order_by("pk").values())
    PrecedenceChange.objects.filter(pk=made.pk).update(finished_at=None)
    assert bring_in_line(made.pk)
    assert list(Employer.objects.order_by("pk").values()) == before


UNITS = st.sampled_from(["trade_name", "address", "sector", "phone", "website", "size", "numbers"])


@tried(6, **AS_FOUND)
@given(st.lists(st.tuples(UNITS, st.permutations(["kvk", "baanbrekend", "lwl"])), min_size=1, max_size=3))
def test_changing_back_gives_the_same_register(register, admin, changes):
    before = values_and_sources()
    standing = {unit: Precedence.load().standing(unit) for unit, _ in changes}
    for unit, order in changes:
        change(unit, [*order, *(slug for slug in standing[unit] if slug not in order)], admin)
    for unit, order in standing.items():
        change(unit, order, admin)
    assert values_and_sources() == before


def test_history_names_the_precedence(register, admin, as_user):
    change("address", order_with("baanbrekend", "address"), admin)
    page = as_user(admin).get(reverse("employers:history", args=[van_es().pk])).content.decode()
    assert "Voorrang tussen lijsten, Beheer" in page


def test_the_page_shows_the_preview_before_saving(register, admin, as_user):
    order = ",".join(order_with("baanbrekend", "address"))
    address = reverse("imports:precedence_edit", args=["address"])
    page = as_user(admin).get(address, {"volgorde": order}).content.decode()
    assert "komt dit gegeven van Lijst Baanbrekend in plaats van KvK" in page
    assert "Havenweg 6, 3361 ZZ Sliedrecht" in page
    listed = as_user(admin).get(reverse("imports:precedence_employers", args=["address"]), {"volgorde": order})
    assert "1 werkgever" in listed.content.decode()


def test_saving_brings_the_register_in_line(register, admin, as_user, django_capture_on_commit_callbacks):
    was, order = Precedence.load().standing("address"), order_with("baanbrekend", "address")
    data = {"volgorde": ",".join(order), "was": ",".join(was), "wanneer": "nu"}
    web = as_user(admin)
    with django_capture_on_commit_callbacks(execute=True):
        response = web.post(reverse("imports:precedence_edit", args=["address"]), data)
    assert "1 werkgever</a> staat nu een andere waarde." in web.get(response.url).content.decode()
    assert "1 werkgever gewijzigd" in web.get(reverse("imports:precedence")).content.decode()


def test_the_number_of_queries_does_not_depend_on_the_employers(register, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        preview("address", order_with("baanbrekend", "address"))
