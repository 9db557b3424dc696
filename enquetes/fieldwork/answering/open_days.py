"""Whether a campaign may be answered today, and why not."""

from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from reseau.texts.wording import day_in_full

OVER = "Cette enquête est terminée\u00a0: elle ne reçoit plus de réponses."
EARLY = "Cette enquête n’est pas encore ouverte\u00a0: revenez le {day}."


def closed_words(campaign: Campaign) -> str:
    """Return why nobody can answer today, "early" or "over"; empty if they can."""
    today = timezone.localdate()
    if not campaign.is_running or today > campaign.closes_on:
        return "over"
    return "early" if today < campaign.opens_on else ""


def closed_refusal(campaign: Campaign) -> str:
    """Return the same as a sentence."""
    sentences = {"over": OVER, "early": EARLY.format(day=day_in_full(campaign.opens_on, "j F Y")), "": ""}
    return sentences[closed_words(campaign)]
