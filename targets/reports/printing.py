"""A report on paper: what stands in it, as plain data for the PDF and the Word file. Reads frozen figures only."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from lwl_crm.documents import render_pdf
from targets.models import HalfYearReport

TITLE = "Evaluatie inzet adviseur bedrijven"


def contents(report: HalfYearReport) -> dict[str, Any]:
    """Sections with neither text nor table stay out."""
    sections = [_section(report, each) for each in report.figures["sections"]]
    status = "" if report.is_final else " Concept."
    return {
        "title": TITLE,
        "author": report.whose,
        "subtitle": f"{report.whose}. {report.period}.{status}",
        "notice": report.notice,
        "sections": [each for each in sections if each["text"] or each["tables"]],
        "counted": _counted(report),
    }


def _section(report, section):
    text = report.texts.get(section["key"], "").replace("\r\n", "\n").strip()
    return {"title": section["title"], "text": text, "tables": [_table(each) for each in section["tables"]]}


def _table(found):
    rows = [[cell["text"] for cell in row] for row in found["rows"]]
    return {"note": "", "chart": None, "last_is_total": False} | found | {"rows": rows}


def _counted(report):
    counted = timezone.localtime(report.counted_at)
    moment = date_format(counted, "j F Y, H.i")
    return (
        f"De cijfers zijn geteld op {moment} uur en veranderen daarna niet meer. "
        f"Deze periode: {report.figures['period']}. Vorige periode: {report.figures['before']}."
    )


def report_pdf(report: HalfYearReport) -> bytes:
    return render_pdf("halfjaar.typ", contents(report))
