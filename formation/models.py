"""The training year: catalogue, annual plan, sessions by half-day, enrolment and attendance."""

from formation.offer.annual_plan.models import AnnualPlan
from formation.offer.catalogue.models.catalogue import CataloguePage
from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.models.training import KitSheet, ProgrammeHalfDay, TrainingPage
from formation.offer.needs.models import SettledQuestions, Voice, Wish, WishAnswer
from formation.proof.archives.models import ArchivedIdentity, TrainingElimination, TrainingEliminationLine
from formation.proof.attendance.models.attendance import Attendance, AttendanceCorrection
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.certificates.models import Certificate
from formation.proof.dossiers.models import SessionDossier
from formation.proof.evaluation.models import Evaluation, EvaluationRequest
from formation.proof.retention.models import RetentionTerm
from formation.proof.signatories.models import Signatory
from formation.proof.travel.models import Mission
from formation.sessions.calendar_feeds.models import CalendarFeed
from formation.sessions.carpool.models import Ride, RideRequest
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer, TerritoryQuota
from formation.year.planning.models import SessionWaiver, TrainerProfile, Unavailability
from formation.year.replacement.models import AskedTrainer, ReplacementCall

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
