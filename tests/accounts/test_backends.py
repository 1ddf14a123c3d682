import pytest
from django.urls import reverse

from accounts.backends import SignInBackend
from accounts.models import Organisation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_organisation_and_partnership_come_with_the_user(adviser_lwl, django_assert_num_queries):
    with django_assert_num_queries(1):
        user = SignInBackend().get_user(adviser_lwl.pk)
        assert (user, user.organisation.slug, user.is_partner) == (adviser_lwl, "lwl", True)


def test_of_no_region_is_no_partner():
    stranger = UserFactory(organisation=Organisation.objects.create(name="Elders", short_name="Elders", slug="elders"))
    assert SignInBackend().get_user(stranger.pk).is_partner is False


def test_whoever_may_not_sign_in_any_more_is_out_at_the_next_page(client, adviser_lwl):
    client.force_login(adviser_lwl)
    assert client.get(reverse("outreach:portfolio")).status_code == 200
    adviser_lwl.is_active = False
    adviser_lwl.save()
    assert client.get(reverse("outreach:portfolio")).status_code == 302


def test_nobody_is_found_by_a_key_that_is_gone(adviser_lwl):
    assert SignInBackend().get_user(adviser_lwl.pk + 1_000) is None
