"""A survey with each kind of question."""

import pytest

from enquetes.design.campaigns.models import Campaign
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.questions.outline import Outline, read_outline
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory


@pytest.fixture
def version(db) -> QuestionnaireVersion:
    section = QuestionnaireSectionFactory(rank=1, version__in_use=True)
    QuestionFactory(section=section, code="sexe", wording="Vous êtes", choices=("femme", "homme"))
    QuestionFactory(section=section, code="age", wording="Votre âge", choices=("jeune", "adulte", "aine"))
    QuestionFactory(section=section, code="vient", wording="Venez-vous\u00a0?", choices=("oui", "non"))
    QuestionFactory(
        section=section,
        code="usages",
        wording="Pour quoi\u00a0?",
        kind=QuestionKind.SEVERAL,
        choices=("jeux", "mail", "papiers"),
    )
    QuestionFactory(
        section=section, code="note", wording="Votre note", kind=QuestionKind.SCALE, choices=("1", "2", "3", "4", "nsp")
    )
    QuestionFactory(
        section=section,
        code="avis",
        wording="Votre avis\u00a0:",
        kind=QuestionKind.GRID,
        choices=("bien", "mal"),
        rows=("accueil", "lieu"),
    )
    QuestionFactory(section=section, code="fois", wording="Combien de fois\u00a0?", kind=QuestionKind.NUMBER)
    QuestionFactory(section=section, code="commune", wording="Votre commune", kind=QuestionKind.COMMUNE)
    QuestionFactory(section=section, code="mot", wording="Un mot", kind=QuestionKind.SHORT_TEXT)
    return section.version


@pytest.fixture
def outline(version) -> Outline:
    return read_outline(version)


@pytest.fixture
def campaign(version) -> Campaign:
    """A running campaign with sixty answers: as many women as men, three ages."""
    campaign = CampaignFactory(running=True, version=version, title="Vos usages", slug="usages", asked=120)
    people = [
        {"sexe": sex, "age": age, "vient": comes, "usages": ["jeux", "mail"], "fois": 3, "mot": "Merci"}
        for sex in ("femme", "homme")
        for age, comes in (("jeune", "oui"), ("adulte", "non"), ("aine", "non"))
        for _ in range(10)
    ]
    collect_stored(campaign, store_answers(version, people))
    return campaign
