from django.shortcuts import render
from django.urls import path

app_name = "targets"


def coming(request, **kwargs):
    """Holds the address until its screen is there."""
    return render(request, "base.html")


urlpatterns = [
    path("dashboard/", coming, name="dashboard"),
    path("doelen/", coming, name="list"),
]
