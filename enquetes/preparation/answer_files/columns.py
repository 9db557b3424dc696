"""Columns of a file of answers: where an answer comes from, under names that no question bears, then the questions.

Choices, lines and communes stand as codes. A question with several answers has a column for each, 1 or 0; nothing where
nobody answered.
"""

from collections.abc import Iterator

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.choice_columns import choice_columns
from questionnaires.filling.values import columns_of
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline

CAMPAIGN, KEY, DAY, MODE, PLACE, LANGUAGE, STATE = (
    "_campagne", "_envoi", "_jour", "_facon", "_espace", "_langue", "_etat",
)  # fmt: skip
ORIGIN = (CAMPAIGN, KEY, DAY, MODE, PLACE, LANGUAGE, STATE)
# Written for synthetic campaigns alone; what it says is not read.
WARNING = "_attention"
TEXT = "Un texte"
EXPECTED = {QuestionKind.NUMBER: "Un nombre entier", QuestionKind.COMMUNE: "Le code INSEE de la commune"}


def header_of(campaign: Campaign, outline: Outline) -> list[str]:
    """Return the names of the columns, in order."""
    return [*ORIGIN, *([WARNING] if campaign.is_synthetic else []), *columns_of(outline)]


def dictionary_of(outline: Outline) -> Iterator[tuple[str, str, str, str]]:
    """Yield, for each column of a question and each code: column, what it asks, code, what the code says."""
    for question in outline.questions:
        for column, title, codes in choice_columns(question):
            yield from ((column, title, *code) for code in codes.items())
        if not question.kind.has_choices:
            yield question.code, question.wording, "", f"{EXPECTED.get(question.kind, TEXT)} {question.unit}".strip()
        if question.asks_words:
            yield f"{question.code}_words", f"{question.wording} Précisez", "", TEXT
