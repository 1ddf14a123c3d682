from django.shortcuts import render
from django.urls import path

app_name = "outreach"


def coming(request, **kwargs):
    """Holds the address until its screen is there."""
    return render(request, "base.html")


urlpatterns = [
    path("portefeuille/", coming, name="portfolio"),
    path("contact/", coming, name="contact_pick"),
    path("afstemming/", coming, name="overlaps"),
    path("werkgevers/<int:pk>/contact/", coming, name="contact_create"),
    path("portefeuille/toewijzen/", coming, name="assign"),
]
