"""Questions of a draft: added, changed with their choices and lines, copied."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from questionnaires.questions.codes import code_of_question, free_code
from questionnaires.questions.draft_locks import lock_part
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import Choice, Question, QuestionCondition, QuestionnaireSection, QuestionRow
from questionnaires.questions.outline import ChoiceOutline, RowOutline
from questionnaires.questions.services.question_order import put_after
from questionnaires.questions.services.versions import copy_question

# More would be a list to search in, not choices to read.
MOST_CHOICES = 60
FIELDS = ("code", "kind", "wording", "help", "is_required", "lowest", "highest", "unit", "longest")
WRITTEN_ONCE = "Une question où l’on choisit ne devient pas une question où l’on écrit\u00a0: ajoutez-en une autre."
HAS_ROWS = "Cette grille a des lignes\u00a0: retirez-les avant d’en faire une autre question."


@transaction.atomic
def add_question(*, section: QuestionnaireSection, kind: QuestionKind, wording: str, code: str = "") -> Question:
    """Add a question at the end of a section; without `code`, one is made from the wording.

    Raises ValidationError by field, or if the version is in use.
    """
    section = lock_part(section)
    question = Question(
        version_id=section.version_id, section=section, rank=section.questions.count() + 1, kind=kind, wording=wording
    )
    question.code = code or code_of_question(wording, _taken_codes(section.version_id))
    question.full_clean()
    question.save()
    return question


@transaction.atomic
def change_question(
    *,
    question: Question,
    fields: Mapping[str, Any],
    choices: Sequence[ChoiceOutline] | None = None,
    rows: Sequence[RowOutline] | None = None,
) -> Question:
    """Change what `fields` names (among FIELDS), and all the choices or lines if they are given: all, or nothing.

    A choice keeps its key as long as it keeps its code, so that conditions hold. Raises ValidationError by field,
    among which `choices` and `rows`, or if the version is in use.
    """
    question = lock_part(question)
    old_kind = QuestionKind(question.kind)
    for name in FIELDS:
        if name in fields:
            setattr(question, name, fields[name])
    if old_kind.has_choices != QuestionKind(question.kind).has_choices:
        raise ValidationError({"kind": WRITTEN_ONCE})
    keeps_rows = question.rows.exists() if rows is None else bool(rows)
    if old_kind is QuestionKind.GRID and question.kind != QuestionKind.GRID and keeps_rows:
        raise ValidationError({"kind": HAS_ROWS})
    question.full_clean()
    question.save()
    if choices is not None:
        _set_choices(question, choices)
    if rows is not None:
        _set_rows(question, rows)
    return question


@transaction.atomic
def duplicate_question(*, question: Question) -> Question:
    """Copy a question of a draft right under it, with its conditions, under a code of its own.

    Raises ValidationError if the version is in use.
    """
    question = lock_part(question)
    copy = insert_copy(section=question.section, question=question)
    for condition in question.conditions.prefetch_related("choices"):
        own = QuestionCondition.objects.create(question=copy, asked_id=condition.asked_id)
        own.choices.set(condition.choices.all())
    put_after(question=copy, other=question)
    return copy


@transaction.atomic
def insert_copy(*, section: QuestionnaireSection, question: Question) -> Question:
    """Copy a question of any questionnaire at the end of a section of a draft, without its conditions.

    Its code is kept if it is free, so that figures can be put side by side. Raises ValidationError if in use.
    """
    section = lock_part(section)
    code = free_code(question.code, _taken_codes(section.version_id))
    copy, _ = copy_question(question=question, section=section, rank=section.questions.count() + 1, code=code)
    return copy


def _taken_codes(version_key: int) -> set[str]:
    return set(Question.objects.filter(version=version_key).values_list("code", flat=True))


def _set_choices(question: Question, choices: Sequence[ChoiceOutline]) -> None:
    _refuse_twice("choices", choices)
    if len(choices) > MOST_CHOICES:
        raise ValidationError({"choices": f"{len(choices)} réponses\u00a0: {MOST_CHOICES} au plus."})
    codes = {choice.code for choice in choices}
    left = question.choices.exclude(code__in=codes)
    depending = QuestionCondition.objects.filter(choices__in=left).select_related("question").first()
    if depending:
        label = depending.choices.filter(pk__in=left)[0].label
        raise ValidationError(
            {
                "choices": f"La question «\u00a0{depending.question.wording}\u00a0» est posée selon la réponse "
                f"«\u00a0{label}\u00a0»\u00a0: gardez cette réponse, ou changez d’abord cette condition."
            }
        )
    left.delete()
    for rank, choice in enumerate(choices, start=1):
        values = {
            "rank": rank,
            "label": choice.label,
            "is_exclusive": choice.is_exclusive,
            "asks_words": choice.asks_words,
        }
        _check("choices", Choice(question=question, code=choice.code, **values))
        Choice.objects.update_or_create(question=question, code=choice.code, defaults=values)


def _set_rows(question: Question, rows: Sequence[RowOutline]) -> None:
    _refuse_twice("rows", rows)
    if len(rows) > MOST_CHOICES:
        raise ValidationError({"rows": f"{len(rows)} lignes\u00a0: {MOST_CHOICES} au plus."})
    question.rows.exclude(code__in={row.code for row in rows}).delete()
    for rank, row in enumerate(rows, start=1):
        values = {"rank": rank, "wording": row.wording}
        _check("rows", QuestionRow(question=question, code=row.code, **values))
        QuestionRow.objects.update_or_create(question=question, code=row.code, defaults=values)


def _refuse_twice(field: str, parts: Iterable[ChoiceOutline | RowOutline]) -> None:
    seen: set[str] = set()
    for part in parts:
        if part.code in seen:
            raise ValidationError({field: f"Le code «\u00a0{part.code}\u00a0» est donné deux fois."})
        seen.add(part.code)


def _check(field: str, row: Choice | QuestionRow) -> None:
    """Refuse what the row itself would refuse, in the field of the form where all of them are written."""
    try:
        row.full_clean(exclude=["question"], validate_unique=False, validate_constraints=False)
    except ValidationError as refusal:
        raise ValidationError({field: [f"«\u00a0{row}\u00a0»\u00a0: {text}" for text in refusal.messages]}) from None
