"""Views of the training year."""

from formation.views.attendance import AttendanceView
from formation.views.certificates import (
    CertificateRevokeView,
    certificate_again,
    certificate_pdf,
    certificate_shows,
    session_certificates,
)
from formation.views.enrolments import MyTrainingView, answer_offer, enrol_me, leave_session
from formation.views.evaluations import EvaluationResultsView, EvaluationView
from formation.views.feeds import calendar_feed, feeds, make_feed, stop_feed
from formation.views.pages import catalogue, training
from formation.views.participants import ParticipantsView, PutFirstView, TakeOutView, announce
from formation.views.plan import PlanView, TargetView, plan_of_this_year
from formation.views.sessions import SessionCancelView, SessionChangeView, SessionOpenView, SessionView

__all__ = [
    "AttendanceView",
    "CertificateRevokeView",
    "EvaluationResultsView",
    "EvaluationView",
    "MyTrainingView",
    "ParticipantsView",
    "PlanView",
    "PutFirstView",
    "SessionCancelView",
    "SessionChangeView",
    "SessionOpenView",
    "SessionView",
    "TakeOutView",
    "TargetView",
    "announce",
    "answer_offer",
    "calendar_feed",
    "catalogue",
    "certificate_again",
    "certificate_pdf",
    "certificate_shows",
    "enrol_me",
    "feeds",
    "leave_session",
    "make_feed",
    "plan_of_this_year",
    "session_certificates",
    "stop_feed",
    "training",
]
