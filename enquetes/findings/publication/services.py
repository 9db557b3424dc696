"""Results published, published again, taken back."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from enquetes.design.campaigns.enums import CampaignState
from enquetes.design.campaigns.models import Campaign
from enquetes.findings.publication.models import PublishedResults
from enquetes.findings.publication.published_parts import content_of
from enquetes.findings.report.campaign_report import report_of
from enquetes.findings.results.access import find_campaign
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

STILL_OPEN = (
    "Terminez d’abord la campagne\u00a0: des chiffres publiés deux fois pendant qu’elle court montreraient qui a "
    "répondu entre-temps."
)
NO_SECTION = "Choisissez au moins une partie à publier."


@transaction.atomic
def publish_results(*, campaign: Campaign, sections: Collection[int], by: Member | None = None) -> PublishedResults:
    """Show everybody the figures of these sections as they are now, in place of those published before.

    `sections`: keys. Raises ValidationError for a campaign that is not closed, or without a section of its own.
    """
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    if campaign.state != CampaignState.CLOSED:
        raise ValidationError(STILL_OPEN)
    content = content_of(report_of(find_campaign(campaign.slug)), sections)
    if not content["sections"]:
        raise ValidationError(NO_SECTION)
    published, _ = PublishedResults.objects.update_or_create(
        campaign=campaign, defaults={"content": content, "published_by": by, "published_on": timezone.now()}
    )
    return published


@transaction.atomic
def unpublish_results(*, campaign: Campaign) -> None:
    """Take published results back: their page exists no more."""
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    for published in PublishedResults.objects.filter(campaign=campaign):
        published.delete()
