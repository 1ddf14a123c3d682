"""Niet benaderen: an employer that opted out is on no call list and in no export, and says so wherever it is shown."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from lxml import html

from employers.models import Employer, Network, NetworkMembership
from outreach import overlaps
from outreach.events import put_on_list
from outreach.interviewing import begin_interview, finish_interview
from outreach.mailing import send_follow_up_reminders
from outreach.models import AssignmentRule, NetworkEvent, Scheme
from outreach.schemes import explain_scheme
from tests.factories import (
    ContactMomentFactory,
    ContactPersonFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    PortfolioEntryFactory,
    SupportNeedFactory,
)
from tests.url_roles import TABLE

pytestmark = pytest.mark.django_db
LEFT_ALONE, WELCOME = "Bakkerij Liever Niet", "Bakkerij Graag"


def opt_out(employers):
    employers.update(is_opted_out=True, opted_out_reason="Wil rust")


# On no list of whom to approach, and in no file -----------------------------------------------------------------------


@pytest.fixture
def pair(adviser_lwl, adviser_baanbrekend, manager):
    """Two employers of which everything is known alike, and one of them opted out."""
    AssignmentRule.objects.create(adviser=adviser_baanbrekend, size="small", changed_by=manager)
    both = [_known(name, adviser_lwl, adviser_baanbrekend) for name in (LEFT_ALONE, WELCOME)]
    opt_out(Employer.objects.filter(trade_name=LEFT_ALONE))
    return both


def _known(name, adviser, colleague):
    employer = EmployerFactory(trade_name=name, size=5)
    ContactPersonFactory(employer=employer, phone="+31780000103")
    PortfolioEntryFactory(employer=employer, adviser=adviser)
    FollowUpFactory(employer=employer, adviser=adviser, due_on=timezone.localdate() - timedelta(days=2))
    InterestFactory(employer=employer, updated_by=adviser)
    SupportNeedFactory(employer=employer, adviser=adviser)
    explain_scheme(by=adviser, employer=employer, scheme=Scheme.objects.first())
    ContactMomentFactory(employer=employer, adviser=colleague, happened_at=timezone.now() - timedelta(days=900))
    return employer


FREE = [  # (address, who looks): employers that nobody has yet
    ("/portefeuille/voorstellen/", "adviser_baanbrekend"),
]
LISTS = [
    ("/bellijst/", "adviser_lwl"),
    ("/bellijst/?blind=ja", "adviser_lwl"),
    ("/bellijst/eerste/", "adviser_lwl"),
    ("/werkgevers/?blind=ja", "manager"),
    ("/werkgevers/?nietbenaderen=nee", "manager"),
    *FREE,
]
FILES = [
    "/werkgevers/exporteren/?vorm=csv",
    "/werkgevers/exporteren/?vorm=csv&contact={adviser}",
    "/hulpvragen/bestand/?bestand=csv",
    "/regelingen/{scheme}/bestand/?bestand=csv",
    "/contacten/bestand/?bestand=csv",
]


@pytest.mark.parametrize(("address", "role"), LISTS, ids=[address for address, _ in LISTS])
def test_a_list_of_whom_to_approach_leaves_it_out(address, role, as_user, request, pair):
    page = as_user(request.getfixturevalue(role)).get(address).text
    assert (WELCOME in page, LEFT_ALONE in page) == (True, False)


@pytest.mark.parametrize("address", FILES)
def test_a_file_leaves_it_out(address, as_user, adviser_lwl, pair):
    address = address.format(adviser=adviser_lwl.pk, scheme=Scheme.objects.first().pk)
    text = as_user(adviser_lwl).get(address).content.decode("utf-8-sig")
    names = [row[0] for row in csv.reader(io.StringIO(text), delimiter=";")]
    assert (WELCOME in names, LEFT_ALONE in names) == (True, False)


def test_chosen_by_hand_it_stays_out_of_the_file_too(as_user, adviser_lwl, pair):
    chosen = {"kies": [employer.pk for employer in pair], "vorm": "csv"}
    text = as_user(adviser_lwl).post("/werkgevers/exporteren/", chosen).content.decode("utf-8-sig")
    assert (WELCOME in text, LEFT_ALONE in text) == (True, False)


def test_it_is_not_counted_among_those_without_a_fixed_contact(as_user, manager):
    for name in (LEFT_ALONE, WELCOME):
        EmployerFactory(trade_name=name, size=5)
    opt_out(Employer.objects.filter(trade_name=LEFT_ALONE))
    page = as_user(manager).get("/afstemming/").text
    assert (WELCOME in page, LEFT_ALONE in page) == (True, False)
    assert "1 kleine werkgever" in as_user(manager).get("/portefeuille/").text


def test_nobody_claims_it(as_user, adviser_lwl, pair):
    page = as_user(adviser_lwl).post(f"/werkgevers/{pair[0].pk}/benaderslot/", follow=True).text
    assert "wil niet benaderd worden. Er is niets vastgelegd." in page


def test_a_pasted_name_does_not_invite_it(as_user, adviser_lwl, pair):
    event = NetworkEvent.objects.create(title="Ontbijt", starts_at=timezone.now(), created_by=adviser_lwl)
    names = {"namen": f"{LEFT_ALONE}, Dordrecht\n{WELCOME}, Dordrecht"}
    page = html.fromstring(as_user(adviser_lwl).post(f"/bijeenkomsten/{event.pk}/lijst/zoeken/", names).text)
    checked = {box.get("value") for box in page.xpath("//input[@name='kies'][@checked]")}
    assert checked == {str(pair[1].pk)}


def test_the_mail_of_follow_ups_says_it(adviser_lwl, pair):
    today = timezone.localdate()
    for employer in pair:
        FollowUpFactory(employer=employer, adviser=adviser_lwl, due_on=today)
    send_follow_up_reminders(today)
    (sent,) = (each for each in mail.outbox if each.to == [adviser_lwl.email])
    for body in (sent.body, sent.alternatives[0][0]):
        text = re.sub(r"<[^>]+>", "", body)
        assert f"{LEFT_ALONE} (niet benaderen)" in text
        assert f"{WELCOME} (niet benaderen)" not in text


# Wherever it is shown, it says so -------------------------------------------------------------------------------------

SAYS = re.compile(r"niet (meer )?(te )?benader|wil niet benaderd", re.I)
REGISTER = (  # keeping the register in order: nobody is approached from here
    "imports:", "employers:duplicates", "employers:merge", "employers:history", "employers:retention", "employers:edit",
    "employers:contact_person",
)  # fmt: skip
OF_ONE = {  # about one employer that the page before it warned of; the way back to it stands on top
    "outreach:interest_edit", "outreach:interview", "outreach:interview_question", "outreach:interview_finish",
    "outreach:interview_report", "outreach:need_create", "outreach:need",
}  # fmt: skip
PAGES = [
    row
    for row in TABLE
    if row.method == "GET" and row.allowed == 200
    if row.name not in OF_ONE and not row.name.startswith(("account", *REGISTER))
]


@pytest.fixture(scope="class")
def left_alone(standing_world, django_db_blocker):
    """A world in which everybody wants to be left alone."""
    people, world = standing_world
    with django_db_blocker.unblock():
        _more_of_the_world(world, people["adviser_lwl"], people["adviser_baanbrekend"])
        opt_out(Employer.objects.all())
    return people, world


class TestEveryPage:
    @pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name + row.query)
    def test_a_page_that_shows_it_says_so(self, row, as_user, left_alone):
        """In the row, the item or the case that names it, else at the head of the page."""
        people, world = left_alone
        role = "adviser_lwl" if "adviser_lwl" in row.roles else sorted(row.roles)[0]
        arguments = [world.get(name, name) for name in row.arguments]
        response = as_user(people[role]).get(reverse(row.name, args=arguments) + row.query)
        if "html" in response.get("Content-Type", ""):
            assert silent(response.text) == set()


def _more_of_the_world(world, adviser_lwl, adviser_baanbrekend):
    """What the lists need to have something on them."""
    employer = Employer.objects.get(pk=world["employer"])
    NetworkMembership.objects.get_or_create(employer=employer, network=Network.objects.first())
    ahead = {"status": "planned", "happened_at": timezone.now() + timedelta(days=2)}
    for adviser in (adviser_lwl, adviser_baanbrekend):
        ContactMomentFactory(employer=employer, adviser=adviser, **ahead)
    unknown = EmployerFactory(trade_name="Omvang onbekend")
    PortfolioEntryFactory(employer=unknown, adviser=adviser_lwl)
    talk = begin_interview(by=adviser_lwl, employer=unknown, form="new")
    finish_interview(by=adviser_lwl, interview=talk, channel="visit", happened_at=timezone.now())
    put_on_list(by=adviser_lwl, event=NetworkEvent.objects.get(pk=world["event"]), employers=[unknown], status="been")
    overlaps.sweep_overlaps()


def silent(page):
    """Addresses of employers that the page links to without saying that they want to be left alone."""
    if not page.strip():
        return set()
    main = html.fromstring(page)
    for crumbs in main.xpath("//nav[contains(@class, 'breadcrumb')] | //form[contains(@class, 'crm-filter')]"):
        crumbs.drop_tree()
    if any(SAYS.search(alert.text_content()) for alert in main.xpath("//div[contains(@class, 'alert--warning')]")):
        return set()
    links = main.xpath("//a[@href]")
    return {
        link.get("href") for link in links
        if re.fullmatch(r"/werkgevers/\d+/(contact/)?", link.get("href")) and not SAYS.search(_around(link))
    }  # fmt: skip


def _around(link):
    """The words of the row, item or case in which a link stands; its own when it stands by itself."""
    around = link.xpath("ancestor::*[self::li or self::tr or self::article]")
    return (around[-1] if around else link.getparent()).text_content()
