"""Taking employers along in a spreadsheet: the whole filtered list, or those that were chosen."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from openpyxl import Workbook

from employers.filters import EmployerFilter
from employers.models import Employer
from employers.resources import EmployerResource

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def export(request):
    """GET: the list with this query string. POST: `kies` repeated, or `alles` with the filter in `vraag`.

    `vorm` is xlsx or csv. Employers who do not want to be approached stay out, unless the filter asks for them.
    """
    employers = _asked_for(request)
    if not employers.exists():
        messages.error(request, "Er is niets om te exporteren: kies eerst werkgevers die benaderd willen worden.")
        return redirect(f"{reverse('employers:list')}?{request.POST.get('vraag', '')}".rstrip("?"))
    table = EmployerResource(user=request.user).export(employers)
    if (request.POST or request.GET).get("vorm") == "csv":
        content = "\ufeff" + table.export("csv", delimiter=";")
        return _download(content, "text/csv; charset=utf-8", "csv")
    return _download(_workbook(table), XLSX, "xlsx")


def _workbook(table):
    """Written row by row: many times quicker than the library's own, which dresses every cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Werkgevers")
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 40
    sheet.append(table.headers)
    for row in table:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _asked_for(request):
    visible = Employer.objects.visible_to(request.user)
    if request.method == "POST" and not request.POST.get("alles"):
        chosen = [int(key) for key in request.POST.getlist("kies") if key.isdecimal()]
        return visible.active().filter(pk__in=chosen).approachable()
    query = QueryDict(request.POST.get("vraag", "")) if request.method == "POST" else request.GET
    asked = EmployerFilter(query, visible, request=request)
    return asked.qs if asked.asked.get("nietbenaderen") == "ja" else asked.qs.approachable()


def _download(content, content_type, extension):
    response = HttpResponse(content, content_type=content_type)
    name = f"werkgevers-{timezone.localdate():%Y-%m-%d}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
