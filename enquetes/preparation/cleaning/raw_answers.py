"""Answers as they came, before any correction."""

from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.cleaning.enums import CleaningKind
from questionnaires.answers.answer_rows import values_of
from questionnaires.filling.values import WORDS, Value
from questionnaires.questions.outline import Outline


def raw_values(outline: Outline, collected: CollectedResponse) -> dict[str, Value]:
    """Return what people answered: of each corrected question, what stood before its first correction. Two queries."""
    values = values_of(outline, collected.response.answers.all())
    corrections = collected.cleaning.filter(kind=CleaningKind.CORRECTED).order_by("-done_on", "-pk")
    for question, before in corrections.values_list("question", "before"):
        for code, value in zip((question, question + WORDS), before, strict=True):
            values.pop(code, None)
            values |= {} if value is None else {code: value}
    return values
