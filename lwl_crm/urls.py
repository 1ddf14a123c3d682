"""Dutch addresses, English names."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from accounts.urls import sign_in_patterns
from accounts.views import home


@login_not_required
def healthy(request):
    """For the container's health check: the web process answers and reaches the database."""
    from django.db import connection

    connection.ensure_connection()
    return HttpResponse("gezond", content_type="text/plain")


urlpatterns = [
    path("gezond/", healthy, name="healthy"),
    path("account/", include(sign_in_patterns)),
    path("", home, name="home"),
    path("", include("accounts.urls")),
    path("werkgevers/", include("employers.urls")),
    path("imports/", include("imports.urls")),
    path("", include("outreach.urls")),
    path("", include("targets.urls")),
]
