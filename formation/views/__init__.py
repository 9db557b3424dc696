"""Views of the training year."""

from formation.views.attendance import AttendanceView
from formation.views.enrolments import MyTrainingView, enrol_me, leave_session
from formation.views.pages import catalogue, training
from formation.views.plan import PlanView, TargetView, plan_of_this_year
from formation.views.sessions import SessionCancelView, SessionChangeView, SessionOpenView, SessionView

__all__ = [
    "AttendanceView",
    "MyTrainingView",
    "PlanView",
    "SessionCancelView",
    "SessionChangeView",
    "SessionOpenView",
    "SessionView",
    "TargetView",
    "catalogue",
    "enrol_me",
    "leave_session",
    "plan_of_this_year",
    "training",
]
