"""A person who wants to be left alone: the number and the address show nowhere but where they are kept."""

import pytest
from django.urls import reverse

from employers.models import ContactPerson
from tests.url_roles import TABLE

pytestmark = pytest.mark.django_db
KEPT = {"employers:contact_person_edit", "employers:contact_person_data", "employers:contact_person_data_export"}
PHONE, EMAIL = "+31780009876", "stil@eigen-adres.example"
SHOWN = (PHONE, "078-000 98 76", "078 000 98 76", EMAIL)


@pytest.mark.parametrize("role", ["adviser_baanbrekend", "admin"])
def test_no_page_and_no_file_shows_how_to_reach_them(role, client, request, world):
    person = ContactPerson.objects.get(pk=world["person"])
    ContactPerson.objects.filter(pk=person.pk).update(phone=PHONE, email=EMAIL, is_opted_out=True)
    client.force_login(request.getfixturevalue(role))
    telling = set()
    for row in TABLE:
        if row.method == "GET" and row.name not in KEPT and not row.name.startswith("account"):
            arguments = [world.get(name, name) for name in row.arguments]
            text = _text(client.get(reverse(row.name, args=arguments) + row.query))
            telling |= {row.name} if any(each in text for each in SHOWN) else set()
    assert telling == set()


def _text(response):
    return b"".join(response).decode("utf-8", "replace")


def test_where_they_are_kept_they_are_shown(as_user, adviser_lwl, world):
    person = ContactPerson.objects.get(pk=world["person"])
    ContactPerson.objects.filter(pk=person.pk).update(phone=PHONE, email=EMAIL, is_opted_out=True)
    page = as_user(adviser_lwl).get(reverse("employers:contact_person_data", args=[person.employer_id, person.pk]))
    assert EMAIL in page.text
