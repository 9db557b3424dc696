"""Models of digital skills, imported here for Django alone; import each from the module that defines it."""

from b2i.admission.duplicates.models import Distinction, Merge
from b2i.admission.learner_import.models import ImportedLine, LearnerImport
from b2i.frameworks.models.can_do import CanDo
from b2i.frameworks.models.crosswalk import Crosswalk, CrosswalkLink
from b2i.frameworks.models.framework import Domain, Element, Framework, Skill
from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.centre_opinion import CentreOpinion
from b2i.outcomes.jury.models.civil_identity import CivilIdentity
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper, FrozenPiece, PaperReading
from b2i.outcomes.jury.models.session import JuryDossier, JurySession
from b2i.outcomes.renewals.models import Renewal
from b2i.outcomes.statements.models import Statement
from b2i.people.accesses.models import Access
from b2i.people.card_locks.models import CardLock, CardTries
from b2i.people.learners.models.card_event import CardEvent
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.models import Contact, DepartedTally, DormancyNotice, Elimination, EliminationLine
from b2i.privacy.rights.models import Limitation
from b2i.records.contests import Contest, ContestAnswer
from b2i.records.evidence.models import EvidenceFile, Transcript
from b2i.records.grids.models import GroupSession
from b2i.records.models import Evidence, Positioning, Record, Retraction
from b2i.records.self_positioning import CanDoAnswer
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.second_signature import SecondSignature
from b2i.records.validation.models.validation import Proposal, Validation, Withdrawal

__all__ = [
    "Access",
    "Accreditation",
    "CanDo",
    "CanDoAnswer",
    "Candidacy",
    "CardEvent",
    "CardLock",
    "CardTries",
    "CentreOpinion",
    "CivilIdentity",
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
    "FrozenPaper",
    "FrozenPiece",
    "GroupSession",
    "ImportedLine",
    "JuryDossier",
    "JurySession",
    "Learner",
    "LearnerImport",
    "Limitation",
    "Merge",
    "PaperReading",
    "Positioning",
    "Proposal",
    "ProposedVersion",
    "Record",
    "Renewal",
    "Retraction",
    "SecondSignature",
    "Skill",
    "Statement",
    "Transcript",
    "Validation",
    "Withdrawal",
]
