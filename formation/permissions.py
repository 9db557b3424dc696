"""Who may do what in the training year, beyond what holds in the whole network."""

from reseau.models import EPM, Member, Territory
from reseau.permissions import is_network_member, watches_territory


def may_make_feed(user, whose: Member | Territory | EPM) -> bool:
    """A calendar to follow: one's own, that of a territory which one watches over, that of the EPM where one works."""
    if not is_network_member(user):
        return False
    if isinstance(whose, Territory):
        return watches_territory(user, whose.pk)
    return whose.pk in user.epm_ids if isinstance(whose, EPM) else whose == user
