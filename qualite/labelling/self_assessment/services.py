"""Files of the charter and their answers: opened, filled in, submitted, taken back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from qualite.labelling.charter.models import Charter, Criterion
from qualite.labelling.enums import FilePart, FileStage, ProofFormat
from qualite.labelling.self_assessment.live_figures import figure_fact
from qualite.labelling.self_assessment.models.answer import CriterionAnswer, ProofFile
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.notices import notify_submitted
from qualite.labelling.self_assessment.people import note_team, take_part
from qualite.labelling.self_assessment.queries import missing_answers
from reseau.documents.files.file_names import file_name
from reseau.documents.files.scans import CheckedScan
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.documents.proofs.numbers import new_number
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row

# A file of the charter: opened by a team, submitted with its figures frozen, taken back while nobody visits.
NOT_A_DRAFT = "Ce dossier est déjà envoyé\u00a0: il ne change plus."


@transaction.atomic
def open_assessment(*, epm: EPM, charter: Charter, by: Member) -> Assessment:
    """Open the file of a place for the version of the charter in force.

    Raises ValidationError for another version, a closed place, and if a file of this charter is open there.
    """
    if not charter.is_in_force:
        raise ValidationError("Cette version de la charte n’est pas en vigueur\u00a0: choisissez celle d’aujourd’hui.")
    if not epm.is_open:
        raise ValidationError("Ce lieu est fermé\u00a0: rouvrez d’abord sa fiche.")
    if Assessment.objects.open().filter(epm=epm, charter__slug=charter.slug).exists():
        raise ValidationError("Ce lieu a déjà un dossier en cours pour cette charte\u00a0: continuez-le.")
    assessment = Assessment(epm=epm, charter=charter, territory_id=epm.commune.territory_id)
    assessment.full_clean()
    assessment.save()
    take_part(assessment, member=by, part=FilePart.TEAM)
    return assessment


@transaction.atomic
def submit_assessment(*, assessment: Assessment, by: Member) -> Assessment:
    """Submit a file: freeze its figures with their day, note its team, tell who watches over the territory.

    Raises ValidationError if it is no draft, or with all that is missing.
    """
    assessment = lock_row(Assessment.objects.with_place(), assessment.pk)
    if not assessment.is_draft:
        raise ValidationError(NOT_A_DRAFT)
    if missing := missing_answers(assessment):
        raise ValidationError(missing)
    today = timezone.localdate()
    for answer in assessment.answers.select_related("criterion").exclude(criterion__figure=""):
        answer.figure_text = figure_fact(answer.criterion.figure, epm=assessment.epm, day=today).text
        answer.figure_on = today
        answer.save(update_fields=["figure_text", "figure_on"])
    take_part(assessment, member=by, part=FilePart.TEAM)
    note_team(assessment, until=today)
    assessment.stage, assessment.number = FileStage.SUBMITTED, new_number()
    assessment.submitted_at, assessment.submitted_by = timezone.now(), by
    assessment.save()
    notify_submitted(assessment, by=by)
    return assessment


@transaction.atomic
def discard_draft(*, assessment: Assessment) -> None:
    """Delete a draft for good, with its answers, their files and its plan. Raises ValidationError once submitted."""
    assessment = lock_row(Assessment.objects.all(), assessment.pk)
    if not assessment.is_draft:
        raise ValidationError(NOT_A_DRAFT)
    for proof in ProofFile.objects.filter(answer__assessment=assessment):
        delete_after_commit(proof)
    assessment.delete()


@transaction.atomic
def take_back(*, assessment: Assessment) -> Assessment:
    """Make a submitted file a draft again, as long as no visit is planned; its figures live again.

    Raises ValidationError once a visit is planned.
    """
    assessment = lock_row(Assessment.objects.all(), assessment.pk)
    if assessment.stage != FileStage.SUBMITTED:
        raise ValidationError("Une visite est prévue\u00a0: le dossier ne se reprend plus.")
    assessment.answers.update(figure_text="", figure_on=None)
    assessment.stage, assessment.submitted_at, assessment.submitted_by = FileStage.DRAFT, None, None
    assessment.number = None
    assessment.save()
    return assessment


# Answers to criteria, saved as people type them; files joined as proof and taken away.
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
