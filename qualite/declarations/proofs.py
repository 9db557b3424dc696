"""Public check, by their number, of a label and of a file of the charter. A file says nothing of its answers."""

from django.utils import timezone

from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.labels.papers import FILE_KIND, LABEL_KIND, SCOPE, label_facts
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.documents.proofs.registry import Proof


def quality_label(number: str) -> Proof | None:
    """Return what anybody may read about the label: the place, the charter, the period and whether it is over."""
    label = QualityLabel.objects.with_decision().filter(number=number).first()
    if label is None:
        return None
    return Proof(
        title=LABEL_KIND,
        issued=timezone.localdate(label.decision.decided_at),
        holder=label.epm.name,
        holder_label="Lieu",
        facts=(*label_facts(label)[1:], ("Ce que c’est", SCOPE)),
        words_valid=_words(label),
        revoked=label.withdrawn_on,
        words_revoked="Ce label est retiré",
    )


def charter_file(number: str) -> Proof | None:
    """Return that the file exists, for whom and when it was submitted."""
    files = Assessment.objects.with_place().filter(number=number)
    assessment = files.first()
    if assessment is None:
        return None
    return Proof(
        title=FILE_KIND,
        issued=timezone.localdate(assessment.submitted_at),
        holder=assessment.epm.name,
        holder_label="Lieu",
        facts=(
            ("Charte", str(assessment.charter)),
            ("Ce que c’est", "Un dossier envoyé par une équipe. Ce n’est pas un label."),
        ),
        words_valid="Dossier envoyé",
    )


def _words(label: QualityLabel) -> str:
    today = timezone.localdate()
    if label.starts_on > today:
        return "Label accordé, à venir"
    return "Label en cours" if label.is_in_force else "Label terminé"


CHECKERS = (quality_label, charter_file)
