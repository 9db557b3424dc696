"""The quality charter: its text, files of places, visits, decisions and labels, action plans."""

from qualite.action_plan.models import PlannedAction
from qualite.charter.models import Axis, Charter, Criterion
from qualite.decisions.models import FileDecision, QualityLabel
from qualite.self_assessment.models.answer import CriterionAnswer, ProofFile
from qualite.self_assessment.models.assessment import Assessment, Involvement
from qualite.visits.models import Observation, Visit

__all__ = [
    "Assessment",
    "Axis",
    "Charter",
    "Criterion",
    "CriterionAnswer",
    "FileDecision",
    "Involvement",
    "Observation",
    "PlannedAction",
    "ProofFile",
    "QualityLabel",
    "Visit",
]
