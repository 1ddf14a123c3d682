from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from targets.models import HalfYearReport
from tests.factories import EmployerFactory
from tests.factories.reports import report_of

HALF = {"organisation": "", "from_on": "2026-01-01", "until_on": "2026-06-30"}


@pytest.fixture
def report(manager, adviser_lwl, talk):
    talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 3, 10))
    return report_of(manager)


def texts_of(report, **texts):
    return report.texts | {"version": report.version} | texts


def test_a_manager_makes_a_report_with_suggested_texts(as_user, manager, adviser_lwl, talk):
    talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 3, 10))
    page = as_user(manager).post(reverse("targets:report_create"), HALF, follow=True)
    assert "De organisaties samen spraken in deze periode met 1 kleine werkgever over Leren en Werken." in page.text
    assert "Deze periode: 1 jan 2026 – 30 jun 2026" in page.text


def test_the_form_proposes_the_last_half_year(as_user, manager):
    page = as_user(manager).get(reverse("targets:report_create"))
    assert page.context["form"]["from_on"].value().day == 1
    assert "Alle organisaties samen" in page.text


def test_dates_in_the_wrong_order_are_refused(as_user, manager):
    page = as_user(manager).post(reverse("targets:report_create"), HALF | {"until_on": "2025-12-31"})
    assert "De einddatum moet na de begindatum liggen." in page.text
    assert not HalfYearReport.objects.exists()


def test_the_list_says_what_to_do_when_it_is_empty(as_user, manager):
    assert "Maak er een over het afgelopen half jaar" in as_user(manager).get(reverse("targets:reports")).text


def test_the_list_asks_as_much_whatever_the_number_of_reports(as_user, manager, report, django_assert_max_num_queries):
    client = as_user(manager)
    for _ in range(3):
        report_of(manager)
    with django_assert_max_num_queries(5):
        client.get(reverse("targets:reports"))


def test_texts_are_saved_and_printed(as_user, manager, report):
    client = as_user(manager)
    page = client.post(reverse("targets:report_edit", args=[report.pk]), texts_of(report, outlook="Meer winkels."))
    assert page.status_code == 302
    word = client.get(reverse("targets:report_word", args=[report.pk]))
    assert 'filename="halfjaarrapport-regio-2026-01-01-2026-06-30.docx"' in word["Content-Disposition"]
    assert "Meer winkels." in [each.text for each in Document(BytesIO(word.content)).paragraphs]
    paper = client.get(reverse("targets:report_paper", args=[report.pk]))
    assert paper.content.startswith(b"%PDF-")


def test_two_people_editing_see_both_and_lose_neither(as_user, manager, admin, report):
    first, second = texts_of(report, outlook="Meer winkels."), texts_of(report, outlook="Meer horeca.")
    url = reverse("targets:report_edit", args=[report.pk])
    as_user(manager).post(url, first)
    page = as_user(admin).post(url, second)
    assert page.status_code == 422
    for said in ("Twee versies naast elkaar", "Meer winkels.", "Meer horeca.", "Rianne Kok bewaarde intussen"):
        assert said in page.text
    as_user(admin).post(url, second | {"version": page.context["form"]["version"].value()})
    report.refresh_from_db()
    assert report.texts["outlook"] == "Meer horeca."
    kept = HalfYearReport.pgh_event_model.objects.filter(pgh_obj=report).values_list("texts__outlook", flat=True)
    assert "Meer winkels." in kept


def test_texts_that_only_a_colleague_changed_stay(as_user, manager, admin, report):
    url = reverse("targets:report_edit", args=[report.pk])
    mine = texts_of(report, outlook="Meer horeca.", goals="Doelen.\r\nEn meer.")
    as_user(manager).post(url, texts_of(report, summary="Kort.", outlook=report.texts["outlook"]))
    page = as_user(admin).post(url, mine, follow=True)
    assert "Een collega wijzigde intussen andere teksten. Die zijn gebleven." in page.text
    report.refresh_from_db()
    assert [report.texts[block] for block in ("summary", "outlook", "goals")] == [
        "Kort.", "Meer horeca.", "Doelen.\nEn meer.",
    ]  # fmt: skip
    both = as_user(manager).post(url, mine | {"outlook": "Meer bouw.", "goals": report.texts["goals"]})
    assert [label for label, *_ in both.context["both"]] == ["Vooruitblik"]
    assert both.context["form"]["summary"].value() == "Kort."


def test_of_one_period_there_is_one_report(as_user, manager, admin):
    as_user(manager).post(reverse("targets:report_create"), HALF)
    page = as_user(admin).post(reverse("targets:report_create"), HALF, follow=True)
    assert "Dit rapport was er al." in page.text
    as_user(admin).post(reverse("targets:report_create"), HALF | {"until_on": "2026-05-31"})
    assert HalfYearReport.objects.count() == 2


def test_the_counting_before_is_kept_and_can_be_put_back(as_user, manager, adviser_lwl, talk, report):
    client, url = as_user(manager), reverse("targets:report_recount", args=[report.pk])
    assert "Er is geen vorige telling." in client.post(url, {"terug": "1"}, follow=True).text
    talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 3, 11))
    client.post(url)
    page = client.post(url, {"terug": "1"}, follow=True)
    assert "De vorige telling staat er weer." in page.text
    assert "spraken in deze periode met 1 kleine werkgever over" in page.text
    counted = HalfYearReport.objects.get()
    assert (counted.figures, counted.counted_at) == (report.figures, report.counted_at)
    assert "spraken in deze periode met 2 kleine werkgevers" in client.post(url, {"terug": "1"}, follow=True).text


def test_a_final_report_changes_no_more(as_user, manager, report):
    client = as_user(manager)
    client.post(reverse("targets:report_finish", args=[report.pk]))
    for name in ("report_edit", "report_recount"):
        page = client.post(reverse(f"targets:{name}", args=[report.pk]), texts_of(report, outlook="X"), follow=True)
        assert "Dit rapport is vastgesteld. Maak er eerst weer een concept van." in page.text
    client.post(reverse("targets:report_finish", args=[report.pk]), {"terug": "1"})
    assert client.get(reverse("targets:report_edit", args=[report.pk])).status_code == 200


def test_counting_again_keeps_what_people_wrote(as_user, manager, adviser_lwl, talk, report):
    client = as_user(manager)
    client.post(reverse("targets:report_edit", args=[report.pk]), texts_of(report, outlook="Meer winkels."))
    talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 3, 11))
    page = client.post(reverse("targets:report_recount", args=[report.pk]), follow=True)
    assert "spraken in deze periode met 2 kleine werkgevers" in page.text
    assert "Meer winkels." in page.text


def test_the_list_behind_a_main_figure_counts_the_same(as_user, manager, report):
    page = as_user(manager).get(reverse("targets:report_rows", args=[report.pk, "newly_reached"]))
    assert page.context["page"].paginator.count == report.figures["facts"]["now"]["newly_reached"] == 1
    before = as_user(manager).get(reverse("targets:report_rows", args=[report.pk, "newly_reached"]) + "?periode=vorige")
    assert "Er is niets dat meetelt in deze periode." in before.text
    assert as_user(manager).get(reverse("targets:report_rows", args=[report.pk, "talks"])).status_code == 404
