"""The version that people answer today."""

import pytest

from questionnaires.questions.queries import current_versions
from tests.factories.questionnaires import QuestionnaireFactory, QuestionnaireVersionFactory

pytestmark = pytest.mark.django_db


def test_last_version_in_use_is_answered_and_drafts_are_not():
    questionnaire = QuestionnaireFactory(slug="accueil")
    last = QuestionnaireVersionFactory(questionnaire=questionnaire, number=2, in_use=True)
    QuestionnaireVersionFactory(questionnaire=questionnaire, number=1, in_use=True)
    QuestionnaireVersionFactory(questionnaire=questionnaire, number=3)

    assert current_versions(["accueil"]) == {"accueil": last}


def test_questionnaire_in_preparation_has_no_version_to_answer(django_assert_num_queries):
    QuestionnaireVersionFactory(questionnaire__slug="brouillon")
    QuestionnaireVersionFactory(questionnaire__slug="autre", in_use=True)

    with django_assert_num_queries(1):
        assert current_versions(["brouillon", "inconnu"]) == {}
