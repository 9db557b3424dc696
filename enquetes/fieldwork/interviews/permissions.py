"""Who asks the questions of a campaign, and counts whom they met."""

from enquetes.design.campaigns.models import Campaign


def may_interview(user, campaign: Campaign) -> bool:
    """Those whom the coordination named for the campaign. One query at most."""
    if not user.is_authenticated or not campaign.has_interviews:
        return False
    return campaign.interviewers.filter(member=user, is_active=True).exists()
