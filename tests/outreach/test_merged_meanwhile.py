"""Somebody has a form open of an employer that is merged with another one meanwhile: what is sent still lands."""

import pytest
from django.urls import reverse

from employers.merging import merge_employers
from outreach.models import ContactMoment, SupportNeed
from tests.factories import EmployerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(admin):
    """(kept, gone, gone): the last was merged into the one in the middle, and that into the first."""
    kept, gone, long_gone = (EmployerFactory(trade_name=name, size=4) for name in ("Blijft", "Weg", "Eerder weg"))
    merge_employers(keep=gone, drop=long_gone, values={}, by=admin)
    gone.refresh_from_db()
    merge_employers(keep=kept, drop=gone, values={}, by=admin)
    return kept, gone, long_gone


def fill_in(client, address, answers):
    form = client.get(address).context["form"]
    proposed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    return client.post(address, proposed | answers, follow=True)


FORMS = [
    ("outreach:contact_create", []),
    ("outreach:need_create", []),
    ("outreach:interview_begin", []),
    ("outreach:interest_edit", ["evc"]),
]


@pytest.mark.parametrize(("name", "more"), FORMS)
def test_a_form_opens_for_the_employer_that_was_kept(as_user, adviser_lwl, merged, name, more):
    kept, gone, long_gone = merged
    for employer in (gone, long_gone):
        page = as_user(adviser_lwl).get(reverse(name, args=[employer.pk, *more]))
        assert page.context["employer"] == kept
        assert f"{employer} is samengevoegd met een andere werkgever. Dit gaat nu over Blijft." in page.text


def test_a_contact_lands_at_the_employer_that_was_kept(as_user, adviser_lwl, merged):
    kept, gone, _ = merged
    said = {"channel": "phone", "result": "spoken", "topics": ["learning"]}
    page = fill_in(as_user(adviser_lwl), reverse("outreach:contact_create", args=[gone.pk]), said)
    assert page.redirect_chain[-1][0] == kept.get_absolute_url()
    assert ContactMoment.objects.get().employer == kept


def test_a_need_lands_at_the_employer_that_was_kept(as_user, adviser_lwl, merged):
    kept, gone, _ = merged
    fill_in(as_user(adviser_lwl), reverse("outreach:need_create", args=[gone.pk]), {"kind": "guidance"})
    assert SupportNeed.objects.get().employer == kept


def test_a_change_of_the_record_that_is_gone_is_not_written_over_the_other(as_user, adviser_lwl, merged):
    kept, gone, _ = merged
    client, address = as_user(adviser_lwl), reverse("employers:edit", args=[gone.pk])
    assert client.post(address, {"trade_name": "Anders"}, headers={"X-Concept": "1"}).status_code == 409
    page = client.post(address, {"trade_name": "Anders"}, follow=True)
    assert page.redirect_chain[-1][0] == kept.get_absolute_url()
    assert "Wat u wijzigde, is niet opgeslagen." in page.text
    assert "Weg is samengevoegd met een andere werkgever." in page.text
    kept.refresh_from_db()
    assert kept.trade_name == "Blijft"
