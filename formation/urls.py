"""Addresses of the training year, under /formation/. Trainings come last, since any word may name one."""

from django.urls import path

from formation.attendance.views import attendance, attendance_code, attendance_entries, signed_sheets
from formation.calendar_feeds import views as calendar_feeds
from formation.carpool import views as carpool
from formation.catalogue import views as catalogue
from formation.certificates import views as certificates
from formation.dossiers import views as dossiers
from formation.enrolment.views import agreements, convocation, enrolments
from formation.enums import Moment
from formation.evaluation import views as evaluation
from formation.needs import views as needs
from formation.planning.views import finding, plan, trainers
from formation.records import views as records
from formation.scheduling.views import changes, messages, participants, sessions
from formation.travel.views import travel, volunteers
from formation.year_report import views as year_report

app_name = "formation"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("plan/", plan.plan_of_this_year, name="plan_now"),
    path("plan/<int:year>/", plan.PlanView.as_view(), name="plan"),
    path("plan/<int:year>/objectif/", plan.TargetView.as_view(), name="plan_target"),
    path("plan/<int:year>/kilometres/", travel.TravelView.as_view(), name="travel"),
    path("plan/<int:year>/bilan/", year_report.report_page, name="report"),
    path("plan/<int:year>/bilan/bilan.pdf", year_report.report_pdf, name="report_pdf"),
    path("plan/<int:year>/bilan/bilan.ods", year_report.report_sheets, name="report_ods"),
    path("plan/<int:year>/dossier/", dossiers.DossierChoiceView.as_view(), name="dossier_choice"),
    path("dossiers/", dossiers.DossiersView.as_view(), name="dossiers"),
    path("dossiers/<int:pk>/", dossiers.DossierView.as_view(), name="dossier"),
    path("dossiers/<int:pk>/dossier.zip", dossiers.dossier_zip, name="dossier_zip"),
    path("dossiers/<int:pk>/recommencer/", dossiers.make_dossier_again, name="dossier_again"),
    path("sessions/<int:pk>/dossier/", dossiers.ask_session_dossier, name="session_dossier"),
    path("sessions/nouvelle/", sessions.SessionOpenView.as_view(), name="session_new"),
    path("sessions/<int:pk>/", sessions.SessionView.as_view(), name="session"),
    path("sessions/<int:pk>/inscription/", enrolments.enrol_me, name="enrol"),
    path("sessions/<int:pk>/desinscription/", enrolments.leave_session, name="leave"),
    path("sessions/<int:pk>/reponse/", enrolments.answer_offer, name="answer_offer"),
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
    path("sessions/<int:pk>/messages/", messages.SessionMessagesView.as_view(), name="session_messages"),
    path("sessions/<int:pk>/convocation.pdf", convocation.convocation, name="convocation"),
    path("sessions/<int:pk>/covoiturage/", carpool.RidesView.as_view(), name="rides"),
    path("sessions/<int:pk>/covoiturage/retirer/", carpool.withdraw_my_ride, name="rides_withdraw"),
    path("sessions/<int:pk>/covoiturage/<int:ride>/demander/", carpool.ask_neighbour, name="ride_ask"),
    path("sessions/<int:pk>/covoiturage/demandes/<int:asked>/", carpool.answer_neighbour, name="ride_answer"),
    path("sessions/<int:pk>/covoiturage/demandes/<int:asked>/annuler/", carpool.stop_sharing, name="ride_stop"),
    path("sessions/<int:pk>/ordre-de-mission.pdf", volunteers.mission_pdf, name="mission"),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/ordre-de-mission.pdf", volunteers.mission_pdf, name="mission_of"),
    path("mes-formations/frais/<int:year>.pdf", volunteers.mileage_pdf, name="my_mileage"),
    path("parcours/<int:pk>/frais/<int:year>.pdf", volunteers.mileage_pdf, name="mileage"),
    path("sessions/<int:pk>/annuler/", changes.SessionCancelView.as_view(), name="session_cancel"),
    path("sessions/<int:pk>/emargement/<int:half_day>/", attendance.AttendanceView.as_view(), name="attendance"),
    path("calendriers/", calendar_feeds.feeds, name="calendar_feeds"),
    path("calendriers/creer/<str:kind>/<int:pk>/", calendar_feeds.make_feed, name="make_feed"),
    path("calendriers/<int:pk>/revoquer/", calendar_feeds.stop_feed, name="stop_feed"),
    path("calendriers/<str:token>.ics", calendar_feeds.calendar_feed, name="calendar_feed"),
    path("sessions/<int:pk>/evaluation/", evaluation.EvaluationView.as_view(), name="evaluation"),
    path(
        "sessions/<int:pk>/evaluation/a-froid/",
        evaluation.EvaluationView.as_view(moment=Moment.COLD),
        name="evaluation_cold",
    ),
    path("sessions/<int:pk>/evaluations/", evaluation.EvaluationResultsView.as_view(), name="evaluations"),
    path("sessions/<int:pk>/attestations.zip", certificates.session_certificates, name="session_certificates"),
    path(
        "sessions/<int:pk>/emargement/<int:half_day>/entrees/",
        attendance_entries.attendance_entries,
        name="attendance_entries",
    ),
    path("sessions/<int:pk>/emargement/<int:half_day>/retard/", attendance.add_late_arrival, name="attendance_late"),
    path("sessions/<int:pk>/emargement/<int:half_day>/code/", attendance_code.attendance_code, name="attendance_code"),
    path(
        "sessions/<int:pk>/emargement/<int:half_day>/papier/",
        signed_sheets.PaperView.as_view(),
        name="attendance_paper",
    ),
    path(
        "sessions/<int:pk>/emargement/<int:half_day>/papier/retirer/",
        signed_sheets.drop_signed_sheet,
        name="drop_signed_sheet",
    ),
    path(
        "sessions/<int:pk>/emargement/<int:half_day>/corriger/<int:enrolment>/",
        attendance.CorrectionView.as_view(),
        name="attendance_correct",
    ),
    path("sessions/<int:pk>/emargement/<int:half_day>/feuille.pdf", signed_sheets.half_day_pdf, name="attendance_pdf"),
    path("sessions/<int:pk>/emargement.pdf", signed_sheets.session_pdf, name="session_sheets_pdf"),
    path("sessions/<int:pk>/feuilles-signees/<int:sheet>/", signed_sheets.signed_sheet, name="signed_sheet"),
    path("presence/<str:code>/", attendance_code.scan, name="scan"),
    path("presence/demi-journee/<int:half_day>/", attendance_code.presence, name="presence"),
    path("mes-formations/", records.MyTrainingView.as_view(), name="mine"),
    path("mes-formations/attestations/<int:pk>.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("mes-formations/attestations/<int:pk>/nom/", certificates.certificate_shows, name="certificate_shows"),
    path(
        "mes-formations/attestations/<int:pk>/annuler/",
        certificates.CertificateRevokeView.as_view(),
        name="certificate_revoke",
    ),
    path("mes-formations/attestations/<int:pk>/de-nouveau/", certificates.certificate_again, name="certificate_again"),
    path("mes-formations/parcours.pdf", records.record_pdf, name="my_record_pdf"),
    path("mes-formations/parcours.json", records.record_json, name="my_record_json"),
    path("parcours/<int:pk>/", records.MyTrainingView.as_view(), name="record"),
    path("parcours/<int:pk>/parcours.pdf", records.record_pdf, name="record_pdf"),
    path("parcours/<int:pk>/parcours.json", records.record_json, name="record_json"),
    path("accords/<str:token>/", agreements.AgreementView.as_view(), name="agreement"),
    path("besoins/", needs.WishListView.as_view(), name="wishes"),
    path("besoins/<int:pk>/", needs.WishView.as_view(), name="wish"),
    path("besoins/<int:pk>/voix/", needs.voice, name="voice"),
    path("besoins/<int:pk>/rattacher/", needs.WishAttachView.as_view(), name="wish_attach"),
    path("trouver-une-date/", finding.FindDateView.as_view(), name="find_date"),
    path("formateurs/", trainers.TrainersView.as_view(), name="trainers"),
    path("formateurs/nouveau/", trainers.TrainerFormView.as_view(), name="trainer_new"),
    path("formateurs/<int:pk>/", trainers.TrainerFormView.as_view(), name="trainer_edit"),
    path("mes-deplacements/", travel.OwnTravelView.as_view(), name="own_travel"),
    path("mes-disponibilites/", trainers.AvailabilityView.as_view(), name="availability"),
    path("mes-disponibilites/<int:pk>/retirer/", trainers.absence_over, name="absence_over"),
    path("<str:slug>/prevenez-moi/", needs.want, name="want"),
    path("<str:slug>/", catalogue.training, name="training"),
]
