"""The report as a Word file that people go on editing: real headings and tables, charts told in words."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lwl_crm.documents import render_png
from targets.models import HalfYearReport
from targets.reports.printing import contents

BLUE, SOFT = RGBColor(0x00, 0x56, 0x8B), RGBColor(0x5B, 0x66, 0x70)
FONT = "Calibri"
HEADINGS = {"Heading 1": 20, "Heading 2": 14, "Heading 3": 12}
TEXT_WIDTH = CHART_WIDTH = Cm(16)
NUMBER_WIDTH = Cm(2.3)


def report_docx(report: HalfYearReport) -> bytes:
    data = contents(report)
    document = _document(data)
    document.add_heading(data["title"], level=1)
    _soft(document, data["subtitle"], size=11)
    _typed(document, data["notice"])
    for section in data["sections"]:
        document.add_heading(section["title"], level=2)
        _typed(document, section["text"])
        for table in section["tables"]:
            _table_with_chart(document, table, section["title"])
    _soft(document, data["counted"])
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _document(data: dict[str, Any]):
    document = Document()
    about = document.core_properties
    about.title, about.author, about.language, about.comments = data["title"], data["author"], "nl-NL", ""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.4)
    _house_style(document)
    _footer(page.footer.paragraphs[0], data["title"])
    return document


def _house_style(document):
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    normal.element.get_or_add_rPr().append(language)
    for name, size in HEADINGS.items():
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, BLUE
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):  # the theme of the template would win from the name
            del fonts.attrib[key]
        style.font.name = FONT


def _footer(paragraph, title):
    paragraph.text = f"{title}, pagina "
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)


def _typed(document, text):
    """Blank lines part paragraphs, as in the PDF."""
    for part in filter(None, (part.strip("\n") for part in text.split("\n\n"))):
        document.add_paragraph(part)


def _soft(document, text, size=9):
    run = document.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), SOFT


def _table_with_chart(document, table, heading):
    if table["title"] != heading:
        document.add_heading(table["title"], level=3)
    _table(document, table)
    _soft(document, table["note"])
    if table["chart"]:
        _chart(document, table["chart"])


def _table(document, table):
    rows = [table["header"], *table["rows"]]
    made = document.add_table(rows=len(rows), cols=len(table["header"]))
    _describe(made, table["title"])
    _set_widths(made)
    for number, (row, texts) in enumerate(zip(made.rows, rows, strict=True)):
        is_strong = number == 0 or (table["last_is_total"] and number == len(rows) - 1)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _fill(
                cell,
                text,
                is_number=column >= table["text_columns"],
                is_strong=is_strong,
                size=8.5 if number == 0 else 9.5,
            )
            _line_under(cell, is_header=number == 0)
        _keep_together(row, is_header=number == 0)


def _set_widths(made):
    """Numbers in narrow columns, so that the names before them fit on one line."""
    made.autofit = False
    first, *others = made.columns
    for column, width in [(first, TEXT_WIDTH - len(others) * NUMBER_WIDTH), *((each, NUMBER_WIDTH) for each in others)]:
        column.width = width
        for cell in column.cells:
            cell.width = width


def _fill(cell, text, *, is_number, is_strong, size):
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_strong, Pt(size)


def _line_under(cell, *, is_header):
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8" if is_header else "4"), ("space", "0")):
        bottom.set(qn(f"w:{name}"), value)
    bottom.set(qn("w:color"), "00568B" if is_header else "C9D1D8")
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)


def _keep_together(row, *, is_header):
    """No row over two pages; the header again on every page, which is also how a screen reader knows it."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))


def _describe(table, title):
    for name in ("w:tblCaption", "w:tblDescription"):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), title)
        table._tbl.tblPr.append(mark)


def _chart(document, chart):
    picture = document.add_picture(BytesIO(render_png("grafiek.typ", chart)), width=CHART_WIDTH)
    about = picture._inline.docPr
    about.set("descr", chart["alt"])
    about.set("name", chart["title"])
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _soft(document, chart["title"])
