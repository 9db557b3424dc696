"""Order of the questions of a draft: moved by one place, put in another section, removed."""

from django.core.exceptions import ValidationError
from django.db import transaction

from questionnaires.questions.draft_locks import lock_part, number_rows
from questionnaires.questions.models import Question, QuestionnaireSection
from questionnaires.questions.outline import read_outline

OTHER_VERSION = "Cette partie est celle d’une autre version."


@transaction.atomic
def move_question(*, question: Question, places: int) -> None:
    """Move a question up (-1) or down (1): past the edge of its section it enters the next one.

    It stays at both ends of the questionnaire. Raises ValidationError if the version is in use.
    """
    question = lock_part(question)
    order = _order(question)
    sections = list(order)
    keys = order[question.section_id]
    wanted = keys.index(question.pk) + places
    if 0 <= wanted < len(keys):
        keys.remove(question.pk)
        keys.insert(wanted, question.pk)
        _save(question, order, question.section_id)
        return
    place = sections.index(question.section_id) + (1 if places > 0 else -1)
    if 0 <= place < len(sections):
        keys.remove(question.pk)
        entered = order[sections[place]]
        entered.insert(0 if places > 0 else len(entered), question.pk)
        _save(question, order, sections[place])


@transaction.atomic
def place_question(*, question: Question, section: QuestionnaireSection) -> None:
    """Put a question at the end of another section. Raises ValidationError if in use or if of another version."""
    question = lock_part(question)
    order = _order(question)
    if section.pk not in order:
        raise ValidationError(OTHER_VERSION)
    if section.pk != question.section_id:
        order[question.section_id].remove(question.pk)
        order[section.pk].append(question.pk)
        _save(question, order, section.pk)


@transaction.atomic
def put_after(*, question: Question, other: Question) -> None:
    """Put a question right after another of its version. Raises ValidationError if the version is in use."""
    question = lock_part(question)
    order = _order(question)
    order[question.section_id].remove(question.pk)
    keys = order[other.section_id]
    keys.insert(keys.index(other.pk) + 1, question.pk)
    _save(question, order, other.section_id)


@transaction.atomic
def remove_question(*, question: Question) -> None:
    """Remove a question of a draft with its choices, lines and conditions.

    Raises ValidationError if the version is in use, or if another question is asked according to this one.
    """
    question = lock_part(question)
    outline = read_outline(question.version)
    waiting = [each for each in outline.questions if any(c.asked == question.code for c in each.conditions)]
    if waiting:
        raise ValidationError(
            f"La question {waiting[0].number} est posée selon la réponse à celle-ci\u00a0: "
            "changez d’abord sa condition."
        )
    order = _order(question)
    keys = order[question.section_id]
    keys.remove(question.pk)
    question.delete()
    number_rows(Question.objects.all(), keys)


def _order(question: Question) -> dict[int, list[int]]:
    """Return the keys of the questions in each section of the version, both in order."""
    sections = QuestionnaireSection.objects.filter(version=question.version_id).order_by("rank", "pk")
    order: dict[int, list[int]] = {key: [] for key in sections.values_list("pk", flat=True)}
    rows = Question.objects.filter(version=question.version_id).order_by("rank", "pk")
    for key, section in rows.values_list("pk", "section"):
        order[section].append(key)
    return order


def _save(question: Question, order: dict[int, list[int]], section: int) -> None:
    left = question.section_id
    if section != left:
        Question.objects.filter(pk=question.pk).update(section=section)
        number_rows(Question.objects.all(), order[left])
    number_rows(Question.objects.all(), order[section])
