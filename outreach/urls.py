from django.urls import path

from outreach.views import (
    contacts,
    follow_ups,
    interests,
    interview_results,
    interviews,
    overlaps,
    portfolio,
    questions,
)

app_name = "outreach"

urlpatterns = [
    path("portefeuille/", portfolio.portfolio, name="portfolio"),
    path("portefeuille/toewijzen/", portfolio.assign, name="assign"),
    path("portefeuille/toewijzen/<uuid:key>/ongedaan/", portfolio.assign_undo, name="assign_undo"),
    path("contact/", contacts.contact_pick, name="contact_pick"),
    path("contact/<int:pk>/", contacts.contact_edit, name="contact_edit"),
    path("contact/<int:pk>/vervallen/", contacts.contact_cancel, name="contact_cancel"),
    path("contact/<int:pk>/terugzetten/", contacts.contact_restore, name="contact_restore"),
    path("contact/<int:pk>/ongedaan/", contacts.contact_undo, name="contact_undo"),
    path("werkgevers/<int:pk>/contact/", contacts.contact_create, name="contact_create"),
    path("werkgevers/<int:pk>/contact/melding/", contacts.contact_warning, name="contact_warning"),
    path("werkgevers/<int:pk>/interesse/<slug:variant>/", interests.interest_edit, name="interest_edit"),
    path("werkgevers/<int:pk>/gesprek/", interviews.interview_begin, name="interview_begin"),
    path("gesprek/<int:pk>/", interviews.interview, name="interview"),
    path("gesprek/<int:pk>/vraag/<slug:code>/", interviews.interview_question, name="interview_question"),
    path("gesprek/<int:pk>/afronden/", interviews.interview_finish, name="interview_finish"),
    path("gesprek/<int:pk>/weg/", interviews.interview_drop, name="interview_drop"),
    path("gesprek/<int:pk>/terug/", interviews.interview_restore, name="interview_restore"),
    path("gesprek/<int:pk>/verslag/", interviews.interview_report, name="interview_report"),
    path("gesprek/<int:pk>/verslag.pdf", interviews.interview_report_pdf, name="interview_report_pdf"),
    path("gesprekken/uitkomsten/", interview_results.results, name="interview_results"),
    path("gesprekken/uitkomsten/xlsx/", interview_results.results_export, name="interview_results_export"),
    path(
        "gesprekken/uitkomsten/<slug:code>/<slug:cell>/",
        interview_results.results_employers,
        name="interview_results_employers",
    ),
    path("gesprekken/vragen/", questions.question_list, name="questions"),
    path("gesprekken/vragen/nieuw/", questions.question_create, name="question_create"),
    path("gesprekken/vragen/<slug:code>/", questions.question_edit, name="question_edit"),
    path("opvolgen/", follow_ups.follow_ups, name="follow_ups"),
    path("opvolgen/<int:pk>/klaar/", follow_ups.follow_up_done, name="follow_up_done"),
    path("opvolgen/<int:pk>/terugzetten/", follow_ups.follow_up_reopen, name="follow_up_reopen"),
    path("opvolgen/<int:pk>/uitstellen/", follow_ups.follow_up_postpone, name="follow_up_postpone"),
    path("afstemming/", overlaps.overlaps, name="overlaps"),
    path("afstemming/<int:pk>/afsluiten/", overlaps.overlap_close, name="overlap_close"),
    path("afstemming/<int:pk>/heropenen/", overlaps.overlap_reopen, name="overlap_reopen"),
]
