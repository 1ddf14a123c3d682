"""Interest per variant: writing it and how it came so."""

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach.field_history import history
from outreach.interests import FIELDS, set_interest
from outreach.models import Barrier, Interest
from tests.factories import AccreditationFactory, EmployerFactory, InterestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(db):
    return reverse("outreach:interest_edit", args=[EmployerFactory().pk, "bpv"])


def answers(**fields):
    return {
        "status": "interested",
        "awareness": "aware",
        "levels": ["mbo2", "mbo3"],
        "places": "2",
        "reason": "Twee lassers",
    } | fields


def test_all_of_it_is_written(as_user, adviser_lwl, url):
    as_user(adviser_lwl).post(url, answers())
    interest = Interest.objects.get()
    assert (interest.status, interest.awareness, interest.levels, interest.places) == (
        "interested", "aware", ["mbo2", "mbo3"], 2,
    )  # fmt: skip
    assert interest.updated_by == adviser_lwl


def test_no_interest_asks_why(as_user, adviser_lwl, url):
    page = as_user(adviser_lwl).post(url, answers(status="none", reason=""))
    assert "Kies wat de werkgever tegenhoudt" in page.text
    assert not Interest.objects.exists()


def test_every_stand_is_kept(adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory()
    set_interest(employer=employer, variant="evc", by=adviser_lwl, status="informed")
    interest = set_interest(employer=employer, variant="evc", by=adviser_baanbrekend, status="active", places=3)
    latest, first = history(interest, FIELDS)
    assert (latest.by, latest.changes) == (adviser_baanbrekend, [("stand", "Actief"), ("aantal plekken", "3")])
    assert (first.by, first.changes) == (adviser_lwl, [("stand", "Geïnformeerd")])


def test_the_page_shows_the_history(as_user, adviser_lwl, url):
    client = as_user(adviser_lwl)
    client.post(url, answers())
    page = client.get(url).text
    assert "Geïnteresseerd" in page
    assert "Sanne van Dijk" in page


def test_saving_over_somebody_elses_change_is_told(as_user, adviser_lwl, adviser_baanbrekend, url):
    client = as_user(adviser_lwl)
    seen = client.get(url).context["seen"]
    as_user(adviser_baanbrekend).post(url, answers(status="active"))
    page = as_user(adviser_lwl).post(url, answers(gezien=seen))
    assert "Mark de Wit heeft dit intussen gewijzigd in: Actief" in page.text
    assert Interest.objects.get().status == "active"


def test_admins_read_only(as_user, admin, url):
    assert as_user(admin).get(url).status_code == 200
    assert as_user(admin).post(url, answers()).status_code == 403


def test_an_unknown_variant_is_not_there(as_user, adviser_lwl, url):
    assert as_user(adviser_lwl).get(url.replace("bpv", "bestaatniet")).status_code == 404


# What belongs to a variant ---------------------------------------------------


def test_bpv_asks_for_bol_or_bbl_and_mbo_levels_only(as_user, adviser_lwl, url):
    page = as_user(adviser_lwl).get(url).text
    assert "Bbl (vooral werk)" in page
    assert "Mbo 4" in page
    assert 'value="hbo"' not in page
    assert "Bedrijfsbezoek" not in page


def test_another_form_is_a_visit_a_workshop_or_a_training(as_user, adviser_lwl, url):
    client, url = as_user(adviser_lwl), url.replace("bpv", "other")
    client.post(url, {"status": "interested", "awareness": "aware", "kinds": ["visit", "group"]})
    assert Interest.objects.get().kinds == ["visit", "group"]
    assert (
        "Bedrijfsbezoek, Training voor een groep" in client.get(Interest.objects.get().employer.get_absolute_url()).text
    )


def test_a_barrier_with_words_and_how_it_came_so(as_user, adviser_lwl, url):
    client = as_user(adviser_lwl)
    client.post(url, answers(status="none", reason="", barriers=["tijd"], experience="earlier", since_year="2015"))
    page = client.get(url).text
    assert "<dd>Gebrek aan tijd en capaciteit</dd>" in page
    assert "<dd>Deed het vroeger</dd>" in page
    assert "<dd>2015</dd>" in page


def test_a_barrier_that_is_switched_off_stays_where_it_was_chosen(as_user, adviser_lwl, url):
    client = as_user(adviser_lwl)
    client.post(url, answers(barriers=["tijd"]))
    Barrier.objects.filter(slug="tijd").update(is_active=False)
    assert "Gebrek aan tijd en capaciteit" in client.get(url).text
    assert "Gebrek aan tijd en capaciteit" not in client.get(url.replace("bpv", "evc")).text


@pytest.mark.parametrize("year", ["1200", "3000"])
def test_a_year_in_which_it_cannot_have_begun(as_user, adviser_lwl, url, year):
    page = as_user(adviser_lwl).post(url, answers(since_year=year)).text
    assert "Dit is geen jaar waarin dit kan zijn begonnen." in page


# Question by question ---------------------------------------------------


def test_one_question_at_a_time_until_the_last(as_user, adviser_lwl, url):
    client = as_user(adviser_lwl)
    first = client.post(f"{url}?vraag=stand", {"status": "interested", "gezien": ""})
    assert first.url == f"{url}?vraag=bekendheid"
    page = client.get(first.url)
    assert "Vraag 2 van 8" in page.text
    assert "status" not in page.context["form"].fields
    last = f"{url}?vraag=belemmering"
    answered = client.post(last, {"barriers": ["tijd"], "gezien": client.get(last).context["seen"]})
    interest = Interest.objects.get()
    assert answered.url == interest.employer.get_absolute_url()
    assert (interest.status, interest.barriers) == ("interested", ["tijd"])


def test_no_interest_goes_straight_to_why(as_user, adviser_lwl, url):
    assert as_user(adviser_lwl).post(f"{url}?vraag=stand", {"status": "none"}).url == f"{url}?vraag=belemmering"


def test_stopping_keeps_what_was_answered(as_user, adviser_lwl, url):
    answered = as_user(adviser_lwl).post(f"{url}?vraag=stand", {"status": "active", "klaar": "1"})
    assert answered.url == Interest.objects.get().employer.get_absolute_url()


# Accreditation and zzp ---------------------------------------------------


def test_bpv_without_accreditation_warns_with_where_to_apply(as_user, adviser_lwl, url):
    client = as_user(adviser_lwl)
    client.post(url, answers())
    page = client.get(url).text
    assert "wij kennen geen geldige erkenning van SBB" in page
    assert "https://www.s-bb.nl" in page


def test_accredited_for_something_else_names_both(as_user, adviser_lwl, url):
    client = as_user(adviser_lwl)
    client.post(url, answers(direction="Lasser (25355)"))
    interest = Interest.objects.get()
    AccreditationFactory(employer=interest.employer, qualification="Kok", crebo="25180")
    assert interest.crebo == "25355"
    assert "erkend voor Kok (25180), maar zover wij weten niet voor Lasser (25355)" in client.get(url).text


def test_the_right_accreditation_does_not_warn(as_user, adviser_lwl, url):
    client = as_user(adviser_lwl)
    client.post(url, answers(direction="Kok (25180)"))
    AccreditationFactory(employer=Interest.objects.get().employer, qualification="Kok", crebo="25180")
    assert "s-bb.nl" not in client.get(url).text


def test_who_works_alone_gets_the_note_about_zzp(as_user, adviser_lwl):
    alone = reverse("outreach:interest_edit", args=[EmployerFactory(size=1).pk, "bpv"])
    assert "Vraag het na bij SBB." in as_user(adviser_lwl).get(alone).text


# The list of barriers ---------------------------------------------------


def test_every_number_of_barriers_is_the_list_behind_it(as_user, adviser_lwl):
    employer = EmployerFactory()
    InterestFactory(employer=employer, barriers=["tijd", "onbekend"], updated_by=adviser_lwl)
    InterestFactory(employer=employer, variant="evc", barriers=["tijd"], updated_by=adviser_lwl)
    client = as_user(adviser_lwl)
    rows = {it.slug: it.employer_count for it in client.get(reverse("outreach:barriers")).context["barriers"]}
    assert (rows["tijd"], rows["onbekend"], rows["administratie"]) == (1, 1, 0)
    page = client.get(reverse("employers:list"), {"belemmering": "tijd", "regio": "alle"})
    assert page.context["listing"].total == 1
    assert "Belemmering: Gebrek aan tijd en capaciteit" in page.text


def test_an_admin_adds_a_barrier_with_a_code_of_its_own(as_user, admin):
    as_user(admin).post(reverse("outreach:barrier_create"), {"name": "Tijd", "position": 5, "is_active": "on"})
    assert Barrier.objects.get(name="Tijd").slug == "tijd-2"


def test_after_logging_the_rest_of_the_variant_is_offered(as_user, adviser_lwl):
    employer = EmployerFactory()
    moment = {
        "channel": "phone", "result": "no_answer", "initiative": "ours", "variants": ["bpv"],
        "interest_bpv": "interested", "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    page = as_user(adviser_lwl).post(reverse("outreach:contact_create", args=[employer.pk]), moment, follow=True).text
    assert f"/werkgevers/{employer.pk}/interesse/bpv/?vraag=bekendheid" in page
    assert "wij kennen geen geldige erkenning van SBB" in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Geen tijd", "Geen tijd."),
        ("Geen tijd. ", "Geen tijd."),
        ("Waarom?", "Waarom?"),
        ('Hij zei "nee."', 'Hij zei "nee."'),
        ("Geen plek (nu)", "Geen plek (nu)."),
        ("", ""),
    ],
)
def test_a_reason_ends_with_one_full_stop(typed, shown):
    assert Interest(reason=typed).reason_text == shown
