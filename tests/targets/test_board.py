"""The dashboard by region, organisation and adviser, of any period; its five answers and its tables."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from outreach.models import Overlap
from targets.board import Board
from targets.dashboard_tables import TABLES
from targets.periods import presets
from tests.factories import (
    ContactMomentFactory,
    EmployerFactory,
    InterestFactory,
    SupportNeedFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def board(user, on, **query):
    return Board(user, query, on)


def answer(user, on, key, **query):
    return next(each for each in board(user, on, **query).answers if each.key == key)


COUNT = re.compile(r"<h2[^>]*aria-live[^>]*>\s*([\d.]+)")


def listed(client, url):
    """How many the list behind a number says it holds."""
    return COUNT.search(client.get(url).content.decode())[1]


def numbers(found):
    return [line.number for line in found.lines]


# Whose work ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(adviser_lwl, adviser_baanbrekend, lwl, talk):
    """Two small firms reached by Sanne, one by a colleague, two by Baanbrekend; of these one by both."""
    shared, *others = [EmployerFactory(size=4) for _ in range(4)]
    colleague = UserFactory(organisation=lwl)
    for employer, adviser in zip(
        [shared, *others], [adviser_lwl, adviser_lwl, colleague, adviser_baanbrekend], strict=True
    ):
        talk(employer, adviser, days_ago=3)
    talk(shared, adviser_baanbrekend, days_ago=2)


@pytest.mark.parametrize(
    ("query", "reached", "advisers"),
    [
        pytest.param({}, 4, 3, id="the region"),
        pytest.param({"organisatie": "lwl"}, 3, 2, id="a team"),
        pytest.param({"wie": "ik"}, 2, 1, id="one's own work"),
    ],
)
def test_each_look_counts_its_own_work(busy, as_user, adviser_lwl, today, query, reached, advisers):
    look = board(adviser_lwl, today, **query)
    assert look.growth.reached == look.heat.totals.total.reached == look.advisers.reached == reached
    assert len(look.advisers.lines) == advisers
    client = as_user(adviser_lwl)
    assert listed(client, look.frame.reached_url) == str(reached)
    assert client.get("/dashboard/", query).status_code == 200


def test_own_work_shows_own_targets_and_their_line(adviser_lwl, lwl, talk, this_year, today):
    talk(EmployerFactory(size=4), adviser_lwl)
    own, _ = TargetFactory(adviser=adviser_lwl, **this_year), TargetFactory(organisation=lwl, **this_year)
    look = board(adviser_lwl, today, wie="ik")
    assert [each.target for each in look.progress] == [own]
    assert (look.growth.pace.number, look.growth.pace.realised) == (own.number, 1)


def test_own_work_is_for_advisers(as_user, manager, adviser_lwl):
    assert "Mijn werk" in as_user(adviser_lwl).get("/dashboard/").content.decode()
    assert "Mijn werk" not in as_user(manager).get("/dashboard/?wie=ik").content.decode()


def test_own_work_without_targets_says_so(as_user, adviser_lwl):
    page = as_user(adviser_lwl).get("/dashboard/?wie=ik").content.decode()
    assert "Voor Sanne van Dijk loopt nu geen eigen doel." in page


# Which period -------------------------------------------------------------------------------------------------------


def test_a_period_counts_what_was_done_in_it(as_user, manager, adviser_lwl, talk, today):
    for days_ago in (50, 40, 30, 2):
        talk(EmployerFactory(size=4), adviser_lwl, days_ago=days_ago)
    since, until = today - timedelta(days=45), today - timedelta(days=20)
    query = {"van": since.isoformat(), "tot": until.isoformat()}
    assert board(manager, today, **query).growth.reached == 2
    page = as_user(manager).get("/dashboard/", query).content.decode()
    assert "Contacten, doelen en gevonden dubbele benaderingen zijn die van" in page


def test_targets_of_a_past_period_are_counted_as_of_its_last_day(manager, adviser_lwl, talk, today):
    for days_ago in (30, 2):
        talk(EmployerFactory(size=4), adviser_lwl, days_ago=days_ago)
    TargetFactory(from_on=today - timedelta(days=60), until_on=today + timedelta(days=60))
    query = {"van": (today - timedelta(days=60)).isoformat(), "tot": (today - timedelta(days=10)).isoformat()}
    progress = board(manager, today, **query).progress[0]
    assert (progress.pace.realised, progress.pace.on) == (1, today - timedelta(days=10))
    assert board(manager, today).progress[0].pace.realised == 2


def test_blind_spots_are_those_of_today_whatever_the_period(as_user, manager, adviser_lwl, talk, today):
    for days_ago in (2, 30, 760):
        talk(EmployerFactory(size=4, sector=None), adviser_lwl, days_ago=days_ago)
    query = {"van": (today - timedelta(days=40)).isoformat(), "tot": (today - timedelta(days=20)).isoformat()}
    found = answer(manager, today, "waar-niet", **query)
    assert numbers(found) == ["1"]
    assert listed(as_user(manager), found.lines[0].url) == "1"


def test_the_period_of_the_target_keeps_its_line(manager, this_year, today):
    target = TargetFactory(**this_year)
    period = {"van": target.from_on.isoformat(), "tot": target.until_on.isoformat()}
    assert board(manager, today, **period).growth.pace.number == target.number
    assert board(manager, today, **period | {"tot": today.isoformat()}).growth.pace is None


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param({"van": "2026-10-01", "tot": "2026-09-01"}, "ligt voor de eerste", id="turned round"),
        pytest.param({"van": "2099-01-01", "tot": "2099-02-01"}, "Deze dag moet nog komen.", id="to come"),
        pytest.param({"van": "2026-01-01", "tot": "9999-02-01"}, "Het jaar klopt niet.", id="a slip"),
        pytest.param(
            {"van": "gisteren", "tot": ""}, "Deze datum klopt niet. Schrijf een dag als 31-12-2026.", id="no day"
        ),
    ],
)
def test_a_period_that_makes_no_sense_is_told(as_user, manager, query, message):
    page = as_user(manager).get("/dashboard/", query).content.decode()
    assert message in page
    assert "Cijfers vanaf" in page


def test_usual_periods_are_whole_quarters_halves_and_years():
    found = presets(date(2026, 11, 26))
    assert found["Dit kwartaal"] == (date(2026, 10, 1), date(2026, 12, 31))
    assert found["Vorig kwartaal"] == (date(2026, 7, 1), date(2026, 9, 30))
    assert found["Vorig halfjaar"] == (date(2026, 1, 1), date(2026, 6, 30))
    assert found["Vorig jaar"] == (date(2025, 1, 1), date(2025, 12, 31))
    assert presets(date(2026, 2, 1))["Vorig kwartaal"] == (date(2025, 10, 1), date(2025, 12, 31))


def test_links_keep_the_other_choices(as_user, manager):
    look = board(manager, date(2026, 11, 26), organisatie="lwl", van="2026-01-01", tot="2026-06-30", kaart="blind")
    period = "van=2026-01-01&tot=2026-06-30&kaart=blind"
    assert {name: url for name, url, _ in look.views}["Hele regio"] == f"?{period}"
    assert {name: url for name, url, _ in look.presets}["Looptijd van het doel"] == "?organisatie=lwl&kaart=blind"
    assert [name for name, _, is_shown in look.presets if is_shown] == ["Vorig halfjaar"]


# Five answers -------------------------------------------------------------------------------------------------------


def test_do_we_reach_small_firms(as_user, manager, adviser_lwl, talk, today):
    employers = [EmployerFactory(size=4) for _ in range(10)]
    query = {"van": (today - timedelta(days=9)).isoformat(), "tot": today.isoformat()}
    for employer, days_ago in zip(employers, (0, 9, 10, 19, 20), strict=False):
        talk(employer, adviser_lwl, days_ago=days_ago)
    talk(employers[0], adviser_lwl, days_ago=12)
    found = answer(manager, today, "bereik", **query)
    assert (found.short, found.is_well, numbers(found)) == ("50,0% in 24 maanden", False, ["2", "3", "10"])
    client = as_user(manager)
    assert [listed(client, line.url) for line in found.lines] == numbers(found)


def test_where_do_we_not(as_user, manager, adviser_lwl, talk, today):
    talk(EmployerFactory(size=4, sector=None), adviser_lwl)
    for size in (2, 12, None):
        EmployerFactory(size=size, sector=None)
    found = answer(manager, today, "waar-niet")
    assert (found.short, numbers(found)) == ("2 blinde vlekken", ["2"])
    assert found.lines[0].text == "van 3 in Geen sector"
    assert listed(as_user(manager), found.lines[0].url) == "2"


def test_are_we_on_course(manager, this_year, today):
    TargetFactory(number=1, **this_year)
    late = TargetFactory(name="Meer gesprekken", measure="talks", number=200, **this_year)
    found = answer(manager, today, "koers")
    assert (found.short, found.is_well) == ("1 van 2 doelen op koers", False)
    assert (found.lines[0].number, found.lines[0].url) == ("Meer gesprekken", late.get_absolute_url())
    assert found.lines[0].text == "loopt achter: nog 7 gesprekken per week"


def test_do_we_get_in_each_others_way(as_user, manager, adviser_lwl, adviser_baanbrekend, today):
    sides = sorted([adviser_lwl.organisation, adviser_baanbrekend.organisation], key=lambda each: each.pk)
    fields = {"first_organisation": sides[0], "second_organisation": sides[1]}
    for number, closed in enumerate([{}, {"outcome": "coordinated"}, {"outcome": "double"}]):
        employer = EmployerFactory()
        closed |= {"closed_at": timezone.now(), "closed_by": manager} if closed else {}
        overlap = Overlap.objects.create(subject=f"employer:{number}", employer=employer, **fields, **closed)
        if number < 2:
            overlap.moments.add(ContactMomentFactory(employer=employer, adviser=adviser_lwl))
    found = answer(manager, today, "dubbel")
    assert (found.short, numbers(found)) == ("1 dubbele benadering open", ["3", "1"])
    client = as_user(manager)
    assert [listed(client, line.url) for line in found.lines] == numbers(found)
    own = answer(adviser_lwl, today, "dubbel", wie="ik")
    assert numbers(own) == ["2", "1"]
    assert listed(as_user(adviser_lwl), own.lines[0].url) == "2"


def test_what_do_employers_want(as_user, manager, today):
    for variant, status in (("evc", "interested"), ("evc", "active"), ("bpv", "starting"), ("short", "none")):
        InterestFactory(variant=variant, status=status)
    for kind in ("administration", "administration", "financial"):
        SupportNeedFactory(kind=kind, adviser=manager)
    found = answer(manager, today, "wensen")
    assert (found.short, numbers(found)) == ("Vooral EVC", ["2", "1", "2"])
    assert found.lines[-1].text == "open hulpvragen: papierwerk"
    assert [listed(as_user(manager), line.url) for line in found.lines] == numbers(found)


def test_an_empty_register_has_an_answer_to_everything(as_user, manager, today):
    assert [each.short for each in board(manager, today).answers] == [
        "Nog geen kleine werkgevers", "Geen blinde vlekken", "Er loopt geen doel", "Nu niet", "Nog niet bekend",
    ]  # fmt: skip


# Tables -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_a_workbook_and_a_csv(as_user, manager, busy, this_year, name):
    TargetFactory(**this_year)
    client = as_user(manager)
    book = load_workbook(io.BytesIO(client.get(f"/dashboard/tabel/{name}/").content))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    text = client.get(f"/dashboard/tabel/{name}/?vorm=csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines == [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert {len(line) for line in lines} == {len(lines[0])}
    assert f"/dashboard/tabel/{name}/?&amp;vorm=xlsx" in client.get("/dashboard/").content.decode()


def test_a_table_follows_the_choices_of_the_page(as_user, adviser_lwl, busy):
    client = as_user(adviser_lwl)
    rows = client.get("/dashboard/tabel/adviseurs/?wie=ik&vorm=csv").content.decode("utf-8-sig").splitlines()
    assert rows[1:] == ["Sanne van Dijk;LWL;0;2;2;0", "Totaal;;0;2;2;0"]


def test_a_file_is_called_after_whose_work_and_which_days_it_holds(as_user, manager, today):
    days = "van=2026-07-01&tot=2026-09-30"

    def called(name, query):
        return as_user(manager).get(f"/dashboard/tabel/{name}/?{query}")["Content-Disposition"].partition("=")[2]

    assert called("groei", days) == '"dashboard-groei-regio-2026-07-01-tot-2026-09-30.xlsx"'
    assert called("omvang", f"{days}&organisatie=lwl") == f'"dashboard-omvang-lwl-{today}.xlsx"'


def test_a_table_that_is_not_there_is_not_found(as_user, manager):
    assert as_user(manager).get("/dashboard/tabel/omzet/").status_code == 404
