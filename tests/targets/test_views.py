from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from employers.filters import EmployerFilter
from employers.models import Employer, Network, NetworkMembership, SourceList
from outreach.models import NetworkEvent, Overlap
from targets.links import evidence_list_url, evidence_url
from targets.measures import evidence
from targets.models import Measure, Target
from tests.factories import (
    ContactMomentFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
    SupportNeedFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Kleine winkels",
    "measure": "reached",
    "unit": "number",
    "number": "120",
    "from_on": "2026-07-01",
    "until_on": "2027-06-30",
    "agreed_by": "Stuurgroep",
    "agreed_on": "2026-06-15",
    "version": "0",
}


def listed(url, user):
    """The employers that the list behind a link shows."""
    request = RequestFactory().get(url)
    request.user = user
    return EmployerFilter(QueryDict(urlsplit(url).query), Employer.objects.visible_to(user), request=request).qs


# The dashboard ------------------------------------------------------------------------------------------------------


def test_the_dashboard_of_an_empty_register_says_so(as_user, manager):
    page = as_user(manager).get("/dashboard/").content.decode()
    for text in (
        "Er loopt nu geen doel.",
        "In deze periode is nog geen kleine werkgever bereikt.",
        "Er staan nog geen kleine werkgevers in het register.",
        "Nog met geen werkgever is een vorm besproken.",
        "Geen dubbele benaderingen open.",
        "Er zijn nog geen adviseurs.",
    ):
        assert text in page


@pytest.mark.parametrize("role", ["adviser_lwl", "manager", "admin", "outsider"])
def test_everybody_signed_in_reads_the_dashboard(as_user, request, role):
    assert as_user(request.getfixturevalue(role)).get("/dashboard/").status_code == 200


def test_an_outsider_reads_no_numbers(as_user, outsider, adviser_lwl, talk, this_year):
    TargetFactory(name="Geheim doel", **this_year)
    talk(EmployerFactory(size=3, trade_name="Onzichtbaar"), adviser_lwl)
    page = as_user(outsider).get("/dashboard/").content.decode()
    assert "Geheim doel" not in page
    assert "Sanne van Dijk" not in page


def test_the_dashboard_shows_a_target_with_its_pace(as_user, manager, adviser_lwl, talk, this_year):
    TargetFactory(name="Alles bereiken", number=100, **this_year)
    talk(EmployerFactory(size=3), adviser_lwl)
    page = as_user(manager).get("/dashboard/").content.decode()
    assert "Alles bereiken" in page
    assert "Loopt achter" in page
    assert "Dat is 97 te weinig." in page


def test_a_chosen_organisation_shows_its_own_targets(as_user, manager, lwl, this_year):
    TargetFactory(name="Van iedereen", **this_year)
    TargetFactory(name="Van het loket", organisation=lwl, **this_year)
    page = as_user(manager).get("/dashboard/?organisatie=lwl").content.decode()
    assert "Van het loket" in page
    assert "Van iedereen" not in page


def test_an_adviser_sees_own_target_first(as_user, adviser_lwl, this_year):
    TargetFactory(name="A van iedereen", **this_year)
    TargetFactory(name="Z van mij", adviser=adviser_lwl, **this_year)
    page = as_user(adviser_lwl).get("/dashboard/").content.decode()
    assert page.index("Z van mij") < page.index("A van iedereen")


def make_work(adviser, other, talk, number):
    for _ in range(number):
        employer = EmployerFactory(size=3)
        RegistrationFactory(employer=employer, source=SourceList.objects.get(slug="kvk"))
        PortfolioEntryFactory(employer=employer, adviser=adviser)
        FollowUpFactory(employer=employer, adviser=adviser)
        InterestFactory(employer=employer)
        overlap = Overlap.objects.create(
            subject=f"employer:{employer.pk}",
            employer=employer,
            first_organisation=min(adviser.organisation, other.organisation, key=lambda each: each.pk),
            second_organisation=max(adviser.organisation, other.organisation, key=lambda each: each.pk),
        )
        overlap.moments.set([talk(employer, adviser), talk(employer, other, days_ago=2)])


