"""The quality charter: texts, files of places, visits, decisions, labels, plans. Equipment, loans, activity."""

from qualite.activity.activity_month.models import ActivityMonth, ConfirmedFigure, FigureCorrection
from qualite.activity.visit_tally.models import HalfDayTally, TallyMark
from qualite.labelling.action_plan.models import PlannedAction
from qualite.labelling.charter.models import Axis, Charter, Criterion
from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.labels.models import LabelWithdrawal, QualityLabel
from qualite.labelling.self_assessment.models.answer import CriterionAnswer, ProofFile
from qualite.labelling.self_assessment.models.assessment import Assessment, Involvement
from qualite.labelling.visits.models import Observation, Visit
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from qualite.lending.loans.models.report import ConditionReport

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
