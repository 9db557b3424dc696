"""Open data published, published again, withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from enquetes.design.campaigns.enums import CampaignState
from enquetes.design.campaigns.models import Campaign
from enquetes.findings.open_data.choice import OfferedChoices, OpenChoice
from enquetes.findings.open_data.models import PublishedOpenData
from enquetes.findings.open_data.package import build_package, package_archive, table_csv
from enquetes.findings.open_data.published_facts import facts_of
from enquetes.findings.results.access import find_campaign
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

STILL_OPEN = (
    "Terminez d’abord la campagne\u00a0: deux fichiers publiés pendant qu’elle court montreraient qui a répondu "
    "entre-temps."
)


@transaction.atomic
def publish_open_data(*, campaign: Campaign, choice: OpenChoice, by: Member | None = None) -> PublishedOpenData:
    """Offer everybody the answers to the chosen questions as they are now, in place of those published before.

    Raises ValidationError for a campaign that is not closed, a choice that is not offered, or groups that are too
    small.
    """
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    if campaign.state != CampaignState.CLOSED:
        raise ValidationError(STILL_OPEN)
    campaign = find_campaign(campaign.slug)
    package = build_package(campaign, choice, OfferedChoices.of(campaign))
    archive = package_archive(package)
    published, _ = PublishedOpenData.objects.update_or_create(
        campaign=campaign,
        defaults={
            "choice": choice.kept(),
            "facts": facts_of(package, archive=archive, table=table_csv(package)),
            "archive": archive,
            "published_by": by,
            "published_on": timezone.now(),
        },
    )
    return published


@transaction.atomic
def withdraw_open_data(*, campaign: Campaign) -> None:
    """Take open data back: its page and its files exist no more."""
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    PublishedOpenData.objects.filter(campaign=campaign).delete()
