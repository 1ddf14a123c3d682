from django.urls import path

from employers.views import export, lists

app_name = "employers"

urlpatterns = [
    path("", lists.employer_list, name="list"),
    path("zoeken/", lists.suggest, name="suggest"),
    path("exporteren/", export.export, name="export"),
    path("weergaven/bewaren/", lists.view_save, name="view_save"),
    path("weergaven/<int:pk>/weg/", lists.view_delete, name="view_delete"),
]


def coming(request, **kwargs):
    """Holds the address until its screen is there."""
    from django.shortcuts import render

    return render(request, "base.html")


urlpatterns += [
    path("nieuw/", coming, name="create"),
    path("<int:pk>/", coming, name="detail"),
    path("<int:pk>/wijzigen/", coming, name="edit"),
]
