"""What would keep people from answering a questionnaire: told while it is written, refused when it is put into use."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline

FEWEST_CHOICES = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """`code`: the question at fault; empty for the whole."""

    code: str
    text: str


def faults_of(outline: Outline) -> list[Fault]:
    """Return the faults of a version, question by question."""
    if not outline.questions:
        return [Fault("", "Ce questionnaire n’a pas encore de question.")]
    before: dict[str, QuestionOutline] = {}
    columns: dict[str, int] = {}
    faults = []
    for question in outline.questions:
        faults += [Fault(question.code, text) for text in _faults(question, before)]
        faults += [Fault(question.code, text) for text in _shared_columns(question, columns)]
        before[question.code] = question
    return faults


def _shared_columns(question: QuestionOutline, columns: dict[str, int]) -> Iterator[str]:
    """Yield what two questions would write in one column of a table; note the columns of this one in `columns`."""
    for column in question.columns:
        if column in columns:
            yield (
                f"Question {question.number}\u00a0: sa colonne «\u00a0{column}\u00a0» est celle de la question "
                f"{columns[column]}\u00a0: changez un nom."
            )
        columns.setdefault(column, question.number)


def _faults(question: QuestionOutline, before: dict[str, QuestionOutline]) -> Iterator[str]:
    name = f"Question {question.number}"
    if question.kind.has_choices and len(question.choices) < FEWEST_CHOICES:
        yield f"{name}\u00a0: il faut au moins deux réponses à choisir."
    if question.kind is QuestionKind.GRID and not question.rows:
        yield f"{name}\u00a0: la grille n’a pas de ligne."
    for condition in question.conditions:
        asked = before.get(condition.asked)
        if asked is None:
            yield f"{name}\u00a0: elle dépend d’une question qui vient après elle."
        elif not asked.kind.is_condition:
            yield f"{name}\u00a0: elle dépend d’une question où l’on ne choisit pas de réponse."
        elif not condition.codes:
            yield f"{name}\u00a0: dites pour quelles réponses à la question {asked.number} on la pose."