def test_the_dashboard_takes_the_same_queries_for_one_employer_and_for_many(
    as_user, manager, adviser_lwl, adviser_baanbrekend, talk, this_year, django_assert_max_num_queries
):
    for measure in Measure.values:
        TargetFactory(measure=measure, **this_year)
    client = as_user(manager)
    counts = []
    for number in (1, 5):
        make_work(adviser_lwl, adviser_baanbrekend, talk, number)
        client.get("/dashboard/")
        with django_assert_max_num_queries(33) as queries:
            client.get("/dashboard/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_number_of_the_dashboard_links_to_as_many_employers(
    as_user, manager, adviser_lwl, adviser_baanbrekend, talk, this_year
):
    TargetFactory(**this_year)
    TargetFactory(measure=Measure.SIZE_KNOWN, organisation=adviser_lwl.organisation, **this_year)
    make_work(adviser_lwl, adviser_baanbrekend, talk, 3)
    EmployerFactory(size=None, sector=None)
    EmployerFactory(size=40, municipality=None)
    context = as_user(manager).get("/dashboard/").context
    links = [(item.url, item.pace.realised) for item in context["progress"]]
    links += [(stock.known_url, stock.known) for stock in context["stocks"]]
    links += [(stock.total_url, stock.total) for stock in context["stocks"]]
    links += [(stock.unknown_url, stock.unknown) for stock in context["stocks"]]
    links += [(step.url, step.number) for _, steps in context["funnel"].rows for step in steps]
    links += [(line.portfolio_url, line.portfolio) for line in context["advisers"].lines]
    links += [(line.own_url, line.own) for line in context["sizes"].small]
    links += [(line.effective_url, line.effective) for line in context["sizes"].small]
    links += [(context["sizes"].total.own_url, context["sizes"].total.own)]
    links += [(gap.url, gap.number) for gap in context["gaps"]]
    links += [(context["advisers"].reached_url, context["growth"].reached)]
    assert len(links) > 40
    assert [(url, listed(url, manager).count()) for url, _ in links] == links


@pytest.mark.parametrize("view", ["bereikt", "blind"])
def test_every_cell_of_the_table_links_to_as_many_employers(as_user, manager, adviser_lwl, talk, view):
    for size in (3, 7, None):
        EmployerFactory(size=size)
    talk(EmployerFactory(size=7), adviser_lwl)
    heat = as_user(manager).get(f"/dashboard/?kaart={view}").context["heat"]
    boxes = [box for _, row in heat.lines() for box in row if box]
    shown = [int((box.large if "blind=ja" in box.url else box.small.split()[-1]).replace(".", "")) for box in boxes]
    assert shown == [listed(box.url, manager).count() for box in boxes]


# Talks --------------------------------------------------------------------------------------------------------------


def test_the_talks_of_an_adviser_are_the_number_of_the_dashboard(as_user, manager, adviser_lwl, talk, this_year):
    TargetFactory(**this_year)
    small, large = EmployerFactory(size=3), EmployerFactory(size=80)
    for employer in (small, small, large):
        talk(employer, adviser_lwl, days_ago=1)
    talk(small, adviser_lwl, days_ago=150)
    client = as_user(manager)
    lines = client.get("/dashboard/").context["advisers"].lines
    line = next(line for line in lines if line.adviser == adviser_lwl)
    assert (line.talks, line.reached) == (3, 1)
    assert "3 gesprekken" in client.get(line.talks_url).content.decode()
    assert "1 werkgever<" in client.get(line.reached_url).content.decode()


def test_a_confidential_talk_is_counted_and_not_shown(as_user, manager, adviser_lwl, talk):
    talk(EmployerFactory(trade_name="Stille Werkplaats"), adviser_lwl, is_confidential=True)
    page = as_user(manager).get("/dashboard/gesprekken/").content.decode()
    assert "1 gesprek<" in page
    assert "1 daarvan is vertrouwelijk bij een andere organisatie en staat niet in deze lijst." in page
    assert "Stille Werkplaats" not in page


