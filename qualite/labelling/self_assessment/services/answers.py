"""Answers to criteria, saved as people type them; files joined as proof and taken away."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from qualite.labelling.charter.models import Criterion
from qualite.labelling.self_assessment.enums import FilePart, ProofFormat
from qualite.labelling.self_assessment.models.answer import CriterionAnswer, ProofFile
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.people import take_part
from qualite.labelling.self_assessment.services.files import NOT_A_DRAFT
from reseau.documents.files.file_names import file_name
from reseau.documents.files.scans import CheckedScan
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

MOST_FILES = 5
FIELDS = ("level", "words", "link")


@transaction.atomic
def save_answer(
    *, assessment: Assessment, criterion: Criterion, by: Member, edition: int, level: str, words: str, link: str
) -> CriterionAnswer:
    """Save an answer as it is typed; nothing changes if nothing was changed.

    `edition`: the one that the page was opened with. Raises ValidationError if the file is no draft, or if a colleague
    has changed this answer since.
    """
    assessment = lock_row(Assessment.objects.all(), assessment.pk)
    if not assessment.is_draft:
        raise ValidationError(NOT_A_DRAFT)
    answer = _answer_to(assessment, criterion)
    typed = {"level": level, "words": words, "link": link}
    if all(getattr(answer, name) == value for name, value in typed.items()):
        return answer
    if answer.edition != edition:
        who = answer.changed_by or "Une autre personne"
        raise ValidationError(
            f"{who} a changé cette réponse entre-temps. Ci-dessous, ce que vous avez écrit\u00a0; enregistrez encore "
            "pour le garder.",
            code="changed_since",
        )
    for name, value in typed.items():
        setattr(answer, name, value)
    answer.edition, answer.changed_by, answer.changed_at = answer.edition + 1, by, timezone.now()
    answer.full_clean(exclude=["assessment", "criterion", "changed_by"])
    answer.save()
    take_part(assessment, member=by, part=FilePart.TEAM)
    return answer


def attach_proof(
    *, assessment: Assessment, criterion: Criterion, scan: CheckedScan, name: str, by: Member
) -> ProofFile:
    """Join a checked file to an answer.

    Raises ValidationError if the file of the charter is no draft, or has as many as an answer may have.
    """
    proof_format = ProofFormat(scan.extension)
    proof = ProofFile(
        format=proof_format,
        name=file_name(name.rpartition(".")[0] or name, (proof_format.value,)),
        size=scan.content.size,
        added_by=by,
    )
    with deleted_on_failure(proof):
        # Stored before the transaction: remote storage is slow and must not hold locks.
        proof.file.save(proof.name, scan.content, save=False)
        with transaction.atomic():
            assessment = lock_row(Assessment.objects.all(), assessment.pk)
            if not assessment.is_draft:
                raise ValidationError(NOT_A_DRAFT)
            answer = _answer_to(assessment, criterion)
            if answer.pk is None:
                answer.changed_by = by
                answer.save()
            if answer.files.count() >= MOST_FILES:
                raise ValidationError(f"{MOST_FILES} pièces au plus par critère\u00a0: retirez-en une d’abord.")
            proof.answer = answer
            proof.save()
            take_part(assessment, member=by, part=FilePart.TEAM)
    return proof


@transaction.atomic
def remove_proof(*, proof: ProofFile) -> None:
    """Take a file away from a draft, with its bytes. Raises ValidationError once the draft is submitted."""
    assessment = lock_row(Assessment.objects.all(), proof.answer.assessment_id)
    if not assessment.is_draft:
        raise ValidationError(NOT_A_DRAFT)
    delete_after_commit(proof)
    proof.delete()


def _answer_to(assessment: Assessment, criterion: Criterion) -> CriterionAnswer:
    """Return the answer of a locked file, or a new one."""
    answers = assessment.answers.select_related("changed_by").filter(criterion=criterion)
    return answers.first() or CriterionAnswer(assessment=assessment, criterion=criterion)
