"""An alignment meeting from agenda to minutes, at a desk and on a phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from outreach import overlaps
from outreach.models import Agreement, AlignmentMeeting, FollowUp, Overlap
from tests.browser.conftest import AT_A_DESK
from tests.factories import ContactMomentFactory, EmployerFactory, MeetingFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(adviser_lwl, adviser_baanbrekend, manager):
    for name in ("Noordzij Scheepsschilders", "Zorgvilla De Lindt"):
        employer = EmployerFactory(trade_name=name)
        for adviser in (adviser_lwl, adviser_baanbrekend):
            ContactMomentFactory(adviser=adviser, employer=employer, notes=f"{adviser.name} sprak de eigenaar")
    overlaps.sweep_overlaps()
    return MeetingFactory(planned_by=manager, place="Kamer 3")


def test_a_meeting_with_decisions_ends_in_minutes(open_page, axe, meeting, manager, adviser_lwl):
    page = open_page(manager, f"/afstemming/overleg/{meeting.pk}/")
    page.get_by_label("Agendapunt").fill("Wie gaat er naar de beurs?")
    page.get_by_role("button", name="Zet op de agenda").press("Enter")
    page.get_by_role("button", name="Overleg beginnen").press("Enter")

    expect(page.get_by_text("0 van 3 besproken")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("radio", name="Afgestemd").press("Space")
    page.get_by_label("Afspraak", exact=False).first.fill("LWL doet Leren en Werken, Baanbrekend de vacature")
    page.get_by_text("Vervolgactie voor een adviseur").press("Enter")
    page.get_by_label("Wie volgt op").select_option(label="Sanne van Dijk (LWL)")
    page.get_by_label("Wanneer").fill(timezone.localdate().isoformat())
    page.get_by_label("Wat", exact=False).last.fill("Bellen over de stage")
    page.get_by_role("button", name="Vastleggen").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("vastgelegd")
    page.get_by_role("button", name="Ongedaan maken").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is teruggenomen")
    page.get_by_role("radio", name="Afgestemd").press("Space")
    page.get_by_label("Afspraak", exact=False).first.fill("LWL leidt")
    page.get_by_role("button", name="Vastleggen").press("Enter")
    page.get_by_role("button", name="Naar volgend overleg").press("Enter")
    page.get_by_label("Notitie", exact=False).first.fill("Fatma gaat")
    page.get_by_role("button", name="Vastleggen").press("Enter")

    expect(page.get_by_role("heading", name="Alles is besproken")).to_be_visible()
    page.get_by_role("link", name="Overleg afsluiten").press("Enter")
    page.get_by_role("checkbox", name="Sanne van Dijk (LWL)").press("Space")
    page.get_by_role("button", name="Overleg afsluiten").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Verslag van het overleg")
    expect(page.get_by_text("Afspraak: LWL leidt")).to_be_visible()
    assert axe(page) == []
    assert Overlap.objects.open().count() == 1
    assert Agreement.objects.get().text == "LWL leidt"
    assert not FollowUp.objects.exists()
    assert AlignmentMeeting.objects.upcoming().count() == 1


@AT_A_DESK
def test_the_keyboard_alone_works_through_the_agenda(open_page, meeting, manager):
    page = open_page(manager, f"/afstemming/overleg/{meeting.pk}/")
    page.get_by_role("button", name="Overleg beginnen").press("Enter")
    first = page.locator("#aan-de-beurt").text_content()
    page.keyboard.press("j")
    expect(page.locator("#aan-de-beurt")).not_to_have_text(first)
    page.keyboard.press("k")
    expect(page.locator("#aan-de-beurt")).to_have_text(first)
    page.get_by_role("radio", name="Echt dubbel").press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("vastgelegd")
    expect(page.locator("#aan-de-beurt")).to_be_focused()
