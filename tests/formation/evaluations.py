"""Evaluations of a session, given without the checks of who may give one."""

import datetime

from django.db.models import F

from formation.proof.evaluation.enums import Agreement, Moment
from formation.proof.evaluation.models import Evaluation
from formation.proof.evaluation.questionnaires import current_versions_by_moment
from questionnaires.answers.answer_rows import values_of
from questionnaires.answers.services import store_response
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import Question
from questionnaires.questions.outline import outline_of
from questionnaires.questions.services.versions import prepare_next_version, put_into_use
from tests.factories.formation import in_days
from tests.factories.questionnaires import QuestionFactory

MARKS = {
    Moment.HOT: {"satisfaction": 4, "usefulness": 4, "teaching": 4, "comfort": 4},
    Moment.COLD: {"satisfaction": 4, "usefulness": 4, "ease": 4, "reuse": "once"},
}


def evaluate(session, moment=Moment.HOT, *, day: datetime.date | None = None, **answers) -> Evaluation:
    """Store an evaluation of today or of `day`; what `answers` do not say is fully approved."""
    values = {**{code: str(mark) for code, mark in MARKS[moment].items()}, **answers}
    values = {code: str(value) if isinstance(value, int) else value for code, value in values.items()}
    version = current_versions_by_moment()[moment]
    response = store_response(version=version, values=values, day=day or in_days(0))
    return Evaluation.objects.create(response=response, session=session, moment=moment)


def ask_another_sentence(moment: Moment, code: str, *, wording: str = "Le rythme me convenait") -> None:
    """Put into use a version that asks this first, then what the last one asked."""
    questionnaire = current_versions_by_moment()[moment].questionnaire
    version = prepare_next_version(questionnaire=questionnaire)
    section = version.sections.get()
    section.questions.update(rank=F("rank") + 1)
    question = Question.objects.create(
        version=version, section=section, rank=1, code=code, kind=QuestionKind.SCALE, wording=wording, is_required=True
    )
    for rank, (step, label) in enumerate(Agreement.choices, start=1):
        question.choices.create(rank=rank, code=str(step), label=label)
    put_into_use(version=version)


def ask_more(moment: Moment, **questions: dict) -> None:
    """Put into use a version that asks more: code → options of `QuestionFactory`; « autre » asks words."""
    version = prepare_next_version(questionnaire=current_versions_by_moment()[moment].questionnaire)
    section = version.sections.get()
    for rank, (code, options) in enumerate(questions.items(), start=section.questions.count() + 1):
        question = QuestionFactory(section=section, rank=rank, code=code, **options)
        question.choices.filter(code="autre").update(asks_words=True)
    put_into_use(version=version)


def values_given(evaluation: Evaluation) -> dict:
    """Return what an evaluation answers, by code of question."""
    response = evaluation.response
    return values_of(outline_of(response.version), response.answers.all())
