"""Answers in words, as those who work on them read them."""

from collections.abc import Sequence

from questionnaires.filling.values import Value
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import QuestionOutline
from reseau.places.models.commune import Commune

BLANK_IN_WORDS = "blanc"


def shown_pair(question: QuestionOutline, pair: Sequence[Value | None]) -> str:
    """Return a value and the words beside a choice. One query for a commune."""
    value, words = pair
    return f"{shown_value(question, value)} ({words})" if words else shown_value(question, value)


def shown_value(question: QuestionOutline, value) -> str:
    if value is None:
        return BLANK_IN_WORDS
    labels = {choice.code: choice.label for choice in question.choices}
    match question.kind:
        case QuestionKind.ONE | QuestionKind.SCALE:
            return labels[value]
        case QuestionKind.SEVERAL:
            return ", ".join(labels[code] for code in value)
        case QuestionKind.GRID:
            lines = ((row.wording, value.get(row.code)) for row in question.rows)
            return ", ".join(f"{line}\u00a0: {labels[code] if code else BLANK_IN_WORDS}" for line, code in lines)
        case QuestionKind.COMMUNE:
            return Commune.objects.get(pk=value).name
    return str(value)
