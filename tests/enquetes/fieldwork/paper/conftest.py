"""A campaign on paper, with a batch of three sheets."""

import pytest

from enquetes.fieldwork.paper.services.batches import make_batch
from tests.factories.enquetes import CampaignFactory


@pytest.fixture
def campaign(version):
    return CampaignFactory(running=True, every_mode=True, version=version)


@pytest.fixture
def batch(campaign, coordinator, animator):
    return make_batch(campaign=campaign, label="École de Gramat", size=3, keyers=[animator], by=coordinator)


@pytest.fixture
def sheet(batch):
    return batch.sheets.first()


@pytest.fixture
def typed() -> dict[str, str]:
    """One sheet, as it is typed."""
    return {
        "sexe": "1", "age": "2", "vient": "1", "usages": "13", "note": "4", "avis": "1-", "fois": "12",
        "commune": "-", "mot": "Merci",
    }  # fmt: skip
