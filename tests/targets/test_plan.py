import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from employers.models import Sector
from targets.frame import frame_for
from targets.models import PlanActivity, PlanPhase, PlanRole
from targets.plan.changing import begin_plan
from targets.plan.progress import plan_progress
from tests.factories import EmployerFactory, TargetFactory
from tests.factories.plans import PlanActivityFactory, PlanPhaseFactory

PLAN = "targets:plan"


def typed(form, **changes):
    """What a browser would send back from a form, with some fields changed."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | changes).items() if value is not None}


def plain(page):
    """The words of a page without its links."""
    return re.sub(r"</?a[^>]*>", "", page)


def test_without_a_plan_a_manager_begins_with_the_one_of_the_research(as_user, manager, lwl):
    client = as_user(manager)
    assert "Er is nog geen plan." in client.get(reverse(PLAN)).text
    page = client.post(reverse("targets:plan_begin"), follow=True).text
    assert page.index("Jaar 1: alle kansrijke sectoren") < page.index("Jaar 2: breder, de sectoren ernaast")
    assert "Informatie maken per sector" in page
    assert PlanRole.objects.get(organisation=lwl).text in page


def test_beginning_twice_makes_one_plan(db):
    begin_plan(on=date(2026, 11, 26))
    begin_plan(on=date(2026, 11, 27))
    assert list(PlanPhase.objects.values_list("from_on", "until_on")) == [
        (date(2026, 11, 1), date(2027, 10, 31)),
        (date(2027, 11, 1), date(2028, 10, 31)),
        (date(2028, 11, 1), date(2029, 10, 31)),
    ]
    assert all(each.phase.is_running(each.due_on) for each in PlanActivity.objects.all())


def test_each_phase_of_the_first_plan_reaches_wider(db):
    begin_plan(on=date(2026, 11, 26))
    named = [set(phase.sectors.values_list("slug", flat=True)) for phase in PlanPhase.objects.all()]
    assert named[0] == {"zakelijke-dienstverlening", "detailhandel", "techniek", "industrie"}
    assert all(named)
    assert not named[0] & named[1]


def test_a_phase_counts_small_employers_reached_in_its_sectors(as_user, manager, adviser_lwl, talk, today):
    retail = Sector.objects.get(slug="detailhandel")
    phase = PlanPhaseFactory(from_on=today - timedelta(days=50), until_on=today + timedelta(days=50))
    phase.sectors.add(retail)
    talk(EmployerFactory(size=4, sector=retail), adviser_lwl, days_ago=10)
    talk(EmployerFactory(size=4, sector=retail), adviser_lwl, days_ago=90)
    talk(EmployerFactory(size=4), adviser_lwl, days_ago=10)
    talk(EmployerFactory(size=400, sector=retail), adviser_lwl, days_ago=10)
    EmployerFactory(size=4, sector=retail)
    found = plan_progress(manager, frame_for(manager, [], None, today), [])[0]
    assert (found.reached, found.small, found.blind) == (1, 3, 1)
    assert "1 werkgever" in as_user(manager).get(found.reached_url).text
    assert "1 werkgever" in as_user(manager).get(found.blind_url).text


def test_late_and_done_are_told(as_user, adviser_lwl, today):
    phase = PlanPhaseFactory(from_on=today - timedelta(days=50), until_on=today + timedelta(days=50))
    PlanActivityFactory(phase=phase, due_on=today - timedelta(days=1), name="Blad maken")
    PlanActivityFactory(phase=phase, due_on=today - timedelta(days=1), status=PlanActivity.Status.DONE)
    PlanActivityFactory(phase=phase, due_on=today)
    page = as_user(adviser_lwl).get(reverse(PLAN)).text
    assert "1 van 3 klaar, 1 te laat" in plain(page)
    assert "Wijzigen" not in page


def test_an_activity_shows_the_stand_of_its_target(as_user, adviser_lwl, talk, today, this_year):
    target = TargetFactory(name="Winkels bereikt", number=10, **this_year)
    PlanActivityFactory(target=target)
    talk(EmployerFactory(size=4), adviser_lwl)
    page = as_user(adviser_lwl).get(reverse(PLAN)).text
    assert "Winkels bereikt" in page
    assert ">1</a> van 10" in page


def test_a_deadline_lies_in_its_phase(as_user, manager):
    phase = PlanPhaseFactory()
    data = {"phase": phase.pk, "name": "Bellen", "result": "Gebeld", "due_on": "2027-01-01", "status": "planned"}
    page = as_user(manager).post(reverse("targets:activity_create"), data)
    assert "Deze fase loopt van 1 januari 2026 tot en met 31 december 2026. Kies een dag daarin." in page.text
    as_user(manager).post(reverse("targets:activity_create"), data | {"due_on": "2026-12-31"})
    assert PlanActivity.objects.get().name == "Bellen"


def call_lists(form):
    return dict(form.fields["call_list"].choices)


def test_an_activity_has_one_of_the_own_views_as_call_list(as_user, manager, admin):
    manager.saved_views.create(name="Winkels", query="sector=detailhandel&blind=ja")
    admin.saved_views.create(name="Van een ander", query="blind=ja")
    client, url = as_user(manager), reverse("targets:activity_edit", args=[PlanActivityFactory().pk])
    form = client.get(url).context["form"]
    assert call_lists(form) == {"": "Geen bellijst", "sector=detailhandel&blind=ja": "Winkels"}
    client.post(url, typed(form, call_list="sector=detailhandel&blind=ja"))
    page = client.get(reverse(PLAN)).text
    assert 'href="/werkgevers/?sector=detailhandel&amp;blind=ja"' in page
    assert 'href="/bellijst/?sector=detailhandel&amp;blind=ja"' in page
    assert "/bellijst/?" not in as_user(admin).get(reverse(PLAN)).text


def test_a_list_of_employers_is_put_into_the_plan(as_user, manager):
    client, phase = as_user(manager), PlanPhaseFactory()
    EmployerFactory(sector=Sector.objects.get(slug="detailhandel"), size=4)
    shown = client.get(reverse("employers:list"), {"sector": "detailhandel", "blind": "ja"}).text
    url = unescape(re.search(r'href="([^"]+)">Zet in het plan', shown)[1])
    form = client.get(url).context["form"]
    assert call_lists(form)["sector=detailhandel&blind=ja"] == "Detailhandel, Blinde vlek"
    data = {"phase": phase.pk, "name": "Bellen", "result": "Gebeld", "due_on": phase.until_on, "status": "planned"}
    client.post(url, typed(form, **data))
    assert PlanActivity.objects.get().call_list == "sector=detailhandel&blind=ja"


def test_a_call_list_stays_when_its_view_is_gone(as_user, manager):
    activity = PlanActivityFactory(call_list="blind=ja")
    client, url = as_user(manager), reverse("targets:activity_edit", args=[activity.pk])
    client.post(url, typed(client.get(url).context["form"], name="Anders"))
    activity.refresh_from_db()
    assert (activity.name, activity.call_list) == ("Anders", "blind=ja")


def test_everybody_sees_the_same_call_list(as_user, manager):
    for name, query in [
        ("Van mij", "contact=ik&sorteer=-contact"),
        ("Alleen een volgorde", "sorteer=naam"),
        ("Wat ik opvolg", "blind=ja&opvolgen=week"),
    ]:
        manager.saved_views.create(name=name, query=query)
    form = as_user(manager).get(reverse("targets:activity_create")).context["form"]
    mine = f"contact={manager.pk}"
    assert call_lists(form) == {"": "Geen bellijst", mine: "Van mij", "blind=ja": "Wat ik opvolg"}
    form = as_user(manager).get(reverse("targets:activity_create"), {"bellijst": "contact=ik"}).context["form"]
    assert form["call_list"].value() == mine


def test_more_views_take_no_more_queries(as_user, manager, django_assert_num_queries):
    client, url = as_user(manager), reverse("targets:activity_create")
    with CaptureQueriesContext(connection) as none:
        client.get(url)
    for number in range(20):
        manager.saved_views.create(name=f"Weergave {number}", query=f"tekst=bakker{number}")
    with django_assert_num_queries(len(none)):
        client.get(url)


def test_two_people_who_choose_a_call_list_both_see_both(as_user, manager):
    activity = PlanActivityFactory(call_list="blind=ja")
    client, url = as_user(manager), reverse("targets:activity_edit", args=[activity.pk])
    form = client.get(url).context["form"]
    PlanActivity.objects.filter(pk=activity.pk).update(call_list="klein=ja", version=activity.version + 1)
    page = client.post(url, typed(form, name="Anders"))
    assert ("Bellijst", "Klein mkb (1 tot en met 25)", "Blinde vlek") in page.context["both"]
    again = page.context["form"]
    assert again["call_list"].value() == "blind=ja"
    client.post(url, typed(again))
    assert PlanActivity.objects.get().call_list == "blind=ja"


def test_a_call_list_whose_filters_are_gone_still_has_a_name(as_user, manager):
    activity = PlanActivityFactory(call_list="sector=weg")
    form = as_user(manager).get(reverse("targets:activity_edit", args=[activity.pk])).context["form"]
    assert call_lists(form)["sector=weg"] == "Een lijst met filters die er niet meer zijn"


@pytest.mark.parametrize("query", ["https://elders.example/", "sector=bestaat-niet", "pagina=2"])
def test_what_is_no_call_list_is_not_proposed(as_user, manager, query):
    client, url = as_user(manager), reverse("targets:activity_create")
    form = client.get(url, {"bellijst": query}).context["form"]
    assert call_lists(form) == {"": "Geen bellijst"}
    assert client.post(url, typed(form, call_list=query)).context["form"].errors["call_list"]


def test_the_same_activity_sent_twice_is_one(as_user, manager, today):
    client, url = as_user(manager), reverse("targets:activity_create")
    sent = {"phase": PlanPhaseFactory().pk, "name": "Blad maken", "result": "Eén blad", "due_on": str(today)}
    sent |= {"status": "planned", "version": "0"}
    assert "Het plan is opgeslagen." in client.post(url, sent, follow=True).text
    assert "Dit stond al in het plan." in client.post(url, sent, follow=True).text
    client.post(url, sent | {"result": "Twee bladen"})
    assert set(PlanActivity.objects.values_list("result", flat=True)) == {"Eén blad", "Twee bladen"}
    assert PlanActivity.objects.count() == 2


def test_the_same_phase_sent_twice_is_one_and_with_another_sector_two(as_user, manager):
    client, url = as_user(manager), reverse("targets:phase_create")
    one, other = Sector.objects.all()[:2]
    sent = {"name": "Jaar 3", "from_on": "2028-11-01", "until_on": "2029-10-31", "goal": "Allen", "version": "0"}
    for sectors in ([one.pk, other.pk], [other.pk, one.pk], [one.pk]):
        assert client.post(url, sent | {"sectors": sectors}).status_code == 302
    assert PlanPhase.objects.filter(name="Jaar 3").count() == 2


def test_dropped_is_kept_and_can_be_put_back(as_user, manager):
    activity = PlanActivityFactory(name="Blad maken")
    client, url = as_user(manager), reverse("targets:activity_status", args=[activity.pk])
    client.post(url, {"stand": "dropped"})
    assert "Vervallen (1)" in client.get(reverse(PLAN)).text
    client.post(url, {"stand": "planned"})
    assert "0 van 1 klaar" in plain(client.get(reverse(PLAN)).text)
    assert client.post(url, {"stand": "anders"}).status_code == 400


def test_two_people_changing_an_activity_see_both(as_user, manager, admin):
    activity = PlanActivityFactory(name="Blad maken", result="Eén blad")
    url = reverse("targets:activity_edit", args=[activity.pk])
    form = as_user(manager).get(url).context["form"]
    first, second = typed(form, result="Twee bladen", status="busy"), typed(form, result="Drie bladen")
    as_user(manager).post(url, first)
    page = as_user(admin).post(url, second)
    assert page.status_code == 422
    for said in ("Twee versies naast elkaar", "Twee bladen", "Drie bladen", "Bezig"):
        assert said in page.text
    as_user(admin).post(url, second | {"version": page.context["form"]["version"].value()})
    activity.refresh_from_db()
    assert activity.result == "Drie bladen"
    kept = PlanActivity.pgh_event_model.objects.filter(pgh_obj=activity).values_list("result", flat=True)
    assert "Twee bladen" in kept


def test_a_phase_with_activities_is_not_deleted(as_user, manager):
    phase = PlanActivityFactory().phase
    url = reverse("targets:phase_delete", args=[phase.pk])
    page = as_user(manager).post(url, follow=True)
    assert "Deze fase heeft nog activiteiten." in page.text
    PlanActivity.objects.all().delete()
    as_user(manager).post(url)
    assert not PlanPhase.objects.exists()


def test_a_role_is_described_once(as_user, manager, lwl):
    client, url = as_user(manager), reverse("targets:role_edit", args=["lwl"])
    client.post(url, {"text": "Informeert over alle vormen.", "version": "0"})
    page = client.get(reverse(PLAN)).text
    assert "Informeert over alle vormen." in page
    assert "Nog geen rol beschreven." in page  # of Baanbrekend


def test_the_number_of_queries_does_not_grow_with_the_plan(as_user, manager, django_assert_max_num_queries, this_year):
    client, counts = as_user(manager), []
    for number in (1, 4):
        for _ in range(number):
            PlanActivityFactory.create_batch(number, phase=PlanPhaseFactory(), target=TargetFactory(**this_year))
        client.get(reverse(PLAN))
        with django_assert_max_num_queries(17) as queries:
            client.get(reverse(PLAN))
        counts.append(len(queries))
    assert counts[0] == counts[1]
