"""Campaigns that have results."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from enquetes.design.campaigns.enums import CampaignState
from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.models import AnswerCode


def campaigns_with_results() -> QuerySet[Campaign]:
    """Return the campaigns that were started."""
    return Campaign.objects.exclude(state=CampaignState.DRAFT).select_related("version__questionnaire")


def find_campaign(slug: str) -> Campaign:
    """Return a started campaign with `received`: responses of people, even those that came when their quota was full.

    `has_coded_texts`: whether its texts have codes. Raises Http404 for another.
    """
    received = Count("collected", filter=Q(collected__is_left_out=False))
    has_coded_texts = Exists(AnswerCode.objects.filter(question__version=OuterRef("version")))
    return get_object_or_404(
        campaigns_with_results().annotate(received=received, has_coded_texts=has_coded_texts), slug=slug
    )
