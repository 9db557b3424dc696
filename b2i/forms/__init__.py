"""Forms of skills records."""

from b2i.forms.card import CardLoginForm
from b2i.forms.learner import LearnerForm
from b2i.forms.notes import EvidenceForm, PositionForm

__all__ = ["CardLoginForm", "EvidenceForm", "LearnerForm", "PositionForm"]
