"""Forms of skills records."""

from b2i.forms.card import CardLoginForm
from b2i.forms.evidence import EvidenceForm
from b2i.forms.group_session import GroupSessionForm
from b2i.forms.learner import LearnerForm
from b2i.forms.notes import PositionForm

__all__ = ["CardLoginForm", "EvidenceForm", "GroupSessionForm", "LearnerForm", "PositionForm"]
