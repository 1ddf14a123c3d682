"""The list of employers on screen."""

import re

import pytest
from django.urls import reverse

from tests.factories import (
    CompanyFactory,
    ContactMomentFactory,
    EmployerFactory,
    InterestFactory,
    PortfolioEntryFactory,
)
from tests.shown import text_of

pytestmark = pytest.mark.django_db
LIST = reverse("employers:list")
HTMX = {"HX-Request": "true"}


def names_in(response):
    return re.findall(r'crm-cell-title" href="[^"]+">([^<]+)<', response.content.decode())


def test_a_row_shows_size_contacts_interest_and_fixed_contact(as_user, adviser_lwl, adviser_baanbrekend):
    employer = EmployerFactory(trade_name="Bakkerij Berg", size=12, size_source_name="KvK")
    ContactMomentFactory(employer=employer, adviser=adviser_baanbrekend)
    InterestFactory(employer=employer, variant="evc", updated_by=adviser_lwl)
    PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
    page = text_of(as_user(adviser_lwl).get(LIST))
    assert "Bakkerij Berg Dordrecht · Industrie" in page
    for shown in ("12 KvK", "Baanbrekend", "Telefoon", "EVC", "S. van Dijk LWL"):
        assert shown in page


def test_what_is_unknown_is_said_in_words(as_user, adviser_lwl):
    EmployerFactory()
    page = text_of(as_user(adviser_lwl).get(LIST))
    for shown in ("Onbekend", "Nog geen contact", "Niet besproken", "Geen"):
        assert shown in page


def test_a_branch_of_a_chain_is_not_shown_as_small(as_user, adviser_lwl):
    company = CompanyFactory()
    EmployerFactory(trade_name="Lidl Zwijndrecht", company=company, size=12)
    EmployerFactory(trade_name="Lidl Nederland", company=company, size=900)
    assert "Geen klein mkb: keten" in text_of(as_user(adviser_lwl).get(LIST, {"tekst": "lidl zwijndrecht"}))


def test_the_tabs_count_the_lists_they_lead_to(as_user, adviser_lwl):
    PortfolioEntryFactory(employer=EmployerFactory(size=5), adviser=adviser_lwl)
    EmployerFactory()
    response = as_user(adviser_lwl).get(LIST)
    views = {view.label: (view.query, view.count) for view in response.context["listing"].views}
    assert views == {
        "Alle werkgevers": ("", 2),
        "Mijn portefeuille": ("contact=ik", 1),
        "Blinde vlekken": ("blind=ja", 1),
        "Omvang onbekend": ("omvang=unknown", 1),
        "Opvolgen deze week": ("opvolgen=week", 0),
    }
    for query, count in views.values():
        assert as_user(adviser_lwl).get(f"{LIST}?{query}").context["listing"].total == count


def test_counts_are_whole_numbers_so_that_thousands_get_their_point(as_user, adviser_lwl):
    EmployerFactory(size=5)
    listing = as_user(adviser_lwl).get(LIST).context["listing"]
    counts = [option.count for facet in listing.facets for option in facet.options]
    assert {type(count) for count in [*counts, *listing.overview.values(), listing.total]} == {int}


def test_a_manager_has_no_portfolio_of_his_own(as_user, manager):
    labels = [view.label for view in as_user(manager).get(LIST).context["listing"].views]
    assert "Mijn portefeuille" not in labels


def test_active_filters_are_chips_with_a_way_out(as_user, adviser_lwl):
    page = as_user(adviser_lwl).get(LIST, {"gemeente": "GM0505", "klein": "ja"}).content.decode()
    assert 'href="/werkgevers/?klein=ja"><span class="crm-visually-hidden">Verwijder filter </span>Dordrecht' in page
    assert "Wis alle filters" in page


