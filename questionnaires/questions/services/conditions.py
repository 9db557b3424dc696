"""Conditions of the questions of a draft: to whom a question is asked."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from questionnaires.questions.draft_locks import lock_part
from questionnaires.questions.models import Question, QuestionCondition
from questionnaires.questions.outline import read_outline

NOT_BEFORE = "Choisissez une question qui vient avant celle-ci."
NO_CHOICES = "Dans cette question, on ne choisit pas de réponse\u00a0: choisissez-en une autre."
NONE_TICKED = "Cochez une réponse au moins."
UNKNOWN = "Cette réponse n’est plus offerte."


@transaction.atomic
def set_condition(*, question: Question, asked: str, codes: Collection[str]) -> QuestionCondition:
    """Ask a question only to those who gave one of the choices `codes` to the question of code `asked`.

    Replaces what was said of the same question. Raises ValidationError if the version is in use, if `asked` does not
    come before, offers no choice, or not these.
    """
    question = lock_part(question)
    outline = read_outline(question.version)
    earlier = outline.by_code.get(asked)
    if earlier is None or earlier.number >= outline.by_key[question.pk].number:
        raise ValidationError({"asked": NOT_BEFORE})
    if not earlier.kind.is_condition:
        raise ValidationError({"asked": NO_CHOICES})
    if not codes:
        raise ValidationError({"codes": NONE_TICKED})
    if not set(codes) <= set(earlier.choice_by_code):
        raise ValidationError({"codes": UNKNOWN})
    condition, _ = QuestionCondition.objects.get_or_create(question=question, asked_id=earlier.key)
    condition.choices.set([earlier.choice_by_code[code].key for code in codes])
    return condition


@transaction.atomic
def remove_condition(*, question: Question, asked: str) -> None:
    """Ask a question whatever was answered to `asked`. Raises ValidationError if the version is in use."""
    question = lock_part(question)
    question.conditions.filter(asked__code=asked).delete()
