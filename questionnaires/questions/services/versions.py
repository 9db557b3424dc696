"""Versions of a questionnaire: the first, the next copied from the last, put into use."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from questionnaires.questions.faults import faults_of
from questionnaires.questions.models import (
    Choice,
    Question,
    QuestionCondition,
    Questionnaire,
    QuestionnaireSection,
    QuestionnaireVersion,
    QuestionRow,
)
from questionnaires.questions.outline import read_outline
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

IN_USE = "Cette version est en service\u00a0: ses questions ne changent plus. Préparez la version suivante."


@transaction.atomic
def open_questionnaire(*, title: str, slug: str, purpose: str = "", by: Member | None = None) -> QuestionnaireVersion:
    """Create a questionnaire; return its first version, which has one section without title and no question.

    Raises ValidationError by field if the title or the slug is wrong.
    """
    questionnaire = Questionnaire(title=title, slug=slug, purpose=purpose, created_by=by)
    questionnaire.full_clean(exclude=["created_by"])
    questionnaire.save()
    version = QuestionnaireVersion.objects.create(questionnaire=questionnaire)
    QuestionnaireSection.objects.create(version=version, rank=1)
    return version


@transaction.atomic
def put_into_use(*, version: QuestionnaireVersion) -> QuestionnaireVersion:
    """Freeze a version, so that answers may refer to it. A version in use stays as it is.

    Raises ValidationError with everything that would keep people from answering (`faults_of`).
    """
    version = lock_row(QuestionnaireVersion.objects.select_related("questionnaire"), version.pk)
    if version.is_frozen:
        return version
    if faults := [fault.text for fault in faults_of(read_outline(version))]:
        raise ValidationError(faults)
    version.frozen = timezone.now()
    version.save(update_fields=["frozen"])
    return version


@transaction.atomic
def prepare_next_version(*, questionnaire: Questionnaire) -> QuestionnaireVersion:
    """Return the draft of a questionnaire, copied from its last version if there is none.

    Codes are kept: figures of two versions can be compared column by column.
    """
    lock_row(Questionnaire.objects.all(), questionnaire.pk)
    last = questionnaire.versions.order_by("-number").first()
    if not last.is_frozen:
        return last
    draft = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, number=last.number + 1, introduction=last.introduction, thanks=last.thanks
    )
    copy_sections(source=last, target=draft)
    return draft


def copy_sections(*, source: QuestionnaireVersion, target: QuestionnaireVersion) -> None:
    """Copy everything that `source` asks into `target`, which asks nothing yet."""
    sections = {
        section.pk: QuestionnaireSection.objects.create(
            version=target, rank=section.rank, title=section.title, introduction=section.introduction
        )
        for section in source.sections.all()
    }
    copies: dict[int, Question] = {}
    choices: dict[int, Choice] = {}
    for question in source.questions.order_by("section__rank", "rank", "pk"):
        copies[question.pk], own_choices = copy_question(
            question=question, section=sections[question.section_id], rank=question.rank
        )
        choices |= own_choices
    for condition in QuestionCondition.objects.filter(question__version=source).prefetch_related("choices"):
        copy = QuestionCondition.objects.create(
            question=copies[condition.question_id], asked=copies[condition.asked_id]
        )
        copy.choices.set(choices[choice.pk] for choice in condition.choices.all())


def copy_question(
    *, question: Question, section: QuestionnaireSection, rank: int, code: str = ""
) -> tuple[Question, dict[int, Choice]]:
    """Copy a question with its choices and lines, without its conditions; return it, and key of a choice → its copy."""
    copied = {
        name: getattr(question, name)
        for name in ("kind", "wording", "help", "is_required", "lowest", "highest", "unit", "longest")
    }
    copy = Question.objects.create(
        version=section.version, section=section, rank=rank, code=code or question.code, **copied
    )
    choices = {choice.pk: _copy_choice(choice, copy) for choice in question.choices.all()}
    QuestionRow.objects.bulk_create(
        QuestionRow(question=copy, rank=row.rank, code=row.code, wording=row.wording) for row in question.rows.all()
    )
    return copy, choices


def _copy_choice(choice: Choice, question: Question) -> Choice:
    return Choice.objects.create(
        question=question,
        rank=choice.rank,
        code=choice.code,
        label=choice.label,
        is_exclusive=choice.is_exclusive,
        asks_words=choice.asks_words,
    )
