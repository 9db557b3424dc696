"""Addresses of the training year, under /formation/. Trainings come last, since any word may name one."""

from django.urls import path

from formation import views
from formation.enums import Moment

app_name = "formation"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("plan/", views.plan_of_this_year, name="plan_now"),
    path("plan/<int:year>/", views.PlanView.as_view(), name="plan"),
    path("plan/<int:year>/objectif/", views.TargetView.as_view(), name="plan_target"),
    path("sessions/nouvelle/", views.SessionOpenView.as_view(), name="session_new"),
    path("sessions/<int:pk>/", views.SessionView.as_view(), name="session"),
    path("sessions/<int:pk>/inscription/", views.enrol_me, name="enrol"),
    path("sessions/<int:pk>/desinscription/", views.leave_session, name="leave"),
    path("sessions/<int:pk>/reponse/", views.answer_offer, name="answer_offer"),
    path("sessions/<int:pk>/annonce/", views.announce, name="announce"),
    path("sessions/<int:pk>/inscrits/", views.ParticipantsView.as_view(), name="participants"),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/retirer/", views.TakeOutView.as_view(), name="take_out"),
    path(
        "sessions/<int:pk>/inscrits/<int:enrolment>/accord/", views.NoteAgreementView.as_view(), name="note_agreement"
    ),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/en-tete/", views.PutFirstView.as_view(), name="put_first"),
    path("sessions/<int:pk>/modifier/", views.SessionChangeView.as_view(), name="session_edit"),
    path("sessions/<int:pk>/messages/", views.SessionMessagesView.as_view(), name="session_messages"),
    path("sessions/<int:pk>/convocation.pdf", views.convocation, name="convocation"),
    path("sessions/<int:pk>/annuler/", views.SessionCancelView.as_view(), name="session_cancel"),
    path("sessions/<int:pk>/emargement/<int:half_day>/", views.AttendanceView.as_view(), name="attendance"),
    path("calendriers/", views.feeds, name="calendar_feeds"),
    path("calendriers/creer/<str:kind>/<int:pk>/", views.make_feed, name="make_feed"),
    path("calendriers/<int:pk>/revoquer/", views.stop_feed, name="stop_feed"),
    path("calendriers/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("sessions/<int:pk>/evaluation/", views.EvaluationView.as_view(), name="evaluation"),
    path(
        "sessions/<int:pk>/evaluation/a-froid/",
        views.EvaluationView.as_view(moment=Moment.COLD),
        name="evaluation_cold",
    ),
    path("sessions/<int:pk>/evaluations/", views.EvaluationResultsView.as_view(), name="evaluations"),
    path("sessions/<int:pk>/attestations.zip", views.session_certificates, name="session_certificates"),
    path("sessions/<int:pk>/emargement/<int:half_day>/entrees/", views.attendance_entries, name="attendance_entries"),
    path("sessions/<int:pk>/emargement/<int:half_day>/retard/", views.add_late_arrival, name="attendance_late"),
    path("sessions/<int:pk>/emargement/<int:half_day>/code/", views.attendance_code, name="attendance_code"),
    path("sessions/<int:pk>/emargement/<int:half_day>/papier/", views.PaperView.as_view(), name="attendance_paper"),
    path(
        "sessions/<int:pk>/emargement/<int:half_day>/papier/retirer/",
        views.drop_signed_sheet,
        name="drop_signed_sheet",
    ),
    path(
        "sessions/<int:pk>/emargement/<int:half_day>/corriger/<int:enrolment>/",
        views.CorrectionView.as_view(),
        name="attendance_correct",
    ),
    path("sessions/<int:pk>/emargement/<int:half_day>/feuille.pdf", views.half_day_pdf, name="attendance_pdf"),
    path("sessions/<int:pk>/emargement.pdf", views.session_pdf, name="session_sheets_pdf"),
    path("sessions/<int:pk>/feuilles-signees/<int:sheet>/", views.signed_sheet, name="signed_sheet"),
    path("presence/<str:code>/", views.scan, name="scan"),
    path("presence/demi-journee/<int:half_day>/", views.presence, name="presence"),
    path("mes-formations/", views.MyTrainingView.as_view(), name="mine"),
    path("mes-formations/attestations/<int:pk>.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("mes-formations/attestations/<int:pk>/nom/", views.certificate_shows, name="certificate_shows"),
    path(
        "mes-formations/attestations/<int:pk>/annuler/",
        views.CertificateRevokeView.as_view(),
        name="certificate_revoke",
    ),
    path("mes-formations/attestations/<int:pk>/de-nouveau/", views.certificate_again, name="certificate_again"),
    path("mes-formations/parcours.pdf", views.record_pdf, name="my_record_pdf"),
    path("mes-formations/parcours.json", views.record_json, name="my_record_json"),
    path("parcours/<int:pk>/", views.MyTrainingView.as_view(), name="record"),
    path("parcours/<int:pk>/parcours.pdf", views.record_pdf, name="record_pdf"),
    path("parcours/<int:pk>/parcours.json", views.record_json, name="record_json"),
    path("accords/<str:token>/", views.AgreementView.as_view(), name="agreement"),
    path("<str:slug>/", views.training, name="training"),
]
