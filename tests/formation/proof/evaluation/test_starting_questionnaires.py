"""The questionnaires of a new site: written once, and never over what the site made of them."""

import pytest

from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.questionnaires import (
    SLUGS,
    comments_of,
    current_outlines,
    sentences_of,
    tallied_questions,
)
from formation.proof.evaluation.starting_questionnaires import ensure_evaluation_questionnaires
from questionnaires.questions.models import Questionnaire, QuestionnaireVersion
from tests.formation.evaluations import ask_another_sentence

pytestmark = pytest.mark.django_db


def codes(questions) -> list[str]:
    return [question.code for question in questions]


def test_new_site_asks_a_minute_of_questions_at_each_moment():
    Questionnaire.objects.all().delete()

    assert ensure_evaluation_questionnaires() == 2

    hot, cold = current_outlines()[Moment.HOT], current_outlines()[Moment.COLD]
    assert (hot.title, cold.title) == ("Votre avis sur la session", "Trois mois après la session")
    assert codes(sentences_of(hot)) == ["satisfaction", "usefulness", "teaching", "comfort"]
    assert codes(cold.questions) == ["reuse", "satisfaction", "usefulness", "ease", "went_well", "to_mend"]
    assert codes(tallied_questions(cold)) == ["reuse"]
    assert codes(comments_of(hot)) == codes(comments_of(cold)) == ["went_well", "to_mend"]


def test_questionnaire_that_the_site_changed_stays():
    ask_another_sentence(Moment.HOT, "pace")
    Questionnaire.objects.filter(slug=SLUGS[Moment.COLD]).delete()

    ensure_evaluation_questionnaires()

    assert codes(current_outlines()[Moment.HOT].questions)[:2] == ["pace", "satisfaction"]
    assert QuestionnaireVersion.objects.count() == 3
