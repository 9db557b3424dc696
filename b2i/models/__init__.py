"""Digital skills: frameworks as data, learners, their records, the evidence in them and what was validated on it."""

from b2i.models.accreditation import Accreditation
from b2i.models.consent import Consent
from b2i.models.contest import Contest, ContestAnswer
from b2i.models.crosswalk import Crosswalk, CrosswalkLink
from b2i.models.departed import DepartedTally
from b2i.models.distinction import Distinction
from b2i.models.evidence_file import EvidenceFile
from b2i.models.following import Following
from b2i.models.framework import Domain, Element, Framework, Skill
from b2i.models.group_session import GroupSession
from b2i.models.jury import Candidacy, JuryDossier, JurySession
from b2i.models.learner import Learner
from b2i.models.learner_import import ImportedLine, LearnerImport
from b2i.models.limitation import Limitation
from b2i.models.merge import Merge
from b2i.models.record import Evidence, Positioning, Record, Retraction
from b2i.models.retention import Contact, DormancyNotice, Elimination, EliminationLine
from b2i.models.statement import Statement
from b2i.models.validation import Proposal, SecondSignature, Validation, Withdrawal

__all__ = [
    "Accreditation",
    "Candidacy",
    "Consent",
    "Contact",
    "Contest",
    "ContestAnswer",
    "Crosswalk",
    "CrosswalkLink",
    "DepartedTally",
    "Distinction",
    "Domain",
    "DormancyNotice",
    "Element",
    "Elimination",
    "EliminationLine",
    "Evidence",
    "EvidenceFile",
    "Following",
    "Framework",
    "GroupSession",
    "ImportedLine",
    "JuryDossier",
    "JurySession",
    "Learner",
    "LearnerImport",
    "Limitation",
    "Merge",
    "Positioning",
    "Proposal",
    "Record",
    "Retraction",
    "SecondSignature",
    "Skill",
    "Statement",
    "Validation",
    "Withdrawal",
]
