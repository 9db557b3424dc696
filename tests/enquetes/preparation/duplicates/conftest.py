"""A campaign where two people said the same, two nearly so with the same text, and others do not."""

import pytest

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from questionnaires.questions.models import Question
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers
from tests.factories.reseau import CommuneFactory

TEXT = "Ouvrir le samedi matin, et pas seulement le mercredi"


@pytest.fixture
def version(version):
    Question.objects.filter(version=version, code="mot").update(kind="long")
    return version


def said(commune: str, **others) -> dict:
    """Return nine answers, of which a grid has two."""
    return {
        "sexe": "femme",
        "age": "jeune",
        "vient": "oui",
        "usages": ["jeux", "mail"],
        "note": "3",
        "avis": {"accueil": "bien", "lieu": "mal"},
        "fois": 3,
        "commune": commune,
        **others,
    }


@pytest.fixture
def commune(db) -> str:
    return CommuneFactory().pk


@pytest.fixture
def campaign(version, commune) -> Campaign:
    campaign = CampaignFactory(running=True, version=version, title="Vos usages", slug="usages", every_mode=True)
    people = [
        *[said(commune)] * 2,
        said(commune, mot=TEXT, fois=7, age="aine"),
        said(commune, mot=TEXT.upper() + " ", fois=8, age="aine"),
        said(commune, mot=TEXT, sexe="homme", age="adulte", vient="non", usages=["papiers"], note="1", fois=0),
        *[{"sexe": "femme", "age": "jeune"}] * 3,
    ]
    collect_stored(campaign, store_answers(version, people))
    collect_stored(campaign, store_answers(version, [said(commune)]), mode=Mode.PAPER)
    return campaign
