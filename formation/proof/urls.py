"""Addresses of `formation/proof`, concept by concept. Part of `formation.urls`."""

from django.urls import path

from formation.proof.archives.views import archives, eliminations, retention
from formation.proof.attendance.views import attendance, attendance_code, late_ticks, signed_sheets
from formation.proof.certificates import views as certificates
from formation.proof.dossiers import views as dossiers
from formation.proof.evaluation import views as evaluation
from formation.proof.evaluation.enums import Moment
from formation.proof.records import views as records
from formation.proof.signatories import views as signatories
from formation.proof.travel import views as travel

LISTS = "archives/bordereaux/"
LIST = f"{LISTS}<int:pk>/"
TERMS = "archives/durees/"
urlpatterns = [
    # Kilometres and the papers of volunteers.
    path("plan/<int:year>/kilometres/", travel.TravelView.as_view(), name="travel"),
    path("sessions/<int:pk>/ordre-de-mission/", travel.MissionView.as_view(), name="mission_form"),
    path(
        "sessions/<int:pk>/inscrits/<int:enrolment>/ordre-de-mission/",
        travel.MissionView.as_view(),
        name="mission_form_of",
    ),
    path("sessions/<int:pk>/ordre-de-mission.pdf", travel.mission_pdf, name="mission"),
    path("sessions/<int:pk>/inscrits/<int:enrolment>/ordre-de-mission.pdf", travel.mission_pdf, name="mission_of"),
    path("mes-formations/frais/<int:year>.pdf", travel.mileage_pdf, name="my_mileage"),
    path("parcours/<int:pk>/frais/<int:year>.pdf", travel.mileage_pdf, name="mileage"),
    path("mes-deplacements/", travel.OwnTravelView.as_view(), name="own_travel"),
    # Dossiers of sessions.
    path("plan/<int:year>/dossier/", dossiers.DossierChoiceView.as_view(), name="dossier_choice"),
    path("dossiers/", dossiers.DossiersView.as_view(), name="dossiers"),
    path("dossiers/<int:pk>/", dossiers.DossierView.as_view(), name="dossier"),
    path("dossiers/<int:pk>/dossier.zip", dossiers.dossier_zip, name="dossier_zip"),
    path("dossiers/<int:pk>/recommencer/", dossiers.make_dossier_again, name="dossier_again"),
    path("sessions/<int:pk>/dossier/", dossiers.ask_session_dossier, name="session_dossier"),
    # Attendance sheets, presence codes and signed sheets.
    path("sessions/<int:pk>/emargement/<int:half_day>/", attendance.AttendanceView.as_view(), name="attendance"),
    path(
        "sessions/<int:pk>/emargement/<int:half_day>/entrees/",
        attendance.attendance_entries,
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
        "sessions/<int:pk>/emargement/<int:half_day>/apres-coup/",
        late_ticks.LateReasonView.as_view(),
        name="attendance_late_reason",
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
    # Certificates.
    path("sessions/<int:pk>/attestations.zip", certificates.session_certificates, name="session_certificates"),
    path("mes-formations/attestations/<int:pk>.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("mes-formations/attestations/<int:pk>/nom/", certificates.certificate_shows, name="certificate_shows"),
    path(
        "mes-formations/attestations/<int:pk>/annuler/",
        certificates.CertificateRevokeView.as_view(),
        name="certificate_revoke",
    ),
    path("mes-formations/attestations/<int:pk>/de-nouveau/", certificates.certificate_again, name="certificate_again"),
    # Intermediate archive, its retention table and its elimination lists.
    path("archives/", archives.archives, name="archives"),
    path(TERMS, retention.retention, name="retention"),
    path(f"{TERMS}<slug:category>/", retention.retention_term, name="retention_term"),
    path(f"{TERMS}<slug:category>/visa/", retention.retention_visa, name="retention_visa"),
    path(LISTS, eliminations.eliminations, name="eliminations"),
    path(f"{LISTS}preparer/", eliminations.elimination_prepare, name="elimination_prepare"),
    path(LIST, eliminations.elimination, name="elimination"),
    path(f"{LIST}bordereau.csv", eliminations.elimination_csv_file, name="elimination_csv"),
    path(f"{LIST}bordereau.pdf", eliminations.elimination_pdf, name="elimination_pdf"),
    path(f"{LIST}certificat.pdf", eliminations.elimination_certificate, name="elimination_certificate"),
    path(f"{LIST}visa/", eliminations.elimination_visa, name="elimination_visa"),
    path(f"{LIST}supprimer/", eliminations.elimination_carry_out, name="elimination_carry_out"),
    path(f"{LIST}abandonner/", eliminations.elimination_drop, name="elimination_drop"),
    # Evaluations.
    path("sessions/<int:pk>/evaluation/", evaluation.EvaluationView.as_view(), name="evaluation"),
    path(
        "sessions/<int:pk>/evaluation/a-froid/",
        evaluation.EvaluationView.as_view(moment=Moment.COLD),
        name="evaluation_cold",
    ),
    path("sessions/<int:pk>/evaluations/", evaluation.EvaluationResultsView.as_view(), name="evaluations"),
    # Training records.
    path("mes-formations/", records.MyTrainingView.as_view(), name="mine"),
    path("mes-formations/parcours.pdf", records.record_pdf, name="my_record_pdf"),
    path("mes-formations/parcours.json", records.record_json, name="my_record_json"),
    path("parcours/<int:pk>/", records.MyTrainingView.as_view(), name="record"),
    path("parcours/<int:pk>/parcours.pdf", records.record_pdf, name="record_pdf"),
    path("parcours/<int:pk>/parcours.json", records.record_json, name="record_json"),
    # Signatories.
    path("signataires/", signatories.SignatoriesView.as_view(), name="signatories"),
    path("signataires/<int:pk>/retirer/", signatories.signatory_withdraw, name="signatory_withdraw"),
]
