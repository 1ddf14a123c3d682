"""Return files: which list got what back and when, making one, and the rows in which a party reads something new."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from accounts.permissions import admin_required
from employers.models import SourceList
from imports import tasks
from imports.models import ReturnFile
from imports.resources.rejected import XLSX_TYPE
from imports.return_files.columns import BY_KEY, KNOWN, added_values
from imports.return_files.make import (
    ANY_NEWS,
    applied_deliveries,
    ask_return_file,
    is_latest,
    latest_deliveries,
    latest_delivery,
)
from imports.return_files.rows import RowsBeside

ROWS_PER_PAGE = 50
UNDONE = "De aanlevering van dit bestand is ongedaan gemaakt. Maak een nieuw retourbestand."
INSTEAD = "Het retourbestand is van de nieuwste hele lijst die is doorgevoerd: {}, peildatum {}."


@admin_required
def return_files(request):
    """One line per list: its latest applied delivery, and the file that was made last."""
    latest = latest_deliveries()
    made = ReturnFile.objects.light().order_by("source_id", "-asked_at").distinct("source_id")
    deliveries, files = ({each.source_id: each for each in found} for found in (latest, made))
    lines = [(source, deliveries.get(source.pk), files.get(source.pk)) for source in SourceList.objects.all()]
    context = {"lines": lines, "any_news": ANY_NEWS, "forms": ReturnFile.Form.choices}
    return render(request, "imports/return_files.html", context)


@admin_required
@require_POST
def make(request, pk):
    """Of the newest whole delivery of the list, also when an older one was asked for.

    `vorm` is xlsx or csv, else as the list came, and `alles` also repeats what is the same.
    """
    asked = get_object_or_404(applied_deliveries(), pk=pk)
    batch = latest_delivery(asked.source)
    if batch != asked:
        messages.info(request, INSTEAD.format(batch.filename, date_format(batch.reference_date, "j F Y")))
    own_form = ReturnFile.Form.CSV if batch.kind == "csv" else ReturnFile.Form.XLSX
    form = request.POST.get("vorm", "")
    with transaction.atomic():
        wanted = ask_return_file(
            batch,
            form=form if form in ReturnFile.Form.values else own_form,
            is_complete=request.POST.get("alles") == "ja",
            by=request.user,
        )
        transaction.on_commit(lambda: tasks.make_return_file.delay(wanted.pk), robust=True)
    return redirect(wanted)


def _asked(pk) -> ReturnFile:
    return get_object_or_404(ReturnFile.objects.light(), pk=pk)


@admin_required
def detail(request, pk):
    file = _asked(pk)
    lines = [(column, file.counts.get(column.key, 0)) for column in KNOWN]
    others = ReturnFile.objects.light().filter(source=file.source).exclude(pk=pk)[:10]
    context = {
        "file": file, "lines": lines, "any_news": file.counts.get(ANY_NEWS, 0), "others": others,
        "has_content": ReturnFile.objects.filter(pk=pk, content__isnull=False).exists(), "all_key": ANY_NEWS,
        "is_latest": is_latest(file.batch), "latest": latest_delivery(file.source),
    }  # fmt: skip
    return render(request, "imports/return_file.html", context)


@admin_required
def progress(request, pk):
    """How far the worker is; when it has ended the page is loaded anew."""
    file = _asked(pk)
    response = render(request, "imports/_return_file_progress.html", {"file": file})
    if not file.is_waiting:
        response["HX-Refresh"] = "true"
    return response


@admin_required
def rows(request, pk):
    """The rows in which one column (`kolom`), or any, tells the party something new."""
    file, key = get_object_or_404(ReturnFile.objects.defer("content").select_related("batch__source"), pk=pk), ANY_NEWS
    if asked := request.GET.get("kolom"):
        if asked != ANY_NEWS and asked not in BY_KEY:
            raise Http404
        key = asked
    page = Paginator(file.rows_by_column.get(key, []), ROWS_PER_PAGE).get_page(request.GET.get("pagina"))
    column = BY_KEY.get(key)
    context = {"file": file, "page": page, "column": column, "lines": _lines(file, page, column)}
    return render(request, "imports/return_file_rows.html", context)


def _lines(file, page, column) -> list:
    """(row, employer, what the register says), as the register is now."""
    found = file.batch.rows.with_outcome().filter(row_number__in=list(page)).order_by("row_number")
    return [(it.row, it.employer, _news(it, column)) for it in RowsBeside(file.batch).of(found)]


def _news(it, column) -> list[tuple[str, str]]:
    if it.employer is None:
        return []
    keys = [column.key] if column else added_values(it, is_complete=False)[1]
    return [(BY_KEY[key].label, BY_KEY[key].text(it)) for key in keys]


@admin_required
def download(request, pk):
    file = get_object_or_404(ReturnFile.objects.made().select_related("source", "batch"), pk=pk)
    if file.batch.is_undone:
        messages.error(request, UNDONE)
        return redirect(file)
    if file.content is None:
        messages.info(request, "Dit bestand is niet bewaard: er is daarna een nieuw gemaakt. Maak het opnieuw.")
        return redirect(file)
    content_type = XLSX_TYPE if file.form == ReturnFile.Form.XLSX else "text/csv"
    response = HttpResponse(bytes(file.content), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    return response
