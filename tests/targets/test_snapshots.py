"""Kept stands: counted once, with everything that was counted, never changed, and taken along."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from employers.merging import merge_employers
from outreach.models import ContactMoment
from targets.freezing import AlreadyFinalError, take_final_snapshots, take_snapshot
from targets.measures import realised
from targets.models import Measure, SnapshotRow, TargetSnapshot
from targets.paper import facts_of, lines_of
from targets.tasks import take_final_snapshots as nightly
from tests.factories import CompanyFactory, EmployerFactory, InterestFactory, TargetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakery():
    return EmployerFactory(trade_name="Bakkerij De Korenaar", size=4, company=CompanyFactory(kvk_number="90001234"))


@pytest.fixture
def ended(today):
    return TargetFactory(
        name="Winkels", number=2, from_on=today - timedelta(days=90), until_on=today - timedelta(days=1)
    )


def test_it_keeps_who_counted_since_when_and_why(bakery, adviser_lwl, manager, talk, this_year, today):
    for days_ago in (9, 3):
        talk(bakery, adviser_lwl, days_ago=days_ago)
    snapshot = take_snapshot(target=TargetFactory(number=5, **this_year), on=today, by=manager)
    row = snapshot.rows.get()
    assert (snapshot.number, snapshot.asked, snapshot.population, snapshot.on) == (1, 5, 1, today)
    assert (row.name, row.kvk_number, row.size) == ("Bakkerij De Korenaar", "90001234", "4")
    assert (row.counted_on, row.how) == (today - timedelta(days=9), "Telefoon, gesproken, Sanne van Dijk (LWL)")


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_keeps_as_many_rows_as_it_counts(bakery, adviser_lwl, manager, talk, this_year, today, measure):
    talk(bakery, adviser_lwl)
    InterestFactory(employer=bakery, status="active", updated_by=adviser_lwl)
    target = TargetFactory(measure=measure, **this_year)
    snapshot = take_snapshot(target=target, on=today, by=manager)
    assert snapshot.number == snapshot.rows.count() == realised(target, today)


def test_what_happens_later_changes_nothing(bakery, adviser_lwl, manager, talk, this_year, today):
    talk(bakery, adviser_lwl)
    snapshot = take_snapshot(target=TargetFactory(**this_year), on=today, by=manager)
    ContactMoment.objects.all().delete()
    bakery.trade_name = "Iets anders"
    bakery.save()
    snapshot.refresh_from_db()
    assert (snapshot.number, snapshot.rows.get().name) == (1, "Bakkerij De Korenaar")


@pytest.mark.parametrize("model", [TargetSnapshot, SnapshotRow])
def test_the_database_refuses_every_change(bakery, adviser_lwl, manager, talk, this_year, today, model):
    talk(bakery, adviser_lwl)
    take_snapshot(target=TargetFactory(**this_year), on=today, by=manager)
    for change in (lambda rows: rows.update(name="Anders"), lambda rows: rows._raw_delete(using="default")):
        with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
            change(model.objects.all())


def test_at_night_the_stand_of_ended_targets_is_kept_once(bakery, adviser_lwl, talk, ended, today):
    talk(bakery, adviser_lwl, days_ago=3)
    talk(EmployerFactory(size=4), adviser_lwl)
    TargetFactory(from_on=today - timedelta(days=9), until_on=today)
    TargetFactory(from_on=ended.from_on, until_on=ended.until_on, withdrawn_at=ended.created_at)
    nightly()
    nightly()
    snapshot = TargetSnapshot.objects.get()
    assert (snapshot.target, snapshot.on, snapshot.number, snapshot.is_final) == (ended, ended.until_on, 1, True)
    assert take_final_snapshots() == 0


def test_a_stand_at_the_end_is_kept_once(ended, manager):
    take_snapshot(target=ended, on=ended.until_on, by=manager, is_final=True)
    with pytest.raises(AlreadyFinalError):
        take_snapshot(target=ended, on=ended.until_on, by=manager, is_final=True)
    with pytest.raises(IntegrityError, match="snapshot_one_final"), transaction.atomic():
        TargetSnapshot.objects.create(target=ended, on=ended.until_on, terms=[], asked=1, number=0, is_final=True)


# On screen and on paper ---------------------------------------------------------------------------------------------


def test_a_manager_keeps_the_stand_of_a_past_day(as_user, manager, adviser_lwl, bakery, talk, this_year, today):
    talk(bakery, adviser_lwl, days_ago=20)
    talk(EmployerFactory(size=4), adviser_lwl)
    target, day = TargetFactory(**this_year), today - timedelta(days=5)
    client = as_user(manager)
    page = client.get(target.get_absolute_url(), {"op": day.isoformat()}).content.decode()
    assert "Wat er geteld is: 1 werkgever<" in page
    assert "Geteld met de omvang, de sector en de gemeente die werkgevers toen hadden." in page
    page = client.post(reverse("targets:snapshot_take", args=[target.pk]), {"op": day.isoformat()}, follow=True)
    assert "is vastgelegd. Die verandert niet meer." in page.content.decode()
    assert "Bakkerij De Korenaar" in page.content.decode()
    assert TargetSnapshot.objects.get().on == day
    assert "1 van 100 op" in client.get(target.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        pytest.param("2999-01-01", "Deze dag moet nog komen.", id="still to come"),
        pytest.param("1999-01-01", "Het doel begon op", id="before the target"),
        pytest.param("gisteren", "Deze datum klopt niet. Schrijf een dag als 31-12-2026.", id="no day"),
    ],
)
def test_a_day_that_makes_no_sense_is_told_and_today_is_shown(as_user, manager, this_year, day, message):
    page = as_user(manager).get(TargetFactory(**this_year).get_absolute_url(), {"op": day}).content.decode()
    assert message in page
    assert "Stand van vandaag" in page


def test_the_workbook_and_the_paper_hold_the_list(as_user, manager, adviser_lwl, bakery, talk, this_year, today):
    talk(bakery, adviser_lwl)
    snapshot = take_snapshot(target=TargetFactory(name="Winkels", **this_year), on=today, by=manager)
    client = as_user(adviser_lwl)
    sheet = load_workbook(io.BytesIO(client.get(reverse("targets:snapshot_sheet", args=[snapshot.pk])).content))
    assert [cell.value for cell in sheet["Geteld"][2]][:3] == [1, "Bakkerij De Korenaar", "90001234"]
    assert ("Geteld", "1") in [tuple(cell.value for cell in row) for row in sheet["Stand"].rows]
    paper = PdfReader(io.BytesIO(client.get(reverse("targets:snapshot_paper", args=[snapshot.pk])).content))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "Bakkerij De Korenaar" in text
    assert "90001234" in text


def test_a_name_is_no_formula(manager, adviser_lwl, talk, this_year, today, as_user):
    talk(EmployerFactory(trade_name="=1+1", size=4), adviser_lwl)
    snapshot = take_snapshot(target=TargetFactory(**this_year), on=today, by=manager)
    content = as_user(manager).get(reverse("targets:snapshot_sheet", args=[snapshot.pk])).content
    assert load_workbook(io.BytesIO(content))["Geteld"]["B2"].value == "'=1+1"


def test_what_is_confidential_elsewhere_is_counted_and_not_read(
    as_user, manager, adviser_lwl, adviser_baanbrekend, bakery, talk, this_year, today
):
    talk(bakery, adviser_lwl, is_confidential=True)
    snapshot = take_snapshot(target=TargetFactory(**this_year), on=today, by=manager)
    ours, theirs = (as_user(who).get(snapshot.get_absolute_url()).content.decode() for who in (adviser_lwl, manager))
    assert "Bakkerij De Korenaar" in ours
    assert "Bakkerij De Korenaar" not in theirs
    assert "Vertrouwelijk bij een andere organisatie" in theirs
    content = as_user(adviser_baanbrekend).get(reverse("targets:snapshot_sheet", args=[snapshot.pk])).content
    assert "Korenaar" not in str(load_workbook(io.BytesIO(content))["Geteld"]["B2"].value)


def test_nothing_counted_is_kept_too(as_user, manager, this_year):
    snapshot = take_snapshot(target=TargetFactory(**this_year), on=date.today(), by=manager)
    assert "Op deze dag telde er niets mee" in as_user(manager).get(snapshot.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "known",
    [
        {"company": None},
        {"establishment_number": "000012345678", "company": None},
        {},
    ],
    ids=["name and place", "vestigingsnummer", "KvK number"],
)
def test_who_opted_out_since_is_counted_but_in_no_file(as_user, manager, adviser_lwl, talk, this_year, today, known):
    if not known:
        known = {"company": CompanyFactory(kvk_number="90005678")}
    shy = EmployerFactory(trade_name="Bakkerij Liever Niet", place="Papendrecht", size=4, **known)
    other = EmployerFactory(trade_name="Bakkerij Graag", place="Papendrecht", size=4, company=None)
    for employer in (shy, other):
        talk(employer, adviser_lwl)
    snapshot = take_snapshot(target=TargetFactory(**this_year), on=today, by=manager)
    shy.is_opted_out, shy.opted_out_reason = True, "Wil rust"
    shy.save()
    client = as_user(manager)
    sheet = load_workbook(io.BytesIO(client.get(reverse("targets:snapshot_sheet", args=[snapshot.pk])).content))
    names = [cell.value for cell in sheet["Geteld"]["B"][1:]]
    assert sorted(names) == ["Bakkerij Graag", "Wil niet benaderd worden"]
    paper = PdfReader(io.BytesIO(client.get(reverse("targets:snapshot_paper", args=[snapshot.pk])).content))
    text = "".join(page.extract_text() for page in paper.pages)
    assert ("Bakkerij Graag" in text, "Bakkerij Liever Niet" in text) == (True, False)
    page = client.get(snapshot.get_absolute_url()).text
    assert page.count(">Niet benaderen<") == 1


def test_who_was_merged_or_renamed_since_is_in_no_file_either(manager, adviser_lwl, talk, this_year, today):
    renamed = EmployerFactory(trade_name="Oude Naam", place="Papendrecht", size=4, company=None)
    dropped = EmployerFactory(trade_name="Dubbel", place="Papendrecht", size=4, company=None)
    for employer in (renamed, dropped):
        talk(employer, adviser_lwl)
    snapshot = take_snapshot(target=TargetFactory(**this_year), on=today, by=manager)
    renamed.trade_name, renamed.is_opted_out, renamed.opted_out_reason = "Nieuwe Naam", True, "Wil rust"
    renamed.save()
    merge_employers(keep=renamed, drop=dropped, values={}, by=manager)
    assert [line[1] for line in lines_of(snapshot, manager)] == ["Wil niet benaderd worden"] * 2


def test_halfway_a_target_is_not_missed_yet(ended, manager, today):
    running = TargetFactory(number=5, from_on=today - timedelta(days=9), until_on=today + timedelta(days=9))
    halfway = take_snapshot(target=running, on=today, by=manager)
    over = take_snapshot(target=ended, on=ended.until_on, by=None, is_final=True)
    assert dict(facts_of(halfway))["Uitkomst"] == "5 minder dan het doel"
    assert dict(facts_of(over))["Uitkomst"] == "2 te weinig"


def test_the_proof_says_the_dutch_time(manager, this_year, today):
    snapshot = take_snapshot(target=TargetFactory(**this_year), on=today, by=manager)
    snapshot.taken_at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert dict(facts_of(snapshot))["Vastgelegd"] == "2 juli 2026, 00.30 uur, door Rianne Kok"
