"""Proofs that go with something else: each cascade onto a proof is named here with its reason, in every app.

A proof is deleted by its own rule (an elimination list, the right of a person, the end of its term), never because
somebody removed a date, a file or a meeting. Its foreign keys are protected, or say here why they are not.
"""

from django.apps import apps
from django.db import models

from audit.append_only import HistoryEntry
from formation.sessions.models.signature import Signed

# Models that prove something, beside history, signed rows and papers with a number.
PROOFS = {
    "accueil.StatementLine", "accueil.StepDone", "b2i.Candidacy", "b2i.CentreOpinion", "b2i.Elimination",
    "b2i.EliminationLine", "b2i.FrozenPaper", "b2i.FrozenPiece", "b2i.PaperReading",
    "formation.AttendanceCorrection", "formation.Enrolment", "formation.SignedSheet",
    "formation.TrainingElimination", "formation.TrainingEliminationLine", "projets.DecisionStep",
    "projets.ItemMinutes", "projets.SteeringAttendance", "projets.SteeringDecision", "qualite.ConditionReport",
    "qualite.FileDecision", "qualite.LabelWithdrawal", "qualite.Visit",
}  # fmt: skip
RECORD = "A record rests on the agreement of the person: they take it back, everything goes."
DRAFT = "It is written while the act is prepared, and refused afterwards by its service."
CASCADES = {
    "accueil.StatementLine.entry": "Accounts end with their entry, ten years later.",
    "accueil.StepDone.statement": "The circuit of a statement ends with it: one with a line is protected.",
    "b2i.CanDoAnswer.record": RECORD,
    "b2i.Candidacy.record": RECORD,
    "b2i.CardEvent.learner": RECORD,
    "b2i.CentreOpinion.candidacy": RECORD,
    "b2i.Consent.learner": RECORD,
    "b2i.Contact.learner": RECORD,
    "b2i.Contest.evidence": RECORD,
    "b2i.Contest.record": RECORD,
    "b2i.ContestAnswer.contest": RECORD,
    "b2i.EliminationLine.elimination": DRAFT,
    "b2i.Evidence.record": RECORD,
    "b2i.EvidenceFile.evidence": RECORD,
    "b2i.Positioning.record": RECORD,
    "b2i.Proposal.earlier_evidence": RECORD,
    "b2i.Proposal.evidence": RECORD,
    "b2i.Proposal.record": RECORD,
    "b2i.Retraction.evidence": RECORD,
    "b2i.SecondSignature.validation": RECORD,
    "b2i.Statement.record": RECORD,
    "b2i.Transcript.file": RECORD,
    "b2i.Validation.proposal": RECORD,
    "b2i.Validation.record": RECORD,
    "b2i.Withdrawal.proposal": RECORD,
    "formation.Enrolment.session": "Without a presence it proves nothing; with one it is protected by it.",
    "formation.HalfDay.session": "Without a presence it proves nothing; with one it is protected by it.",
    "formation.TrainingEliminationLine.elimination": DRAFT,
    "projets.DecisionStep.decision": DRAFT,
    "qualite.Visit.assessment": "A file is deleted as a draft: its visits were cancelled.",
    "qualite.Visit.involvement": "A file is deleted as a draft: its visits were cancelled.",
}


def is_proof(model: type[models.Model]) -> bool:
    """A row of history, with a signature, with a number that anybody may check, or declared above."""
    has_number = hasattr(model, "check_url")
    return issubclass(model, (HistoryEntry, Signed)) or has_number or model._meta.label in PROOFS


def cascades_onto_proofs() -> set[str]:
    fields = [field for model in apps.get_models() if is_proof(model) for field in model._meta.concrete_fields]
    return {str(field) for field in fields if field.remote_field and field.remote_field.on_delete is models.CASCADE}


def test_each_cascade_onto_a_proof_has_its_reason():
    assert cascades_onto_proofs() == set(CASCADES)


def test_declared_proofs_exist():
    assert {model._meta.label for model in apps.get_models()} >= PROOFS
