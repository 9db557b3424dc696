"""Who may create and revoke a calendar feed."""

from reseau.members.models.member import Member
from reseau.permissions import is_network_member, watches_territory
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


def may_make_feed(user, whose: Member | Territory | EPM) -> bool:
    """Return whether `user` may create this feed: their own, of a territory they watch, of an EPM where they work."""
    if not is_network_member(user):
        return False
    if isinstance(whose, Territory):
        return watches_territory(user, whose.pk)
    return whose.pk in user.epm_ids if isinstance(whose, EPM) else whose == user
