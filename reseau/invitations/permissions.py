"""Who invites whom into the network."""

from reseau.enums import Role
from reseau.invitations.models import Invitation
from reseau.permissions import is_coordinator, watches_any_territory, watches_territory


def may_invite(user) -> bool:
    return watches_any_territory(user)


def may_send_invitation(user, invitation: Invitation) -> bool:
    """A coordinator invites anybody, a territorial animator the animators of the EPM of their territories."""
    if is_coordinator(user):
        return True
    is_animator_of_epm = invitation.role == Role.ANIMATOR and invitation.epm is not None
    return is_animator_of_epm and watches_territory(user, invitation.epm.commune.territory_id)
