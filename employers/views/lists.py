"""The employer list, the suggestions while somebody types a name, and views that people keep."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from employers import lists_open
from employers.filters import EmployerFilter
from employers.forms.saved_views import SavedViewForm
from employers.listing import Listing
from employers.models import Employer
from employers.suggesting import lookalikes, suggestions


def employer_list(request):
    listing = Listing(request)
    lists_open.remember(listing)
    is_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, "employers/_update.html" if is_part else "employers/list.html", {"listing": listing})
    patch_vary_headers(response, ["HX-Request"])
    if is_part:
        response["HX-Push-Url"] = reverse("employers:list") + listing.here
    return response


def suggest(request):
    """Employers whose name begins with what is typed, as links; also outside the region, also those that stopped."""
    text = request.GET.get("tekst", "").strip()
    employers = Employer.objects.visible_to(request.user).current().select_related("municipality", "company")
    found = suggestions(employers, text) if len(text) > 1 else []
    is_nearly = not found
    found = found or lookalikes(employers, text)
    return render(request, "employers/_suggestions.html", {"employers": found, "is_nearly": is_nearly, "text": text})


@require_POST
def view_save(request):
    """Keep the filters in `vraag` under a name; the same name again replaces what it held."""
    asked = EmployerFilter(QueryDict(request.POST.get("vraag", "")), Employer.objects.none(), request=request)
    form = SavedViewForm(request.POST, user=request.user, query=_kept_query(request, asked))
    if form.is_valid():
        view = form.save()
        replaced = "" if form.is_new else " Ze vervangt wat u eerder onder deze naam bewaarde."
        messages.success(request, f"De weergave “{view.name}” is bewaard.{replaced}")
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return _back_to_list(_kept_query(request, asked))


@require_POST
def view_delete(request, pk):
    view = get_object_or_404(request.user.saved_views, pk=pk)
    view.delete()
    messages.success(request, f"De weergave “{view.name}” is weg. De filters staan er nog: u kunt ze opnieuw bewaren.")
    return _back_to_list(view.query)


def _kept_query(request, asked):
    order = QueryDict(request.POST.get("vraag", "")).get("sorteer", "")
    query = asked.query()
    return f"{query}&sorteer={order}".lstrip("&") if order.removeprefix("-").isalpha() else query


def _back_to_list(query):
    return redirect(reverse("employers:list") + (f"?{query}" if query else ""))
