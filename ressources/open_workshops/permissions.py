"""Who may announce a workshop to the public, and cancel it."""

from reseau import audience
from reseau.permissions import is_network_member, watches_territory
from ressources.permissions import epms_to_write_from


def may_announce(user, sheet) -> bool:
    """Whether the member may announce a workshop of the sheet: a public one, in use."""
    is_offered = sheet.live and sheet.audience == audience.PUBLIC and not sheet.is_obsolete
    return is_network_member(user) and is_offered and epms_to_write_from(user).exists()


def may_cancel_workshop(user, workshop) -> bool:
    """Whether the member may cancel a workshop: who announced it, their colleagues there, who watches the territory."""
    if not is_network_member(user):
        return False
    is_own = workshop.announced_by_id == user.pk or workshop.epm_id in user.epm_ids
    return is_own or watches_territory(user, workshop.epm.commune.territory_id)
