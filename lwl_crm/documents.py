"""Documents to print and keep, as PDF: tagged, so that a screen reader reads them as well (PDF/UA).

A template stands in `templates/documents/` in the language of Typst and imports `house.typ`, which holds the house
style. It gets its data as JSON and knows no models.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

TEMPLATES = settings.BASE_DIR / "templates" / "documents"
FONTS = Path(font_source_sans_pro.__file__).parent / "files"


def render_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of one template; `typst.TypstError` when the template does not fit the data."""
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder)},
        pdf_standards=["ua-1"],
    )


def render_png(template: str, data: Mapping[str, Any]) -> bytes:
    """The picture of a template of one page, for documents that Typst does not make; sharp in print."""
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder)},
        format="png",
        ppi=220,
    )


def pdf_response(content: bytes, filename: str) -> HttpResponse:
    """A PDF that the browser shows, and saves under this name (without ending)."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filename}.pdf"'
    return response
