"""Responses of a campaign, as those who clean them read them."""

from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.enums import CleaningKind
from questionnaires.answers.answer_rows import values_of
from questionnaires.filling.shown_values import shown_pair
from questionnaires.filling.values import WORDS, Value, asked_questions
from questionnaires.questions.outline import Outline, QuestionOutline, outline_of


# Answers as they came, before any correction.
def raw_values(outline: Outline, collected: CollectedResponse) -> dict[str, Value]:
    """Return what people answered: of each corrected question, what stood before its first correction. Two queries."""
    values = values_of(outline, collected.response.answers.all())
    corrections = collected.cleaning.filter(kind=CleaningKind.CORRECTED).order_by("-done_on", "-pk")
    for question, before in corrections.values_list("question", "before"):
        for code, value in zip((question, question + WORDS), before, strict=True):
            values.pop(code, None)
            values |= {} if value is None else {code: value}
    return values


class ResponseState(models.TextChoices):
    COUNTED = "compte", "comptées"
    LEFT_OUT = "laissee", "laissées de côté"
    BEYOND = "apres", "venues après leur quota"


CONDITIONS = {
    ResponseState.COUNTED: {"is_left_out": False, "is_beyond_quota": False},
    ResponseState.LEFT_OUT: {"is_left_out": True},
    ResponseState.BEYOND: {"is_left_out": False, "is_beyond_quota": True},
}


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer in words. `came`: what it was when it came, if it was corrected since."""

    question: QuestionOutline
    words: str
    came: str = ""


def responses_of(campaign: Campaign, *, mode: str = "", state: str = "") -> QuerySet[CollectedResponse]:
    """Return the responses of a campaign, the last days first."""
    rows = campaign.collected.select_related("response", "place", "cell").order_by("-response__day", "pk")
    rows = rows.filter(mode=mode) if mode else rows
    return rows.filter(**CONDITIONS[ResponseState(state)]) if state else rows


def read_answers(campaign: Campaign, collected: CollectedResponse) -> list[ReadAnswer]:
    """Return the answers to the questions that were asked. Three queries, and one or two for each commune."""
    outline = outline_of(campaign.version)
    values = values_of(outline, collected.response.answers.all())
    came = raw_values(outline, collected)
    return [
        ReadAnswer(question, words=_words(question, values), came=_words(question, came) if changed else "")
        for question in asked_questions(outline, values)
        for changed in (_pair(question, values) != _pair(question, came),)
    ]


def _pair(question: QuestionOutline, values: dict) -> tuple:
    return values.get(question.code), values.get(question.code + WORDS)


def _words(question: QuestionOutline, values: dict) -> str:
    return shown_pair(question, _pair(question, values))