def test_filters_without_a_field_of_their_own_stay_when_the_form_is_sent(as_user, adviser_lwl):
    page = as_user(adviser_lwl).get(LIST, {"inbeeld": "lwl", "omvang": "1-4"}).content.decode()
    assert '<input type="hidden" name="inbeeld" value="lwl">' in page
    assert '<input type="hidden" name="omvang" value="1-4">' in page


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Aap", "Mus", "Zwaan"]),
        ("-naam", ["Zwaan", "Mus", "Aap"]),
        ("omvang", ["Mus", "Aap", "Zwaan"]),
        ("-omvang", ["Aap", "Mus", "Zwaan"]),
        ("-contact", ["Zwaan", "Aap", "Mus"]),
        ("plaats", ["Zwaan", "Aap", "Mus"]),
        ("onzin", ["Aap", "Mus", "Zwaan"]),
    ],
)
def test_order(order, expected, as_user, adviser_lwl):
    EmployerFactory(trade_name="Aap", size=20)
    EmployerFactory(trade_name="Mus", size=3)
    ContactMomentFactory(employer=EmployerFactory(trade_name="Zwaan", place="Alblasserdam"), adviser=adviser_lwl)
    assert names_in(as_user(adviser_lwl).get(LIST, {"sorteer": order})) == expected


def test_the_column_that_is_sorted_says_so(as_user, adviser_lwl):
    EmployerFactory()
    page = as_user(adviser_lwl).get(LIST, {"sorteer": "-omvang"}).content.decode()
    assert re.findall(r'aria-sort="(\w+)"><a class="crm-sort" href="\?([^"]+)">Werkzaam', page) == [
        ("descending", "sorteer=omvang")
    ]


def test_searching_shows_the_best_first_until_an_order_is_chosen(as_user, adviser_lwl):
    EmployerFactory(trade_name="Autobergbedrijf")
    EmployerFactory(trade_name="Bergman")
    client = as_user(adviser_lwl)
    assert names_in(client.get(LIST, {"tekst": "berg"})) == ["Bergman", "Autobergbedrijf"]
    assert names_in(client.get(LIST, {"tekst": "berg", "sorteer": "naam"})) == ["Autobergbedrijf", "Bergman"]


def test_twenty_five_to_a_page(as_user, adviser_lwl):
    EmployerFactory.create_batch(28)
    response = as_user(adviser_lwl).get(LIST, {"pagina": "2", "klein": ""})
    assert len(names_in(response)) == 3
    assert "26 tot en met 28 van 28" in text_of(response)


def test_htmx_gets_the_results_and_the_counts_and_a_clean_address(as_user, adviser_lwl):
    EmployerFactory(trade_name="Bakkerij Berg")
    response = as_user(adviser_lwl).get(LIST, {"tekst": "berg", "netwerk": "", "gemeente": "GM0505"}, headers=HTMX)
    page = response.content.decode()
    assert page.lstrip().startswith('<div class="crm-stack" id="resultaten">')
    assert '<span id="tel-gemeente-GM0505" hx-swap-oob="true">1</span>' in page
    assert response["HX-Push-Url"] == "/werkgevers/?tekst=berg&gemeente=GM0505"
    assert "HX-Request" in response["Vary"]


