"""Numbers of dashboard, plan, blind spots, target and report: each opens a list of exactly so many."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Employer
from outreach import overlaps
from targets.models import Measure
from tests.factories import (
    EmployerFactory,
    FollowUpFactory,
    PortfolioEntryFactory,
    TargetFactory,
)
from tests.factories.plans import PlanActivityFactory, PlanPhaseFactory
from tests.factories.reports import report_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def length(client, url):
    """How many rows the page behind a link lists."""
    page = client.get(unescape(url))
    assert page.status_code == 200, url
    shown = page.context
    return (shown["page"] if "page" in shown else shown["listing"].page).paginator.count


def linked(text):
    """(address, number) of every number that is a link in this part of a page."""
    found = re.findall(r'<a class="(?:crm-number|utrecht-status-badge[^"]*)" href="([^"]+)">([^<]+)</a>', text)
    return [(url, int(re.search(r"[\d.]+", label)[0].replace(".", ""))) for url, label in found]


def part(text, start, end):
    begin = text.index(start)
    return text[begin : text.index(end, begin)]


@pytest.fixture
def work(adviser_lwl, adviser_baanbrekend, talk):
    """Two talks, one of them double; portfolios, late follow-ups and employers that nobody reached."""
    today = TODAY()
    firm = EmployerFactory(size=4)
    for adviser, ago in ((adviser_lwl, 3), (adviser_baanbrekend, 9)):
        talk(firm, adviser, on=today - timedelta(days=ago))
        PortfolioEntryFactory(adviser=adviser, employer=firm)
        FollowUpFactory(adviser=adviser, employer=firm, due_on=today - timedelta(days=2))
    FollowUpFactory(adviser=adviser_lwl, employer=firm, due_on=today)
    PortfolioEntryFactory(adviser=adviser_lwl, employer=EmployerFactory(size=9))
    talk(EmployerFactory(size=4), adviser_lwl, on=today - timedelta(days=400))
    overlaps.sweep_overlaps()


@pytest.mark.parametrize("query", ["", "?organisatie=lwl"], ids=["everybody", "one organisation"])
def test_every_total_per_adviser_opens_its_list(work, query, as_user, manager):
    client = as_user(manager)
    table = part(client.get(reverse("targets:dashboard") + query).text, 'id="adviseurs"', "</table>")
    numbers = linked(table)
    assert len(numbers) == len(re.findall(r"<td", table))
    assert [(url, number) for url, number in numbers if length(client, url) != number] == []


def test_the_badges_of_the_five_questions_open_their_lists(work, as_user, manager):
    client = as_user(manager)
    badges = linked(part(client.get(reverse("targets:dashboard")).text, 'id="vragen"', "</section>"))
    spots, open_ones = (number for number in badges if not number[0].startswith("#"))
    assert spots[1] == length(client, spots[0]) > 0
    assert open_ones[1] == length(client, open_ones[0]) == 1


def test_how_many_targets_are_on_course_leads_to_the_targets_below(as_user, manager):
    span = {"from_on": TODAY() - timedelta(days=90), "until_on": TODAY() + timedelta(days=9)}
    for number in (1000, 2000):
        TargetFactory(number=number, **span)
    TargetFactory(measure=Measure.EVENTS, number=1, from_on=TODAY(), until_on=TODAY() + timedelta(days=300))
    page = as_user(manager).get(reverse("targets:dashboard")).text
    assert 'href="#doelen">1 van 3 doelen op koers</a>' in page
    tiles = page[page.index('id="doelen"') :]
    assert len(re.findall(r"crm-kpi__value", tiles[: tiles.index("</section>")])) == 3


def test_every_stand_of_the_growth_opens_the_employers_reached_by_then(work, as_user, manager):
    TargetFactory(measure=Measure.REACHED, from_on=TODAY() - timedelta(days=60), until_on=TODAY() + timedelta(days=60))
    client = as_user(manager)
    stands = linked(part(client.get(reverse("targets:dashboard")).text, 'id="groei-cijfers"', "</table>"))
    assert stands[-1][1] == 1
    assert [(url, number) for url, number in stands if length(client, url) != number] == []


def test_a_target_of_a_past_period_leads_to_its_stand_of_then(work, as_user, manager):
    target = TargetFactory(measure=Measure.TALKS, from_on=TODAY() - timedelta(days=60), until_on=TODAY())
    days = {"van": str(TODAY() - timedelta(days=60)), "tot": str(TODAY() - timedelta(days=8))}
    client = as_user(manager)
    (tile,) = client.get(reverse("targets:dashboard"), days).context["board"].progress
    assert (tile.target, tile.pace.realised) == (target, 1)
    then = client.get(tile.url.partition("#")[0]).context
    assert (then["progress"].pace.realised, then["page"].paginator.count) == (1, 1)
    now = client.get(target.get_absolute_url()).context
    assert (now["progress"].pace.realised, now["progress"].url) == (2, f"{target.get_absolute_url()}#bewijs")


def test_what_is_late_is_what_is_late_today_also_in_a_past_period(work, as_user, manager):
    days = {"van": str(TODAY() - timedelta(days=90)), "tot": str(TODAY() - timedelta(days=30))}
    client = as_user(manager)
    table = part(client.get(reverse("targets:dashboard"), days).text, 'id="adviseurs"', "</table>")
    late = [(url, number) for url, number in linked(table) if "opvolgen" in url]
    assert sum(number for _, number in late) == 4  # two advisers, and both together
    assert [(url, number) for url, number in late if length(client, url) != number] == []


@pytest.mark.parametrize("page", ["/dashboard/gesprekken/", "/dashboard/telling/reached/"])
def test_days_in_the_wrong_order_are_told(page, as_user, manager):
    shown = as_user(manager).get(page, {"vanaf": "2026-06-30", "tot": "2026-01-01"})
    assert "De laatste dag ligt voor de eerste." in shown.text


@pytest.mark.parametrize("measure", [Measure.REACHED, Measure.TALKS])
def test_every_stand_of_a_target_opens_what_was_counted_by_then(work, measure, as_user, manager, adviser_lwl, talk):
    talk(EmployerFactory(size=4), adviser_lwl, on=TODAY() - timedelta(days=30))
    span = {"from_on": TODAY() - timedelta(days=60), "until_on": TODAY() + timedelta(days=30)}
    target = TargetFactory(measure=measure, number=100, **span)
    client = as_user(manager)
    stands = linked(part(client.get(target.get_absolute_url()).text, 'id="verloop-cijfers"', "</table>"))
    assert len(stands) >= 4
    for url, number in stands:
        assert length(client, url) == number
    firm = Employer.objects.order_by("pk").first()
    assert f'href="{firm.get_absolute_url()}">{firm.trade_name}</a>' in client.get(unescape(stands[-1][0])).text


def test_what_is_confidential_at_another_organisation_is_counted_and_not_named(
    as_user, adviser_lwl, adviser_baanbrekend, talk
):
    firm = EmployerFactory(trade_name="Geheim", size=4)
    talk(firm, adviser_baanbrekend, on=TODAY() - timedelta(days=30), is_confidential=True)
    target = TargetFactory(from_on=TODAY() - timedelta(days=60), until_on=TODAY() + timedelta(days=30))
    page = as_user(adviser_lwl).get(reverse("targets:counted_until", args=[target.pk]), {"tot": TODAY()})
    assert page.context["page"].paginator.count == 1
    assert "Geheim" not in page.text
    assert "Vertrouwelijk bij een andere organisatie" in page.text


@pytest.mark.parametrize("query", ["", "?tabel=sector-gemeente&omvang=1-4", "?tabel=sector-omvang&gemeente=0505"])
def test_every_quarter_of_the_course_of_blind_spots_opens_its_list(work, query, as_user, manager):
    client = as_user(manager)
    quarters = linked(part(client.get(reverse("targets:blind_spots") + query).text, 'class="crm-trend"', "</table>"))
    assert len(quarters) == 9
    assert quarters[0][1] > 0
    assert [(url, number) for url, number in quarters if length(client, url) != number] == []


def test_a_day_without_sense_has_no_blind_spots(as_user, manager):
    for query in ("", "?op=onzin", "?op=2026-13-41", "?op=2099-01-01", "?op=2026-09-30&omvang=x"):
        assert as_user(manager).get(reverse("targets:blind_spots_then") + query).status_code == 404


def test_what_is_done_and_late_in_the_plan_opens_those_activities(as_user, manager):
    phase = PlanPhaseFactory(from_on=TODAY() - timedelta(days=60), until_on=TODAY() + timedelta(days=60))
    for status, due in (("done", -20), ("planned", -10), ("planned", 10)):
        PlanActivityFactory(phase=phase, status=status, due_on=TODAY() + timedelta(days=due))
    client = as_user(manager)
    said = part(client.get(reverse("targets:plan")).text, "<dt>Activiteiten</dt>", "</dd>")
    numbers = linked(said)
    assert [number for _, number in numbers] == [1, 3, 1]
    for url, number in numbers:
        page = client.get(reverse("targets:plan") + unescape(url).replace(reverse("targets:plan"), ""))
        assert page.text.count('<li id="activiteit-') == number


def test_every_number_of_the_double_approaches_in_a_report_opens_its_list(work, as_user, manager):
    client = as_user(manager)
    report = report_of(manager, since=TODAY() - timedelta(days=100), until=TODAY())
    section = next(each for each in report.figures["sections"] if each["key"] == "overlaps")
    rows = [row[1] for row in section["tables"][0]["rows"]]
    assert rows[0]["value"] == 1
    assert [cell for cell in rows if length(client, cell["url"]) != cell["value"]] == []


def test_every_number_of_the_summary_in_a_report_opens_its_list(work, as_user, manager):
    client = as_user(manager)
    report = report_of(manager, since=TODAY() - timedelta(days=100), until=TODAY() + timedelta(days=10))
    cells = [cell for row in report.figures["sections"][0]["tables"][0]["rows"] for cell in row[1:3]]
    assert len(cells) == 10
    assert [cell for cell in cells if length(client, cell["url"]) != cell["value"]] == []


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/dashboard/portefeuilles/", 9),
        ("/opvolgen/?wie=alle", 9),
        ("/dashboard/telling/reached/", 12),
        ("/blinde-vlekken/toen/?op=2026-09-30", 10),
    ],
)
def test_a_list_asks_as_much_whatever_its_length(work, path, most, as_user, manager, django_assert_max_num_queries):
    client = as_user(manager)
    for _ in range(8):
        firm = EmployerFactory(size=4)
        PortfolioEntryFactory(employer=firm)
        FollowUpFactory(employer=firm)
    client.get(path)
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def test_only_who_steers_sees_the_follow_ups_of_everybody(work, as_user, manager, adviser_lwl):
    url = reverse("outreach:follow_ups") + "?wie=alle"
    assert as_user(adviser_lwl).get(url).status_code == 403
    page = as_user(manager).get(url)
    assert page.context["page"].paginator.count == 3
    assert "Alle adviseurs · 3 open vervolgacties" in page.text
