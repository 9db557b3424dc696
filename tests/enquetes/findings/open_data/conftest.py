"""A campaign with quotas on sex and age, whose people answered each kind of question."""

import pytest

from enquetes.design.campaigns.models import Campaign
from questionnaires.filling.values import Values
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers
from tests.factories.reseau import CommuneFactory

COUNTS = {("femme", "jeune"): 12, ("homme", "jeune"): 9, ("femme", "aine"): 7, ("homme", "aine"): 3}


def people(commune: str) -> list[Values]:
    """Return 31 people: three of them are alone of their kind."""
    return [
        {
            "sexe": sex,
            "age": age,
            "vient": "oui" if rank % 2 else "non",
            "usages": ["jeux", "mail"] if rank % 3 else ["papiers"],
            "avis": {"accueil": "bien"},
            "fois": rank,
            "commune": commune,
            "mot": "un mot secret",
        }
        for (sex, age), count in COUNTS.items()
        for rank in range(count)
    ]


@pytest.fixture
def campaign(version) -> Campaign:
    commune = CommuneFactory()
    campaign = CampaignFactory(version=version, running=True, quota_variables=["sexe", "age"], asked=100)
    collect_stored(campaign, store_answers(version, people(commune.pk)))
    return campaign
