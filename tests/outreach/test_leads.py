"""Which organisation leads at an employer, with what it was before."""

import csv
import io
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


def test_choosing_can_be_undone(as_user, adviser_lwl, lwl, baanbrekend):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt")
    first = choose_lead(employer=employer, organisation=lwl, by=adviser_lwl)
    Lead.objects.update(since_on=timezone.localdate() - timedelta(days=9))
    client = as_user(adviser_lwl)
    page = choose(client, employer, baanbrekend)
    assert "Ongedaan maken" in page.text
    page = client.post(undo_url(employer, lwl.pk, baanbrekend.pk), follow=True)
    assert "LWL is leidend bij Bakkerij De Lindt." in page.text
    (again,) = Lead.objects.all()
    assert (again.pk, again.since_on, again.until_on) == (first.pk, timezone.localdate() - timedelta(days=9), None)


def test_the_first_choice_can_be_undone(as_user, adviser_lwl, lwl):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt")
    client = as_user(adviser_lwl)
    choose(client, employer, lwl)
    page = client.post(undo_url(employer, 0, lwl.pk), follow=True)
    assert "Bij Bakkerij De Lindt is niemand leidend." in page.text
    assert not Lead.objects.exists()


def test_what_a_colleague_chose_since_is_not_undone(as_user, adviser_lwl, lwl, baanbrekend):
    employer = EmployerFactory(trade_name="Bakkerij De Lindt")
    choose_lead(employer=employer, organisation=baanbrekend, by=adviser_lwl)
    page = as_user(adviser_lwl).post(undo_url(employer, 0, lwl.pk), follow=True)
    assert "Iemand koos intussen anders wie leidend is bij Bakkerij De Lindt." in page.text
    assert Lead.objects.get().organisation == baanbrekend


def test_the_list_of_employers_says_whom_it_shows_and_keeps_it_as_a_view(as_user, adviser_lwl, lwl, baanbrekend):
    for name, leading in [("Bakkerij De Lindt", lwl), ("Garage Vos", baanbrekend), ("Kapsalon Knip", None)]:
        choose_lead(employer=EmployerFactory(trade_name=name), organisation=leading, by=adviser_lwl)
    client = as_user(adviser_lwl)
    page = client.get("/werkgevers/", {"leidend": "lwl"})
    assert "Leidend: LWL" in page.text
    assert "Bakkerij De Lindt" in page.text
    assert "Garage Vos" not in page.text
    client.post("/werkgevers/weergaven/bewaren/", {"naam": "Onze leiding", "vraag": "leidend=lwl"})
    assert adviser_lwl.saved_views.get().query == "leidend=lwl"


def test_an_export_says_who_leads(as_user, adviser_lwl, lwl):
    choose_lead(employer=EmployerFactory(trade_name="Bakkerij De Lindt"), organisation=lwl, by=adviser_lwl)
    EmployerFactory(trade_name="Garage Vos")
    client = as_user(adviser_lwl)
    both = client.get("/werkgevers/exporteren/", {"vorm": "csv"}).text
    assert column(both, "Leidend") == ["LWL", ""]
    assert column(client.get("/werkgevers/exporteren/", {"vorm": "csv", "leidend": "niemand"}).text, "Naam") == [
        "Garage Vos"
    ]


def undo_url(employer, before, after):
    return f"/werkgevers/{employer.pk}/leidend/ongedaan/{before}/{after}/"


def column(text, heading):
    return [row[heading] for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")]
