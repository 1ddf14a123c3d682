"""A very large register shows counts of a moment: the same numbers as counted live, as long as nothing changed."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from employers.census import one_moment, take_census
from employers.models import Census, Employer, Sector
from employers.search import search
from employers.suggesting import suggestions
from targets import counting
from targets.measures import realised
from targets.models import Measure, Target
from targets.periods import presets
from targets.tasks import count_look, count_register
from tests.factories import (
    CompanyFactory,
    EmployerFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db
PATHS = [
    "/dashboard/",
    "/dashboard/?organisatie=lwl",
    "/dashboard/?kaart=blind",
    "/blinde-vlekken/",
    "/blinde-vlekken/?tabel=gemeente-omvang&toon=inbeeld-baanbrekend",
    "/blinde-vlekken/?gemeente=GM0505",
    "/blinde-vlekken/?tabel=sector-gemeente&omvang=5-9&toon=bereikt-lwl",
    "/dashboard/?van=2020-01-01&tot=2030-12-31",
    "/dashboard/?van=2020-01-01&tot=2025-12-31&organisatie=baanbrekend",
    "/doelen/",
    "/bellijst/",
    "/plan/",
    "/werkgevers/",
    "/werkgevers/?gemeente=GM0505&klein=ja&bereikt=niet",
    "/werkgevers/?bereikt=lwl&bereikt=niet&sector=geen",
    "/werkgevers/?blind=ja",
    "/werkgevers/?blind=ja&regio=alle",
    "/werkgevers/?regio=nee",
    "/werkgevers/?keten=ja&zzp=ja",
    "/werkgevers/?inbeeld=lwl&nietbenaderen=nee&eigen_omvang=1-4",
    "/werkgevers/?erkend=ja&bron=kvk",
]
AT = r"Geteld om \d\d\.\d\d uur\.?"
MOMENT = re.compile(rf'<p class="crm-small crm-mute"> {AT}\s*</p>|\s*(<span [^>]*>)?{AT}(</span>)?')
INTERESTS = re.compile(r'(<span id="tel-(?:interesse|leidend)-[a-z]+">)\d*')  # not counted beforehand
TOKEN = re.compile(r'"[A-Za-z0-9]{64}"')


@pytest.fixture
def _what_people_look_at_waits():
    """Here it does not."""


@pytest.fixture(autouse=True)
def _few_periods(request, monkeypatch):
    """One that runs and one that is over, unless a test is about which they are: each counting takes its time."""
    if "every_period" not in request.fixturenames:
        few = ("Dit jaar", "Vorig kwartaal")
        monkeypatch.setattr(counting, "presets", lambda on: {name: presets(on)[name] for name in few})


@pytest.fixture
def every_period():
    """All periods that are counted beforehand, as in use."""


@pytest.fixture
def large(settings):
    """From now on every register is a very large one."""
    settings.CENSUS_FROM = 1


def forget_figures(settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"emptied-{uuid4()}"}}


def without_moment(page):
    return TOKEN.sub("", INTERESTS.sub(r"\1", MOMENT.sub("", page.content.decode())))


def opened(client, path):
    """The page with its figures, also when nobody counted them beforehand: here the worker does it at once."""
    page = client.get(path)
    return client.get(path) if page.status_code == 202 else page


def shows_what_counting_live_shows(client, paths, settings):
    live = {path: without_moment(client.get(path)) for path in paths}
    settings.CENSUS_FROM = 1
    count_register()
    for path in paths:
        page = opened(client, path)
        assert "Geteld om" in page.content.decode(), path
        assert without_moment(page) == live[path], path


def test_pages_show_the_numbers_that_counting_live_shows(client, manager, register, settings, every_period):
    client.force_login(manager)
    shows_what_counting_live_shows(client, PATHS, settings)


@pytest.mark.parametrize("segment", ["", "&gemeente=GM0505", "&omvang=5-9&sector=geen"])
def test_blind_spots_of_then_are_as_many_as_counting_live_finds(
    client, manager, register, settings, today, talk, adviser_lwl, segment
):
    client.force_login(manager)
    quarter = today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1) - timedelta(days=1)
    talk(Employer.objects.get(trade_name="Bakkerij 1"), adviser_lwl, days_ago=(today - quarter).days)
    path = f"/blinde-vlekken/toen/?op={quarter}{segment}"
    shows_what_counting_live_shows(client, [path], settings)


def test_ones_own_work_is_that_of_counting_live(client, adviser_lwl, register, settings):
    client.force_login(adviser_lwl)
    live = without_moment(client.get("/dashboard/?wie=ik"))
    settings.CENSUS_FROM = 1
    count_register()
    assert without_moment(client.get("/dashboard/?wie=ik")) == live


def test_a_page_does_not_count_what_nobody_counted_but_waits_for_the_worker(
    client, manager, register, settings, monkeypatch
):
    client.force_login(manager)
    path = "/dashboard/?van=2020-01-01&tot=2025-12-31&organisatie=lwl"
    live = without_moment(client.get(path))
    forget_figures(settings)  # and that somebody looked
    settings.CENSUS_FROM = 1
    count_register()
    asked = []
    monkeypatch.setattr(count_look, "apply_async", lambda look, expires: asked.append(look))
    for same in (path, f"{path}&kaart=blind", f"{path}&tekst=Karin"):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(same)
        assert page.status_code == 202
        assert "We tellen deze cijfers" in page.content.decode()
        assert not [query["sql"] for query in queries if '"outreach_contactmoment"' in query["sql"]]
    assert [sorted(query) for _, query in asked] == [["organisatie", "tot", "van"]]
    assert client.get(path, headers={"HX-Request": "true"}).status_code == 204
    count_look(*asked[0])
    assert client.get(path, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert without_moment(client.get(path)) == live


def test_one_look_that_cannot_be_counted_leaves_all_others(
    client, manager, adviser_lwl, register, large, monkeypatch, caplog
):
    def count(board):
        if board.user == adviser_lwl:
            Employer.objects.raw("SELECT no_such_column")[0]
        count_it(board)

    count_it = counting._count_board
    monkeypatch.setattr(counting, "_count_board", count)
    count_register()
    assert "could not be counted" in caplog.text
    client.force_login(manager)
    assert client.get("/dashboard/").context["growth"].reached > 0


def test_a_page_counts_itself_when_no_worker_did_in_time(client, manager, register, large, monkeypatch):
    client.force_login(manager)
    take_census()
    monkeypatch.setattr(count_look, "apply_async", lambda look, expires: None)
    assert client.get("/dashboard/").status_code == 202
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get("/dashboard/").context["growth"].reached > 0


def test_a_page_shows_the_moment_of_its_oldest_figure(client, manager, register, large, today, monkeypatch):
    client.force_login(manager)
    chosen = "/dashboard/?van=2020-01-01&tot=2025-12-31"
    midday = timezone.make_aware(datetime.combine(today, time(12)))
    monkeypatch.setattr(timezone, "now", lambda: midday)
    count_register()
    opened(client, chosen)
    monkeypatch.setattr(timezone, "now", lambda: midday + timedelta(minutes=15))
    count_register()
    assert "Geteld om 12.15 uur" in client.get("/dashboard/").content.decode()
    assert "Geteld om 12.00 uur" in client.get(chosen).content.decode()


def test_a_look_that_somebody_chose_is_counted_again(client, adviser_lwl, register, large, talk):
    client.force_login(adviser_lwl)
    count_register()
    before = client.get("/dashboard/?wie=ik").context["growth"].reached
    talk(EmployerFactory(size=3), adviser_lwl)
    assert client.get("/dashboard/?wie=ik").context["growth"].reached == before
    count_register()
    assert client.get("/dashboard/?wie=ik").context["growth"].reached == before + 1


@pytest.mark.parametrize("whose", ["", "&organisatie=lwl"])
@pytest.mark.parametrize("user", ["manager", "adviser_lwl"])  # of two organisations
def test_usual_periods_are_counted_beforehand(
    client, adviser_baanbrekend, adviser_lwl, settings, today, talk, whose, user, request, every_period
):
    """Those that still run again at every counting, those that are over once a day."""

    def reached(visit=client.get):
        paths = {name: f"/dashboard/?van={since}&tot={until}{whose}" for name, (since, until) in periods.items()}
        return {name: visit(path).context["growth"].reached for name, path in paths.items()}

    client.force_login(request.getfixturevalue(user))
    periods = presets(today)
    days = {min(until, today) for _, until in periods.values()}
    firms = [EmployerFactory(size=3) for _ in days]
    settings.CENSUS_FROM = 1
    count_register()
    for firm, day in zip(firms, days, strict=True):
        talk(firm, adviser_lwl, days_ago=(today - day).days)
    assert set(reached().values()) == {0}
    count_register()
    now = {name: sum(since <= day <= until for day in days) for name, (since, until) in periods.items()}
    assert 0 not in now.values()
    assert reached() == {name: number * (periods[name][1] >= today) for name, number in now.items()}
    forget_figures(settings)
    assert reached(lambda path: opened(client, path)) == now


def test_a_counting_of_another_day_says_so(client, manager, register, large, today):
    client.force_login(manager)
    Census.objects.create(counted_at=timezone.now() - timedelta(days=1), employers=100)
    yesterday = date_format(today - timedelta(days=1), "j F")
    assert f"Geteld op {yesterday} om " in opened(client, "/dashboard/").content.decode()


def test_a_target_that_was_changed_is_counted_again(client, manager, register, large, this_year):
    client.force_login(manager)
    target = TargetFactory(measure=Measure.BLIND_CLOSED, **this_year)
    count_register()
    Target.objects.filter(pk=target.pk).update(measure=Measure.EVENTS, version=1)
    running = client.get("/doelen/").context["running"]
    assert [each.pace.realised for each in running if each.target == target] == [
        realised(Target.objects.get(pk=target.pk))
    ]


@pytest.mark.django_db(transaction=True)
def test_all_figures_are_of_one_moment(manager, settings):
    settings.CENSUS_FROM = 1
    EmployerFactory()
    with one_moment():
        before = take_census().employers
        in_another_connection(lambda: EmployerFactory())
        assert Employer.objects.active().count() == before
    assert Employer.objects.active().count() == before + 1


def in_another_connection(work):
    def run():
        work()
        connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(run).result()


def test_nothing_is_counted_beforehand_in_a_register_of_ordinary_size(register):
    count_register()
    assert not Census.objects.exists()


def test_a_register_that_shrank_is_counted_live_again(register, large, settings):
    count_register()
    settings.CENSUS_FROM = 1000
    count_register()
    assert not Census.objects.exists()


def test_the_lines_hold_every_active_employer_once(register, large):
    census = take_census()
    assert sum(census.lines.values_list("number", flat=True)) == census.employers == Employer.objects.active().count()


def test_counts_keep_until_the_next_counting(client, manager, register, large):
    client.force_login(manager)
    count_register()
    before = client.get("/dashboard/").context["growth"].reached
    Employer.objects.all().update(ended_on="2020-01-01")
    assert client.get("/dashboard/").context["growth"].reached == before > 0
    count_register()
    EmployerFactory()
    count_register()
    assert client.get("/dashboard/").context["growth"].reached == 0


def test_figures_are_counted_when_the_store_was_emptied(client, manager, register, large, settings):
    client.force_login(manager)
    count_register()
    before = without_moment(client.get("/dashboard/"))
    forget_figures(settings)
    assert without_moment(opened(client, "/dashboard/")) == before


@pytest.mark.parametrize("path", ["/dashboard/", "/blinde-vlekken/"])
def test_a_sector_that_went_away_since_the_counting_breaks_no_page(client, manager, large, path):
    sector = Sector.objects.create(name="Visserij", slug="visserij")
    employer = EmployerFactory(sector=sector, size=3)
    client.force_login(manager)
    count_register()
    Employer.objects.filter(pk=employer.pk).update(sector=None)
    sector.delete()
    assert client.get(path).status_code == 200


def test_a_large_register_is_never_read_whole_for_its_dashboard(client, manager, register, large):
    client.force_login(manager)
    count_register()
    client.get("/dashboard/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/dashboard/")
    assert not [q["sql"] for q in queries if 'FROM "employers_employer"' in q["sql"].split("WHERE")[0]]


def test_a_large_register_is_searched_by_the_beginning_of_words(register, large):
    take_census()
    found = search(Employer.objects.all(), "bakk 1")
    assert {employer.trade_name for employer in found} == {"Bakkerij 1"} | {f"Bakkerij {n}" for n in range(10, 20)}
    assert not search(Employer.objects.all(), "akkerij").exists()
    assert [each.trade_name for each in suggestions(Employer.objects.all(), "bakkerij 23")] == ["Bakkerij 23"]


def test_a_large_register_finds_a_kvk_number(register, large):
    take_census()
    company = CompanyFactory(kvk_number="87654321")
    employer = EmployerFactory(company=company)
    assert list(search(Employer.objects.all(), "87654321")) == [employer]


@pytest.mark.parametrize("order", ["", "naam", "-omvang", "-contact"])
def test_a_page_of_a_search_is_as_in_a_register_of_ordinary_size(
    client, manager, register, settings, monkeypatch, order
):
    def pages():
        asked = ["", "1", "2", "3", "9", "0", "-1", "x", "²", "99999999999999999999"]
        path = f"/werkgevers/?tekst=bakkerij&regio=alle&sorteer={order}&pagina="
        return [client.get(path + page).context["listing"] for page in asked]

    monkeypatch.setattr("employers.listing.PAGE_SIZE", 10)
    client.force_login(manager)
    ordinary = pages()
    settings.CENSUS_FROM = 1
    take_census()
    for found, large in zip(ordinary, pages(), strict=True):
        assert (found.counts.has_choices, large.counts.has_choices) == (True, False)
        assert (large.total, large.page.number) == (found.total, found.page.number)
        assert found.total == 24
        assert [each.pk for each in large.page] == [each.pk for each in found.page]


@pytest.mark.parametrize("text", ["bakkerij", "bestaatniet"])
def test_a_search_looks_once(client, manager, register, large, text):
    client.force_login(manager)
    take_census()
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/werkgevers/?tekst={text}&regio=alle")
    assert len([query for query in queries if "to_tsquery" in query["sql"]]) == 1


def test_filters_that_the_counting_does_not_know_are_counted_live(client, manager, register, large):
    client.force_login(manager)
    take_census()
    page = client.get("/werkgevers/?tekst=bakkerij+23&regio=alle").content.decode()
    assert "1 werkgever" in page
    assert "Geteld om" not in page
    assert '<span id="tel-bereikt-niet"></span>' in page


def test_somebody_outside_the_region_sees_no_counts(client, outsider, register, large):
    client.force_login(outsider)
    count_register()
    assert "0 werkgevers" in client.get("/werkgevers/").content.decode()
    assert client.get("/dashboard/").context["heat"].rows == []
