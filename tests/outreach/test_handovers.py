"""Handing over a portfolio to a colleague: what moves, what stays, taking it back, and who may."""

import pytest

from employers.merging import merge_employers
from employers.models import Sector
from outreach.handing_over import NothingToHandOverError, hand_over, portfolio_of, take_back_handover
from outreach.models import ContactMoment, FollowUp, Handover, PortfolioEntry
from outreach.portfolios import assign_portfolio
from tests.factories import ContactMomentFactory, EmployerFactory, FollowUpFactory, PortfolioEntryFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/portefeuille/overdragen/"


@pytest.fixture
def colleague(lwl):
    return UserFactory(name="Fatima Yilmaz", organisation=lwl)


@pytest.fixture
def firms(adviser_lwl):
    return [PortfolioEntryFactory(adviser=adviser_lwl).employer for _ in range(3)]


@pytest.fixture
def handed(adviser_lwl, colleague, firms):
    """Hand over all that the adviser has, by the adviser."""

    def hand(**fields):
        given = {"giver": adviser_lwl, "receiver": colleague, "by": adviser_lwl, "employers": portfolio_of(adviser_lwl)}
        return hand_over(**given | fields)

    return hand


def of(adviser):
    return set(PortfolioEntry.objects.of(adviser).values_list("employer", flat=True))


def test_the_colleague_gets_all_and_the_history_stays(handed, adviser_lwl, colleague, firms):
    assert handed().employer_count == 3
    assert of(colleague) == {firm.pk for firm in firms}
    assert of(adviser_lwl) == set()
    assert PortfolioEntry.objects.filter(adviser=adviser_lwl, until_on__isnull=False).count() == 3


def test_open_promises_go_along_and_kept_ones_do_not(handed, adviser_lwl, colleague, firms):
    promised = FollowUpFactory(employer=firms[0], adviser=adviser_lwl)
    elsewhere = FollowUpFactory(adviser=adviser_lwl)
    handed()
    assert FollowUp.objects.get(pk=promised.pk).adviser == colleague
    assert FollowUp.objects.get(pk=elsewhere.pk).adviser == adviser_lwl


def test_planned_contacts_go_along_and_done_ones_do_not(handed, adviser_lwl, adviser_baanbrekend, colleague, firms):
    planned = ContactMomentFactory(employer=firms[0], adviser=adviser_lwl, status="planned", result="")
    done = ContactMomentFactory(employer=firms[0], adviser=adviser_lwl)
    theirs = ContactMomentFactory(employer=firms[0], adviser=adviser_baanbrekend, status="planned", result="")
    elsewhere = ContactMomentFactory(adviser=adviser_lwl, status="planned", result="")
    handed()
    now_of = dict(ContactMoment.objects.values_list("pk", "adviser"))
    assert now_of == {
        planned.pk: colleague.pk,
        done.pk: adviser_lwl.pk,
        theirs.pk: adviser_baanbrekend.pk,
        elsewhere.pk: adviser_lwl.pk,
    }
    assert ContactMoment.objects.get(pk=planned.pk).version == planned.version + 1


def test_promises_stay_when_asked(handed, adviser_lwl, firms):
    FollowUpFactory(employer=firms[0], adviser=adviser_lwl)
    ContactMomentFactory(employer=firms[0], adviser=adviser_lwl, status="planned", result="")
    handed(with_promises=False)
    assert FollowUp.objects.get().adviser == adviser_lwl
    assert ContactMoment.objects.get().adviser == adviser_lwl


def test_taking_back_gives_both_back(handed, adviser_lwl, firms):
    FollowUpFactory(employer=firms[0], adviser=adviser_lwl)
    ContactMomentFactory(employer=firms[0], adviser=adviser_lwl, status="planned", result="")
    before = list(PortfolioEntry.objects.order_by("pk").values())
    take_back_handover(handover=handed(), by=adviser_lwl)
    assert list(PortfolioEntry.objects.order_by("pk").values()) == before
    assert FollowUp.objects.get().adviser == adviser_lwl
    assert ContactMoment.objects.get().adviser == adviser_lwl


def test_a_planned_contact_that_took_place_since_stays_with_who_made_it(handed, adviser_lwl, colleague, firms):
    planned = ContactMomentFactory(employer=firms[0], adviser=adviser_lwl, status="planned", result="")
    made = handed()
    ContactMoment.objects.filter(pk=planned.pk).update(status="done", result="spoken")
    take_back_handover(handover=made, by=adviser_lwl)
    assert ContactMoment.objects.get().adviser == colleague


def test_what_was_assigned_since_stays_there(handed, adviser_lwl, lwl, firms):
    made = handed()
    third = UserFactory(organisation=lwl)
    assign_portfolio(employers=firms[:1], adviser=third, by=adviser_lwl)
    take_back_handover(handover=made, by=adviser_lwl)
    assert of(third) == {firms[0].pk}
    assert of(adviser_lwl) == {firm.pk for firm in firms[1:]}


def test_what_was_planned_or_promised_there_stays_too(handed, adviser_lwl, lwl, colleague, firms):
    for firm in firms[:2]:
        ContactMomentFactory(employer=firm, adviser=adviser_lwl, status="planned", result="")
        FollowUpFactory(employer=firm, adviser=adviser_lwl)
    made = handed()
    assign_portfolio(employers=firms[:1], adviser=UserFactory(organisation=lwl), by=adviser_lwl)
    take_back_handover(handover=made, by=adviser_lwl)
    for rows in (ContactMoment.objects, FollowUp.objects):
        assert dict(rows.values_list("employer", "adviser")) == {
            firms[0].pk: colleague.pk,
            firms[1].pk: adviser_lwl.pk,
        }


