"""Questionnaires in versions, and what people answered."""

from questionnaires.answers.models import Answer, Response
from questionnaires.questions.models import (
    Choice,
    Question,
    QuestionCondition,
    Questionnaire,
    QuestionnaireSection,
    QuestionnaireVersion,
    QuestionRow,
)
from questionnaires.translations.models import TranslatedText

__all__ = [
    "Answer",
    "Choice",
    "Question",
    "QuestionCondition",
    "QuestionRow",
    "Questionnaire",
    "QuestionnaireSection",
    "QuestionnaireVersion",
    "Response",
    "TranslatedText",
]
