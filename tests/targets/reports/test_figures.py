from datetime import date

import pytest
from django.urls import reverse

from employers.models import Employer, Sector
from targets.models import HalfYearReport
from targets.reports.periods import Period, last_half_year
from tests.factories import EmployerFactory, TargetFactory
from tests.factories.reports import report_of

FIRST_HALF = date(2026, 3, 10)
HALF_BEFORE = date(2025, 10, 10)


def rows_of(report, key, index=0):
    """The rows of a table as text, by their first cell."""
    section = next(each for each in report.figures["sections"] if each["key"] == key)
    return {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in section["tables"][index]["rows"]}


@pytest.fixture
def retail(db):
    return Sector.objects.get(slug="detailhandel")


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [
        pytest.param(date(2026, 1, 1), date(2026, 6, 30), (date(2025, 7, 1), date(2025, 12, 31)), id="half-year"),
        pytest.param(date(2026, 7, 1), date(2026, 12, 31), (date(2026, 1, 1), date(2026, 6, 30)), id="unequal-months"),
        pytest.param(date(2026, 3, 1), date(2026, 3, 31), (date(2026, 2, 1), date(2026, 2, 28)), id="month"),
        pytest.param(date(2026, 1, 5), date(2026, 1, 14), (date(2025, 12, 26), date(2026, 1, 4)), id="ten-days"),
    ],
)
def test_the_period_before_is_as_long(since, until, before):
    assert Period(since, until).before() == Period(*before)


def test_the_last_half_year_is_over():
    assert last_half_year(date(2026, 11, 26)) == Period(date(2026, 1, 1), date(2026, 6, 30))
    assert last_half_year(date(2026, 2, 1)) == Period(date(2025, 7, 1), date(2025, 12, 31))


def test_main_figures_stand_beside_those_of_the_period_before(manager, adviser_lwl, talk):
    known, new = EmployerFactory(size=4), EmployerFactory(size=8)
    talk(known, adviser_lwl, on=HALF_BEFORE)
    for employer in (known, new, EmployerFactory(size=300)):
        talk(employer, adviser_lwl, on=FIRST_HALF)
    rows = rows_of(report_of(manager), "summary")
    assert rows["Kleine werkgevers bereikt"] == ["2", "1", "+1"]
    assert rows["Kleine werkgevers voor het eerst bereikt"] == ["1", "1", "0"]
    assert rows["Gesprekken over Leren en Werken"] == ["3", "1", "+2"]


def test_small_employers_are_counted_per_sector_size_and_municipality(manager, adviser_lwl, talk, retail):
    reached = EmployerFactory(size=4, sector=retail)
    EmployerFactory(size=12, sector=retail)
    talk(reached, adviser_lwl, on=FIRST_HALF)
    report = report_of(manager)
    assert rows_of(report, "reach")[retail.name] == ["2", "1", "50,0%", "0", "+1"]
    assert rows_of(report, "reach", 1)["1 tot en met 4"] == ["1", "1", "100,0%", "0", "+1"]
    assert rows_of(report, "reach", 2)[reached.municipality.name][1] == "1"
    for index in range(3):
        assert rows_of(report, "reach", index)["Totaal"] == ["2", "1", "50,0%", "0", "+1"]


def test_a_firm_that_grew_since_is_in_no_figure_of_the_report(as_user, manager, adviser_lwl, talk):
    """All figures are of employers as they are on the day of counting, like the lists that they lead to."""
    grown = EmployerFactory(size=4)
    for employer in (grown, EmployerFactory(size=4)):
        talk(employer, adviser_lwl, on=FIRST_HALF)
    grown.set_size(number=60, source=Employer.Source.ADVISER, reference_date=date(2026, 11, 20))
    grown.save()
    report = report_of(manager)
    summary = rows_of(report, "summary")
    for name, measure in (("bereikt", "reached"), ("voor het eerst bereikt", "newly_reached")):
        assert summary[f"Kleine werkgevers {name}"][0] == "1"
        assert report.figures["facts"]["now"][measure] == 1
    assert [rows_of(report, "reach", index)["Totaal"][1] for index in range(3)] == ["1", "1", "1"]
    page = as_user(manager).get(reverse("targets:report_rows", args=[report.pk, "newly_reached"]))
    assert page.context["page"].paginator.count == 1


def test_a_report_of_one_organisation_counts_its_own_talks(manager, lwl, adviser_lwl, adviser_baanbrekend, talk):
    talk(EmployerFactory(size=4), adviser_lwl, on=FIRST_HALF)
    talk(EmployerFactory(size=4), adviser_baanbrekend, on=FIRST_HALF)
    report = report_of(manager, organisation=lwl)
    assert rows_of(report, "summary")["Kleine werkgevers bereikt"][0] == "1"
    assert rows_of(report, "reach")["Totaal"][:2] == ["2", "1"]
    assert list(rows_of(report, "advisers")) == ["Sanne van Dijk (LWL)"]


def test_a_blind_spot_is_counted_on_the_last_day_of_the_period(manager, adviser_lwl, talk, retail):
    talk(EmployerFactory(size=4, sector=retail), adviser_lwl, on=date(2026, 9, 1))
    EmployerFactory(size=4, sector=retail, is_opted_out=True)
    talk(EmployerFactory(size=4, sector=retail), adviser_lwl, on=date(2024, 7, 1))
    assert rows_of(report_of(manager), "blind")[retail.name] == ["3", "1", "33,3%"]


def test_its_number_leads_to_the_blind_spots_of_that_day(as_user, manager, adviser_lwl, talk, retail):
    for since in (date(2026, 9, 1), date(2026, 3, 1)):  # one after the period, one within it
        talk(EmployerFactory(size=4, sector=retail), adviser_lwl, on=since)
    EmployerFactory(size=4, sector=None)
    section = next(each for each in report_of(manager).figures["sections"] if each["key"] == "blind")
    numbers = {row[0]["text"]: row[2] for row in section["tables"][0]["rows"]}
    assert {label: cell["value"] for label, cell in numbers.items()} == {retail.name: 1, "Geen sector": 1, "Totaal": 2}
    for label, cell in numbers.items():
        assert as_user(manager).get(cell["url"]).context["page"].paginator.count == cell["value"], label


def test_targets_show_their_stand_on_the_last_day(manager, adviser_lwl, talk):
    TargetFactory(name="Bereik", number=10, from_on=date(2026, 1, 1), until_on=date(2026, 12, 31))
    TargetFactory(name="Later", from_on=date(2026, 7, 1), until_on=date(2026, 12, 31))
    talk(EmployerFactory(size=4), adviser_lwl, on=FIRST_HALF)
    talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 8, 1))
    assert rows_of(report_of(manager), "goals") == {"Bereik (alle organisaties)": ["1", "5", "10", "Loopt achter"]}


def test_frozen_figures_stay_when_the_facts_change(manager, adviser_lwl, talk, retail):
    employer = EmployerFactory(size=4, sector=retail)
    talk(employer, adviser_lwl, on=FIRST_HALF)
    report = report_of(manager)
    before = HalfYearReport.objects.get(pk=report.pk).figures
    talk(EmployerFactory(size=4), adviser_lwl, on=FIRST_HALF)
    Sector.objects.filter(pk=retail.pk).update(name="Winkels")
    employer.delete()
    assert HalfYearReport.objects.get(pk=report.pk).figures == before
