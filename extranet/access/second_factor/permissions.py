"""Who must have a second factor, and who removes the one that somebody lost."""

from django.conf import settings

from reseau.people.members.models.member import Member
from reseau.permissions import watches_territory


def must_have_second_factor(user) -> bool:
    """Coordinators, territorial animators and superusers; animators too if the site asks it; nobody in a demo."""
    if not settings.MFA_REQUIRED or not user.is_authenticated:
        return False
    is_watcher = user.is_coordinator or user.is_territorial or user.is_superuser
    return is_watcher or (settings.SECOND_FACTOR_OF_ANIMATORS and user.is_in_network)


def may_remove_second_factor(user, member: Member) -> bool:
    """Whoever watches over an animator, and coordinators for territorial animators.

    Nobody removes their own here. That of a coordinator or a superuser is removed on the server alone.
    """
    if not user.is_authenticated or user == member or member.is_coordinator or member.is_superuser:
        return False
    if user.is_coordinator:
        return True
    if member.is_territorial:
        return False
    places = [position.epm for position in member.live_positions if position.epm_id]
    return any(watches_territory(user, epm.commune.territory_id) for epm in places)
