"""The training year: catalogue, annual plan, sessions by half-day, enrolment and attendance."""

from formation.annual_plan.models import AnnualPlan
from formation.archives.models.elimination import TrainingElimination, TrainingEliminationLine
from formation.archives.models.identity import ArchivedIdentity
from formation.attendance.models.attendance import Attendance, AttendanceCorrection
from formation.attendance.models.signed_sheet import SignedSheet
from formation.calendar_feeds.models import CalendarFeed
from formation.carpool.models import Ride, RideRequest
from formation.catalogue.models.catalogue import CataloguePage
from formation.catalogue.models.kit_file import KitFile
from formation.catalogue.models.training import KitSheet, ProgrammeHalfDay, TrainingPage
from formation.certificates.models import Certificate
from formation.dossiers.models import SessionDossier
from formation.enrolment.models.agreement import EmployerAgreement
from formation.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.evaluation.models import Evaluation, EvaluationRequest
from formation.needs.models import SettledQuestions, Voice, Wish, WishAnswer
from formation.planning.models import SessionWaiver, TrainerProfile, Unavailability
from formation.replacement.models import AskedTrainer, ReplacementCall
from formation.retention.models import RetentionTerm
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer, TerritoryQuota
from formation.signatories.models import Signatory
from formation.travel.models import Mission

__all__ = [
    "AnnualPlan",
    "ArchivedIdentity",
    "AskedTrainer",
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
    "KitFile",
    "KitSheet",
    "Mission",
    "Occupancy",
    "ProgrammeHalfDay",
    "ReplacementCall",
    "RetentionTerm",
    "Ride",
    "RideRequest",
    "Session",
    "SessionDossier",
    "SessionTrainer",
    "SessionWaiver",
    "SettledQuestions",
    "Signatory",
    "SignedSheet",
    "TerritoryQuota",
    "TrainerProfile",
    "TrainingElimination",
    "TrainingEliminationLine",
    "TrainingPage",
    "Unavailability",
    "Voice",
    "Wish",
    "WishAnswer",
]
