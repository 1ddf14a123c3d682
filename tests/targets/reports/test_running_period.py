"""A report over a period that is not over compares as many days, and says so."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from targets.reports.periods import Period
from targets.reports.printing import contents
from tests.factories import EmployerFactory, TargetFactory
from tests.factories.reports import report_of
from tests.targets.reports.test_figures import rows_of

SECOND_HALF = Period(date(2026, 7, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 26)
SAID = "Deze periode is nog niet voorbij: geteld is tot en met 26 november 2026, 149 van 184 dagen."


@pytest.fixture
def report(manager, adviser_lwl, talk, monkeypatch):
    """Two employers reached until 26 November; one in as many days of the first half, two more after those."""
    for day in (date(2026, 7, 1), TODAY, date(2026, 5, 29), date(2026, 5, 30), date(2026, 6, 30)):
        talk(EmployerFactory(size=4), adviser_lwl, on=day)
    TargetFactory(name="Bereik", number=10, from_on=SECOND_HALF.since, until_on=SECOND_HALF.until)
    with monkeypatch.context() as patch:
        noon = timezone.make_aware(datetime(2026, 11, 26, 12))
        patch.setattr("django.utils.timezone.now", lambda: noon)
        return report_of(manager, since=SECOND_HALF.since, until=SECOND_HALF.until)


@pytest.mark.parametrize(
    ("period", "on", "before"),
    [
        pytest.param(SECOND_HALF, TODAY, Period(date(2026, 1, 1), date(2026, 5, 29)), id="149 days"),
        pytest.param(SECOND_HALF, date(2026, 7, 1), Period(date(2026, 1, 1), date(2026, 1, 1)), id="the first day"),
        pytest.param(SECOND_HALF, date(2026, 12, 30), SECOND_HALF.before(), id="never more than the period had"),
        pytest.param(SECOND_HALF, date(2026, 12, 31), SECOND_HALF.before(), id="over"),
        pytest.param(SECOND_HALF, date(2027, 3, 1), SECOND_HALF.before(), id="long over"),
    ],
)
def test_the_period_before_is_looked_at_for_as_many_days(period, on, before):
    assert period.before_as_far(on) == before


def test_as_many_days_of_the_period_before_are_counted(report):
    assert rows_of(report, "summary")["Kleine werkgevers bereikt"] == ["2", "1", "+1"]
    assert rows_of(report, "reach")["Totaal"][3:] == ["1", "+1"]


def test_the_words_say_what_is_compared(report):
    assert "Dat is er 1 meer dan in de eerste 149 dagen van de periode ervoor." in report.texts["summary"]
    assert "In de eerste 149 dagen van de periode ervoor was het er 1." in report.texts["reach"]
    assert report.texts["goals"].startswith("Er loopt 1 doel.")


def test_page_and_paper_say_that_the_period_is_not_over(report, as_user, manager):
    page = as_user(manager).get(report.get_absolute_url()).text
    word = as_user(manager).get(reverse("targets:report_word", args=[report.pk]))
    assert SAID in page
    assert "De vorige periode telt daarom ook 149 dagen: 1 jan 2026 – 29 mei 2026." in page
    assert any(SAID in each.text for each in Document(BytesIO(word.content)).paragraphs)
    assert SAID in contents(report)["notice"]
    assert as_user(manager).get(reverse("targets:report_paper", args=[report.pk])).content.startswith(b"%PDF-")


def test_every_number_of_the_summary_links_to_the_days_that_were_counted(report, as_user, manager, adviser_lwl, talk):
    talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 12, 1))
    for query, expected in (("", 2), ("?periode=vorige", 1)):
        rows = as_user(manager).get(reverse("targets:report_rows", args=[report.pk, "newly_reached"]) + query)
        assert rows.context["page"].paginator.count == expected


def test_a_report_made_before_keeps_its_numbers_and_its_words(report, as_user, manager):
    for name in ("running", "counted", "compared"):
        del report.figures[name]
    report.save()
    page = as_user(manager).get(report.get_absolute_url()).text
    assert "nog niet voorbij" not in page
    before = as_user(manager).get(reverse("targets:report_rows", args=[report.pk, "newly_reached"]) + "?periode=vorige")
    assert before.context["page"].paginator.count == 3


def test_a_period_that_has_not_begun_cannot_be_reported(as_user, manager):
    ahead = {"organisation": "", "from_on": "2027-07-01", "until_on": "2027-12-31"}
    page = as_user(manager).post(reverse("targets:report_create"), ahead)
    assert "Deze periode moet nog beginnen. Kies een eerdere dag." in page.text
