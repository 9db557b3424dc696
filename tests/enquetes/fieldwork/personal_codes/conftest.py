"""A running campaign by personal codes, and a batch of six."""

import pytest

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.personal_codes.derivation import printed_again
from enquetes.fieldwork.personal_codes.models import CodeBatch
from enquetes.fieldwork.personal_codes.services import draw_codes
from reseau.documents.papers.code_letters import in_groups
from tests.factories.enquetes import CampaignFactory


@pytest.fixture
def campaign(version) -> Campaign:
    return CampaignFactory(running=True, every_mode=True, version=version, title="Vos écrans", slug="ecrans")


@pytest.fixture
def batch(campaign, coordinator) -> CodeBatch:
    return draw_codes(campaign=campaign, label="Courrier du 3 mars", size=6, by=coordinator)


@pytest.fixture
def codes(batch) -> list[str]:
    """The codes of the batch, as they are printed."""
    return [in_groups(letters) for letters in printed_again(batch.codes.values_list("pk", "digest"))]
