"""Networks: their numbers, their members and who keeps the relation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Municipality, Network, NetworkMembership, Sector
from outreach.models import NetworkEvent, NetworkKeeper
from outreach.network_reach import MUNICIPALITY, SECTOR, beside_members, blind_table, members_alike, network_rows
from outreach.networks import add_member, remove_member
from tests.factories import ContactMomentFactory, EmployerFactory, RegistrationFactory, UserFactory
from tests.shown import text_of

pytestmark = pytest.mark.django_db
NETWORKS = "/netwerken/"


@pytest.fixture
def network():
    return (
        Network.objects.get(abbreviation="DOV")
        if Network.objects.filter(abbreviation="DOV")
        else Network.objects.first()
    )


@pytest.fixture
def members(network, adviser_lwl):
    """A small one that was reached, a small blind spot, a large one, one of unknown size, one outside the region."""
    sizes = [12, 3, 80, None]
    employers = [EmployerFactory(size=size) for size in sizes] + [EmployerFactory(size=2, municipality=None)]
    for employer in employers:
        add_member(network=network, employer=employer)
    ContactMomentFactory(employer=employers[0], adviser=adviser_lwl)
    return employers


def counts_of(network, user):
    one = Network.objects.filter(pk=network.pk)
    return network_rows(members_alike(user, one), one)[0].counts


def test_numbers_of_a_network(network, members, adviser_lwl):
    counts = counts_of(network, adviser_lwl)
    assert {name: counts[name] for name in ("members", "all", "small", "reached", "blind")} == {
        "members": 4, "all": 5, "small": 2, "reached": 1, "blind": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("members", ""),
        ("small", "&klein=ja"),
        ("reached", "&bereikt=ja"),
        ("blind", "&blind=ja"),
        ("all", "&regio=alle"),
    ],
)
def test_every_number_is_that_of_its_list(as_user, network, members, adviser_lwl, name, query):
    page = as_user(adviser_lwl).get(f"/werkgevers/?netwerk={network.pk}{query}")
    assert page.context["listing"].total == counts_of(network, adviser_lwl)[name]


def test_a_network_without_members_shows_noughts(as_user, network, adviser_lwl):
    page = as_user(adviser_lwl).get(network.get_absolute_url()).text
    assert page.count("<b>0</b>") == 5
    assert ">0 in en buiten de regio</a>" in page


def test_reached_at_events_is_the_number_of_its_list(as_user, network, members, adviser_lwl):
    event = NetworkEvent.objects.create(
        network=network, title="Borrel", starts_at=timezone.now(), created_by=adviser_lwl
    )
    ContactMomentFactory(employer=members[1], adviser=adviser_lwl, event=event)
    ContactMomentFactory(employer=members[2], adviser=adviser_lwl, event=event, topics=[])
    page = as_user(adviser_lwl).get(f"/werkgevers/?vianetwerk={network.pk}")
    assert page.context["listing"].total == beside_members(adviser_lwl, network)["through"] == 1
    assert f"Bereikt bij bijeenkomsten van {network}" in page.text


def test_blind_spots_per_sector_and_municipality(network, members, adviser_lwl):
    groups = members_alike(adviser_lwl, Network.objects.all(), SECTOR, MUNICIPALITY)
    by_sector = blind_table(groups, Network.objects.all(), by=SECTOR)
    assert [(it.label, count) for it, count in by_sector.rows[0][1]] == [(Sector.objects.get(slug="industrie").name, 1)]
    by_place = blind_table(groups, Network.objects.all(), by=MUNICIPALITY)
    assert [it.label for it in by_place.columns] == [Municipality.objects.get(cbs_code="GM0505").name]


def test_the_number_of_queries_does_not_grow(as_user, network, members, adviser_lwl, django_assert_num_queries):
    client = as_user(adviser_lwl)
    NetworkKeeper.objects.create(network=network, organisation=adviser_lwl.organisation, adviser=adviser_lwl)
    with django_assert_num_queries(9):
        client.get(NETWORKS)
    for other in Network.objects.exclude(pk=network.pk)[:10]:
        add_member(network=other, employer=EmployerFactory(size=4))
        NetworkKeeper.objects.create(network=other, organisation=adviser_lwl.organisation, adviser=adviser_lwl)
    with django_assert_num_queries(9):
        client.get(NETWORKS)


def test_an_outsider_sees_networks_without_employers(as_user, network, members, outsider):
    assert counts_of(network, outsider)["all"] == 0
    assert members[0].trade_name not in as_user(outsider).get(network.get_absolute_url()).text


@pytest.mark.parametrize("page", ["network", "event", "several"])
def test_who_makes_a_slip_of_the_pen_finds_whom_to_add(as_user, network, adviser_lwl, page):
    EmployerFactory(trade_name="Bakkerij De Lindt")
    event = NetworkEvent.objects.create(title="Ontbijt", starts_at=timezone.now(), created_by=adviser_lwl)
    pages = {
        "network": network.get_absolute_url(),
        "event": event.get_absolute_url(),
        "several": reverse("outreach:contact_many"),
    }
    shown = text_of(as_user(adviser_lwl).get(pages[page], {"tekst": "bakerij lind"}))
    assert "Niets gevonden met “bakerij lind”. Bedoelt u misschien: Bakkerij De Lindt" in shown


def test_nobody_is_guessed_for_a_member_that_is_called_so(as_user, network, adviser_lwl):
    add_member(network=network, employer=EmployerFactory(trade_name="Bakerij"))
    EmployerFactory(trade_name="Bakkerij")
    shown = text_of(as_user(adviser_lwl).get(network.get_absolute_url(), {"tekst": "bakerij"}))
    assert "Geen andere werkgever gevonden met “bakerij”." in shown


def test_a_member_is_added_and_taken_back(as_user, network, adviser_lwl):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt")
    client = as_user(adviser_lwl)
    assert "Bakkerij De Lindt" in client.get(network.get_absolute_url(), {"tekst": "lindt"}).text
    page = client.post(reverse("outreach:member_add", args=[network.pk, employer.pk]), follow=True)
    undo = reverse("outreach:member_remove", args=[network.pk, employer.pk])
    assert f"is nu lid van {network}" in page.text
    assert undo in page.text
    client.post(undo)
    assert not NetworkMembership.objects.current().filter(employer=employer).exists()


def test_a_member_that_a_person_took_off_does_not_come_back_by_itself(network):
    employer = EmployerFactory()
    listed = RegistrationFactory(employer=employer)
    NetworkMembership.objects.create(network=network, employer=employer, registration=listed)
    assert remove_member(network=network, employer=employer)
    assert not NetworkMembership.objects.current().filter(employer=employer).exists()
    assert add_member(network=network, employer=employer)
    assert NetworkMembership.objects.get(employer=employer).registration == listed


def test_who_left_the_list_can_be_made_a_member_by_hand(network):
    employer = EmployerFactory()
    gone = RegistrationFactory(employer=employer, is_current=False)
    NetworkMembership.objects.create(network=network, employer=employer, registration=gone)
    assert add_member(network=network, employer=employer)
    assert NetworkMembership.objects.current().get(employer=employer).registration is None


def typed(network, **answers):
    values = {"name": network.name, "abbreviation": network.abbreviation, "kind": "Kring", "audience": network.audience}
    return values | {"website": "", "email": "", "own_remarks": "Komt elke maand samen.", "version": "0"} | answers


def test_an_adviser_writes_remarks_and_keeps_the_relation(as_user, network, adviser_lwl):
    client = as_user(adviser_lwl)
    address = reverse("outreach:network_edit", args=[network.pk])
    keeper = {f"keeper_{adviser_lwl.organisation_id}": adviser_lwl.pk}
    page = client.post(address, typed(network, **keeper), follow=True)
    assert "is gewijzigd" in page.text
    assert "Komt elke maand samen." in page.text
    assert network.keepers.get().adviser == adviser_lwl
    assert f"{adviser_lwl.name}" in page.text
    assert "Geschiedenis" in page.text
    changes = dict(change for step in page.context["steps"] for change in step.changes)
    assert changes["eigen opmerkingen"] == "Komt elke maand samen."
    assert {step.by for step in page.context["steps"]} == {adviser_lwl.name}


def test_an_adviser_does_not_choose_for_the_other_organisation(as_user, network, adviser_lwl, adviser_baanbrekend):
    other = {f"keeper_{adviser_baanbrekend.organisation_id}": adviser_baanbrekend.pk}
    as_user(adviser_lwl).post(reverse("outreach:network_edit", args=[network.pk]), typed(network, **other))
    assert not network.keepers.exists()


def test_two_people_at_once_lose_nothing(as_user, network, adviser_lwl):
    address = reverse("outreach:network_edit", args=[network.pk])
    client = as_user(adviser_lwl)
    client.post(address, typed(network))
    page = client.post(address, typed(network, own_remarks="Vergadert in de kantine."))
    assert page.status_code == 422
    assert "Daar staat nu: Komt elke maand samen." in page.text
    assert "Vergadert in de kantine." in page.text
    client.post(address, typed(network, own_remarks="Vergadert in de kantine.", version="1"))
    network.refresh_from_db()
    assert network.own_remarks == "Vergadert in de kantine."


def test_a_bsn_is_refused_in_remarks(as_user, network, adviser_lwl):
    address = reverse("outreach:network_edit", args=[network.pk])
    page = as_user(adviser_lwl).post(address, typed(network, own_remarks="Zijn nummer is 111222333"))
    assert page.status_code == 422


def test_empty_networks_page_says_what_to_do(as_user, adviser_lwl):
    assert "Kent u leden? Voeg ze toe bij het netwerk" in as_user(adviser_lwl).get(NETWORKS).text


def test_old_contacts_leave_a_blind_spot(network, adviser_lwl):
    employer = EmployerFactory(size=5)
    add_member(network=network, employer=employer)
    ContactMomentFactory(employer=employer, adviser=UserFactory(), happened_at=timezone.now() - timedelta(days=800))
    assert counts_of(network, adviser_lwl)["blind"] == 1
