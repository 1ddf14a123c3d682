"""The sheet of a sector: who writes it, where it shows, and the numbers beside it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Sector
from outreach.models import SectorSheet
from outreach.sector_sheets import SheetChangedError, write_sheet
from tests.factories import ContactMomentFactory, EmployerFactory, InterestFactory

pytestmark = pytest.mark.django_db
SECTORS = reverse("outreach:sectors")
CARE = reverse("outreach:sector", args=["zorg-en-welzijn"])
WRITE = reverse("outreach:sector_edit", args=["zorg-en-welzijn"])


@pytest.fixture
def care(db):
    return Sector.objects.get(slug="zorg-en-welzijn")


def contact_form(client, employer):
    return client.get(reverse("outreach:contact_create", args=[employer.pk])).text


def test_a_manager_writes_it_and_the_history_shows_it(as_user, manager):
    answers = {"address_form": "praktijkhouders", "theme": "Een tekort aan assistenten", "version": 0}
    page = as_user(manager).post(WRITE, answers, follow=True).text
    assert "Het sectorblad van Zorg en welzijn is bewaard." in page
    assert "<dd>praktijkhouders</dd>" in page
    assert "Rianne Kok" in page


def test_an_adviser_reads_it_while_logging(as_user, adviser_lwl, manager, care):
    write_sheet(by=manager, sector=care, version=0, address_form="praktijkhouders", works="Bel tussen de middag")
    page = contact_form(as_user(adviser_lwl), EmployerFactory(sector=care))
    assert "praktijkhouders" in page
    assert "Bel tussen de middag" in page


def test_a_theme_that_has_passed_leaves_the_contact_form(as_user, adviser_lwl, manager, care):
    yesterday = timezone.localdate() - timedelta(days=1)
    write_sheet(by=manager, sector=care, version=0, theme="Beurs in mei", theme_until=yesterday)
    client = as_user(adviser_lwl)
    assert "Beurs in mei" not in contact_form(client, EmployerFactory(sector=care))
    assert "voorbij sinds" in client.get(CARE).text


def test_the_note_about_zzp_shows_for_who_works_alone(as_user, adviser_lwl, manager, care):
    write_sheet(by=manager, sector=care, version=0, zzp_note="Alleen met een tweede begeleider")
    client = as_user(adviser_lwl)
    assert "Alleen met een tweede begeleider" in contact_form(client, EmployerFactory(sector=care, size=1))
    assert "Alleen met een tweede begeleider" not in contact_form(client, EmployerFactory(sector=care, size=4))


def test_without_a_note_the_standard_one_sends_to_sbb(as_user, adviser_lwl, care):
    page = contact_form(as_user(adviser_lwl), EmployerFactory(sector=care, size=1))
    assert "Vraag het na bij SBB." in page


def test_a_stale_sheet_is_refused_and_both_stay_on_screen(as_user, manager, admin, care):
    write_sheet(by=admin, sector=care, version=0, works="Van een collega")
    with pytest.raises(SheetChangedError):
        write_sheet(by=manager, sector=care, version=0, works="Van mij")
    page = as_user(manager).post(WRITE, {"works": "Van mij", "version": 0}).text
    assert "Daar staat nu: Van een collega" in page
    assert SectorSheet.objects.get().works == "Van een collega"


def test_every_number_is_the_list_behind_it(as_user, adviser_lwl, care):
    reached = EmployerFactory(sector=care, size=1)
    ContactMomentFactory(employer=reached, adviser=adviser_lwl)
    InterestFactory(employer=EmployerFactory(sector=care), updated_by=adviser_lwl)
    EmployerFactory(sector=care, municipality=None)
    client = as_user(adviser_lwl)
    page = client.get(CARE)
    row = page.context["row"]
    assert (row.employers, row.reached, row.interested, row.self_employed) == (2, 1, 1, 1)
    listed = f"{reverse('employers:list')}?sector=zorg-en-welzijn"
    wanted = [("", 2), ("&bereikt=ja", 1), (f"&{page.context['every_interest']}", 1), ("&zzp=ja", 1)]
    assert [client.get(listed + query).context["listing"].total for query, _ in wanted] == [n for _, n in wanted]


def test_an_empty_sheet_says_what_to_do(as_user, manager):
    assert "Kies Wijzigen en schrijf op wat u weet." in as_user(manager).get(CARE).text


def test_the_number_of_queries_is_fixed(as_user, adviser_lwl, manager, care, django_assert_num_queries):
    client = as_user(adviser_lwl)
    client.get(SECTORS)
    with django_assert_num_queries(7):
        client.get(SECTORS)
    for sector in Sector.objects.all():
        write_sheet(by=manager, sector=sector, version=0, works="Bellen")
    with django_assert_num_queries(7):
        client.get(SECTORS)
