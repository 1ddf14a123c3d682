"""Nobody reads anything without signing in; whose session ended is told, and comes back to where they were."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.signed_out import remember_unsaved


class SignInMiddleware(LoginRequiredMiddleware):
    """The page itself goes to signing in, never a part of it, and the way back is that page, never an order."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and "X-Concept" not in request.headers:  # static/concept.js keeps what was typed
            remember_unsaved(request)
        answer = redirect_to_login(_page(request), self.get_login_url(view_func))
        return HttpResponse(headers={"HX-Redirect": answer.url}) if request.htmx else answer


def _page(request) -> str:
    """The address of the page on screen: of the form, the button or the part that was asked for."""
    seen = request.headers.get("HX-Current-URL") if request.htmx else _referring(request)
    if seen and url_has_allowed_host_and_scheme(seen, allowed_hosts={request.get_host()}):
        return urlsplit(seen)._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()


def _referring(request) -> str | None:
    return request.headers.get("Referer") if request.method == "POST" else None
