"""The page of the meeting between the organisations."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach import overlaps
from outreach.models import Overlap
from tests.factories import ContactMomentFactory, EmployerFactory, PortfolioEntryFactory

pytestmark = pytest.mark.django_db
URL = "/afstemming/"
LATER = (timezone.localdate() + timedelta(days=60)).isoformat()


@pytest.fixture
def double(adviser_lwl, adviser_baanbrekend):
    """An employer that both organisations approach; `fields` go to Baanbrekend's moment."""

    def make(name="Noordzij", **fields):
        employer = EmployerFactory(trade_name=name)
        ContactMomentFactory(adviser=adviser_lwl, employer=employer, notes="Wil een bbl-leerling")
        at = timezone.now() - timedelta(days=6)
        ContactMomentFactory(**{"adviser": adviser_baanbrekend, "employer": employer, "happened_at": at} | fields)
        overlaps.detect_overlaps([employer.pk])
        return Overlap.objects.open().get(employer=employer)

    return make


def close(client, overlap, **answers):
    return client.post(reverse("outreach:overlap_close", args=[overlap.pk]), answers, follow=True)


def test_empty_page_says_so(as_user, adviser_lwl):
    page = as_user(adviser_lwl).get(URL).text
    for words in ("geen dubbele benaderingen", "geen contacten gepland", "hebben een vast contact"):
        assert words in page


def test_both_sides_stand_beside_each_other(as_user, adviser_lwl, double):
    double(notes="Zoekt een schilder")
    page = as_user(adviser_lwl).get(URL).text
    for words in (
        "Noordzij",
        "S. van Dijk",
        "M. de Wit",
        "Wil een bbl-leerling",
        "Zoekt een schilder",
        "6 dagen ertussen",
    ):
        assert words in page


def test_what_can_be_prevented_comes_first(as_user, adviser_lwl, double):
    planned = double("Straks", status="planned", happened_at=timezone.now() + timedelta(days=2))
    done = double("Gebeurd")
    page = as_user(adviser_lwl).get(URL)
    assert list(page.context["page"]) == [planned, done]
    assert "Nog te voorkomen" in page.text


def test_a_confidential_contact_shows_no_content(as_user, adviser_lwl, double):
    double(is_confidential=True, notes="Geheim plan")
    page = as_user(adviser_lwl).get(URL).text
    assert "Vertrouwelijk contact" in page
    assert "Geheim plan" not in page
    assert "M. de Wit" not in page


def test_a_manager_closes_and_can_take_it_back(as_user, manager, double):
    overlap = double()
    client = as_user(manager)
    page = close(client, overlap, outcome="coordinated", reason="Besproken", agreement_text="LWL leidt")
    assert "Noordzij afgesloten: afgestemd" in page.text
    client.post(reverse("outreach:overlap_reopen", args=[overlap.pk]))
    assert Overlap.objects.open().get() == overlap


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Kies wat de uitkomst is"),
        ({"outcome": "double", "until_on": "2020-01-01", "agreement_text": "x"}, "Deze dag is al geweest"),
        ({"outcome": "double", "until_on": LATER}, "Schrijf op wat u hebt afgesproken"),
    ],
    ids=["no outcome", "a day that was", "a day without agreement"],
)
def test_a_mistake_stands_with_its_overlap(as_user, manager, double, answers, words):
    page = close(as_user(manager), double(), **answers)
    assert page.status_code == 422
    assert words in page.text
    assert Overlap.objects.open().exists()


def test_closing_what_a_colleague_closed_shows_both(as_user, manager, double):
    overlap, client = double(), as_user(manager)
    close(client, overlap, outcome="deliberate", reason="Samen langs geweest")
    page = close(client, overlap, outcome="coordinated", reason="Sanne belt", agreement_text="Alleen LWL").text
    assert f"{manager} was u voor: {overlap.employer} is al afgesloten." in page
    assert "Uw tekst is niet opgeslagen: Sanne belt / Alleen LWL" in page
    assert "Samen langs geweest" in page


def test_advisers_see_but_do_not_close(as_user, adviser_lwl, double):
    overlap, client = double(), as_user(adviser_lwl)
    assert "Afsluiten" not in client.get(URL).text
    assert close(client, overlap, outcome="double").status_code == 403


def test_outsiders_see_nothing(as_user, outsider, double):
    double()
    assert not list(as_user(outsider).get(URL).context["page"])


def test_closed_ones_are_listed_with_counts(as_user, manager, double):
    client = as_user(manager)
    close(client, double("Een"), outcome="double")
    close(client, double("Twee"), outcome="deliberate", agreement_text="Samen")
    page = client.get(URL, {"stand": "afgesloten", "uitkomst": "deliberate"})
    assert [overlap.employer.trade_name for overlap in page.context["page"]] == ["Twee"]
    assert {value: count for value, _, count in page.context["outcomes"] if count} == {"double": 1, "deliberate": 1}
    assert "Afspraak: Samen" in page.text


def test_one_employer_only(as_user, adviser_lwl, double):
    wanted = double("Een")
    double("Twee")
    page = as_user(adviser_lwl).get(URL, {"werkgever": wanted.employer_id})
    assert list(page.context["page"]) == [wanted]


def test_planned_contacts_tell_about_the_other(as_user, adviser_lwl, double):
    double("Duin", status="planned", happened_at=timezone.now() + timedelta(days=2))
    assert "Dubbel met LWL" in as_user(adviser_lwl).get(URL).text


def test_small_firms_without_fixed_contact_are_offered(as_user, adviser_lwl):
    free = EmployerFactory(size=6)
    PortfolioEntryFactory(employer=EmployerFactory(size=6), adviser=adviser_lwl)
    EmployerFactory(size=60)
    assert list(as_user(adviser_lwl).get(URL).context["without_contact"]) == [free]


def test_queries_do_not_grow_with_the_overlaps(as_user, manager, double, django_assert_max_num_queries):
    for number in range(8):
        double(f"Zaak {number}", status="planned", happened_at=timezone.now() + timedelta(days=3))
        EmployerFactory(size=5)
    client = as_user(manager)
    with django_assert_max_num_queries(28):
        client.get(URL)
