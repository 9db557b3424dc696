"""Digital skills: frameworks as data, learners, their records, the evidence in them and what was validated on it."""

from b2i.models.accreditation import Accreditation
from b2i.models.framework import Domain, Element, Framework, Skill
from b2i.models.learner import Learner
from b2i.models.record import Evidence, Positioning, Record
from b2i.models.validation import Proposal, SecondSignature, Validation, Withdrawal

__all__ = [
    "Accreditation",
    "Domain",
    "Element",
    "Evidence",
    "Framework",
    "Learner",
    "Positioning",
    "Proposal",
    "Record",
    "SecondSignature",
    "Skill",
    "Validation",
    "Withdrawal",
]
