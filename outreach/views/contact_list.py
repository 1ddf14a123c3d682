"""Contacts as a list: what an adviser or an organisation did or plans in a period."""

from django.core.paginator import Paginator
from django.shortcuts import render

from employers.models import Employer
from employers.spreadsheets import spreadsheet
from outreach.contact_list import HEADERS, ContactFilter, rows
from outreach.models import ContactMoment

PAGE = 50


def contact_list(request):
    """`hidden_count` are those that another organisation keeps confidential."""
    found = _asked(request, ContactMoment.objects.visible_to(request.user))
    confidential = ContactMoment.objects.filter(is_confidential=True).exclude(organisation=request.user.organisation_id)
    here = confidential.filter(employer__in=Employer.objects.visible_to(request.user))
    context = {
        "filter": found,
        "page": Paginator(found.qs.with_people(), PAGE).get_page(request.GET.get("pagina")),
        "hidden_count": _asked(request, here).qs.count(),
        "opted_out_count": found.qs.filter(employer__is_opted_out=True).count(),
    }
    return render(request, "outreach/contacts.html", context)


def contact_list_export(request):
    """The list with the same filters; `bestand` is xlsx or csv."""
    found = _asked(request, ContactMoment.objects.visible_to(request.user)).qs
    return spreadsheet("contacten", HEADERS, rows(found), form=request.GET.get("bestand", "xlsx"))


def _asked(request, moments):
    return ContactFilter(request.GET, moments, request=request)
