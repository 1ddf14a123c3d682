"""The call list of today: who is on it, why, in which order, and who never is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from employers.models import Municipality, Network, NetworkMembership, PossibleDuplicate, Sector
from outreach.claims import answer_request, ask_to_join, claim_employer
from outreach.models import Agreement, NetworkEvent
from outreach.sector_sheets import write_sheet
from targets.call_list import CallList
from targets.models import Snooze
from tests.factories import (
    CompanyFactory,
    ContactMomentFactory,
    ContactPersonFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    PortfolioEntryFactory,
)
from tests.factories.targets import TargetFactory

pytestmark = pytest.mark.django_db
URL = "/bellijst/"


@pytest.fixture
def calls(adviser_lwl, today):
    """The list now, by name of the employer; looked at before too, so that what is remembered of it is there."""

    def now():
        return {call.employer.trade_name: call for call in CallList(adviser_lwl, today).calls(100)}

    now()
    return now


def texts(call):
    return [reason.text for reason in call.reasons]


def small(name="Bakkerij De Lindt", **fields):
    return EmployerFactory(trade_name=name, size=5, **fields)


def test_a_blind_spot_says_so(calls):
    small()
    assert "Blinde vlek: klein en 24 maanden niet bereikt" in texts(calls()["Bakkerij De Lindt"])


def test_a_promise_that_is_late_goes_first(calls, adviser_lwl, today):
    small("Aardig")
    late = small("Zeker")
    FollowUpFactory(employer=late, adviser=adviser_lwl, due_on=today - timedelta(days=1))
    found = calls()
    assert list(found) == ["Zeker", "Aardig"]
    assert texts(found["Zeker"])[0] == "U beloofde dit eerder: de vervolgactie is te laat"


def test_a_target_that_got_another_segment_is_a_reason_elsewhere(calls, today):
    here, there = Municipality.objects.all()[:2]
    small("Hier", municipality=here)
    small("Daar", municipality=there)
    span = {"from_on": today - timedelta(days=200), "until_on": today + timedelta(days=20)}
    target = TargetFactory(municipality=here, name="Gemeente", **span)
    assert list(calls()) == ["Hier", "Daar"]
    type(target).objects.update(municipality=there)
    assert list(calls()) == ["Daar", "Hier"]
    type(target).objects.update(municipality=None)
    assert list(calls()) == ["Daar", "Hier"]
    assert {len(call.reasons) for call in calls().values()} == {3}


def test_the_own_portfolio_goes_before_those_without_a_fixed_contact(calls, adviser_lwl, today):
    TargetFactory(from_on=today - timedelta(days=200), until_on=today + timedelta(days=20), name="Regio")
    small("Aardig")
    mine = EmployerFactory(trade_name="Zeker", size=60)
    PortfolioEntryFactory(employer=mine, adviser=adviser_lwl)
    assert list(calls()) == ["Zeker", "Aardig"]


def test_a_lagging_target_counts_for_its_segment_only(calls, today, this_year):
    sectors = list(Sector.objects.all()[:2])
    TargetFactory(**this_year, sector=sectors[0], name="Zorg bereiken")
    small("In", sector=sectors[0])
    small("Uit", sector=sectors[1])
    found = calls()
    assert "Doel loopt achter: Zorg bereiken (0 van 100)" in texts(found["In"])
    assert not any("Doel" in text for text in texts(found["Uit"]))
    assert found["In"].points > found["Uit"].points


@pytest.mark.parametrize("measure", ["events", "prevented"])
def test_a_target_that_calling_does_not_help_is_no_reason(measure, calls, this_year):
    TargetFactory(**this_year, measure=measure)
    small()
    assert not any("Doel" in text for text in texts(calls()["Bakkerij De Lindt"]))


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ({"municipality": 0}, {"municipality": 1}),
        ({"size": 1}, {"size": 12}),
    ],
    ids=["municipality", "size"],
)
def test_a_lagging_target_on_a_segment(inside, outside, calls, this_year):
    towns = Municipality.objects.in_region()[:2]
    of = [
        {name: towns[value] if name == "municipality" else value for name, value in side.items()}
        for side in (inside, outside)
    ]
    segment = {"municipality": towns[0]} if "municipality" in inside else {"size_band": "1"}
    TargetFactory(**this_year, name="Segment", **segment)
    for name, fields in zip(("In", "Uit"), of, strict=True):
        EmployerFactory(trade_name=name, **{"size": 5} | fields)
    found = calls()
    assert [name for name, call in found.items() if any("Segment" in text for text in texts(call))] == ["In"]


def test_a_lagging_target_on_a_variant(calls, adviser_lwl, this_year):
    TargetFactory(**this_year, name="Evc", measure="interested", variant="evc")
    has, lacks = small("Heeft"), small("Nog niet")
    InterestFactory(employer=has, variant="evc", updated_by=adviser_lwl)
    InterestFactory(employer=lacks, variant="bpv", updated_by=adviser_lwl)
    found = calls()
    assert [name for name, call in found.items() if any("Evc" in text for text in texts(call))] == ["Nog niet"]


def test_who_was_reached_before_cannot_be_reached_for_the_first_time(calls, adviser_lwl, talk, this_year):
    TargetFactory(**this_year, name="Eerste keer", measure="newly_reached")
    talk(small("Eerder"), adviser_lwl, days_ago=900)
    small("Nooit")
    found = calls()
    assert [name for name, call in found.items() if any("Eerste keer" in text for text in texts(call))] == ["Nooit"]


def test_who_was_reached_no_longer_serves_the_target(calls, adviser_lwl, talk, this_year):
    TargetFactory(**this_year, name="Bereiken")
    talk(small(), adviser_lwl, days_ago=60)
    assert "Bakkerij De Lindt" not in calls()


def test_interest_without_a_next_step(calls, adviser_lwl, today):
    employer = small()
    InterestFactory(employer=employer, updated_by=adviser_lwl)
    assert "Heeft interesse, maar er is geen volgende stap" in texts(calls()["Bakkerij De Lindt"])
    FollowUpFactory(employer=employer, adviser=adviser_lwl, due_on=today + timedelta(days=9))
    assert "Heeft interesse, maar er is geen volgende stap" not in texts(calls()["Bakkerij De Lindt"])


def test_a_member_of_a_network_that_meets_soon(calls, adviser_lwl):
    network = Network.objects.first()
    NetworkMembership.objects.create(employer=small(), network=network)
    starts_at = timezone.now() + timedelta(days=7)
    NetworkEvent.objects.create(network=network, title="Ontbijt", starts_at=starts_at, created_by=adviser_lwl)
    assert any(text.endswith(": Ontbijt") for text in texts(calls()["Bakkerij De Lindt"]))
    NetworkEvent.objects.update(network=Network.objects.last())
    assert not any(text.endswith(": Ontbijt") for text in texts(calls()["Bakkerij De Lindt"]))


LEFT_OUT = {
    "opted out": {"is_opted_out": True},
    "ended": {"ended_on": timezone.localdate()},
    "elsewhere": {"municipality": None},
}


@pytest.mark.parametrize("fields", LEFT_OUT.values(), ids=LEFT_OUT)
def test_who_is_never_on_the_list(fields, calls):
    small(**fields)
    assert calls() == {}


def test_a_merged_employer_is_not_on_the_list(calls):
    small("Weg", merged_into=small("Blijft"))
    assert list(calls()) == ["Blijft"]


def test_a_claim_of_the_other_organisation_covers_its_company(calls, adviser_baanbrekend):
    company = CompanyFactory()
    claim_employer(employer=small("Winkel", company=company), by=adviser_baanbrekend)
    small("Bakkerij", company=company)
    assert calls() == {}


def test_going_together_puts_the_employer_back(calls, adviser_lwl, adviser_baanbrekend):
    claim = claim_employer(employer=small(), by=adviser_baanbrekend)
    answer_request(request=ask_to_join(claim=claim, by=adviser_lwl), answer="yes", by=adviser_baanbrekend)
    assert "Bakkerij De Lindt" in calls()


def test_the_own_claim_is_a_reason(calls, adviser_lwl):
    claim_employer(employer=small(), by=adviser_lwl)
    assert "Uw organisatie heeft het benaderslot" in texts(calls()["Bakkerij De Lindt"])


def test_an_agreement_keeps_the_employer_off(calls, manager):
    Agreement.objects.create(employer=small(), text="Baanbrekend belt", made_by=manager)
    assert calls() == {}


def test_a_colleagues_employer_is_left_to_the_colleague(calls, manager, lwl, adviser_lwl):
    colleague = PortfolioEntryFactory(employer=small(), adviser=adviser_lwl)
    assert calls()
    colleague.adviser = type(adviser_lwl).objects.create(name="Collega", email="c@lwl.example", organisation=lwl)
    colleague.save()
    assert calls() == {}


@pytest.mark.parametrize("days_ago", [0, 29])
def test_a_recent_approach_of_the_other_keeps_the_employer_off(days_ago, calls, adviser_baanbrekend, talk):
    employer = small()
    talk(employer, adviser_baanbrekend, days_ago=days_ago, topics=["vacancy"])
    assert calls() == {}


def test_an_approach_longer_ago_does_not(calls, adviser_baanbrekend, talk):
    talk(small(), adviser_baanbrekend, days_ago=31, topics=["vacancy"])
    assert "Bakkerij De Lindt" in calls()


def test_who_has_a_plan_is_in_the_diary_already(calls, adviser_lwl):
    ContactMomentFactory(
        employer=small(), adviser=adviser_lwl, status="planned", happened_at=timezone.now() + timedelta(days=2)
    )
    assert calls() == {}


def test_a_plan_whose_day_has_passed_keeps_nobody_off(calls, adviser_lwl):
    ContactMomentFactory(
        employer=small(), adviser=adviser_lwl, status="planned", happened_at=timezone.now() - timedelta(days=20)
    )
    assert "Bakkerij De Lindt" in calls()


def test_a_recent_approach_of_the_other_keeps_sisters_and_doubles_off(calls, adviser_baanbrekend, talk):
    company = CompanyFactory()
    approached = small("Winkel", company=company)
    small("Bakkerij", company=company)
    double = small("Winkel bv")
    first, second = sorted([approached, double], key=lambda it: it.pk)
    PossibleDuplicate.objects.create(first=first, second=second, reasons=["zelfde naam"])
    talk(approached, adviser_baanbrekend, days_ago=3, topics=["vacancy"])
    assert calls() == {}


def test_the_person_to_ask_for_and_the_number_to_call(as_user, adviser_lwl):
    employer = small(phone="+31786110000")
    ContactPersonFactory(employer=employer, name="Achmed Bos", phone="", role="Eigenaar")
    ContactPersonFactory(employer=employer, name="Bea Vos", phone="+31612345678")
    ContactPersonFactory(employer=employer, name="Aad Stil", phone="+31699999999", is_opted_out=True)
    page = as_user(adviser_lwl).get(URL).text
    assert "Vraag naar Bea Vos" in page
    assert 'href="tel:+31612345678"' in page
    assert "Aad Stil" not in page


def test_twenty_a_day_and_more(as_user, adviser_lwl):
    for _ in range(23):
        EmployerFactory(size=5)
    client = as_user(adviser_lwl)
    page = client.get(URL)
    assert len(page.context["calls"]) == 20
    assert "?toon=40" in page.text
    assert len(client.get(URL, {"toon": 40}).context["calls"]) == 23


def test_not_today_and_after_all(as_user, adviser_lwl):
    employer = small()
    client = as_user(adviser_lwl)
    page = client.post(f"{URL}{employer.pk}/niet-vandaag/", follow=True)
    assert "Bakkerij De Lindt staat vandaag niet meer op uw lijst." in page.text
    assert page.context["calls"] == []
    page = client.post(f"{URL}{employer.pk}/toch/", follow=True)
    assert len(page.context["calls"]) == 1


def test_not_today_is_for_today_only(calls, adviser_lwl, today):
    Snooze.objects.create(employer=small(), adviser=adviser_lwl, on=today - timedelta(days=1))
    assert "Bakkerij De Lindt" in calls()


def test_an_empty_list_says_what_to_do(as_user, adviser_lwl):
    assert "Er staat niemand op uw lijst." in as_user(adviser_lwl).get(URL).text


def test_saving_a_contact_comes_back_to_the_list(as_user, adviser_lwl):
    employer = small()
    data = {
        "channel": "phone", "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"), "initiative": "ours",
        "result": "no_answer",
    }  # fmt: skip
    client = as_user(adviser_lwl)
    response = client.post(f"/werkgevers/{employer.pk}/contact/?terug={URL}", data)
    assert (response.status_code, response.headers["Location"]) == (302, URL)
    response = client.post(f"/werkgevers/{employer.pk}/contact/?terug=//elders.example/", data | {"notes": "nog eens"})
    assert response.headers["Location"] == employer.get_absolute_url()


def test_the_home_page_shows_who_goes_first(as_user, adviser_lwl):
    small()
    client = as_user(adviser_lwl)
    assert "Hele bellijst" in client.get("/portefeuille/").text
    assert "Blinde vlek" in client.get("/bellijst/eerste/").text


def test_what_to_know_of_the_sector_is_there_while_calling(as_user, adviser_lwl, manager):
    sector = Sector.objects.get(slug="zorg-en-welzijn")
    write_sheet(by=manager, sector=sector, version=0, address_form="praktijkhouders", theme="Een tekort")
    PortfolioEntryFactory(employer=small(sector=sector), adviser=adviser_lwl)
    page = as_user(adviser_lwl).get(URL).text
    assert "spreek aan als praktijkhouders. Speelt nu: Een tekort" in page


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_queries_does_not_grow(number, as_user, adviser_lwl, this_year, django_assert_num_queries):
    TargetFactory(**this_year)
    for _ in range(number):
        employer = EmployerFactory(size=5, company=CompanyFactory())
        PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
        ContactPersonFactory(employer=employer)
        claim_employer(employer=employer, by=adviser_lwl)
    client = as_user(adviser_lwl)
    with django_assert_num_queries(18):
        client.get(URL)
