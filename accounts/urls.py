from django.shortcuts import render
from django.urls import path

app_name = "accounts"


def coming(request, **kwargs):
    """Holds the address until its screen is there."""
    return render(request, "base.html")


urlpatterns = [
    path("profiel/", coming, name="profile"),
    path("gebruikers/", coming, name="users"),
]
