"""Responses of a group side by side: the questions that they answer differently, and how many are the same."""

from dataclasses import dataclass

from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.duplicates.models import DuplicateGroup
from questionnaires.answers.answer_rows import values_of
from questionnaires.filling.shown_values import shown_pair
from questionnaires.filling.values import WORDS
from questionnaires.questions.outline import Outline, QuestionOutline

MOST_SHOWN = 6


@dataclass(frozen=True)
class ComparedResponses:
    """`rows`: a question with the answers of each response, in words; `same`: questions that all answer alike."""

    group: DuplicateGroup
    responses: list[CollectedResponse]
    rows: list[tuple[QuestionOutline, list[str]]]
    same: int
    others: int


def compare_group(group: DuplicateGroup, outline: Outline) -> ComparedResponses:
    """Compare the first responses of a group. Three queries, and one for each commune that differs."""
    every = group.responses.select_related("response", "place", "paper_sheet").prefetch_related("response__answers")
    responses = list(every.order_by("response__day", "pk"))
    shown = responses[:MOST_SHOWN]
    values = [values_of(outline, each.response.answers.all()) for each in shown]
    rows, same = [], 0
    for question in outline.questions:
        pairs = [(own.get(question.code), own.get(question.code + WORDS)) for own in values]
        if all(pair == pairs[0] for pair in pairs):
            same += pairs[0][0] is not None
        else:
            rows.append((question, [shown_pair(question, pair) for pair in pairs]))
    return ComparedResponses(group, shown, rows, same, len(responses) - len(shown))
