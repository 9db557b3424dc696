"""Who may create and revoke a calendar feed."""

from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member, watches_territory
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


def may_make_feed(user, owner: Member | Territory | EPM) -> bool:
    """Return whether `user` may create this feed: their own, of a territory they watch, of an EPM where they work."""
    if not is_network_member(user):
        return False
    if isinstance(owner, Territory):
        return watches_territory(user, owner.pk)
    return owner.pk in user.epm_ids if isinstance(owner, EPM) else owner == user
