"""The surveys of the demo that have a content file, among the rest of the demo."""

import pytest

from enquetes.design.campaigns.models import Campaign
from extranet.demo.content import read_folder


@pytest.fixture
def campaigns(demo) -> dict[str, Campaign]:
    slugs = [content["slug"] for content in read_folder("surveys")]
    found = Campaign.objects.select_related("version__questionnaire").filter(slug__in=slugs)
    return {campaign.slug: campaign for campaign in found}
