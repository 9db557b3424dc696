"""The quality charter: texts, files of places, visits, decisions, labels, plans. Equipment, loans, activity."""

from qualite.action_plan.models import PlannedAction
from qualite.activity_month.models import ActivityMonth, ConfirmedFigure, FigureCorrection
from qualite.charter.models import Axis, Charter, Criterion
from qualite.decisions.models import FileDecision, QualityLabel
from qualite.equipment.models import Equipment
from qualite.labels.models import LabelWithdrawal
from qualite.loans.models.loan import Loan, LoanHalfDay
from qualite.loans.models.report import ConditionReport
from qualite.self_assessment.models.answer import CriterionAnswer, ProofFile
from qualite.self_assessment.models.assessment import Assessment, Involvement
from qualite.visit_tally.models import HalfDayTally, TallyMark
from qualite.visits.models import Observation, Visit

__all__ = [
    "ActivityMonth",
    "Assessment",
    "Axis",
    "Charter",
    "ConditionReport",
    "ConfirmedFigure",
    "Criterion",
    "CriterionAnswer",
    "Equipment",
    "FigureCorrection",
    "FileDecision",
    "HalfDayTally",
    "Involvement",
    "LabelWithdrawal",
    "Loan",
    "LoanHalfDay",
    "Observation",
    "PlannedAction",
    "ProofFile",
    "QualityLabel",
    "TallyMark",
    "Visit",
]
