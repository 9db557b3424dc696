"""When, and in which ways, a campaign receives responses."""

from datetime import date

from django.core.exceptions import ValidationError

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING

NOT_THIS_WAY = "Cette campagne ne reçoit pas de réponses de cette façon."
NOT_OPEN = "Cette enquête n’est pas ouverte aujourd’hui."


def check_open(campaign: Campaign, mode: Mode, day: date) -> None:
    """Raise ValidationError unless the campaign receives, in this way, what was answered on this day."""
    if not campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    if mode not in campaign.modes:
        raise ValidationError(NOT_THIS_WAY)
    if not campaign.opens_on <= day <= campaign.closes_on:
        raise ValidationError(NOT_OPEN)