def test_a_day_that_makes_no_sense_is_reported_and_not_used(as_user, manager, adviser_lwl, talk):
    talk(EmployerFactory(), adviser_lwl)
    page = as_user(manager).get("/dashboard/gesprekken/?vanaf=gisteren").content.decode()
    assert "Deze datum klopt niet. Schrijf een dag als 31-12-2026." in page
    assert "1 gesprek<" in page


def test_nothing_found_says_what_to_do(as_user, manager):
    assert "Kies een langere periode" in as_user(manager).get("/dashboard/gesprekken/").content.decode()


# Targets ------------------------------------------------------------------------------------------------------------


def test_the_list_groups_targets_by_time(as_user, adviser_lwl, today):
    TargetFactory(name="Nu", from_on=today, until_on=today + timedelta(days=9))
    TargetFactory(name="Straks", from_on=today + timedelta(days=1), until_on=today + timedelta(days=9))
    TargetFactory(name="Toen", from_on=today - timedelta(days=9), until_on=today - timedelta(days=1))
    context = as_user(adviser_lwl).get("/doelen/").context
    groups = {name: [item.target.name for item in context[name]] for name in ("running", "upcoming", "ended")}
    assert groups == {"running": ["Nu"], "upcoming": ["Straks"], "ended": ["Toen"]}


@pytest.mark.parametrize("measure", sorted(set(Measure.values) - {"events", "prevented", "needs_met"}))
def test_the_page_of_a_target_lists_what_it_counts(as_user, adviser_lwl, talk, this_year, measure):
    employer = EmployerFactory(size=3, trade_name="Bakkerij De Korenaar")
    talk(employer, adviser_lwl)
    InterestFactory(employer=employer, status="active")
    target = TargetFactory(measure=measure, **this_year)
    page = as_user(adviser_lwl).get(target.get_absolute_url()).content.decode()
    assert "Bakkerij De Korenaar" in page
    assert "Wat er geteld is: 1 " in page


def test_the_page_of_a_target_lists_gatherings(as_user, adviser_lwl, this_year):
    event = NetworkEvent.objects.create(title="Ontbijt", starts_at=timezone.now(), created_by=adviser_lwl)
    ContactMomentFactory(employer=EmployerFactory(), adviser=adviser_lwl, event=event)
    page = as_user(adviser_lwl).get(TargetFactory(measure="events", **this_year).get_absolute_url()).content.decode()
    assert "Ontbijt" in page
    assert "Wat er geteld is: 1 bijeenkomst<" in page


def test_the_page_of_a_target_lists_prevented_overlaps(as_user, adviser_lwl, baanbrekend, this_year):
    employer = EmployerFactory(trade_name="Bakkerij De Korenaar")
    sides = sorted([adviser_lwl.organisation, baanbrekend], key=lambda each: each.pk)
    Overlap.objects.create(
        subject="employer:1", employer=employer, first_organisation=sides[0], second_organisation=sides[1],
        outcome="coordinated", closed_at=timezone.now(), closed_by=adviser_lwl,
    )  # fmt: skip
    page = as_user(adviser_lwl).get(TargetFactory(measure="prevented", **this_year).get_absolute_url()).content.decode()
    assert "Bakkerij De Korenaar" in page
    assert "Wat er geteld is: 1 dubbele benadering<" in page


def test_the_page_of_a_target_lists_needs(as_user, adviser_lwl, adviser_baanbrekend, this_year, today):
    ended = {"status": "met", "ended_on": today, "adviser": adviser_lwl}
    SupportNeedFactory(employer=EmployerFactory(trade_name="Bakkerij De Korenaar"), result="Subsidie gekregen", **ended)
    secret = ContactMomentFactory(adviser=adviser_lwl, is_confidential=True)
    SupportNeedFactory(employer=EmployerFactory(trade_name="Geheim"), contact_moment=secret, **ended)
    target = TargetFactory(measure="needs_met", **this_year)
    page = as_user(adviser_baanbrekend).get(target.get_absolute_url()).content.decode()
    assert "Wat er geteld is: 2 hulpvragen<" in page
    assert "Subsidie gekregen" in page
    assert "Geheim" not in page
    assert "1 daarvan is vertrouwelijk bij een andere organisatie" in page


