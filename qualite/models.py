"""The quality charter: its text, files of places, visits, decisions and labels, action plans. Activity of places."""

from qualite.action_plan.models import PlannedAction
from qualite.activity_month.models import ActivityMonth, ConfirmedFigure, FigureCorrection
from qualite.charter.models import Axis, Charter, Criterion
from qualite.decisions.models import FileDecision, QualityLabel
from qualite.self_assessment.models.answer import CriterionAnswer, ProofFile
from qualite.self_assessment.models.assessment import Assessment, Involvement
from qualite.visit_tally.models import HalfDayTally, TallyMark
from qualite.visits.models import Observation, Visit

__all__ = [
    "ActivityMonth",
    "Assessment",
    "Axis",
    "Charter",
    "ConfirmedFigure",
    "Criterion",
    "CriterionAnswer",
    "FigureCorrection",
    "FileDecision",
    "HalfDayTally",
    "Involvement",
    "Observation",
    "PlannedAction",
    "ProofFile",
    "QualityLabel",
    "TallyMark",
    "Visit",
]
