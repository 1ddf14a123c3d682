import re

import pytest
from django.core import mail

from accounts.models import Role, User

PASSWORD = "een-lange-zin-als-wachtwoord"


@pytest.fixture
def invite(as_user, admin, lwl, django_capture_on_commit_callbacks):
    def send(email="nieuw@lwl.example"):
        with django_capture_on_commit_callbacks(execute=True):
            fields = {"name": "Nina Nieuw", "email": email, "role": Role.ADVISER, "organisation": lwl.pk}
            return as_user(admin).post("/gebruikers/uitnodigen/", fields, follow=True)

    return send


def chosen_link():
    return re.search(r"http://localhost:8000(\S+)", mail.outbox[0].body).group(1)


def test_an_invited_colleague_chooses_a_password_and_signs_in(invite, client):
    invite()
    client.logout()
    form = client.get(chosen_link(), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/account/inloggen/", {"login": "nieuw@lwl.example", "password": PASSWORD})
    assert client.get("/profiel/").status_code == 200


def test_an_invitation_tells_the_admin_where_it_went(invite):
    assert "De mail is onderweg naar nieuw@lwl.example" in invite().content.decode()


def test_an_address_in_use_is_refused_whatever_its_capitals(invite, adviser_lwl):
    page = invite(adviser_lwl.email.upper()).content.decode()
    assert "Dit e-mailadres is al in gebruik." in page
    assert mail.outbox == []


def test_an_invitation_can_be_sent_again_until_a_password_is_chosen(invite, as_user, admin):
    invite()
    user = User.objects.get(email="nieuw@lwl.example")
    as_user(admin).post(f"/gebruikers/{user.pk}/opnieuw-uitnodigen/")
    user.set_password(PASSWORD)
    user.save()
    page = as_user(admin).post(f"/gebruikers/{user.pk}/opnieuw-uitnodigen/", follow=True)
    assert "heeft al een wachtwoord gekozen" in page.content.decode()
    assert len(mail.outbox) == 2


def test_an_admin_cannot_lock_themselves_out(as_user, admin):
    fields = {"name": admin.name, "email": admin.email, "role": Role.ADVISER, "organisation": admin.organisation_id}
    page = as_user(admin).post(f"/gebruikers/{admin.pk}/", fields)
    assert "U kunt uw eigen rol niet wijzigen" in page.content.decode()
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == (Role.ADMIN, True)


def test_somebody_switched_off_cannot_sign_in(as_user, admin, adviser_lwl, client):
    adviser_lwl.set_password(PASSWORD)
    adviser_lwl.save()
    fields = {
        "name": "Sanne",
        "email": adviser_lwl.email,
        "role": Role.ADVISER,
        "organisation": adviser_lwl.organisation_id,
    }
    as_user(admin).post(f"/gebruikers/{adviser_lwl.pk}/", fields)
    client.logout()
    client.post("/account/inloggen/", {"login": adviser_lwl.email, "password": PASSWORD})
    assert client.get("/profiel/").status_code == 302
