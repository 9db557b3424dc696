"""A questionnaire with each kind of question, two of which depend on others."""

import pytest

from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import Questionnaire, QuestionnaireVersion
from questionnaires.questions.outline import Outline, read_outline
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory, asked_if


def every_kind(**version) -> QuestionnaireVersion:
    """Return a draft of two sections. Those who say no are asked why, the others how often they come."""
    first = QuestionnaireSectionFactory(rank=1, title="Vous", **version)
    second = QuestionnaireSectionFactory(rank=2, title="L’espace", version=first.version)
    going = QuestionFactory(section=first, rank=1, code="vient", is_required=True)
    why = QuestionFactory(section=first, rank=2, code="pourquoi", kind=QuestionKind.LONG_TEXT, longest=40)
    asked_if(why, going, "non")
    times = QuestionFactory(section=first, rank=3, code="combien", kind=QuestionKind.NUMBER, lowest=1, highest=99)
    asked_if(times, going, "oui")
    QuestionFactory(section=first, rank=4, code="commune", kind=QuestionKind.COMMUNE)
    uses = QuestionFactory(
        section=second, rank=1, code="usages", kind=QuestionKind.SEVERAL, choices=("jeux", "mail", "autre", "aucun")
    )
    uses.choices.filter(code="aucun").update(is_exclusive=True)
    uses.choices.filter(code="autre").update(asks_words=True)
    QuestionFactory(section=second, rank=2, code="note", kind=QuestionKind.SCALE, choices=("1", "2", "3", "4"))
    QuestionFactory(
        section=second, rank=3, code="avis", kind=QuestionKind.GRID, choices=("bien", "mal"), rows=("accueil", "lieu")
    )
    QuestionFactory(section=second, rank=4, code="mot", kind=QuestionKind.SHORT_TEXT)
    return first.version


@pytest.fixture(autouse=True)
def _without_evaluations(request):
    """Leave only what a test writes: the questionnaires of evaluations, which every site has, are tested elsewhere."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        Questionnaire.objects.all().delete()


@pytest.fixture
def version(db) -> QuestionnaireVersion:
    return every_kind()


@pytest.fixture
def outline(version) -> Outline:
    return read_outline(version)
