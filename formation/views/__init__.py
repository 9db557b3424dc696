"""Views of the training year."""

from formation.views.agreements import AgreementView
from formation.views.attendance import AttendanceView, CorrectionView, add_late_arrival
from formation.views.attendance_code import attendance_code, presence, scan
from formation.views.attendance_entries import attendance_entries
from formation.views.certificates import (
    CertificateRevokeView,
    certificate_again,
    certificate_pdf,
    certificate_shows,
    session_certificates,
)
from formation.views.convocation import convocation
from formation.views.dossiers import (
    DossierChoiceView,
    DossiersView,
    DossierView,
    ask_session_dossier,
    dossier_zip,
    make_dossier_again,
)
from formation.views.enrolments import answer_offer, enrol_me, leave_session
from formation.views.evaluations import EvaluationResultsView, EvaluationView
from formation.views.feeds import calendar_feed, feeds, make_feed, stop_feed
from formation.views.finding import FindDateView
from formation.views.pages import catalogue, training
from formation.views.participants import NoteAgreementView, ParticipantsView, PutFirstView, TakeOutView, announce
from formation.views.plan import PlanView, TargetView, plan_of_this_year
from formation.views.record import MyTrainingView, record_json, record_pdf
from formation.views.report import report_page, report_pdf, report_sheets
from formation.views.rides import RidesView, answer_neighbour, ask_neighbour, stop_sharing, withdraw_my_ride
from formation.views.session_changes import SessionCancelView, SessionChangeView
from formation.views.session_messages import SessionMessagesView
from formation.views.sessions import SessionOpenView, SessionView
from formation.views.signed_sheets import PaperView, drop_signed_sheet, half_day_pdf, session_pdf, signed_sheet
from formation.views.trainers import AvailabilityView, TrainerFormView, TrainersView, absence_over
from formation.views.travel import OwnTravelView, TravelView
from formation.views.volunteers import mileage_pdf, mission_pdf
from formation.views.wishes import WishAttachView, WishListView, WishView, voice, want

__all__ = [
    "AgreementView",
    "AttendanceView",
    "AvailabilityView",
    "CertificateRevokeView",
    "CorrectionView",
    "DossierChoiceView",
    "DossierView",
    "DossiersView",
    "EvaluationResultsView",
    "EvaluationView",
    "FindDateView",
    "MyTrainingView",
    "NoteAgreementView",
    "OwnTravelView",
    "PaperView",
    "ParticipantsView",
    "PlanView",
    "PutFirstView",
    "RidesView",
    "SessionCancelView",
    "SessionChangeView",
    "SessionMessagesView",
    "SessionOpenView",
    "SessionView",
    "TakeOutView",
    "TargetView",
    "TrainerFormView",
    "TrainersView",
    "TravelView",
    "WishAttachView",
    "WishListView",
    "WishView",
    "absence_over",
    "add_late_arrival",
    "announce",
    "answer_neighbour",
    "answer_offer",
    "ask_neighbour",
    "ask_session_dossier",
    "attendance_code",
    "attendance_entries",
    "calendar_feed",
    "catalogue",
    "certificate_again",
    "certificate_pdf",
    "certificate_shows",
    "convocation",
    "dossier_zip",
    "drop_signed_sheet",
    "enrol_me",
    "feeds",
    "half_day_pdf",
    "leave_session",
    "make_dossier_again",
    "make_feed",
    "mileage_pdf",
    "mission_pdf",
    "plan_of_this_year",
    "presence",
    "record_json",
    "record_pdf",
    "report_page",
    "report_pdf",
    "report_sheets",
    "scan",
    "session_certificates",
    "session_pdf",
    "signed_sheet",
    "stop_feed",
    "stop_sharing",
    "training",
    "voice",
    "want",
    "withdraw_my_ride",
]
