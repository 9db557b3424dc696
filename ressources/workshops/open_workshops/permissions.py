"""Who may announce a workshop to the public, change it, enrol people in it and read who comes."""

from reseau.permissions import is_network_member, watches_territory
from reseau.places import audience
from ressources.permissions import epms_to_write_from


def may_announce(user, sheet) -> bool:
    """Whether the member may announce a workshop of the sheet: a public one, in use."""
    is_offered = sheet.live and sheet.audience == audience.PUBLIC and not sheet.is_obsolete
    return is_network_member(user) and is_offered and epms_to_write_from(user).exists()


def may_run_workshop(user, workshop) -> bool:
    """Whether the member may change and cancel a workshop, and read who comes: who announced it, their colleagues
    there, who watches the territory.
    """
    if not is_network_member(user):
        return False
    is_own = workshop.announced_by_id == user.pk or workshop.epm_id in user.epm_ids
    return is_own or watches_territory(user, workshop.epm.commune.territory_id)


def may_enrol(user) -> bool:
    """Whether the member may enrol somebody: any team sends people to a workshop of its neighbours."""
    return is_network_member(user)


def may_give_back(user, booking) -> bool:
    """Whether the member may remove somebody from the list: who enrolled them, and who runs the workshop."""
    return is_network_member(user) and (booking.enrolled_by_id == user.pk or may_run_workshop(user, booking.workshop))
