from django.shortcuts import render
from django.urls import path

app_name = "employers"


def coming(request, **kwargs):
    """Holds the address until its screen is there."""
    return render(request, "base.html")


urlpatterns = [
    path("", coming, name="list"),
    path("nieuw/", coming, name="create"),
    path("zoeken/", coming, name="suggest"),
    path("<int:pk>/", coming, name="detail"),
]
