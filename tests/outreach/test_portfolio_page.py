"""The adviser's home page, the manager's overview, and assigning from a list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach.models import PortfolioEntry
from tests.factories import (
    ContactMomentFactory,
    EmployerFactory,
    FollowUpFactory,
    PortfolioEntryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
URL = "/portefeuille/"


def mine(adviser, **fields):
    return PortfolioEntryFactory(adviser=adviser, employer=EmployerFactory(**fields)).employer


def test_a_new_adviser_is_helped_on_the_way(as_user, adviser_lwl):
    page = as_user(adviser_lwl).get(URL).text
    for words in ("hoeft u niets op te volgen", "staat er niets gepland", "lijst van werkgevers zonder vast contact"):
        assert words in page


def test_overdue_follow_ups_come_first(as_user, adviser_lwl):
    today = timezone.localdate()
    FollowUpFactory(adviser=adviser_lwl, what="Deze week", due_on=today + timedelta(days=6))
    FollowUpFactory(adviser=adviser_lwl, what="Te laat dus", due_on=today - timedelta(days=3))
    FollowUpFactory(adviser=adviser_lwl, what="Later pas", due_on=today + timedelta(days=7))
    page = as_user(adviser_lwl).get(URL).text
    assert page.index("Te laat dus") < page.index("Deze week")
    assert "3 dagen te laat" in page
    assert "Later pas" not in page


def test_last_contact_of_both_organisations_is_shown(as_user, adviser_lwl, adviser_baanbrekend):
    employer = mine(adviser_lwl)
    for adviser, day in [(adviser_lwl, 3), (adviser_lwl, 40), (adviser_baanbrekend, 9)]:
        ContactMomentFactory(adviser=adviser, employer=employer, happened_at=timezone.now() - timedelta(days=day))
    last = as_user(adviser_lwl).get(URL).context["last"][employer.pk]
    shown = {key: (timezone.now() - moment.happened_at).days for key, moment in last.items()}
    assert shown == {adviser_lwl.organisation_id: 3, adviser_baanbrekend.organisation_id: 9}


def test_who_never_heard_anything_comes_first(as_user, adviser_lwl):
    spoken = ContactMomentFactory(adviser=adviser_lwl, employer=mine(adviser_lwl, trade_name="Aardappel")).employer
    silent = mine(adviser_lwl, trade_name="Zilver")
    assert list(as_user(adviser_lwl).get(URL).context["page"]) == [silent, spoken]


def test_counts_agree_with_what_they_link_to(as_user, adviser_lwl):
    client = as_user(adviser_lwl)
    for size in (None, None, 4):
        FollowUpFactory(
            adviser=adviser_lwl, employer=mine(adviser_lwl, size=size), due_on=timezone.localdate() - timedelta(days=1)
        )
    page = client.get(URL)
    listed = client.get(reverse("outreach:follow_ups"), {"adviseur": adviser_lwl.pk, "wanneer": "telaat"})
    assert page.context["overdue_count"] == listed.context["page"].paginator.count == 3
    assert (page.context["unknown_count"], page.context["page"].paginator.count) == (2, 3)


def test_a_manager_sees_all_advisers_and_then_one(as_user, manager, adviser_lwl):
    mine(adviser_lwl, trade_name="Vlietstra")
    FollowUpFactory(adviser=adviser_lwl, due_on=timezone.localdate() - timedelta(days=2))
    client = as_user(manager)
    row = next(row for row in client.get(URL).context["rows"] if row.adviser == adviser_lwl)
    assert row.counts == {"employers": 1, "overdue": 1, "week": 1, "planned": 0, "recent": 0}
    assert "Vlietstra" in client.get(URL, {"adviseur": adviser_lwl.pk}).text


def test_an_adviser_sees_only_the_own_portfolio(as_user, adviser_lwl, adviser_baanbrekend):
    assert as_user(adviser_lwl).get(URL, {"adviseur": adviser_baanbrekend.pk}).status_code == 403


def test_confidential_plans_of_another_organisation_stay_hidden(as_user, manager, adviser_lwl):
    ContactMomentFactory(adviser=adviser_lwl, status="planned", is_confidential=True)
    assert not as_user(manager).get(URL, {"adviseur": adviser_lwl.pk}).context["planned"]


def test_queries_do_not_grow_with_the_portfolio(
    as_user, adviser_lwl, adviser_baanbrekend, django_assert_max_num_queries
):
    client = as_user(adviser_lwl)
    for _ in range(12):
        employer = mine(adviser_lwl)
        FollowUpFactory(adviser=adviser_lwl, employer=employer)
        ContactMomentFactory(adviser=adviser_baanbrekend, employer=employer)
        ContactMomentFactory(adviser=adviser_lwl, employer=employer, status="planned")
    with django_assert_max_num_queries(32):
        client.get(URL)


def assign(client, **posted):
    return client.post(reverse("outreach:assign"), posted, follow=True)


def test_assigning_chosen_employers_can_be_taken_back(as_user, adviser_lwl):
    employers = [EmployerFactory(), EmployerFactory()]
    client = as_user(adviser_lwl)
    page = assign(client, kies=[it.pk for it in employers], adviseur=adviser_lwl.pk, terug=URL)
    assert "2 werkgevers toegewezen aan Sanne van Dijk" in page.text
    client.post(reverse("outreach:assign_undo", args=[PortfolioEntry.objects.first().opened_in]))
    assert not PortfolioEntry.objects.exists()


def test_assigning_a_whole_filtered_list(as_user, manager, adviser_lwl):
    wanted = EmployerFactory(trade_name="Bakkerij Zoet")
    EmployerFactory(trade_name="Slagerij Hart")
    assign(as_user(manager), alles="1", vraag="tekst=bakkerij", adviseur=adviser_lwl.pk, terug=URL)
    assert list(PortfolioEntry.objects.values_list("employer", flat=True)) == [wanted.pk]


def test_a_filter_that_means_nothing_assigns_nothing(as_user, manager, adviser_lwl):
    EmployerFactory()
    page = assign(as_user(manager), alles="1", vraag="sector=bestaat-niet", adviseur=adviser_lwl.pk, terug=URL)
    assert "Kies eerst een of meer werkgevers" in page.text
    assert not PortfolioEntry.objects.exists()


def test_an_adviser_assigns_within_the_own_organisation(as_user, adviser_lwl, adviser_baanbrekend, lwl):
    employer = EmployerFactory()
    client = as_user(adviser_lwl)
    assert assign(client, kies=employer.pk, adviseur=adviser_baanbrekend.pk).status_code == 403
    assign(client, kies=employer.pk, adviseur=UserFactory(organisation=lwl).pk, terug=URL)
    assert PortfolioEntry.objects.count() == 1


def test_leeg_releases(as_user, adviser_lwl):
    employer = mine(adviser_lwl)
    page = assign(as_user(adviser_lwl), kies=employer.pk, adviseur="leeg", terug=URL)
    assert "1 werkgever losgelaten" in page.text
    assert not PortfolioEntry.objects.current().exists()


@pytest.mark.parametrize(
    ("posted", "words"),
    [({"adviseur": ""}, "Kies eerst een adviseur"), ({"adviseur": "leeg"}, "Kies eerst een of meer werkgevers")],
    ids=["nobody chosen", "no employers"],
)
def test_what_is_missing_is_told(as_user, adviser_lwl, posted, words):
    assert words in assign(as_user(adviser_lwl), terug=URL, **posted).text


def test_an_outsider_assigns_nothing(as_user, outsider):
    assign(as_user(outsider), kies=EmployerFactory().pk, adviseur=outsider.pk, terug=URL)
    assert not PortfolioEntry.objects.exists()


def test_back_goes_only_to_this_site(as_user, adviser_lwl):
    response = as_user(adviser_lwl).post(reverse("outreach:assign"), {"terug": "https://elders.example/"})
    assert response.url == reverse("employers:list")
