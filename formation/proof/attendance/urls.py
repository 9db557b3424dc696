"""URLs of attendance sheets, presence codes and signed sheets."""

from django.urls import path

from formation.proof.attendance.views import attendance, attendance_code, late_ticks, signed_sheets

urlpatterns = [
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
]
