"""Which organisation leads at an employer, with what it was before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outreach.models import Lead
from outreach.portfolios import choose_lead
from tests.factories import EmployerFactory

pytestmark = pytest.mark.django_db


def choose(client, employer, organisation):
    data = {"organisatie": organisation.pk if organisation else ""}
    return client.post(f"/werkgevers/{employer.pk}/leidend/", data, follow=True)


def test_an_organisation_leads_and_the_page_says_so(as_user, adviser_lwl, baanbrekend):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt")
    page = choose(as_user(adviser_lwl), employer, baanbrekend)
    assert "Baanbrekend is leidend bij Bakkerij De Lindt." in page.text
    assert Lead.objects.get().organisation == baanbrekend


def test_who_led_before_stays_as_history(adviser_lwl, lwl, baanbrekend):
    employer = EmployerFactory()
    first = choose_lead(employer=employer, organisation=lwl, by=adviser_lwl)
    Lead.objects.filter(pk=first.pk).update(since_on=timezone.localdate() - timedelta(days=9))
    choose_lead(employer=employer, organisation=baanbrekend, by=adviser_lwl)
    assert list(Lead.objects.order_by("pk").values_list("organisation", "until_on")) == [
        (lwl.pk, timezone.localdate()),
        (baanbrekend.pk, None),
    ]


def test_the_same_again_changes_nothing(adviser_lwl, lwl):
    employer = EmployerFactory()
    first = choose_lead(employer=employer, organisation=lwl, by=adviser_lwl)
    assert choose_lead(employer=employer, organisation=lwl, by=adviser_lwl) == first
    assert Lead.objects.count() == 1


def test_nobody_leads_any_more(as_user, adviser_lwl, lwl):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt")
    choose_lead(employer=employer, organisation=lwl, by=adviser_lwl)
    page = choose(as_user(adviser_lwl), employer, None)
    assert "Bij Bakkerij De Lindt is niemand leidend." in page.text
    assert not Lead.objects.current().exists()


@pytest.mark.parametrize("path", ["/bellijst/", "/werkgevers/{}/contact/"])
def test_the_other_is_asked_first(path, as_user, adviser_lwl, adviser_baanbrekend, baanbrekend):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt", size=5)
    choose_lead(employer=employer, organisation=baanbrekend, by=adviser_lwl)
    said = "Vraag Baanbrekend eerst."
    assert said in as_user(adviser_lwl).get(path.format(employer.pk)).text
    assert said not in as_user(adviser_baanbrekend).get(path.format(employer.pk)).text
