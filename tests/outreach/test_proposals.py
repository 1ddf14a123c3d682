"""Rules that propose a fixed contact, and taking over what they propose: one, some or all, with undo."""

import pytest

from employers.models import Employer, Municipality, Network, NetworkMembership, Sector
from outreach.models import AssignmentRule, PortfolioEntry
from outreach.portfolios import undo_assignment
from outreach.proposing import accept_proposals, proposed, rules_of
from tests.factories import EmployerFactory, PortfolioEntryFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/portefeuille/voorstellen/"


@pytest.fixture
def rule(manager):
    def make(adviser, **fields):
        return AssignmentRule.objects.create(adviser=adviser, changed_by=manager, **fields)

    return make


@pytest.fixture
def colleague(lwl):
    return UserFactory(name="Fatima Yilmaz", organisation=lwl)


def names(organisation):
    found = proposed(organisation, rules_of(organisation), Employer.objects.all())
    return {employer.trade_name: employer.rule for employer in found}


def test_every_condition_of_a_rule_must_hold(rule, adviser_lwl, lwl):
    town, other = Municipality.objects.in_region()[:2]
    care, shop = Sector.objects.all()[:2]
    network = Network.objects.first()
    fields = {"municipality": town, "sector": care, "size": 5}
    fits = EmployerFactory(trade_name="Past", **fields)
    for name, different in {"a": {"municipality": other}, "b": {"sector": shop}, "c": {"size": 60}}.items():
        NetworkMembership.objects.create(
            employer=EmployerFactory(trade_name=name, **fields | different), network=network
        )
    EmployerFactory(trade_name="Geen lid", **fields)
    NetworkMembership.objects.create(employer=fits, network=network)
    made = rule(adviser_lwl, municipality=town, sector=care, size="small", network=network)
    assert names(lwl) == {"Past": made.pk}


def test_the_rule_with_the_lowest_position_goes_first(rule, adviser_lwl, colleague, lwl):
    rule(adviser_lwl, size="small", position=5)
    first = rule(colleague, size="self_employed", position=1)
    EmployerFactory(trade_name="Zzp", size=1)
    assert names(lwl) == {"Zzp": first.pk}


LEFT_OUT = {
    "opted out": {"is_opted_out": True},
    "outside the region": {"municipality": None},
    "size does not fit": {"size": 80},
    "size unknown": {"size": None},
}


@pytest.mark.parametrize("fields", LEFT_OUT.values(), ids=LEFT_OUT)
def test_who_is_not_proposed(fields, rule, adviser_lwl, lwl):
    rule(adviser_lwl, size="small")
    EmployerFactory(**{"size": 5} | fields)
    assert names(lwl) == {}


def test_each_organisation_has_proposals_of_its_own(rule, adviser_lwl, adviser_baanbrekend, lwl, baanbrekend):
    rule(adviser_lwl, size="small")
    rule(adviser_baanbrekend, size="small")
    employer = EmployerFactory(trade_name="Bij LWL", size=5)
    PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
    assert names(lwl) == {}
    assert list(names(baanbrekend)) == ["Bij LWL"]


def test_one_undo_takes_back_what_went_to_several_advisers(rule, adviser_lwl, colleague, lwl, manager):
    rule(adviser_lwl, size="small")
    rule(colleague, size="larger")
    for size in (4, 80):
        EmployerFactory(size=size)
    done = accept_proposals(organisation=lwl, among=Employer.objects.all(), by=manager)
    assert (done.opened, set(PortfolioEntry.objects.values_list("adviser", flat=True))) == (
        2,
        {adviser_lwl.pk, colleague.pk},
    )
    undo_assignment(key=done.key, by=manager)
    assert not PortfolioEntry.objects.exists()


def test_one_is_taken_over_with_another_adviser(as_user, rule, adviser_lwl, colleague):
    rule(adviser_lwl, size="small")
    one, other = [EmployerFactory(size=5) for _ in range(2)]
    data = {"een": one.pk, f"adviseur-{one.pk}": colleague.pk, f"adviseur-{other.pk}": adviser_lwl.pk}
    page = as_user(adviser_lwl).post(f"{URL}overnemen/", data, follow=True)
    assert "1 werkgever toegewezen." in page.text
    assert PortfolioEntry.objects.get().adviser == colleague
    assert [employer.pk for employer in page.context["page"]] == [other.pk]


def test_all_of_one_rule(as_user, rule, adviser_lwl, colleague):
    rule(adviser_lwl, size="small")
    large = rule(colleague, size="larger")
    for size in (5, 80):
        EmployerFactory(size=size)
    as_user(adviser_lwl).post(f"{URL}overnemen/", {"alles": "1", "regel": large.pk})
    assert PortfolioEntry.objects.get().adviser == colleague


def test_nothing_chosen_says_so(as_user, adviser_lwl):
    assert "Er is niets toegewezen." in as_user(adviser_lwl).post(f"{URL}overnemen/", follow=True).text


def test_an_adviser_may_not_assign_for_the_other_organisation(as_user, rule, adviser_lwl, adviser_baanbrekend):
    rule(adviser_baanbrekend, size="small")
    EmployerFactory(size=5)
    data = {"alles": "1", "organisatie": adviser_baanbrekend.organisation_id}
    assert as_user(adviser_lwl).post(f"{URL}overnemen/", data).status_code == 403
    assert as_user(adviser_lwl).get(URL, {"organisatie": adviser_baanbrekend.organisation_id}).status_code == 403


def test_an_outsider_takes_over_nothing(as_user, rule, outsider):
    rule(outsider, size="small")
    EmployerFactory(size=5)
    as_user(outsider).post(f"{URL}overnemen/", {"alles": "1"})
    assert not PortfolioEntry.objects.exists()


def test_without_rules_the_page_says_what_to_do(as_user, manager, adviser_lwl):
    assert "Maak een regel" in as_user(manager).get(URL).text
    assert "Vraag een manager" in as_user(adviser_lwl).get(URL).text


def test_a_rule_is_made_changed_dropped_and_brought_back(as_user, manager, adviser_lwl):
    client = as_user(manager)
    data = {"adviser": adviser_lwl.pk, "size": "small", "position": "10"}
    page = client.post("/portefeuille/regels/nieuw/", data, follow=True)
    assert "De regel “klein (1 tot en met 25)” is bewaard." in page.text
    rule = AssignmentRule.objects.get()
    client.post(f"/portefeuille/regels/{rule.pk}/", data | {"size": "self_employed"})
    assert AssignmentRule.objects.get().size == "self_employed"
    assert "is weg." in client.post(f"/portefeuille/regels/{rule.pk}/weg/", follow=True).text
    assert rules_of(adviser_lwl.organisation) == []
    client.post(f"/portefeuille/regels/{rule.pk}/terug/")
    assert rules_of(adviser_lwl.organisation) == [rule]


def test_a_rule_without_a_condition_is_refused(as_user, manager, adviser_lwl):
    page = as_user(manager).post("/portefeuille/regels/nieuw/", {"adviser": adviser_lwl.pk, "position": "10"})
    assert page.status_code == 422
    assert "Vul ten minste één voorwaarde in" in page.text


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_queries_does_not_grow(number, as_user, rule, adviser_lwl, django_assert_num_queries):
    rule(adviser_lwl, size="small")
    [EmployerFactory(size=5) for _ in range(number)]
    client = as_user(adviser_lwl)
    with django_assert_num_queries(10):
        client.get(URL)
