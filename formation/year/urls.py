"""Addresses of `formation/year`, concept by concept. Part of `formation.urls`."""

from django.urls import path

from formation.year import reporting
from formation.year.planning import views as planning
from formation.year.planning.date_search import views as date_search
from formation.year.replacement import views as replacement
from formation.year.session_changes.views import changes, participants, sessions
from formation.year.training_report import views as training_report

urlpatterns = [
    # Plan of a year, search for a date, trainers.
    path("plan/", planning.plan_of_this_year, name="plan_now"),
    path("plan/<int:year>/", planning.PlanView.as_view(), name="plan"),
    path("trouver-une-date/", date_search.FindDateView.as_view(), name="find_date"),
    path("formateurs/", planning.TrainersView.as_view(), name="trainers"),
    path("formateurs/nouveau/", planning.TrainerFormView.as_view(), name="trainer_new"),
    path("formateurs/<int:pk>/", planning.TrainerFormView.as_view(), name="trainer_edit"),
    path("mes-disponibilites/", planning.AvailabilityView.as_view(), name="availability"),
    path("mes-disponibilites/<int:pk>/retirer/", planning.remove_own_absence, name="absence_over"),
    # Report of a year; what the coordination shows and keeps.
    path("rendre-compte/", reporting.reporting, name="reporting"),
    path("plan/<int:year>/bilan/", training_report.report_page, name="report"),
    path("plan/<int:year>/bilan/bilan.pdf", training_report.report_pdf, name="report_pdf"),
    path("plan/<int:year>/bilan/bilan.ods", training_report.report_sheets, name="report_ods"),
    # Calls for a replacement.
    path("sessions/<int:pk>/remplacement/", replacement.ReplacementCallView.as_view(), name="replacement_call"),
    path("remplacements/<int:pk>/", replacement.ReplacementView.as_view(), name="replacement"),
    path("remplacements/<int:pk>/reponse/", replacement.answer_replacement, name="answer_replacement"),
    path("remplacements/<int:pk>/clore/", replacement.end_replacement, name="end_replacement"),
    # Sessions and their participants.
    path("sessions/nouvelle/", sessions.SessionOpenView.as_view(), name="session_new"),
    path("sessions/<int:pk>/", sessions.SessionView.as_view(), name="session"),
    path("sessions/<int:pk>/annonce/", participants.announce, name="announce"),
    path("sessions/<int:pk>/inscrits/", participants.ParticipantsView.as_view(), name="participants"),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/retirer/", participants.TakeOutView.as_view(), name="take_out"),
    path(
        "sessions/<int:pk>/inscrits/<int:enrolment>/accord/",
        participants.NoteAgreementView.as_view(),
        name="note_agreement",
    ),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/en-tete/", participants.PutFirstView.as_view(), name="put_first"),
    path("sessions/<int:pk>/modifier/", changes.SessionChangeView.as_view(), name="session_edit"),
    path("sessions/<int:pk>/messages/", sessions.SessionMessagesView.as_view(), name="session_messages"),
    path("sessions/<int:pk>/annuler/", changes.SessionCancelView.as_view(), name="session_cancel"),
]