def test_going_back_in_the_browser_gets_the_whole_page(as_user, adviser_lwl):
    response = as_user(adviser_lwl).get(LIST, headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert "<!doctype html>" in response.content.decode()


def test_nothing_found_points_outside_the_region(as_user, adviser_lwl):
    EmployerFactory(trade_name="Bakkerij Ver", municipality=None, place="Utrecht")
    page = as_user(adviser_lwl).get(LIST, {"tekst": "bakkerij"}).content.decode()
    assert "Geen werkgevers gevonden." in page
    assert 'href="?tekst=bakkerij&amp;regio=nee">Buiten de regio: 1 gevonden' in page


def test_an_unknown_filter_value_is_told(as_user, adviser_lwl):
    page = text_of(as_user(adviser_lwl).get(LIST, {"sector": "bestaat-niet"}))
    assert "Een filter in deze link bestaat niet (meer) en telt niet mee: sector." in page


def test_somebody_outside_the_region_sees_no_employers(as_user, outsider):
    EmployerFactory(trade_name="Bakkerij Berg")
    assert names_in(as_user(outsider).get(LIST)) == []


def test_a_confidential_contact_of_the_other_organisation_is_not_in_the_row(as_user, adviser_lwl, adviser_baanbrekend):
    ContactMomentFactory(employer=EmployerFactory(), adviser=adviser_baanbrekend, is_confidential=True)
    assert "Nog geen contact" in text_of(as_user(adviser_lwl).get(LIST))


@pytest.mark.parametrize("number", [1, 40])
def test_the_number_of_queries_does_not_grow(number, as_user, adviser_lwl, django_assert_num_queries):
    for employer in [EmployerFactory(size=5) for _ in range(number)]:
        ContactMomentFactory(employer=employer, adviser=adviser_lwl)
        InterestFactory(employer=employer, updated_by=adviser_lwl)
        PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
    client = as_user(adviser_lwl)
    with django_assert_num_queries(23):
        client.get(LIST, {"gemeente": "GM0505"})


def test_suggestions_link_to_the_employer_and_to_all_that_was_found(as_user, adviser_lwl):
    employer = EmployerFactory(trade_name="Bakkerij Berg", municipality=None, place="Utrecht")
    page = as_user(adviser_lwl).get(reverse("employers:suggest"), {"tekst": "bakk"}).content.decode()
    assert employer.get_absolute_url() in page
    assert "/werkgevers/?tekst=bakk&amp;regio=alle" in page


def test_one_letter_suggests_nothing(as_user, adviser_lwl):
    EmployerFactory(trade_name="Bakkerij Berg")
    assert as_user(adviser_lwl).get(reverse("employers:suggest"), {"tekst": "b"}).content.strip() == b""


def test_filters_are_kept_under_a_name_and_thrown_away(as_user, adviser_lwl):
    client = as_user(adviser_lwl)
    query = "gemeente=GM0505&klein=ja&sorteer=-omvang"
    saved = client.post(
        reverse("employers:view_save"), {"naam": "Klein Dordrecht", "vraag": query + "&x=1"}, follow=True
    )
    assert "De weergave “Klein Dordrecht” is bewaard." in text_of(saved)
    again = client.post(reverse("employers:view_save"), {"naam": "Klein Dordrecht", "vraag": query}, follow=True)
    told = "Ze vervangt wat u eerder onder deze naam bewaarde."
    assert (told in text_of(saved), told in text_of(again)) == (False, True)
    view = adviser_lwl.saved_views.get()
    assert view.query == query
    assert "Weergave verwijderen" in text_of(client.get(f"{LIST}?{query}"))
    client.post(reverse("employers:view_delete", args=[view.pk]))
    assert not adviser_lwl.saved_views.exists()


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "Geef de weergave een naam."),
        ("x" * 61, f"Deze naam heeft 61 tekens. Maak hem korter, hoogstens 60 tekens: “{'x' * 61}”"),
    ],
)
def test_a_view_needs_a_short_name(name, error, as_user, adviser_lwl):
    response = as_user(adviser_lwl).post(
        reverse("employers:view_save"), {"naam": name, "vraag": "klein=ja"}, follow=True
    )
    assert error in text_of(response)
    assert not adviser_lwl.saved_views.exists()


def test_a_view_of_somebody_else_cannot_be_thrown_away(as_user, adviser_lwl, manager):
    view = manager.saved_views.create(name="Mijn", query="klein=ja")
    assert as_user(adviser_lwl).post(reverse("employers:view_delete", args=[view.pk])).status_code == 404


def test_an_empty_register_shows_an_admin_where_lists_are_read(as_user, admin, adviser_lwl):
    assert reverse("imports:upload") in as_user(admin).get(LIST).content.decode()
    page = as_user(adviser_lwl).get(LIST).content.decode()
    assert reverse("imports:upload") not in page
    assert "Voeg zelf een werkgever toe" in page


def test_a_row_under_the_mouse_keeps_its_colours(as_user, adviser_lwl):
    """The library paints such a row orange with red words, which here mean that something is wrong."""
    EmployerFactory()
    assert "utrecht-table--row-hover" not in as_user(adviser_lwl).get(LIST).content.decode()