def test_a_share_is_told_beside_the_number(as_user, adviser_lwl, talk, this_year):
    talk(EmployerFactory(size=3), adviser_lwl)
    EmployerFactory(size=3)
    page = as_user(adviser_lwl).get(TargetFactory(unit="share", number=60, **this_year).get_absolute_url())
    assert "50% van 60%" in page.content.decode()


def test_a_target_without_result_says_so(as_user, adviser_lwl):
    page = as_user(adviser_lwl).get(TargetFactory().get_absolute_url()).content.decode()
    assert "Er is nog niets dat meetelt voor dit doel." in page


def test_the_page_of_a_target_takes_the_same_queries_for_one_employer_and_for_many(
    as_user, manager, adviser_lwl, talk, this_year, django_assert_max_num_queries
):
    target, client, counts = TargetFactory(**this_year), as_user(manager), []
    for number in (1, 4):
        for _ in range(number):
            talk(EmployerFactory(size=3), adviser_lwl)
        with django_assert_max_num_queries(16) as queries:
            client.get(target.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "segment",
    ["sector", "municipality", "network", "size_band", "small", "organisation"],
    ids=lambda name: f"by {name}",
)
@pytest.mark.parametrize("measure", [Measure.REACHED, Measure.SIZE_KNOWN])
def test_the_employer_list_shows_exactly_what_a_target_counts(manager, adviser_lwl, talk, this_year, segment, measure):
    here = EmployerFactory(size=7)
    NetworkMembership.objects.create(network=Network.objects.first(), employer=here)
    for employer in (here, EmployerFactory(size=3, sector=None), EmployerFactory(size=26)):
        talk(employer, adviser_lwl)
    values = {
        "sector": here.sector,
        "municipality": here.municipality,
        "network": Network.objects.first(),
        "size_band": "5-9",
        "organisation": adviser_lwl.organisation,
    }
    about = {"size_band": "1-25"} if segment == "small" else {segment: values[segment]}
    target = TargetFactory(measure=measure, **about, **this_year)
    assert set(listed(evidence_list_url(target), manager)) == set(evidence(target)) != set()


def test_what_the_list_cannot_say_is_listed_on_the_page_of_the_target(adviser_lwl):
    for fields in ({"measure": "talks"}, {"measure": "newly_reached"}, {"adviser": adviser_lwl}):
        target = TargetFactory(**fields)
        assert evidence_list_url(target) is None
        assert evidence_url(target) == f"/doelen/{target.pk}/#bewijs"


def test_a_link_to_the_list_names_every_filter(this_year, lwl, today):
    target = TargetFactory(organisation=lwl, size_band="1-4", **this_year)
    assert dict(parse_qsl(urlsplit(evidence_url(target)).query)) == {
        "klein": "ja",
        "bereikt": "lwl",
        "bereikt_vanaf": str(target.from_on),
        "bereikt_tot": str(today),
        "omvang": "1-4",
    }


# Making and changing ------------------------------------------------------------------------------------------------


def test_a_manager_agrees_on_a_target(as_user, manager):
    response = as_user(manager).post("/doelen/nieuw/", FORM, follow=True)
    assert "Het doel Kleine winkels is opgeslagen." in response.content.decode()
    assert Target.objects.get().created_by == manager


def test_what_may_be_a_slip_is_named_and_not_refused(as_user, manager):
    for _ in range(2):
        EmployerFactory(size=3)
    client = as_user(manager)
    page = client.post("/doelen/nieuw/", FORM | {"number": "99999"}, follow=True).text
    assert "Nu kunnen 2 werkgevers meetellen, en het doel is 99.999. Klopt dat?" in page
    assert "Klopt de periode?" not in page
    over = FORM | {"number": "2", "from_on": "2024-01-01", "until_on": "2024-12-31"}
    page = client.post("/doelen/nieuw/", over, follow=True).text
    assert "De einddatum van dit doel is al geweest. Klopt de periode?" in page
    assert "meetellen, en het doel is" not in page
    assert Target.objects.count() == 2


