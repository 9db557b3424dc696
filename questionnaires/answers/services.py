"""Responses stored and corrected."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from questionnaires.answers.answer_rows import answers_of
from questionnaires.answers.models import Answer, Response
from questionnaires.filling.checks import check_values
from questionnaires.filling.values import Values
from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.questions.outline import outline_of, with_nothing_required

NOT_IN_USE = "Cette version est en préparation\u00a0: elle ne reçoit pas encore de réponses."


@transaction.atomic
def store_response(
    *, version: QuestionnaireVersion, values: Values, day: date, language: str = "fr", allows_blanks: bool = False
) -> Response:
    """Check and store what one person answered. `allows_blanks`: on paper, a question that insists may be blank.

    Raises ValidationError if the version is a draft, or with the refusals by code of question.
    """
    if not version.is_frozen:
        raise ValidationError(NOT_IN_USE)
    outline = outline_of(version)
    kept = check_values(with_nothing_required(outline) if allows_blanks else outline, values)
    response = Response.objects.create(version=version, day=day, language=language)
    Answer.objects.bulk_create(answers_of(outline, response, kept))
    return response


@transaction.atomic
def correct_response(*, response: Response, values: Values, allows_blanks: bool = False) -> None:
    """Replace the answers of a response. Raises ValidationError with the refusals by code of question.

    Rows that say the same stay, with what others noted of them.
    """
    outline = outline_of(response.version)
    kept = check_values(with_nothing_required(outline) if allows_blanks else outline, values)
    wanted = {_said(answer): answer for answer in answers_of(outline, response, kept)}
    gone = [answer.pk for answer in response.answers.all() if wanted.pop(_said(answer), None) is None]
    response.answers.filter(pk__in=gone).delete()
    Answer.objects.bulk_create(wanted.values())


def _said(answer: Answer) -> tuple:
    """Return what a row says; a response says it once."""
    return answer.question_id, answer.row_id, answer.choice_id, answer.number, answer.commune_id, answer.text
