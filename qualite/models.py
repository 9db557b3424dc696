"""The quality charter: texts, files of places, visits, decisions and labels, action plans; equipment and loans."""

from qualite.action_plan.models import PlannedAction
from qualite.charter.models import Axis, Charter, Criterion
from qualite.decisions.models import FileDecision, QualityLabel
from qualite.equipment.models import Equipment
from qualite.loans.models.loan import Loan, LoanHalfDay
from qualite.loans.models.report import ConditionReport
from qualite.self_assessment.models.answer import CriterionAnswer, ProofFile
from qualite.self_assessment.models.assessment import Assessment, Involvement
from qualite.visits.models import Observation, Visit

__all__ = [
    "Assessment",
    "Axis",
    "Charter",
    "ConditionReport",
    "Criterion",
    "CriterionAnswer",
    "Equipment",
    "FileDecision",
    "Involvement",
    "Loan",
    "LoanHalfDay",
    "Observation",
    "PlannedAction",
    "ProofFile",
    "QualityLabel",
    "Visit",
]
