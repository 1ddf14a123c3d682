"""Follow-ups: done with one tap, moved, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach.models import FollowUp
from outreach.workdays import workday_from
from tests.factories import ContactMomentFactory, FollowUpFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(adviser_lwl):
    return FollowUpFactory(adviser=adviser_lwl, what="Folder sturen")


def act(client, name, follow_up, **posted):
    url = reverse(f"outreach:{name}", args=[follow_up.pk])
    return client.post(url, {"terug": "/portefeuille/"} | posted, follow=True)


def test_done_and_not_done_after_all(as_user, adviser_lwl, promise):
    client = as_user(adviser_lwl)
    assert "Folder sturen bij" in act(client, "follow_up_done", promise).text
    assert not FollowUp.objects.open().exists()
    act(client, "follow_up_reopen", promise)
    assert FollowUp.objects.open().get() == promise


@pytest.mark.parametrize(("to", "days"), [("morgen", 1), ("week", 7), ("maand", 30)])
def test_postponed_counts_from_today(as_user, adviser_lwl, promise, to, days):
    act(as_user(adviser_lwl), "follow_up_postpone", promise, naar=to)
    promise.refresh_from_db()
    assert promise.due_on == workday_from(timezone.localdate() + timedelta(days=days))


@pytest.mark.parametrize("day", ["", "2020-01-01", "morgen"], ids=["nothing", "a day that was", "no date"])
def test_a_day_that_cannot_be_is_refused(as_user, adviser_lwl, promise, day):
    page = act(as_user(adviser_lwl), "follow_up_postpone", promise, datum=day)
    assert "Kies een dag vanaf vandaag" in page.text
    promise.refresh_from_db()
    assert promise.due_on == timezone.localdate()


def test_another_organisation_may_not_touch_it(as_user, adviser_baanbrekend, promise):
    assert act(as_user(adviser_baanbrekend), "follow_up_done", promise).status_code == 403


def test_promises_in_confidential_contacts_stay_inside(as_user, adviser_baanbrekend, adviser_lwl):
    moment = ContactMomentFactory(adviser=adviser_lwl, is_confidential=True)
    promise = FollowUpFactory(adviser=adviser_lwl, contact_moment=moment)
    assert act(as_user(adviser_baanbrekend), "follow_up_done", promise).status_code == 404


def test_the_list_narrows_to_what_is_late(as_user, adviser_lwl, promise):
    late = FollowUpFactory(adviser=adviser_lwl, due_on=timezone.localdate() - timedelta(days=1))
    client, url = as_user(adviser_lwl), reverse("outreach:follow_ups")
    assert list(client.get(url).context["page"]) == [late, promise]
    assert list(client.get(url, {"wanneer": "telaat"}).context["page"]) == [late]


@pytest.mark.parametrize("page", ["nan", "http://elders.example/", "//elders.example/"])
def test_a_page_to_return_to_that_is_none_of_ours_leads_to_the_employer(as_user, adviser_lwl, promise, page):
    answer = act(as_user(adviser_lwl), "follow_up_done", promise, terug=page)
    assert answer.redirect_chain == [(promise.employer.get_absolute_url(), 302)]
