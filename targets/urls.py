from django.urls import path

from targets.views import call_list, dashboard, plan, printed, reports, snapshots, targets

app_name = "targets"

urlpatterns = [
    path("bellijst/", call_list.call_list, name="call_list"),
    path("bellijst/eerste/", call_list.first_calls, name="first_calls"),
    path("bellijst/<int:pk>/niet-vandaag/", call_list.snooze, name="snooze"),
    path("bellijst/<int:pk>/toch/", call_list.unsnooze, name="unsnooze"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/gesprekken/", dashboard.talks, name="talks"),
    path("dashboard/rapport-2017/", printed.printed, name="printed"),
    path("doelen/", targets.target_list, name="list"),
    path("doelen/nieuw/", targets.target_create, name="create"),
    path("doelen/voorproef/", targets.target_preview, name="preview"),
    path("doelen/<int:pk>/", targets.target_detail, name="detail"),
    path("doelen/<int:pk>/wijzigen/", targets.target_edit, name="edit"),
    path("doelen/<int:pk>/intrekken/", targets.target_withdraw, name="withdraw"),
    path("doelen/<int:pk>/vastleggen/", snapshots.snapshot_take, name="snapshot_take"),
    path("doelen/standen/<int:pk>/", snapshots.snapshot_detail, name="snapshot"),
    path("doelen/standen/<int:pk>/stand.xlsx", snapshots.snapshot_sheet, name="snapshot_sheet"),
    path("doelen/standen/<int:pk>/stand.pdf", snapshots.snapshot_paper, name="snapshot_paper"),
    path("plan/", plan.plan, name="plan"),
    path("plan/beginnen/", plan.plan_begin, name="plan_begin"),
    path("plan/fase/nieuw/", plan.phase_create, name="phase_create"),
    path("plan/fase/<int:pk>/", plan.phase_edit, name="phase_edit"),
    path("plan/fase/<int:pk>/verwijderen/", plan.phase_delete, name="phase_delete"),
    path("plan/activiteit/nieuw/", plan.activity_create, name="activity_create"),
    path("plan/activiteit/<int:pk>/", plan.activity_edit, name="activity_edit"),
    path("plan/activiteit/<int:pk>/stand/", plan.activity_status, name="activity_status"),
    path("plan/rol/<slug:slug>/", plan.role_edit, name="role_edit"),
    path("rapporten/", reports.report_list, name="reports"),
    path("rapporten/nieuw/", reports.report_create, name="report_create"),
    path("rapporten/<int:pk>/", reports.report_detail, name="report"),
    path("rapporten/<int:pk>/wijzigen/", reports.report_edit, name="report_edit"),
    path("rapporten/<int:pk>/opnieuw-tellen/", reports.report_recount, name="report_recount"),
    path("rapporten/<int:pk>/vaststellen/", reports.report_finish, name="report_finish"),
    path("rapporten/<int:pk>/rapport.docx", reports.report_word, name="report_word"),
    path("rapporten/<int:pk>/rapport.pdf", reports.report_paper, name="report_paper"),
    path("rapporten/<int:pk>/telling/<slug:measure>/", reports.report_rows, name="report_rows"),
]
