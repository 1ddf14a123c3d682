import pytest
from django.core import mail
from django.test import Client

from accounts.models import Role, User

PASSWORD = "een-lange-zin-als-wachtwoord"


@pytest.fixture
def adviser(adviser_lwl):
    adviser_lwl.set_password(PASSWORD)
    adviser_lwl.save()
    return adviser_lwl


@pytest.mark.parametrize(
    ("role", "start"),
    [(Role.ADVISER, "/portefeuille/"), (Role.MANAGER, "/dashboard/"), (Role.ADMIN, "/imports/")],
)
def test_each_role_starts_where_its_work_is(role, start, adviser, client):
    User.objects.filter(pk=adviser.pk).update(role=role)
    page = client.post("/account/inloggen/", {"login": adviser.email, "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == start


def test_an_address_may_be_typed_with_capitals(adviser, client):
    client.post("/account/inloggen/", {"login": adviser.email.upper(), "password": PASSWORD})
    assert client.get("/profiel/").status_code == 200


def test_a_wrong_password_is_said_in_dutch(adviser, client):
    page = client.post("/account/inloggen/", {"login": adviser.email, "password": "verkeerd"})
    assert "Nog niet opgeslagen" not in page.content.decode()
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in page.content.decode()


def test_nobody_signs_up_by_themselves(db, client):
    page = client.post(
        "/account/aanmelden/", {"email": "ik@elders.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert "Een beheerder van uw organisatie nodigt u uit." in page.content.decode()
    assert User.objects.count() == 0


def test_a_forgotten_password_is_reset_by_mail_in_dutch(adviser, client):
    client.post("/account/wachtwoord/vergeten/", {"email": adviser.email})
    assert mail.outbox[0].subject == "Werkgevers Drechtsteden: Nieuw wachtwoord kiezen"
    assert "/account/wachtwoord/nieuw/" in mail.outbox[0].body


def test_an_unknown_address_gets_the_same_answer(adviser, client):
    known = client.post("/account/wachtwoord/vergeten/", {"email": adviser.email})
    unknown = client.post("/account/wachtwoord/vergeten/", {"email": "niemand@elders.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_shortcuts_can_be_switched_off(adviser, client):
    client.force_login(adviser)
    page = client.post("/profiel/", {"name": "Sanne van Dijk"}, follow=True)
    assert 'data-keys="off"' in page.content.decode()


def test_messages_of_signing_in_and_out_say_u(adviser, client):
    page = client.post("/account/inloggen/", {"login": adviser.email, "password": PASSWORD}, follow=True)
    assert "U bent ingelogd als Sanne van Dijk." in page.content.decode()
    assert "U bent uitgelogd." in client.post("/account/uitloggen/", follow=True).content.decode()


def test_a_form_from_before_signing_in_says_what_to_do(adviser):
    page = Client(enforce_csrf_checks=True).post("/account/inloggen/", {"login": adviser.email, "password": PASSWORD})
    assert page.status_code == 403
    assert "laad de pagina opnieuw en probeer het nog een keer" in page.content.decode()


def test_an_order_opened_as_a_page_says_so_in_words(adviser, client):
    """Whoever signs in again in the middle of a save arrives at the address of that save."""
    client.force_login(adviser)
    page = client.get("/account/inloggen/", {"next": "/portefeuille/toewijzen/"}, follow=True)
    assert page.status_code == 405
    assert "Was u uitgelogd? Dan is de opdracht niet uitgevoerd." in page.content.decode()
