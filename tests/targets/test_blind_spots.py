"""The page of blind spots: every number is the length of the list that it links to."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from dateutil.relativedelta import relativedelta
from django.http import QueryDict
from django.test import RequestFactory
from openpyxl import load_workbook

from accounts.models import Organisation
from employers.filters import EmployerFilter
from employers.models import Employer, Municipality, Region, RegionMembership, Sector, SourceList
from targets.blind_spots.page import LABELS, BlindSpots
from targets.blind_spots.panels import draw_map
from targets.frame import frame_for
from tests.factories import AccreditationFactory, EmployerFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
URL = "/blinde-vlekken/"


@pytest.fixture
def register(talk_now_and_then):
    """Employers in several sectors, sizes and towns; reached by the one, the other, long ago, or by nobody."""
    towns = list(Municipality.objects.order_by("cbs_code")[:3])
    sectors = [*Sector.objects.all()[:2], None]
    sizes = [{"size": 1}, {"size": 7}, {"size": 30}, {"size": None}, {"size_minimum": 20, "size_maximum": 49}]
    kvk, bbd = (SourceList.objects.get(slug=slug) for slug in ("kvk", "baanbrekend"))
    for at in range(36):
        employer = EmployerFactory(
            municipality=towns[at % 3], sector=sectors[at // 3 % 3], is_opted_out=at % 11 == 10, **sizes[at % 5]
        )
        talk_now_and_then(employer, at)
        RegistrationFactory(employer=employer, source=bbd if at % 5 == 0 else kvk)
        if at % 9 == 0:
            AccreditationFactory(employer=employer)


def look_at(user, today, **asked):
    organisations = list(Organisation.objects.partners())
    return BlindSpots(frame_for(user, [], None, today), organisations, asked, user=user)


def listed(user, url):
    """How many employers the list with this address holds."""
    request = RequestFactory().get(url)
    request.user = user
    found = EmployerFilter(QueryDict(url.partition("?")[2]), Employer.objects.visible_to(user), request=request)
    assert not found.problems
    return found.qs.count()


LOOKS = [
    "blind", "bereikt", "bereikt-lwl", "bereikt-baanbrekend", "inbeeld-lwl", "inbeeld-baanbrekend", "nooit"
]  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("axes", "chosen"),
    [("sector-omvang", "GM0505"), ("gemeente-omvang", "geen"), ("sector-gemeente", "1-4"), ("sector-gemeente", "")],
)
def test_every_cell_is_the_count_of_its_list(manager, today, register, axes, chosen, look):
    name = look_at(manager, today, tabel=axes).filter_name
    page = look_at(manager, today, tabel=axes, toon=look, **{name: chosen})
    assert page.look.key == look
    assert (page.chosen or "") == chosen
    cells = [cell for row in page.table.rows for cell in row.cells if cell.total]
    assert cells
    assert [cell.large for cell in cells] == [listed(manager, cell.url) for cell in cells]


@pytest.mark.parametrize("axes", LABELS)
def test_the_cells_of_a_row_add_up_to_its_total(manager, today, register, axes):
    table = look_at(manager, today, tabel=axes).table
    at = next(at for at, column in enumerate(table.columns) if column.label == "Totaal klein")
    for row in table.rows:
        assert sum(cell.total for cell in row.cells[:at]) == row.cells[at].total
    assert table.rows[-1].cells[at].total == Employer.objects.active().in_region().small().count()
    assert table.rows[-1].cells[at].number == Employer.objects.blind_spots().count()


@pytest.mark.parametrize("axes", LABELS)
def test_unknown_sizes_have_a_column_of_their_own(manager, today, register, axes):
    table = look_at(manager, today, tabel=axes).table
    unknown = {"sector-gemeente": "Omvang onbekend"}.get(axes, "Onbekend")
    at = [column.label for column in table.columns].index(unknown)
    assert table.rows[-1].cells[at].total == Employer.objects.active().in_region().with_unknown_size().count()


def test_the_panel_of_towns_counts_their_lists(manager, today, register):
    for town in look_at(manager, today).towns:
        for name, url in town.urls.items():
            assert getattr(town, name) == listed(manager, url), (town.name, name)


def test_the_profile_counts_its_lists_and_names_what_is_missing(manager, today, register):
    profile = look_at(manager, today).profile
    for row in profile.rows:
        assert row.listed == listed(manager, row.url)
        assert [share.number for share in row.shares] == [listed(manager, share.url) for share in row.shares]


def test_a_sector_that_an_organisation_hardly_knows_is_called_weinig(manager, today):
    industry, retail = Sector.objects.all()[:2]
    kvk, bbd = (SourceList.objects.get(slug=slug) for slug in ("kvk", "baanbrekend"))
    for sector, source, times in [(industry, kvk, 4), (retail, kvk, 4), (industry, bbd, 3), (retail, bbd, 1)]:
        for _ in range(times):
            RegistrationFactory(employer=EmployerFactory(size=3, sector=sector), source=source)
    rows = {row.name: row.shares for row in look_at(manager, today).profile.rows}
    verdicts = {
        name: [share.verdict for share in shares if share.organisation.slug == "baanbrekend"]
        for name, shares in rows.items()
    }
    assert verdicts == {industry.name: ["veel"], retail.name: ["weinig"]}


def test_the_trend_is_the_blind_spot_rule_on_each_day(manager, today, register):
    quarters = look_at(manager, today).trend
    assert len(quarters) == 9
    assert quarters[-1].day == today
    for quarter in quarters:
        since = quarter.day - relativedelta(months=24) + timedelta(days=1)
        small = Employer.objects.active().in_region().small().approachable()
        assert quarter.blind == small.not_reached(since=since, until=quarter.day).count()
    assert quarters[-1].blind == Employer.objects.blind_spots().count()


def test_the_largest_spots_link_to_their_employers(manager, today, register):
    spots = look_at(manager, today).spots
    assert spots
    assert [spot.blind for spot in spots] == sorted((spot.blind for spot in spots), reverse=True)
    assert [spot.blind for spot in spots] == [listed(manager, spot.url) for spot in spots]


def test_the_map_has_every_town_of_the_region_on_a_place_of_its_own(manager, today):
    drawn = draw_map(look_at(manager, today).towns)
    assert {tile.town.code for tile in drawn.tiles} == set(
        Municipality.objects.in_region().values_list("cbs_code", flat=True)
    )
    assert len({(tile.x, tile.y) for tile in drawn.tiles}) == len(drawn.tiles)


def test_a_town_that_nobody_drew_comes_below(manager, today):
    gorinchem = Municipality.objects.create(name="Gorinchem", cbs_code="GM0512")
    RegionMembership.objects.create(region=Region.objects.get(), municipality=gorinchem, valid_from="2020-01-01")
    tiles = {tile.town.name: tile for tile in draw_map(look_at(manager, today).towns).tiles}
    assert tiles["Gorinchem"].y > max(tile.y for name, tile in tiles.items() if name != "Gorinchem")


def test_a_manager_makes_a_target_of_a_cell(client, manager, register):
    client.force_login(manager)
    page = client.get(URL, {"tabel": "gemeente-omvang", "vak": "doel"}).content.decode()
    town = Municipality.objects.order_by("cbs_code").first()
    address = f"/doelen/nieuw/?measure=reached&amp;municipality={town.pk}&amp;size_band=1-4"
    assert address in page
    form = client.get(address.replace("&amp;", "&")).context["form"]
    assert (form["municipality"].value(), form["size_band"].value()) == (str(town.pk), "1-4")


def test_a_cell_becomes_a_call_list_of_its_employers(client, adviser_lwl, today):
    town = Municipality.objects.order_by("cbs_code").first()
    wanted = EmployerFactory(trade_name="Bakkerij De Lindt", size=3, municipality=town)
    EmployerFactory(trade_name="Garage Noord", size=7, municipality=town)
    client.force_login(adviser_lwl)
    page = client.get(URL, {"tabel": "gemeente-omvang", "vak": "bellijst"}).content.decode()
    address = f"/bellijst/?gemeente={town.cbs_code}&amp;omvang=1-4&amp;blind=ja"
    assert address in page
    found = client.get(address.replace("&amp;", "&"))
    assert [call.employer for call in found.context["calls"]] == [wanted]
    assert "Blinde vlek" in found.content.decode()


def test_an_adviser_gets_no_targets_to_make(client, adviser_lwl, register):
    client.force_login(adviser_lwl)
    page = client.get(URL, {"vak": "doel"}).content.decode()
    assert "/doelen/nieuw/" not in page
    assert "Kies een vak om de werkgevers te zien." in page


def test_an_empty_register_says_what_to_do(client, manager):
    client.force_login(manager)
    page = client.get(URL).content.decode()
    assert "Met deze keuze zijn er geen werkgevers" in page
    assert "Er zijn hier geen blinde vlekken." in page


def test_a_choice_that_means_nothing_is_left_out(client, manager, register):
    client.force_login(manager)
    page = client.get(URL, {"tabel": "x", "toon": "y", "gemeente": "z"})
    assert page.status_code == 200
    assert page.context["page"].query() == "tabel=sector-omvang&toon=blind"


def test_the_number_of_queries_does_not_grow_with_the_register(client, manager, register, django_assert_num_queries):
    client.force_login(manager)
    client.get(URL)
    with django_assert_num_queries(12):
        client.get(URL)


@pytest.mark.parametrize("name", ["tabel", "gemeenten", "profiel", "verloop"])
def test_every_table_can_be_taken_along(client, manager, register, name):
    client.force_login(manager)
    sheet = load_workbook(BytesIO(client.get(f"{URL}export/", {"welke": name}).content)).active
    text = client.get(f"{URL}export/", {"welke": name, "vorm": "csv"}).content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    assert [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == lines
    assert len(lines) > 2


def test_a_sector_named_as_a_formula_does_not_run(client, manager):
    EmployerFactory(size=3, sector=Sector.objects.create(name="=1+1", slug="formule"))
    client.force_login(manager)
    assert "'=1+1;" in client.get(f"{URL}export/", {"vorm": "csv"}).content.decode("utf-8-sig")


def test_without_any_region_there_is_nothing_to_see(as_user, manager):
    EmployerFactory(size=3)
    RegionMembership.objects.update(valid_until=date(2020, 1, 1))
    assert as_user(manager).get(URL).status_code == 200


def test_how_many_are_reached_already_is_no_number_for_a_target(register, as_user, manager):
    client = as_user(manager)
    for look, asks in (("blind", True), ("bereikt", False)):
        page = client.get(URL, {"tabel": "gemeente-omvang", "vak": "doel", "toon": look}).text
        assert "/doelen/nieuw/?measure=reached" in page
        assert ("&amp;number=" in page.partition('id="begin"')[0]) is asks


def test_a_file_of_a_table_that_is_not_there_is_not_found(as_user, manager):
    assert as_user(manager).get(f"{URL}export/", {"welke": "omzet"}).status_code == 404
