"""The tables of the research report beside what the register counts now."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from targets.coverage import report_figures
from targets.printed import printed_tables
from targets.views.pages import table_response


@require_safe
def printed(request):
    """All of them; with `tabel` and `vorm` (xlsx or csv) one as a spreadsheet."""
    on = timezone.localdate()
    tables = printed_tables(request.user, on)
    if asked := request.GET.get("tabel"):
        found = next((each for each in tables if each["key"] == asked), None)
        if found is None:
            raise Http404
        return table_response(found, f"rapport-2017-{asked}", on, form=request.GET.get("vorm"))
    return render(request, "targets/printed.html", {"tables": tables, "on": on, "source": report_figures()["source"]})
