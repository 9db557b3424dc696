"""Forms of skills records."""

from b2i.forms.card import CardLoginForm
from b2i.forms.consent import ConsentForm
from b2i.forms.evidence import EvidenceForm
from b2i.forms.following import HandOverForm, InviteForm, JoinForm
from b2i.forms.group_session import GroupSessionForm
from b2i.forms.learner import LearnerForm
from b2i.forms.notes import PositionForm
from b2i.forms.pair import PairForm

__all__ = [
    "CardLoginForm",
    "ConsentForm",
    "EvidenceForm",
    "GroupSessionForm",
    "HandOverForm",
    "InviteForm",
    "JoinForm",
    "LearnerForm",
    "PairForm",
    "PositionForm",
]
