"""PDFs: what goes in can be read back, and they are tagged for screen readers."""

import io

import pytest
import typst
from pypdf import PdfReader

from lwl_crm import documents

TEMPLATE = """#import "house.typ": *
#show: house.with(data.title, subtitle: data.subtitle)
#rows-table(("Sector", "Bereikt"), data.rows, numbers: (1,))
#bar-table(("Omvang", "Werkgevers"), data.bars)
#typed(data.words)
"""
DATA = {
    "title": "Verslag één",
    "subtitle": "1 januari tot en met 30 juni",
    "rows": [["Zorg & welzijn", 12]],
    "bars": [["2 tot en met 4", 30, "30"], ["5 tot en met 9", 0, "0"]],
    "words": "Eerste alinea.\n\n#strong[letterlijk] $x$ <b>",
}


@pytest.fixture
def template(tmp_path, monkeypatch):
    (tmp_path / "house.typ").write_bytes((documents.TEMPLATES / "house.typ").read_bytes())
    (tmp_path / "proef.typ").write_text(TEMPLATE)
    monkeypatch.setattr(documents, "TEMPLATES", tmp_path)
    return "proef.typ"


def test_text_tables_and_title_can_be_read_back(template):
    pdf = PdfReader(io.BytesIO(documents.render_pdf(template, DATA)))
    text = pdf.pages[0].extract_text()
    assert pdf.metadata.title == "Verslag één"
    assert all(words in text for words in ["Zorg & welzijn", "2 tot en met 4", "Eerste alinea."])


def test_what_people_typed_is_never_read_as_markup(template):
    pdf = PdfReader(io.BytesIO(documents.render_pdf(template, DATA)))
    assert "#strong[letterlijk] $x$ <b>" in pdf.pages[0].extract_text()


def test_a_document_is_tagged_and_says_its_language(template):
    root = PdfReader(io.BytesIO(documents.render_pdf(template, DATA))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"


def test_a_template_that_misses_data_fails_loudly(template):
    with pytest.raises(typst.TypstError):
        documents.render_pdf(template, {"title": "x"})
