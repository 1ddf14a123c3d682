"""The session ended while somebody was at work: said in words, and back to where they were."""

import pytest
from django.urls import reverse

from tests.factories import EmployerFactory

PASSWORD = "een-lange-zin-als-wachtwoord"
NOT_SAVED = "U was uitgelogd. Wat u invulde is niet opgeslagen."


@pytest.fixture
def adviser(adviser_lwl):
    adviser_lwl.set_password(PASSWORD)
    adviser_lwl.save()
    return adviser_lwl


def sign_in(client, adviser, to):
    return client.post(
        to, {"login": adviser.email, "password": PASSWORD, "next": to.partition("next=")[2]}, follow=True
    )


def part_of(client, page, method="get", path="/werkgevers/"):
    return getattr(client, method)(path, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"})


@pytest.mark.django_db
class TestPartOfAPage:
    def test_the_whole_page_goes_to_signing_in(self, client):
        answer = part_of(client, "/werkgevers/?klein=ja", path="/werkgevers/?klein=ja&gemeente=GM0505")
        assert answer.headers["HX-Redirect"] == "/account/inloggen/?next=/werkgevers/%3Fklein%3Dja"
        assert answer.content == b""

    def test_a_page_elsewhere_is_no_way_back(self, client):
        headers = {"HX-Request": "true", "HX-Current-URL": "https://elders.example/pagina/"}
        answer = client.get("/werkgevers/zoeken/", headers=headers)
        assert answer.headers["HX-Redirect"] == "/account/inloggen/?next=/werkgevers/zoeken/"

    def test_an_answer_that_was_given_is_said_not_to_be_saved(self, client):
        answer = part_of(client, "/werkgevers/dubbelen/beoordelen/", "post", "/werkgevers/dubbelen/1/")
        assert NOT_SAVED in client.get(answer.headers["HX-Redirect"]).content.decode()


class TestSaving:
    def lost(self, client, path):
        return client.post(path, {"trade_name": "Getypt"}, headers={"Referer": f"http://testserver{path}"})

    def test_signing_in_says_that_nothing_is_saved(self, client, db):
        answer = self.lost(client, reverse("employers:edit", args=[EmployerFactory().pk]))
        assert NOT_SAVED in client.get(answer.url).content.decode()

    def test_afterwards_the_form_is_there_and_says_it_too(self, client, adviser):
        path = reverse("employers:edit", args=[EmployerFactory().pk])
        page = sign_in(client, adviser, self.lost(client, path).url)
        assert page.request["PATH_INFO"] == path
        assert NOT_SAVED in page.content.decode()
        assert NOT_SAVED not in client.get(path).content.decode()

    def test_an_order_without_a_page_goes_back_to_the_page_with_the_button(self, client, adviser):
        headers = {"Referer": "http://testserver/portefeuille/?gemeente=GM0505"}
        answer = client.post("/portefeuille/toewijzen/", headers=headers)
        assert answer.url == "/account/inloggen/?next=/portefeuille/%3Fgemeente%3DGM0505"

    def test_opening_a_page_says_nothing_of_saving(self, client, db):
        assert NOT_SAVED not in client.get(client.get("/werkgevers/").url).content.decode()