def test_two_that_were_merged_since_come_back_as_one(handed, adviser_lwl, admin, firms):
    made = handed()
    merge_employers(keep=firms[0], drop=firms[1], values={}, by=admin)
    assert take_back_handover(handover=made, by=adviser_lwl).stayed_count == 0
    assert of(adviser_lwl) == {firms[0].pk, firms[2].pk}


def test_what_was_planned_for_another_organisation_stays_there(handed, adviser_lwl, baanbrekend, firms):
    fields = {"organisation": baanbrekend, "is_confidential": True, "status": "planned", "result": ""}
    ContactMomentFactory(employer=firms[0], adviser=adviser_lwl, **fields)
    handed()
    assert ContactMoment.objects.get().adviser == adviser_lwl


def test_what_is_confidential_is_counted_for_the_own_organisation_only(as_user, manager, adviser_lwl, handed, firms):
    fields = {"is_confidential": True, "status": "planned", "result": ""}
    ContactMomentFactory(employer=firms[0], adviser=adviser_lwl, **fields)
    handed()
    shown = [
        "1 gepland contact" in as_user(user).get("/portefeuille/overdrachten/").text for user in (adviser_lwl, manager)
    ]
    assert (shown, manager.organisation == adviser_lwl.organisation) == ([True, False], False)


def test_the_list_of_hand_overs_takes_the_same_queries(
    as_user, adviser_lwl, colleague, firms, django_assert_num_queries
):
    client = as_user(adviser_lwl)
    for number, firm in enumerate(firms):
        ContactMomentFactory(employer=firm, adviser=adviser_lwl, status="planned", result="")
        chosen = portfolio_of(adviser_lwl).filter(pk=firm.pk)
        hand_over(giver=adviser_lwl, receiver=colleague, by=adviser_lwl, employers=chosen)
        if number:
            with django_assert_num_queries(5):
                page = client.get("/portefeuille/overdrachten/").text
    assert page.count("1 gepland contact</a> mee") == len(firms)


def test_nothing_to_hand_over(handed):
    handed()
    with pytest.raises(NothingToHandOverError):
        handed()
    assert Handover.objects.count() == 1


def test_not_to_the_other_organisation(handed, adviser_baanbrekend):
    with pytest.raises(ValueError, match="same organisation"):
        handed(receiver=adviser_baanbrekend)


def test_a_part_by_sector_through_the_page(as_user, adviser_lwl, colleague, firms):
    sector = Sector.objects.first()
    shop = PortfolioEntryFactory(adviser=adviser_lwl, employer=EmployerFactory(sector=sector)).employer
    others = [firm for firm in firms if firm.sector_id == sector.pk]
    data = {"van": adviser_lwl.pk, "naar": colleague.pk, "sector": sector.pk, "opvolgen": "on", "reden": "Verlof"}
    page = as_user(adviser_lwl).post(URL, data, follow=True)
    assert "overgedragen aan Fatima Yilmaz." in page.text
    assert "Verlof" in page.text
    assert of(colleague) == {shop.pk, *(firm.pk for firm in others)}


def test_the_page_undoes(as_user, adviser_lwl, handed, firms):
    made = handed()
    page = as_user(adviser_lwl).post(f"/portefeuille/overdrachten/{made.pk}/ongedaan/", follow=True)
    assert "is teruggedraaid." in page.text
    assert "intussen" not in page.text
    assert of(adviser_lwl) == {firm.pk for firm in firms}


def test_the_page_says_what_stayed(as_user, adviser_lwl, lwl, handed, firms):
    made = handed()
    assign_portfolio(employers=firms[:1], adviser=UserFactory(organisation=lwl), by=adviser_lwl)
    page = as_user(adviser_lwl).post(f"/portefeuille/overdrachten/{made.pk}/ongedaan/", follow=True)
    assert "is teruggedraaid. 1 werkgever kreeg intussen een ander vast contact en houdt dat." in page.text


def test_only_the_own_portfolio(as_user, colleague, adviser_lwl, adviser_baanbrekend, handed):
    assert as_user(colleague).get(URL, {"van": adviser_lwl.pk}).status_code == 403
    made = handed()
    assert as_user(colleague).post(f"/portefeuille/overdrachten/{made.pk}/ongedaan/").status_code == 403
    assert as_user(adviser_baanbrekend).post(f"/portefeuille/overdrachten/{made.pk}/ongedaan/").status_code == 404


def test_a_manager_chooses_again_when_there_is_nothing_left(as_user, manager, adviser_lwl, colleague, handed):
    handed()
    page = as_user(manager).get(URL, {"van": adviser_lwl.pk})
    assert (page.status_code, "Van wie?" in page.text, "Fatima Yilmaz" in page.text) == (200, True, True)


def test_a_manager_hands_over_for_somebody_who_left(as_user, manager, adviser_lwl, colleague, firms):
    adviser_lwl.is_active = False
    adviser_lwl.save()
    client = as_user(manager)
    assert "werkt hier niet meer" in client.get(URL).text
    client.post(URL, {"van": adviser_lwl.pk, "naar": colleague.pk})
    assert of(colleague) == {firm.pk for firm in firms}


def test_the_other_organisation_is_refused_in_words(as_user, manager, adviser_lwl, adviser_baanbrekend, firms):
    page = as_user(manager).post(URL, {"van": adviser_lwl.pk, "naar": adviser_baanbrekend.pk})
    assert page.status_code == 422


def test_an_empty_choice_says_so(as_user, adviser_lwl, colleague, firms):
    sector = Sector.objects.exclude(pk__in=[firm.sector_id for firm in firms if firm.sector_id]).first()
    page = as_user(adviser_lwl).post(URL, {"van": adviser_lwl.pk, "naar": colleague.pk, "sector": sector.pk})
    assert "Met deze keuze is er geen werkgever om over te dragen." in page.text
