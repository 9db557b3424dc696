"""The training year: catalogue, annual plan, sessions by half-day, enrolment and attendance."""

from formation.models.attendance import Attendance
from formation.models.catalogue import CataloguePage, TrainingPage
from formation.models.enrolment import Enrolment
from formation.models.plan import AnnualPlan
from formation.models.session import HalfDay, Session

__all__ = ["AnnualPlan", "Attendance", "CataloguePage", "Enrolment", "HalfDay", "Session", "TrainingPage"]
