"""Back to the page that a button stood on."""

from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def own_page(request, address):
    """This address when it is a page of ours, else nothing."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if is_ours else ""


def back_to(request, otherwise):
    """Redirect to `terug` when it is a page of ours, else to `otherwise`."""
    return redirect(own_page(request, request.POST.get("terug", "")) or otherwise)
