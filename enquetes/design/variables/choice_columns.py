"""Columns of questions with choices, as files write them: one for a question, a line of a grid, a choice of several."""

from collections.abc import Iterator, Mapping

from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import QuestionOutline

# Cells of a choice among several.
YES, NO = "1", "0"
CHOSEN = {YES: "Choisi", NO: "Pas choisi"}


def choice_columns(question: QuestionOutline) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Yield name, title, and code → what it says, of each column of a question with choices."""
    labels = {choice.code: choice.label for choice in question.choices}
    match question.kind:
        case QuestionKind.SEVERAL:
            for choice, name in zip(question.choices, question.columns, strict=True):
                yield name, f"{question.wording} {choice.label}", CHOSEN
        case QuestionKind.GRID:
            for row, name in zip(question.rows, question.columns, strict=True):
                yield name, f"{question.wording} {row.wording}", labels
        case QuestionKind.ONE | QuestionKind.SCALE:
            yield question.code, question.wording, labels
