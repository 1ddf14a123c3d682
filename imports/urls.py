from django.shortcuts import render
from django.urls import path

app_name = "imports"


def coming(request, **kwargs):
    """Holds the address until its screen is there."""
    return render(request, "base.html")


urlpatterns = [
    path("", coming, name="list"),
]
