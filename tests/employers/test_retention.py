"""Contact persons who were not used for long: proposed for erasing, kept for a reason, or erased."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone

from employers.models import ContactPerson, ErasedPerson, Network, RetentionPeriod
from employers.retention import keep_people, proposals, set_period
from outreach.models import EventAttendance, NetworkEvent
from tests.factories import ContactMomentFactory, ContactPersonFactory, EmployerFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("employers:retention")
ERASE, KEEP = reverse("employers:retention_erase"), reverse("employers:retention_keep")


def ago(months):
    return timezone.now() - relativedelta(months=months)


@pytest.fixture
def period(admin):
    return set_period(months=24, by=admin)


@pytest.fixture
def karin():
    """Added three years ago, and nothing since."""
    return old_person("Karin Noordzij", employer=EmployerFactory(trade_name="Noordzij Zeevis"))


def old_person(name, months=36, **fields):
    person = ContactPersonFactory(name=name, **fields)
    ContactPerson.objects.filter(pk=person.pk).update(created_at=ago(months))
    return person


def proposed(user, period):
    return list(proposals(user, period).values_list("name", flat=True))


# Whom it proposes -----------------------------------------------------------------------------------------------------


def test_nobody_is_proposed_as_long_as_there_is_no_term(as_user, manager, karin):
    assert proposed(manager, None) == []
    assert "Een beheerder stelt de bewaartermijn in." in as_user(manager).get(PAGE).text


def test_who_was_not_used_for_the_term_is_proposed_with_the_reason(as_user, manager, period, karin):
    page = as_user(manager).get(PAGE).text
    assert "Nooit contact vastgelegd. Toegevoegd op" in page
    assert "Langer dan 24 maanden geleden, en op geen lijst genoemd" in page


def test_the_last_contact_counts(as_user, manager, adviser_lwl, period, karin):
    ContactMomentFactory(employer=karin.employer, adviser=adviser_lwl, contact_person=karin, happened_at=ago(25))
    assert "Laatste contact op" in as_user(manager).get(PAGE).text
    ContactMomentFactory(employer=karin.employer, adviser=adviser_lwl, contact_person=karin, happened_at=ago(23))
    assert proposed(manager, period) == []


@pytest.mark.parametrize(("status", "expected"), [("planned", []), ("cancelled", ["Karin Noordzij"])])
def test_who_is_about_to_be_met_is_not_proposed(status, expected, manager, adviser_lwl, period, karin):
    soon = timezone.now() + timedelta(days=3)
    ContactMomentFactory(
        employer=karin.employer, adviser=adviser_lwl, contact_person=karin, status=status, happened_at=soon
    )
    assert proposed(manager, period) == expected


def test_who_came_to_a_gathering_is_not_proposed(manager, adviser_lwl, period, karin):
    event = NetworkEvent.objects.create(
        network=Network.objects.first(), title="Ontbijt", starts_at=ago(2), created_by=adviser_lwl
    )
    EventAttendance.objects.create(
        event=event, employer=karin.employer, contact_person=karin, status="been", added_by=adviser_lwl
    )
    assert proposed(manager, period) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"raw": {"Contact": "mevr. KARIN Noordzij"}}, [], id="named on a list of now"),
        pytest.param({"raw": {"Mail": "karin@zeevis.example"}}, [], id="the address on a list of now"),
        pytest.param({"raw": {"Contact": "Piet"}}, ["Karin Noordzij"], id="another is on the list"),
        pytest.param(
            {"raw": {"Contact": "Karin Noordzij"}, "is_current": False, "last_seen_on": ago(30).date()},
            ["Karin Noordzij"],
            id="named on a list of long ago",
        ),
        pytest.param(
            {"raw": {"Contact": "Karin Noordzij"}, "is_current": False, "last_seen_on": ago(3).date()},
            [],
            id="left the list not long ago",
        ),
    ],
)
def test_who_is_named_on_a_list_is_not_proposed(fields, expected, manager, period, karin):
    ContactPerson.objects.update(email="Karin@zeevis.example")
    RegistrationFactory(employer=karin.employer, **fields)
    assert proposed(manager, period) == expected


def test_somebody_without_an_address_is_not_on_every_list(manager, period, karin):
    RegistrationFactory(employer=karin.employer, raw={"Naam": "Noordzij Zeevis"})
    assert proposed(manager, period) == ["Karin Noordzij"]


def test_who_was_added_lately_is_not_proposed(manager, period):
    old_person("Nieuw", months=23)
    assert proposed(manager, period) == []


def test_another_term_proposes_others(admin, manager, karin):
    assert proposed(manager, set_period(months=48, by=admin)) == []
    assert proposed(manager, set_period(months=12, by=admin)) == ["Karin Noordzij"]


# Deciding -------------------------------------------------------------------------------------------------------------


def test_the_chosen_are_erased_after_a_question(as_user, manager, period, karin):
    other = old_person("Piet Bos")
    client = as_user(manager)
    asked = client.post(ERASE, {"kies": [karin.pk]}).text
    assert "1 contactpersoon verwijderen?" in asked
    assert ContactPerson.objects.count() == 2
    page = client.post(ERASE, {"kies": [karin.pk], "zeker": "1"}, follow=True).text
    assert "1 contactpersoon is verwijderd." in page
    assert list(ContactPerson.objects.all()) == [other]
    assert ErasedPerson.objects.filter(employer=karin.employer, erased_by=manager).exists()


def test_several_are_erased_at_once(as_user, manager, period):
    keys = [old_person(f"Persoon {number}").pk for number in range(3)]
    page = as_user(manager).post(ERASE, {"kies": keys, "zeker": "1"}, follow=True).text
    assert "3 contactpersonen zijn verwijderd." in page
    assert not ContactPerson.objects.exists()


def test_who_was_met_meanwhile_is_not_erased(as_user, manager, adviser_lwl, period, karin):
    ContactMomentFactory(employer=karin.employer, adviser=adviser_lwl, contact_person=karin)
    page = as_user(manager).post(ERASE, {"kies": [karin.pk], "zeker": "1"}, follow=True).text
    assert "Kies eerst iemand uit de lijst." in page
    assert ContactPerson.objects.get() == karin


def test_somebody_is_kept_for_a_reason_until_a_day(as_user, manager, period, karin):
    until = timezone.localdate() + timedelta(days=90)
    client = as_user(manager)
    page = client.post(KEEP, {"kies": [karin.pk], "reason": "Lopende subsidie", "until": until}, follow=True).text
    assert "1 contactpersoon is bewaard tot en met" in page
    assert proposed(manager, period) == []
    assert "Lopende subsidie" in client.get(PAGE, {"toon": "bewaard"}).text
    assert "Lopende subsidie" in client.get(karin.get_absolute_url()).text


def test_after_that_day_somebody_is_proposed_again(as_user, manager, period, karin):
    yesterday = timezone.localdate() - timedelta(days=1)
    keep_people(people=ContactPerson.objects.all(), until=yesterday, reason="Lopende subsidie", by=manager)
    assert proposed(manager, period) == ["Karin Noordzij"]
    assert "Eerder bewaard tot en met" in as_user(manager).get(PAGE).text


def test_keeping_can_be_stopped(as_user, manager, period, karin):
    tomorrow = timezone.localdate() + timedelta(days=1)
    keep_people(people=ContactPerson.objects.all(), until=tomorrow, reason="Lopende subsidie", by=manager)
    page = as_user(manager).post(reverse("employers:retention_let_go", args=[karin.pk]), follow=True).text
    assert "Voor Karin Noordzij geldt de bewaartermijn weer." in page
    assert proposed(manager, period) == ["Karin Noordzij"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"reason": "", "until": "2030-01-01"}, "Vul in waarom u deze mensen bewaart."),
        ({"reason": "Subsidie", "until": ""}, "Kies tot wanneer u deze mensen bewaart."),
        ({"reason": "Subsidie", "until": "2020-01-01"}, "Kies een dag na vandaag."),
        ({"reason": "BSN 111222333", "until": "2030-01-01"}, "burgerservicenummer"),
    ],
)
def test_keeping_needs_a_reason_and_a_day_to_come(data, said, as_user, manager, period, karin):
    response = as_user(manager).post(KEEP, {"kies": [karin.pk], **data})
    assert (response.status_code, said in response.text) == (422, True)
    assert f'value="{karin.pk}" checked' in response.text


# The term -------------------------------------------------------------------------------------------------------------


def test_an_admin_sets_the_term_and_earlier_ones_stay_to_see(as_user, admin):
    client = as_user(admin)
    for months in (36, 24):
        page = client.post(reverse("employers:retention_set"), {"months": months}, follow=True).text
    assert "De bewaartermijn is 24 maanden." in page
    assert "Daarvoor 36 maanden, sinds" in page


def test_the_same_term_again_is_no_new_decision(admin, period):
    assert set_period(months=24, by=admin) == period
    assert RetentionPeriod.objects.count() == 1


def test_a_term_out_of_bounds_is_refused(as_user, admin):
    response = as_user(admin).post(reverse("employers:retention_set"), {"months": "1"})
    assert response.status_code == 422
    assert "Kies ten minste 6 maanden." in response.text
    assert not RetentionPeriod.objects.exists()


def test_a_manager_reads_the_term_and_does_not_set_it(as_user, manager, period):
    page = as_user(manager).get(PAGE).text
    assert "We bewaren een contactpersoon 24 maanden na het laatste contact." in page
    assert "Termijn opslaan" not in page


def test_the_page_of_a_person_says_how_long_it_is_kept(as_user, manager, adviser_lwl, period, karin):
    client = as_user(manager)
    assert "Deze persoon staat klaar om te verwijderen." in client.get(karin.get_absolute_url()).text
    ContactMomentFactory(employer=karin.employer, adviser=adviser_lwl, contact_person=karin)
    assert "Die is nog niet voorbij" in client.get(karin.get_absolute_url()).text


def test_an_admin_finds_it_beside_the_users(as_user, admin):
    assert PAGE in as_user(admin).get(reverse("accounts:users")).text


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_queries_does_not_grow(number, as_user, manager, period, django_assert_num_queries):
    for each in range(number):
        old_person(f"Persoon {each}")
    client = as_user(manager)
    client.get(PAGE)
    with django_assert_num_queries(9):
        client.get(PAGE)
