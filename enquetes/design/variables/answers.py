"""Answers to a variable, as queries that the index `answers_of_a_question` serves alone."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from enquetes.design.variables.variable import Variable
from questionnaires.answers.models import Answer


def answer_condition(variable: Variable, path: str = "") -> Q:
    """Return the condition that an answer, at the end of the query `path`, is one to this variable."""
    condition = Q(**{f"{path}question": variable.question.key})
    return condition & Q(**{f"{path}row": variable.row.key}) if variable.row else condition


def answers_to(variable: Variable) -> QuerySet[Answer]:
    """Return the answers to this variable. A text is one once somebody coded it."""
    answers = Answer.objects.filter(answer_condition(variable)).order_by()
    return answers.filter(coding__isnull=False) if variable.is_coded else answers


def has_answered(variable: Variable, response: str = "response", **only) -> Exists:
    """Return the condition that the response, at the end of the path `response`, answers the variable.

    `only`: lookups on that answer.
    """
    return Exists(answers_to(variable).filter(response=OuterRef(response), **only))
