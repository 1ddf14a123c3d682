"""The Word file and the PDF, opened and read back."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from employers.models import Sector
from targets.models import HalfYearReport
from targets.reports.printing import contents, report_pdf
from targets.reports.word import report_docx
from tests.factories import EmployerFactory
from tests.factories.reports import report_of


@pytest.fixture
def report(manager, adviser_lwl, talk):
    employer = EmployerFactory(size=4, sector=Sector.objects.get(slug="detailhandel"))
    talk(employer, adviser_lwl, on=date(2026, 3, 10))
    return report_of(manager)


def everything(document):
    """All text of a Word file, tables included, in order."""
    return [node.text for node in document.element.body.iter() if node.tag.endswith("}t")]


def test_the_word_file_has_real_headings_and_tables(report):
    document = Document(BytesIO(report_docx(report)))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
    assert headings[:3] == ["Samenvatting", "Doelen", "Kleine werkgevers bereikt"]
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == [
        "Wat we tellen",
        "Deze periode",
        "Vorige periode",
        "Verschil",
    ]
    assert [cell.text for cell in first.rows[1].cells] == ["Kleine werkgevers bereikt", "1", "0", "+1"]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)


def test_every_picture_in_the_word_file_is_told_in_words(report):
    xml = ZipFile(BytesIO(report_docx(report))).read("word/document.xml").decode()
    told = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', xml)
    assert len(told) == xml.count("<wp:docPr ") > 0
    assert any("Detailhandel: 1 deze periode, 0 vorige periode" in each for each in told)


def test_the_word_file_says_that_it_is_dutch(report):
    archive = ZipFile(BytesIO(report_docx(report)))
    assert 'w:val="nl-NL"' in archive.read("word/styles.xml").decode()
    assert "<dc:title>Evaluatie inzet adviseur bedrijven" in archive.read("docProps/core.xml").decode()


def test_the_pdf_is_tagged(report):
    content = report_pdf(report)
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content


def test_files_are_the_same_after_the_facts_changed(report, adviser_lwl, talk):
    before, printed = everything(Document(BytesIO(report_docx(report)))), contents(report)
    talk(EmployerFactory(size=4), adviser_lwl, on=date(2026, 3, 11))
    Sector.objects.filter(slug="detailhandel").update(name="Winkels")
    again = HalfYearReport.objects.get(pk=report.pk)
    assert everything(Document(BytesIO(report_docx(again)))) == before
    assert contents(again) == printed


def test_a_concept_says_so_and_a_final_report_does_not(report):
    assert contents(report)["subtitle"].endswith("Concept.")
    report.status = HalfYearReport.Status.FINAL
    assert "Concept" not in contents(report)["subtitle"]


def test_typed_text_is_never_read_as_markup(report):
    report.texts["summary"] = "#panic() *ster* <b>\n\nTweede alinea"
    assert report_pdf(report)
    assert "#panic() *ster* <b>" in everything(Document(BytesIO(report_docx(report))))
