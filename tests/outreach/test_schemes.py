"""The catalogue of schemes, and which was explained to whom and when."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach.contact_logging import change_contact, log_contact, undo_contact
from outreach.first_schemes import load_first_schemes
from outreach.models import Scheme, SchemeExplanation
from outreach.schemes import FIELDS, SchemeChangedError, change_scheme, explain_scheme
from tests.factories import EmployerFactory

pytestmark = pytest.mark.django_db
CATALOGUE = reverse("outreach:schemes")
TODAY = timezone.localdate


@pytest.fixture
def employer(db):
    return EmployerFactory(trade_name="Bakkerij Berg")


@pytest.fixture
def scheme(db):
    return Scheme.objects.get(name="Subsidie praktijkleren")


def log(by, employer, *schemes, **values):
    happened_at = timezone.now() - timedelta(days=3)
    return log_contact(
        by=by, employer=employer, channel="phone", result="spoken", happened_at=happened_at, schemes=schemes, **values
    )


# The catalogue --------------------------------------------------------------------------------------------------------


def test_the_nine_instruments_of_the_report_are_there_and_loading_again_keeps_changes(admin, scheme):
    change_scheme(by=admin, scheme=scheme, version=0, what="Onze eigen woorden")
    load_first_schemes(Scheme)
    scheme.refresh_from_db()
    assert (Scheme.objects.count(), scheme.what) == (9, "Onze eigen woorden")


def test_what_expired_stands_apart_and_is_not_offered(as_user, adviser_lwl, employer, scheme):
    Scheme.objects.filter(pk=scheme.pk).update(valid_until=TODAY() - timedelta(days=1))
    client = as_user(adviser_lwl)
    page = client.get(CATALOGUE).text
    assert page.index("Jobcoaching") < page.index("Verlopen</h2>") < page.index("Subsidie praktijkleren")
    assert "Subsidie praktijkleren" not in client.get(reverse("outreach:contact_create", args=[employer.pk])).text


def test_the_last_day_still_counts():
    scheme = Scheme.objects.create(name="Tot vandaag", what="Iets", valid_until=TODAY())
    assert (scheme.is_expired, Scheme.objects.valid().filter(pk=scheme.pk).exists()) == (False, True)
    tomorrow = TODAY() + timedelta(days=1)
    assert not Scheme.objects.valid(tomorrow).filter(pk=scheme.pk).exists()


def test_an_admin_changes_the_words_and_the_history_shows_it(as_user, admin, scheme):
    answers = {name: getattr(scheme, name) or "" for name in FIELDS} | {"how_much": "Kijk op rvo.nl", "version": 0}
    page = as_user(admin).post(reverse("outreach:scheme_edit", args=[scheme.pk]), answers, follow=True).text
    assert "Subsidie praktijkleren is gewijzigd." in page
    assert "<dd>Kijk op rvo.nl</dd>" in page


def test_an_end_before_the_begin_is_refused(as_user, admin):
    answers = {"name": "Nieuw", "what": "Iets", "valid_from": "2026-05-01", "valid_until": "2026-04-01", "position": 5}
    page = as_user(admin).post(reverse("outreach:scheme_create"), answers).text
    assert "De regeling eindigt voordat die begint." in page


def test_a_stale_change_is_refused_and_both_stay_on_screen(as_user, admin, scheme):
    change_scheme(by=admin, scheme=scheme, version=0, what="Van een collega")
    with pytest.raises(SchemeChangedError):
        change_scheme(by=admin, scheme=scheme, version=0, what="Van mij")
    answers = {"name": scheme.name, "what": "Van mij", "position": 10, "version": 0}
    page = as_user(admin).post(reverse("outreach:scheme_edit", args=[scheme.pk]), answers).text
    assert "Daar staat nu: Van een collega" in page
    assert "Van mij" in page


# What was explained ---------------------------------------------------------------------------------------------------


def test_explained_in_a_contact_on_its_day(adviser_lwl, employer, scheme):
    moment = log(adviser_lwl, employer, scheme)
    told = SchemeExplanation.objects.get()
    assert (told.scheme, told.contact_moment, told.explained_on) == (scheme, moment, TODAY() - timedelta(days=3))


def test_changing_the_contact_says_what_was_explained(adviser_lwl, employer, scheme):
    moment = log(adviser_lwl, employer, scheme)
    other = Scheme.objects.get(name="Jobcoaching")
    moment = change_contact(by=adviser_lwl, moment=moment, version=0, schemes=[other])
    assert [told.scheme for told in SchemeExplanation.objects.all()] == [other]
    change_contact(by=adviser_lwl, moment=moment, version=1, notes="Alleen de notitie")
    assert SchemeExplanation.objects.count() == 1


def test_undoing_the_contact_takes_it_along(adviser_lwl, employer, scheme):
    undo_contact(moment=log(adviser_lwl, employer, scheme))
    assert not SchemeExplanation.objects.exists()


def test_marking_it_on_the_page_of_the_employer_and_taking_that_back(as_user, adviser_lwl, employer, scheme):
    client = as_user(adviser_lwl)
    url = reverse("outreach:scheme_explain", args=[employer.pk])
    page = client.post(url, {"regeling": scheme.pk}, follow=True).text
    client.post(url, {"regeling": scheme.pk})
    assert "Subsidie praktijkleren is uitgelegd aan Bakkerij Berg." in page
    told = SchemeExplanation.objects.get()
    client.post(reverse("outreach:explanation_undo", args=[told.pk]))
    assert not SchemeExplanation.objects.exists()


def test_without_a_choice_it_says_so(as_user, adviser_lwl, employer):
    page = as_user(adviser_lwl).post(reverse("outreach:scheme_explain", args=[employer.pk]), follow=True).text
    assert "Kies eerst welke regeling u hebt uitgelegd." in page


def test_the_contact_form_offers_it_in_one_tap(as_user, adviser_lwl, employer, scheme):
    answers = {
        "channel": "phone", "result": "no_answer", "initiative": "ours", "schemes": [scheme.pk],
        "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    as_user(adviser_lwl).post(reverse("outreach:contact_create", args=[employer.pk]), answers)
    assert SchemeExplanation.objects.get().scheme == scheme


def test_what_was_explained_in_confidence_stays_there(as_user, adviser_lwl, adviser_baanbrekend, employer, scheme):
    log(adviser_lwl, employer, scheme, is_confidential=True)
    assert not SchemeExplanation.objects.visible_to(adviser_baanbrekend).exists()
    page = as_user(adviser_baanbrekend).get(scheme.get_absolute_url()).text
    assert "Nog aan niemand uitgelegd" in page


def test_every_number_is_the_list_behind_it(as_user, adviser_lwl, scheme):
    for _ in range(2):
        explain_scheme(by=adviser_lwl, employer=EmployerFactory(), scheme=scheme)
    explain_scheme(by=adviser_lwl, employer=EmployerFactory(ended_on=TODAY()), scheme=scheme)
    client = as_user(adviser_lwl)
    assert "2 werkgevers" in client.get(CATALOGUE).text
    page = client.get(reverse("employers:list"), {"regeling": scheme.pk, "regio": "alle"}).text
    assert "2 werkgevers" in page
    assert "Uitgelegd: Subsidie praktijkleren" in page


def test_the_file_leaves_out_who_does_not_want_to_be_approached(as_user, adviser_lwl, employer, scheme):
    explain_scheme(by=adviser_lwl, employer=employer, scheme=scheme)
    explain_scheme(by=adviser_lwl, employer=EmployerFactory(is_opted_out=True), scheme=scheme)
    response = as_user(adviser_lwl).get(reverse("outreach:scheme_export", args=[scheme.pk]), {"bestand": "csv"})
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert (row["Werkgever"], row["Regeling"]) == ("Bakkerij Berg", "Subsidie praktijkleren")


def test_the_number_of_queries_is_fixed(as_user, adviser_lwl, scheme, django_assert_num_queries):
    client = as_user(adviser_lwl)
    for number in (1, 9):
        for _ in range(number):
            explain_scheme(by=adviser_lwl, employer=EmployerFactory(), scheme=scheme)
        client.get(scheme.get_absolute_url())
        with django_assert_num_queries(7):
            client.get(scheme.get_absolute_url())
        with django_assert_num_queries(4):
            client.get(CATALOGUE)
