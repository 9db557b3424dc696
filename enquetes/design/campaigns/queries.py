"""Campaigns as pages read them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from enquetes.design.campaigns.enums import CampaignState, Mode
from enquetes.design.campaigns.models import Campaign
from reseau.texts.wording import percent_in_words


def find_campaign(slug: str) -> Campaign:
    """Return a campaign with its questionnaire and its version. Raises Http404."""
    campaigns = Campaign.objects.select_related("questionnaire", "version__questionnaire", "earlier")
    return get_object_or_404(campaigns, slug=slug)


def started_campaign(slug: str) -> Campaign:
    """Return a campaign that has a version. Raises Http404 for others."""
    campaign = find_campaign(slug)
    if campaign.is_draft:
        raise Http404
    return campaign


def with_answers() -> QuerySet[Campaign]:
    """Return the campaigns, each with `answers`, the responses that it received."""
    return Campaign.objects.annotate(answers=Count("collected")).order_by("-opens_on", "-pk")


def public_campaigns(today: date) -> QuerySet[Campaign]:
    """Return the campaigns answered today by link or by code, and those whose results are published."""
    by_themselves = Q(has_link=True) | Q(has_codes=True)
    open_ones = Q(state=CampaignState.RUNNING, opens_on__lte=today, closes_on__gte=today)
    return Campaign.objects.filter((open_ones & by_themselves) | Q(published__isnull=False)).order_by(
        "-opens_on", "-pk"
    )


def campaigns_with_kiosks(today: date) -> QuerySet[Campaign]:
    """Return the campaigns that people may answer at a kiosk until today or later."""
    running = Campaign.objects.filter(state=CampaignState.RUNNING, has_kiosks=True, closes_on__gte=today)
    return running.order_by("closes_on", "pk")


@dataclass(frozen=True, slots=True)
class Collected:
    """Responses of a campaign: all, those after their quota, and how many came each way."""

    count: int
    beyond: int
    by_mode: list[tuple[Mode, int]]
    rate: str

    @classmethod
    def of(cls, campaign: Campaign) -> "Collected":
        """Count the responses of a campaign. One query."""
        rows = (
            campaign.collected.order_by()
            .values_list("mode")
            .annotate(found=Count("pk"), beyond=Count("pk", filter=Q(is_beyond_quota=True)))
        )
        by_mode = {mode: (found, beyond) for mode, found, beyond in rows}
        count = sum(found for found, _ in by_mode.values())
        rate = percent_in_words(count / campaign.asked, decimals=1) if campaign.asked else ""
        modes = [(mode, by_mode.get(mode, (0, 0))[0]) for mode in campaign.modes]
        return cls(count, sum(beyond for _, beyond in by_mode.values()), modes, rate)