@pytest.mark.parametrize("name", ["create", "edit", "withdraw", "preview"])
def test_an_adviser_changes_no_target(as_user, adviser_lwl, name):
    target = TargetFactory()
    address = reverse(f"targets:{name}", args=[] if name in ("create", "preview") else [target.pk])
    client = as_user(adviser_lwl)
    assert client.post(address, FORM).status_code == 403
    assert client.get(address).status_code == 403
    target.refresh_from_db()
    assert (Target.objects.count(), target.name, target.withdrawn_at) == (1, target.name, None)


def test_a_change_asks_why_and_tells_it_in_the_history(as_user, manager):
    target = TargetFactory(number=100)
    client, address = as_user(manager), reverse("targets:edit", args=[target.pk])
    assert "Vul dit veld in." in client.post(address, FORM | {"number": "80"}).content.decode()
    page = client.post(address, FORM | {"number": "80", "change_reason": "Minder uren"}, follow=True).content.decode()
    assert "Reden: Minder uren" in page
    assert "<del>100</del>" in page
    assert 'value="Minder uren"' not in client.get(address).content.decode()


def test_an_adviser_is_offered_no_change(as_user, adviser_lwl, manager):
    address = TargetFactory().get_absolute_url()
    assert "Wijzigen" not in as_user(adviser_lwl).get(address).content.decode()
    assert "Wijzigen" in as_user(manager).get(address).content.decode()


def test_an_outsider_does_not_know_of_a_target(as_user, outsider):
    assert as_user(outsider).get(TargetFactory().get_absolute_url()).status_code == 404


def test_a_target_that_is_sent_twice_is_there_once_and_that_is_told(as_user, manager):
    client = as_user(manager)
    client.post("/doelen/nieuw/", FORM)
    page = client.post("/doelen/nieuw/", FORM, follow=True)
    assert "Dit doel stond er al. Het is niet nog een keer opgeslagen." in page.text
    assert page.redirect_chain[-1][0] == Target.objects.get().get_absolute_url()


def test_counting_again_stores_nothing(as_user, manager):
    page = as_user(manager).post("/doelen/nieuw/", FORM | {"bereken": "1"}).content.decode()
    assert "Er kunnen nu hoogstens <b>0</b> werkgevers meetellen." in page
    assert 'value="Kleine winkels"' in page
    assert Target.objects.count() == 0


def test_the_preview_is_fetched_while_choosing(as_user, manager):
    page = as_user(manager).get("/doelen/voorproef/", {"measure": "talks"}).content.decode()
    assert "In deze groep zitten nu <b>0</b> werkgevers." in page
    assert "<html" not in page


def test_a_save_over_somebody_elses_change_shows_both_and_loses_neither(as_user, manager, admin):
    target = TargetFactory(number=100)
    why = {"change_reason": "De stuurgroep wil anders"}
    mine, theirs = FORM | {"number": "120"} | why, FORM | {"number": "90"} | why
    address = reverse("targets:edit", args=[target.pk])
    as_user(admin).post(address, theirs)
    page = as_user(manager).post(address, mine).content.decode()
    assert "Iemand anders heeft dit doel intussen gewijzigd." in page
    assert "90" in page
    assert 'value="120"' in page
    assert 'name="version" value="1"' in page
    as_user(manager).post(address, mine | {"version": "1"})
    target.refresh_from_db()
    assert (target.number, target.version) == (120, 2)


def test_withdrawing_can_be_undone(as_user, manager):
    target = TargetFactory(name="Vergissing")
    client, address = as_user(manager), reverse("targets:withdraw", args=[target.pk])
    page = client.post(address, follow=True).content.decode()
    assert "Het doel Vergissing is ingetrokken." in page
    assert "Terugzetten" in page
    client.post(address, {"terug": "1"})
    target.refresh_from_db()
    assert target.withdrawn_at is None
