"""Taking employers along in a spreadsheet: the whole filtered list, or those that were chosen."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from employers.filters import EmployerFilter
from employers.models import Employer
from employers.resources import EmployerResource
from employers.spreadsheets import spreadsheet


@require_http_methods(["GET", "POST"])
def export(request):
    """GET: the list with this query string. POST: `kies` repeated, or `alles` with the filter in `vraag`.

    `vorm` is xlsx or csv. Employers who do not want to be approached stay out, unless the filter asks for them.
    """
    employers = _asked_for(request)
    if not employers.exists():
        messages.error(request, "Er is niets om te exporteren: kies eerst werkgevers die benaderd willen worden.")
        asked = request.POST.get("vraag", "") if request.method == "POST" else _without_form(request.GET)
        return redirect(f"{reverse('employers:list')}?{asked}".rstrip("?"))
    table = EmployerResource(user=request.user).export(employers)
    form = (request.POST or request.GET).get("vorm", "xlsx")
    return spreadsheet("werkgevers", table.headers, table, form=form)


def _without_form(asked):
    asked = asked.copy()
    asked.pop("vorm", None)
    return asked.urlencode()


def _asked_for(request):
    visible = Employer.objects.visible_to(request.user)
    if request.method == "POST" and not request.POST.get("alles"):
        chosen = [int(key) for key in request.POST.getlist("kies") if key.isdecimal()]
        return visible.active().filter(pk__in=chosen).approachable()
    query = QueryDict(request.POST.get("vraag", "")) if request.method == "POST" else request.GET
    asked = EmployerFilter(query, visible, request=request)
    return asked.qs if asked.asked.get("nietbenaderen") == "ja" else asked.qs.approachable()
