"""The training year: catalogue, annual plan, sessions by half-day, enrolment and attendance."""

from formation.models.agreement import EmployerAgreement
from formation.models.attendance import Attendance, AttendanceCorrection
from formation.models.calendar_feed import CalendarFeed
from formation.models.catalogue import CataloguePage
from formation.models.certificate import Certificate
from formation.models.dossier import SessionDossier
from formation.models.enrolment import Enrolment, EnrolmentEvent
from formation.models.evaluation import Evaluation, EvaluationRequest
from formation.models.half_day import HalfDay
from formation.models.occupancy import Occupancy
from formation.models.plan import AnnualPlan
from formation.models.ride import Ride, RideRequest
from formation.models.session import Session
from formation.models.session_people import SessionTrainer, TerritoryQuota
from formation.models.signed_sheet import SignedSheet
from formation.models.trainer import TrainerProfile, Unavailability
from formation.models.training import KitSheet, ProgrammeHalfDay, TrainingPage
from formation.models.waiver import SessionWaiver
from formation.models.wish import Voice, Wish, WishAnswer

__all__ = [
    "AnnualPlan",
    "Attendance",
    "AttendanceCorrection",
    "CalendarFeed",
    "CataloguePage",
    "Certificate",
    "EmployerAgreement",
    "Enrolment",
    "EnrolmentEvent",
    "Evaluation",
    "EvaluationRequest",
    "HalfDay",
    "KitSheet",
    "Occupancy",
    "ProgrammeHalfDay",
    "Ride",
    "RideRequest",
    "Session",
    "SessionDossier",
    "SessionTrainer",
    "SessionWaiver",
    "SignedSheet",
    "TerritoryQuota",
    "TrainerProfile",
    "TrainingPage",
    "Unavailability",
    "Voice",
    "Wish",
    "WishAnswer",
]
