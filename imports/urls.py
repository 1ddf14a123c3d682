from django.urls import path

from imports.views import correcting, deliveries, groups, outcomes, precedence, return_files, reviewing, undoing

app_name = "imports"

urlpatterns = [
    path("", deliveries.batch_list, name="list"),
    path("nieuw/", deliveries.upload, name="upload"),
    path("retourbestanden/", return_files.return_files, name="return_files"),
    path("retourbestanden/maken/<int:pk>/", return_files.make, name="return_file_make"),
    path("retourbestanden/<int:pk>/", return_files.detail, name="return_file"),
    path("retourbestanden/<int:pk>/voortgang/", return_files.progress, name="return_file_progress"),
    path("retourbestanden/<int:pk>/rijen/", return_files.rows, name="return_file_rows"),
    path("retourbestanden/<int:pk>/bestand/", return_files.download, name="return_file_download"),
    path("voorrang/", precedence.precedence_list, name="precedence"),
    path("voorrang/wijzigingen/<int:pk>/", precedence.change, name="precedence_change"),
    path("voorrang/wijzigingen/<int:pk>/voortgang/", precedence.progress, name="precedence_progress"),
    path("voorrang/<slug:unit>/", precedence.edit, name="precedence_edit"),
    path("voorrang/<slug:unit>/werkgevers/", precedence.employers, name="precedence_employers"),
    path("<int:pk>/kolommen/", deliveries.columns, name="columns"),
    path("<int:pk>/", outcomes.detail, name="detail"),
    path("<int:pk>/voortgang/", outcomes.progress, name="progress"),
    path("<int:pk>/doorvoeren/", outcomes.apply, name="apply"),
    path("<int:pk>/aanvulling/", outcomes.addition, name="addition"),
    path("<int:pk>/ongedaan-maken/", undoing.undo, name="undo"),
    path("<int:pk>/ongedaan-maken/uitrekenen/", undoing.foresee, name="foresee"),
    path("<int:pk>/ongedaan-gemaakt/", undoing.report, name="undo_report"),
    path("<int:pk>/niet-meer/", outcomes.gone, name="gone"),
    path("<int:pk>/regels/", outcomes.rows, name="rows"),
    path("<int:pk>/regels/<int:number>/verbeteren/", correcting.correct, name="correct"),
    path("<int:pk>/verbeteringen/<int:correction_pk>/terug/", correcting.uncorrect, name="uncorrect"),
    path("<int:pk>/afgekeurd/", outcomes.rejected, name="rejected"),
    path("<int:pk>/beoordelen/", reviewing.review, name="review"),
    path("<int:pk>/beoordelen/<int:row_pk>/", reviewing.decide, name="decide"),
    path("<int:pk>/beoordelen/groepen/", groups.groups, name="groups"),
    path("<int:pk>/beoordelen/groepen/<slug:key>/", groups.group, name="group"),
    path("<int:pk>/beoordelen/groepen/<int:group_pk>/terug/", groups.undo_group, name="group_undo"),
    path("<int:pk>/beoordelen/terug/", reviewing.undo_decision, name="undo_decision"),
]
