"""Back to the page that a button stood on."""

from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def back_to(request, otherwise):
    """Redirect to `terug` when it is a page of ours, else to `otherwise`."""
    came_from = request.POST.get("terug", "")
    is_ours = came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return redirect(came_from if is_ours else otherwise)
