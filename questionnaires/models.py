"""Questionnaires in versions, and what people answered."""

from questionnaires.answers.models import Answer, Response
from questionnaires.questions.models.question import Choice, Question, QuestionCondition, QuestionRow
from questionnaires.questions.models.questionnaire import Questionnaire, QuestionnaireSection, QuestionnaireVersion
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
