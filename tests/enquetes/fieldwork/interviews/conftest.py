"""A running campaign by interviews, with quotas, and an interviewer."""

import pytest

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import plan_quotas, start_campaign
from enquetes.fieldwork.interviews.services import name_interviewers
from tests.factories.enquetes import CampaignFactory


@pytest.fixture
def campaign(version, animator) -> Campaign:
    """One woman and three men are wanted."""
    campaign = CampaignFactory(
        questionnaire=version.questionnaire, title="Au marché", slug="marche", has_link=False, has_interviews=True
    )
    plan_quotas(campaign=campaign, codes=["sexe"], wanted={("femme",): 1, ("homme",): 3})
    campaign = start_campaign(campaign=campaign)
    name_interviewers(campaign=campaign, members=[animator])
    return campaign
