"""A campaign where people wrote a word, some of them the same one."""

import pytest

from enquetes.design.campaigns.models import Campaign
from questionnaires.questions.outline import QuestionOutline, outline_of
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers

WRITTEN = {
    "Plus de wifi": 6, "plus de Wi-Fi\u00a0!": 0, "PLUS DE WIFI.": 3, "Plus de wifi gratuit": 1, "Ouvrir le samedi": 4,
    "Rien": 2,
}  # fmt: skip


@pytest.fixture
def campaign(version) -> Campaign:
    """A running campaign: as many women as men, of whom the men wrote nothing."""
    campaign = CampaignFactory(running=True, version=version, title="Vos usages", slug="usages")
    people = [{"sexe": "femme", "age": "jeune", "mot": text} for text, count in WRITTEN.items() for _ in range(count)]
    people += [{"sexe": "homme", "age": "jeune"} for _ in people]
    collect_stored(campaign, store_answers(version, people))
    return campaign


@pytest.fixture
def question(campaign) -> QuestionOutline:
    return outline_of(campaign.version).by_code["mot"]
