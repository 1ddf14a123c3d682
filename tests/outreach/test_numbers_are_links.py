"""Numbers of portfolios, hand-overs and agendas: each links to the list of exactly what it counts."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from outreach import meeting_agenda
from outreach.claims import claim_employer
from outreach.handing_over import hand_over, portfolio_of, take_back_handover
from outreach.models import Capacity
from outreach.portfolios import assign_portfolio
from tests.factories import (
    ContactMomentFactory,
    EmployerFactory,
    FollowUpFactory,
    MeetingFactory,
    PortfolioEntryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def moment(adviser, days, **fields):
    at = timezone.now() + timedelta(days=days)
    given = {"adviser": adviser, "happened_at": at, "status": "planned" if days > 0 else "done"}
    return ContactMomentFactory(**given | fields)


def link(page, words):
    """The address of the link with these words in it."""
    found = [
        unescape(address)
        for address, text in re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.S)
        if words in re.sub(r"<[^>]+>", "", text)
    ]
    assert found, f"no link with “{words}”"
    return found[0]


def cell(page, label):
    return re.search(rf'data-label="{label}"><a class="utrecht-link" href="([^"]+)"', page)[1].replace("&amp;", "&")


# The overview of portfolios -------------------------------------------------------------------------------------------


def test_contacts_a_week_lead_to_the_contacts_of_four_weeks(as_user, manager, adviser_lwl, adviser_baanbrekend):
    for days in (0, -3, -27):
        moment(adviser_lwl, days)
    moment(adviser_lwl, -28)
    moment(adviser_lwl, 3)
    moment(adviser_baanbrekend, -3)
    client = as_user(manager)
    overview = client.get("/portefeuille/").text
    rows = overview.split("</tr>")
    mine = next(row for row in rows if adviser_lwl.name in row)
    page = client.get(cell(mine, "Contacten per week"))
    assert "3 contacten" in page.text
    assert page.context["page"].paginator.count == 3


def test_planned_leads_to_what_is_planned_this_week(as_user, manager, adviser_lwl):
    for days in (1, 6, 7):
        moment(adviser_lwl, days, happened_at=timezone.localtime().replace(hour=12) + timedelta(days=days))
    client = as_user(manager)
    page = client.get(cell(client.get("/portefeuille/").text, "Gepland")).text
    assert "Geplande contacten" in page
    assert "2 contacten" in page


def test_needed_hours_lead_to_what_asks_them(as_user, manager, adviser_lwl):
    PortfolioEntryFactory(adviser=adviser_lwl)
    FollowUpFactory(adviser=adviser_lwl)
    Capacity.objects.create(adviser=adviser_lwl, hours=8, changed_by=manager)
    client = as_user(manager)
    address = cell(client.get("/portefeuille/").text, "Nodig")
    assert address.endswith("#uren")
    page = client.get("/portefeuille/" + address).text
    assert "van de 8 uur die er zijn" in page
    assert "1 werkgever" in client.get(link(page, "1 werkgever")).text
    assert "1 open vervolgactie" in client.get(link(page, "1 vervolgactie deze week")).text


# The list of contacts -------------------------------------------------------------------------------------------------


def test_confidential_contacts_of_another_organisation_are_counted_and_not_shown(
    as_user, adviser_lwl, adviser_baanbrekend
):
    moment(adviser_baanbrekend, -1, employer=EmployerFactory(trade_name="Bakkerij De Lindt"))
    moment(adviser_baanbrekend, -1, employer=EmployerFactory(trade_name="Garage Vos"), is_confidential=True)
    page = as_user(adviser_lwl).get("/contacten/").text
    assert "2 contacten" in page
    assert "1 daarvan is vertrouwelijk bij een andere organisatie" in page
    assert "Garage Vos" not in page


def test_nobody_outside_the_region_learns_how_many_there_are(as_user, outsider, adviser_lwl):
    moment(adviser_lwl, -1, is_confidential=True)
    assert "0 contacten" in as_user(outsider).get("/contacten/").text


def test_the_list_of_contacts_goes_along_as_a_spreadsheet(as_user, adviser_lwl):
    moment(adviser_lwl, -1, employer=EmployerFactory(trade_name="Bakkerij De Lindt"))
    moment(adviser_lwl, -1, employer=EmployerFactory(trade_name="Liever niet", is_opted_out=True))
    client = as_user(adviser_lwl)
    assert "zonder 1 bij werkgevers die niet benaderd willen worden" in client.get("/contacten/").text
    text = client.get("/contacten/bestand/", {"bestand": "csv"}).text
    assert "Bakkerij De Lindt" in text
    assert "Liever niet" not in text


@pytest.mark.parametrize("query", ["adviseur=x", "vanaf=0001-01-01", "stand=weg", "organisatie=niemand"])
def test_a_filter_that_means_nothing_is_said(query, as_user, adviser_lwl):
    assert as_user(adviser_lwl).get(f"/contacten/?{query}").status_code == 200


@pytest.mark.parametrize("number", [1, 8])
def test_the_number_of_queries_does_not_grow(number, as_user, adviser_lwl, django_assert_num_queries):
    for _ in range(number):
        moment(adviser_lwl, -1)
        claim_employer(employer=EmployerFactory(), by=adviser_lwl)
    client = as_user(adviser_lwl)
    client.get("/contacten/")
    with django_assert_num_queries(10):
        client.get("/contacten/")
    with django_assert_num_queries(5):
        client.get("/benadersloten/")


# Hand-overs -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def handover(adviser_lwl):
    for name in ("Bakkerij De Lindt", "Garage Vos"):
        firm = PortfolioEntryFactory(adviser=adviser_lwl, employer__trade_name=name).employer
    FollowUpFactory(employer=firm, adviser=adviser_lwl, what="Offerte sturen")
    moment(adviser_lwl, 3, employer=firm)
    colleague = UserFactory(organisation=adviser_lwl.organisation, name="Fatima Yilmaz")
    return hand_over(giver=adviser_lwl, receiver=colleague, by=adviser_lwl, employers=portfolio_of(adviser_lwl))


def test_a_past_hand_over_leads_to_what_went_along(as_user, adviser_lwl, handover):
    client = as_user(adviser_lwl)
    page = client.get("/portefeuille/overdrachten/").text
    moved = client.get(link(page, "2 werkgevers")).text
    assert ("Bakkerij De Lindt" in moved, "Garage Vos" in moved) == (True, True)
    assert "Offerte sturen" in client.get(link(page, "1 vervolgactie")).text
    assert "nu bij Fatima Yilmaz" in client.get(link(page, "1 gepland contact")).text


def test_it_stays_the_same_when_the_portfolio_changes(as_user, adviser_lwl, handover):
    assign_portfolio(employers=portfolio_of(handover.receiver), adviser=adviser_lwl, by=adviser_lwl)
    client = as_user(adviser_lwl)
    moved = client.get(link(client.get("/portefeuille/overdrachten/").text, "2 werkgevers")).text
    assert "Garage Vos" in moved


def test_a_hand_over_that_was_taken_back_has_no_list(as_user, adviser_lwl, handover):
    take_back_handover(handover=handover, by=adviser_lwl)
    page = as_user(adviser_lwl).get("/portefeuille/overdrachten/").text
    assert "2 werkgevers van" in page
    assert not re.search(r"<a[^>]*>2 werkgevers</a>", page)


def test_promises_of_the_portfolio_lead_to_just_those(as_user, adviser_lwl):
    firm = PortfolioEntryFactory(adviser=adviser_lwl).employer
    FollowUpFactory(employer=firm, adviser=adviser_lwl, what="Hier")
    FollowUpFactory(adviser=adviser_lwl, what="Elders")
    client = as_user(adviser_lwl)
    page = client.get(link(client.get("/portefeuille/overdragen/").text, "1 open vervolgactie")).text
    assert ("Hier" in page, "Elders" in page) == (True, False)


def test_planned_contacts_of_the_portfolio_lead_to_just_those(as_user, adviser_lwl):
    firm = PortfolioEntryFactory(adviser=adviser_lwl, employer__trade_name="Garage Vos").employer
    moment(adviser_lwl, 3, employer=firm)
    moment(adviser_lwl, 3, employer__trade_name="Elders")
    client = as_user(adviser_lwl)
    page = client.get(link(client.get("/portefeuille/overdragen/").text, "1 gepland contact")).text
    assert ("Garage Vos" in page, "Elders" in page) == (True, False)


# The agenda -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def agenda(as_user, manager, monkeypatch):
    """Reads the agenda of a meeting of today that holds one item of a kind."""
    monkeypatch.setattr(meeting_agenda, "PLANNED_AT_ONCE", 1)
    monkeypatch.setattr(meeting_agenda, "CLAIMS_AT_ONCE", 1)
    meeting = MeetingFactory(planned_by=manager)
    client = as_user(manager)

    def follow(words):
        return client.get(link(client.get(f"/afstemming/overleg/{meeting.pk}/").text, words))

    return follow


def test_the_remainder_of_what_is_planned_leads_to_all_of_it(agenda, adviser_lwl, adviser_baanbrekend):
    for adviser in (adviser_lwl, adviser_baanbrekend, adviser_lwl):
        moment(adviser, 3)
    moment(adviser_lwl, 3, initiative="employer")
    moment(adviser_lwl, 200)
    page = agenda("Bekijk de hele lijst van geplande contacten")
    assert page.context["page"].paginator.count == 3


def test_the_remainder_of_claims_leads_to_all_of_them(agenda, adviser_lwl, adviser_baanbrekend):
    today = timezone.localdate()
    for adviser, days in ((adviser_lwl, 3), (adviser_baanbrekend, 7), (adviser_lwl, 8)):
        claim_employer(employer=EmployerFactory(), by=adviser, until_on=today + timedelta(days=days))
    page = agenda("Bekijk de hele lijst van benadersloten")
    assert "2 benadersloten" in page.text


def test_a_hand_over_on_the_agenda_leads_to_its_employers(agenda, handover):
    assert "Garage Vos" in agenda("Bekijk deze werkgevers").text
