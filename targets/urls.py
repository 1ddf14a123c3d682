from django.urls import path

from targets.views import dashboard, targets

app_name = "targets"

urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/gesprekken/", dashboard.talks, name="talks"),
    path("doelen/", targets.target_list, name="list"),
    path("doelen/nieuw/", targets.target_create, name="create"),
    path("doelen/voorproef/", targets.target_preview, name="preview"),
    path("doelen/<int:pk>/", targets.target_detail, name="detail"),
    path("doelen/<int:pk>/wijzigen/", targets.target_edit, name="edit"),
    path("doelen/<int:pk>/intrekken/", targets.target_withdraw, name="withdraw"),
]
