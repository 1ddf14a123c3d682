from django.urls import path

from employers.views import contact_persons, details, duplicates, edit, export, lists, merges, retention

app_name = "employers"

urlpatterns = [
    path("", lists.employer_list, name="list"),
    path("nieuw/", edit.employer_create, name="create"),
    path("lijkt-op/", edit.similar, name="similar"),
    path("zoeken/", lists.suggest, name="suggest"),
    path("exporteren/", export.export, name="export"),
    path("weergaven/bewaren/", lists.view_save, name="view_save"),
    path("weergaven/<int:pk>/weg/", lists.view_delete, name="view_delete"),
    path("dubbelen/", duplicates.duplicate_list, name="duplicates"),
    path("dubbelen/beoordelen/", duplicates.bench, name="duplicates_bench"),
    path("dubbelen/beoordelen/terug/", duplicates.take_back, name="duplicates_take_back"),
    path("dubbelen/zeker/", merges.certain, name="duplicates_certain"),
    path("dubbelen/zoeken/", duplicates.scan, name="duplicates_scan"),
    path("dubbelen/zoeken/voortgang/", duplicates.progress, name="duplicates_progress"),
    path("dubbelen/<int:pk>/", duplicates.answer, name="duplicate_answer"),
    path("dubbelen/<int:pk>/opnieuw/", duplicates.reopen, name="duplicate_reopen"),
    path("dubbelen/samenvoegen/<int:keep>/<int:drop>/", merges.merge, name="merge"),
    path("dubbelen/samengevoegd/<int:pk>/ongedaan/", merges.merge_undo, name="merge_undo"),
    path("bewaartermijn/", retention.retention, name="retention"),
    path("bewaartermijn/instellen/", retention.retention_set, name="retention_set"),
    path("bewaartermijn/verwijderen/", retention.retention_erase, name="retention_erase"),
    path("bewaartermijn/bewaren/", retention.retention_keep, name="retention_keep"),
    path("bewaartermijn/<int:pk>/loslaten/", retention.retention_let_go, name="retention_let_go"),
    path("<int:pk>/", details.employer_detail, name="detail"),
    path("<int:pk>/wijzigen/", edit.employer_edit, name="edit"),
    path("<int:pk>/geschiedenis/", details.employer_history, name="history"),
    path("<int:pk>/samenvoegen/", merges.merge_pick, name="merge_pick"),
    path("<int:pk>/niet-benaderen/", details.opt_out, name="opt_out"),
    path("<int:pk>/weer-benaderen/", details.opt_in, name="opt_in"),
    path("<int:pk>/niet-dezelfde/<int:other>/", details.different, name="different"),
    path("<int:pk>/contactpersoon/", contact_persons.contact_person_create, name="contact_person_create"),
    path("<int:pk>/contactpersoon/<int:person>/", contact_persons.contact_person_edit, name="contact_person_edit"),
    path(
        "<int:pk>/contactpersoon/<int:person>/gegevens/",
        contact_persons.contact_person_data,
        name="contact_person_data",
    ),
    path(
        "<int:pk>/contactpersoon/<int:person>/gegevens/bestand/",
        contact_persons.contact_person_data_export,
        name="contact_person_data_export",
    ),
    path(
        "<int:pk>/contactpersoon/<int:person>/verwijderen/",
        contact_persons.contact_person_erase,
        name="contact_person_erase",
    ),
]
